import { z } from "zod";
import type { Client } from "./client.ts";
import { checkPath, checkRef } from "./names.ts";

const file = z.object({ type: z.literal("file"), encoding: z.literal("base64"), content: z.string() });
/** A folder comes as an array, a file beyond 1 MB without its content. */
export const contentsShape = file.or(z.unknown().transform(() => null));

/**
 * The text of a file of the repository at a ref.
 * @returns null where there is no such file, or nothing that could be read as text
 */
export async function readFile(
  client: Client,
  { path, ref }: { path: string; ref: string },
): Promise<string | null> {
  const found = await client.restOrNull(
    {
      purpose: `read ${path}`,
      permission: "contents: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/contents/{path}",
      parameters: { path: checkPath(path, "the file's path"), ref: checkRef(ref, "input `ref`") },
      shape: contentsShape,
    },
    [404],
  );
  return found === null ? null : Buffer.from(found.content, "base64").toString("utf8");
}
