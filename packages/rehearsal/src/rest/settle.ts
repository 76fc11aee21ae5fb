/** Makes emulate's answers ours: our numbers, dates and pages, nobody we do not know, and every field that GitHub has. */

import { nodeId } from "../state/ids.ts";
import type { Account, Repository, TeamRecord, World } from "../state/world.ts";
import { presentUser } from "./present/account.ts";

export function settle(world: World, home: Repository, json: unknown): unknown {
  if (Array.isArray(json)) {
    return json.filter((item) => !isStranger(world, item)).map((item) => settle(world, home, item));
  }
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json).map(([name, value]) => [
    name,
    isTime(name, value) ? home.createdAt : settle(world, home, value),
  ]);
  const settled: Record<string, unknown> = Object.fromEntries(entries);
  const account = accountIn(world, settled);
  if (account?.type === "Organization") return completeOrganization(world, account, settled);
  if (account) return { ...settled, ...presentUser(world, account) };
  const team = teamIn(world, settled);
  return team ? completeTeam(world, home, team, settled) : settled;
}

/** emulate leaves `company` and the like empty where GitHub leaves them out. */
function completeOrganization(
  world: World,
  { id, login }: Account,
  json: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { company: _company, location: _location, email: _email, blog: _blog, ...rest } = json;
  return {
    ...rest,
    id,
    node_id: nodeId("Organization", id),
    html_url: `${world.serverUrl}/${login}`,
    archived_at: null,
  };
}

function completeTeam(
  world: World,
  home: Repository,
  { id, name, slug, members }: TeamRecord,
  json: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    parent: null,
    members_count: members.length,
    repos_count: 0,
    created_at: home.createdAt,
    updated_at: home.createdAt,
    ...json,
    id,
    name,
    node_id: nodeId("Team", id),
    html_url: `${world.serverUrl}/orgs/${home.owner.login}/teams/${slug}`,
    type: "organization",
    organization_id: home.owner.id,
  };
}

function accountIn(world: World, json: object): Account | undefined {
  if (!("login" in json)) return undefined;
  return world.accounts.find(({ login, deleted }) => !deleted && login === json.login);
}

function teamIn(world: World, json: object): TeamRecord | undefined {
  if (!isTeam(json)) return undefined;
  return world.teams.find(({ slug }) => slug === json.slug);
}

/** emulate has an administrator and a team of all members that nobody asked for. */
function isStranger(world: World, json: unknown): boolean {
  if (typeof json !== "object" || json === null) return false;
  return "login" in json ? !accountIn(world, json) : isTeam(json) && !teamIn(world, json);
}

function isTeam(json: object): json is { slug: unknown } {
  return "slug" in json && "members_url" in json;
}

function isTime(name: string, value: unknown): boolean {
  return (name === "created_at" || name === "updated_at") && typeof value === "string";
}
