import { PermissionError } from "@release-approval/approval";
import { z } from "zod";
import type { Client } from "../client.ts";

/**
 * Whether a person can read the repository. One request.
 * @returns null: this token may not ask
 */
export async function readAccess(client: Client, login: string): Promise<boolean | null> {
  try {
    const found = await client.restOrNull(
      {
        purpose: `read what ${login} may do here`,
        permission: null,
        effect: "read",
        route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
        parameters: { username: login },
        shape: z.object({ permission: z.string() }),
      },
      [404],
    );
    return found !== null && found.permission !== "none";
  } catch (error) {
    if (error instanceof PermissionError) return null;
    throw error;
  }
}
