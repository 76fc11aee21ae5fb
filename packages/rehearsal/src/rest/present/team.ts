import { nodeId } from "../../state/ids.ts";
import type { Account, TeamRecord, World } from "../../state/world.ts";

/** A team as it appears inside of other answers. */
export function presentTeam(world: World, owner: Account, team: TeamRecord): Record<string, unknown> {
  const { id, name, slug } = team;
  const url = `${world.apiUrl}/organizations/${owner.id}/team/${id}`;
  return {
    id,
    node_id: nodeId("Team", id),
    url,
    html_url: `${world.serverUrl}/orgs/${owner.login}/teams/${slug}`,
    name,
    slug,
    description: null,
    privacy: "closed",
    notification_setting: "notifications_enabled",
    permission: "pull",
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: "organization",
    organization_id: owner.id,
    parent: null,
  };
}
