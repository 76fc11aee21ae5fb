import type { Account } from "@release-approval/approval";
import { z } from "zod";
import { restAccount } from "./account.ts";
import type { Client } from "./client.ts";

const pageSize = 100;

/**
 * The members of a team, child teams' included. One request for each 100 members; none without a token, since the
 * workflow's own may never read a team.
 * @param token of the input `team-token`; null: none was given
 * @returns "unreadable": no such team, or the token may not see it; GitHub answers the same to both
 */
export async function readTeam(
  client: Client,
  { organisation, slug, token }: { organisation: string; slug: string; token: string | null },
): Promise<readonly Account[] | "unreadable"> {
  if (token === null || token.trim() === "") return "unreadable";
  const asker = client.withToken(token, "team-token");
  const members: Account[] = [];
  for (let page = 1; ; page += 1) {
    const found = await asker.restOrNull(
      {
        purpose: `read the members of the team ${organisation}/${slug}`,
        permission: null,
        effect: "read",
        route: "GET /orgs/{org}/teams/{team_slug}/members",
        parameters: { org: organisation, team_slug: slug, per_page: pageSize, page },
        shape: z.array(restAccount),
      },
      [403, 404],
    );
    if (found === null) return "unreadable";
    members.push(...found);
    if (found.length < pageSize) return members;
  }
}
