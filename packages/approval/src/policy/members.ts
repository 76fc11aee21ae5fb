import type { Policy } from "./schema.ts";

/** Who a line under `members` names. `id` is there where the policy pins it. */
export type Member =
  | { kind: "user"; login: string; id?: number }
  | { kind: "team"; org: string; slug: string };

type WithRoles = Pick<Policy, "roles">;

/**
 * Reads `octocat`, `@octocat`, `octocat#583231` or `team:organisation/slug`. A bare name is a user, never a team:
 * a team that cannot be read must not turn into a person of that name. Total: a text that is none
 * of these is a user whom GitHub does not know.
 */
export function parseMember(text: string): Member {
  const [, org, slug] = /^team:([^/]+)\/([^/]+)$/.exec(text) ?? [];
  if (org !== undefined && slug !== undefined) return { kind: "team", org, slug };
  const [, login = text, id] = /^@?([^#]+)(?:#(\d+))?$/.exec(text) ?? [];
  return id === undefined ? { kind: "user", login } : { kind: "user", login, id: Number(id) };
}

/** Logins without a pinned id, which somebody has to look up: each once, whatever its case, in the policy's order. */
export function usersNamed(policy: WithRoles, roleIds?: readonly string[]): string[] {
  const logins = membersOf(policy, roleIds).flatMap((member) =>
    member.kind === "user" && member.id === undefined ? [member.login] : [],
  );
  return eachOnce(logins, (login) => login);
}

/** Teams whose members somebody has to look up: each once, whatever its case, in the policy's order. */
export function teamsNamed(policy: WithRoles, roleIds?: readonly string[]): { org: string; slug: string }[] {
  const teams = membersOf(policy, roleIds).flatMap((member) =>
    member.kind === "team" ? [{ org: member.org, slug: member.slug }] : [],
  );
  return eachOnce(teams, ({ org, slug }) => `${org}/${slug}`);
}

function membersOf(policy: WithRoles, roleIds: readonly string[] | undefined): Member[] {
  return Object.values(policy.roles)
    .filter((role) => roleIds === undefined || roleIds.includes(role.id))
    .flatMap((role) => role.members.map(parseMember));
}

function eachOnce<T>(all: readonly T[], nameOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const name = nameOf(one).toLowerCase();
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
