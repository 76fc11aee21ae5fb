import { z } from "zod";
import type { Client } from "../client.ts";

/**
 * A team as a reviewer: its numeric id. One request.
 * @param token of the input `team-token`; null: the client's own
 * @returns null: no such team, or the token may not see it; GitHub answers the same to both
 */
export function readTeamId(
  client: Client,
  { organisation, slug, token }: { organisation: string; slug: string; token: string | null },
): Promise<{ id: number; slug: string } | null> {
  const asker = token === null ? client : client.withToken(token, "team-token");
  return asker.restOrNull(
    {
      purpose: `read the team ${organisation}/${slug}`,
      permission: null,
      effect: "read",
      route: "GET /orgs/{org}/teams/{team_slug}",
      parameters: { org: organisation, team_slug: slug },
      shape: z.object({ id: z.int(), slug: z.string() }),
    },
    [403, 404],
  );
}
