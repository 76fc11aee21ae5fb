import { GHOST, livingAccount } from "../../state/accounts.ts";
import { nodeId } from "../../state/ids.ts";
import type { Account, World } from "../../state/world.ts";

type Named = Pick<Account, "id" | "login" | "type">;

/** A user as it appears inside of other answers. */
export function presentUser(world: World, { id, login, type }: Named): Record<string, unknown> {
  const url = `${world.apiUrl}/users/${encodeURIComponent(login)}`;
  const page = type === "Bot" ? `apps/${login.replace("[bot]", "")}` : login;
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: "",
    url,
    html_url: `${world.serverUrl}/${page}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** Whoever wrote something; REST shows `ghost` for a deleted account. */
export function presentAuthor(world: World, id: number): Record<string, unknown> {
  return presentUser(world, livingAccount(world, id) ?? { ...GHOST, type: "User" });
}
