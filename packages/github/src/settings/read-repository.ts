import { z } from "zod";
import type { Client } from "../client.ts";

export type RepositorySettings = {
  isPrivate: boolean;
  isArchived: boolean;
  /** null: GitHub does not say, as to tokens that are nobody's. */
  mayAdminister: boolean | null;
};

const shape = z.object({
  private: z.boolean(),
  archived: z.boolean().default(false),
  permissions: z.object({ admin: z.boolean() }).optional(),
});

/** One request. An internal repository is private, too. */
export async function readRepository(client: Client): Promise<RepositorySettings> {
  const found = await client.rest({
    purpose: "read the repository",
    permission: "contents: read",
    effect: "read",
    route: "GET /repos/{owner}/{repo}",
    shape,
  });
  return {
    isPrivate: found.private,
    isArchived: found.archived,
    mayAdminister: found.permissions?.admin ?? null,
  };
}
