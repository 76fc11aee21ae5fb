import { z } from "zod";
import type { Client } from "../client.ts";
import { readPages } from "./read-pages.ts";
import { type Written, writeSetting } from "./written.ts";

/** Names of the repository's labels. One request for each 100. */
export function readLabels(client: Client): Promise<string[]> {
  return readPages(client, {
    purpose: "read the labels",
    permission: "issues: read",
    route: "GET /repos/{owner}/{repo}/labels",
    shape: z.array(z.object({ name: z.string() }).transform(({ name }) => name)),
  });
}

/** @throws PermissionError `issues: write` */
export function createLabel(
  client: Client,
  { name, color, description }: { name: string; color: string; description: string },
): Promise<Written> {
  return writeSetting(() =>
    client.rest({
      purpose: `create the label ${name}`,
      permission: "issues: write",
      effect: "write",
      route: "POST /repos/{owner}/{repo}/labels",
      parameters: { name, color, description },
      shape: z.object({ name: z.string() }),
    }),
  );
}
