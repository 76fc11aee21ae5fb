import {
  ConfigurationError,
  type Person,
  type Policy,
  parseMember,
  type Requirement,
  teamsNamed,
  usersNamed,
} from "@release-approval/approval";
import type { GitHub } from "@release-approval/github";

export type ResolvedMembers = {
  /** Role to its members with their numeric ids; `via` names the team. */
  members: Record<string, (Person & { via?: string })[]>;
  /** Logins and teams that GitHub does not show, in roles that others can fill. */
  warnings: string[];
};

/**
 * Resolves every role's members to numeric ids, which are what counts from now on. One request for all logins, and
 * one for each team.
 * @throws ConfigurationError when a role that the release needs has a team that cannot be read, or too few members
 */
export async function resolveMembers(
  github: GitHub,
  policy: Policy,
  asked: readonly Requirement[],
  teamToken: string | null,
): Promise<ResolvedMembers> {
  const logins = usersNamed(policy);
  const [users, teams] = await Promise.all([
    logins.length === 0 ? new Map<string, Person | null>() : github.readUsers(logins),
    readTeams(github, policy, teamToken),
  ]);
  const members: ResolvedMembers["members"] = {};
  const problems: string[] = [];
  for (const role of Object.values(policy.roles)) {
    const found = new Map<number, Person & { via?: string }>();
    for (const text of role.members) {
      const people = peopleOf(text, users, teams);
      if (typeof people === "string") problems.push(`roles.${role.id}: ${people}`);
      else for (const person of people) if (!found.has(person.id)) found.set(person.id, person);
    }
    members[role.id] = [...found.values()];
  }
  refuseUnfillable(members, asked, problems);
  return { members, warnings: problems };
}

type Teams = ReadonlyMap<string, readonly Person[] | "unreadable">;

async function readTeams(github: GitHub, policy: Policy, token: string | null): Promise<Teams> {
  const named = teamsNamed(policy);
  const read = await Promise.all(
    named.map(({ org, slug }) => github.readTeam({ organisation: org, slug, token })),
  );
  return new Map(
    named.map(({ org, slug }, index) => [`${org}/${slug}`.toLowerCase(), read[index] ?? "unreadable"]),
  );
}

// A team that cannot be read is never an empty team, and never a person of that name.
function peopleOf(
  text: string,
  users: ReadonlyMap<string, Person | null>,
  teams: Teams,
): (Person & { via?: string })[] | string {
  const member = parseMember(text);
  if (member.kind === "team") {
    const name = `${member.org}/${member.slug}`;
    const team = teams.get(name.toLowerCase()) ?? "unreadable";
    return team === "unreadable"
      ? `the team ${name} cannot be read; give \`team-token\` a token with \`read:org\`, and check the name`
      : team.map(({ id, login }) => ({ id, login, via: `team:${name}` }));
  }
  if (member.id !== undefined) return [{ id: member.id, login: member.login }];
  const user = users.get(member.login.toLowerCase()) ?? null;
  return user === null ? `GitHub knows no user ${member.login}` : [{ id: user.id, login: user.login }];
}

function refuseUnfillable(
  members: ResolvedMembers["members"],
  asked: readonly Requirement[],
  problems: readonly string[],
): void {
  const broken = asked
    .filter((one) => one.effect !== "optional")
    .filter(
      (one) =>
        (members[one.role] ?? []).length < one.approvals ||
        problems.some((problem) => problem.startsWith(`roles.${one.role}: the team`)),
    );
  if (broken.length === 0) return;
  const named = broken.map(
    (one) =>
      `${one.role} needs ${one.approvals} and has ${(members[one.role] ?? []).length} whom GitHub shows`,
  );
  throw new ConfigurationError({
    reasonCode: "role-without-members",
    message: [`Nobody could fill these roles: ${named.join("; ")}.`, ...problems].join("\n"),
    cure: "Correct `members` of these roles in the policy on the default branch, then ask again.",
    details: { roles: broken.map((one) => one.role) },
  });
}
