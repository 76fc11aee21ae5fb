import { type Person, type Policy, parseMember, teamsNamed, usersNamed } from "@release-approval/approval";
import type { GitHub } from "@release-approval/github";

/** A member whom GitHub does not show. */
export type LostMember =
  | { role: string; code: "unknown-user"; login: string }
  | { role: string; code: "team-unreadable"; team: string };

export type FoundMembers = {
  /** Role to its members with their numeric ids; `via` names the team. */
  members: Record<string, (Person & { via?: string })[]>;
  lost: LostMember[];
};

/**
 * Every role's members with their numeric ids, which are what counts. One request for all logins, and one for each
 * team. A pinned id is believed: it needs no look.
 * @param teamToken null: no team can be read
 */
export async function readMembers(
  github: Pick<GitHub, "readUsers" | "readTeam">,
  policy: Policy,
  teamToken: string | null,
): Promise<FoundMembers> {
  const logins = usersNamed(policy);
  const [users, teams] = await Promise.all([
    logins.length === 0 ? new Map<string, Person | null>() : github.readUsers(logins),
    readTeams(github, policy, teamToken),
  ]);
  const members: FoundMembers["members"] = {};
  const lost: LostMember[] = [];
  for (const { id: role, members: written } of Object.values(policy.roles)) {
    const found = new Map<number, Person & { via?: string }>();
    for (const text of written) {
      const people = peopleOf(text, role, users, teams);
      if ("code" in people) lost.push(people);
      else for (const person of people) if (!found.has(person.id)) found.set(person.id, person);
    }
    members[role] = [...found.values()];
  }
  return { members, lost };
}

type Teams = ReadonlyMap<string, readonly Person[] | "unreadable">;

async function readTeams(
  github: Pick<GitHub, "readTeam">,
  policy: Policy,
  token: string | null,
): Promise<Teams> {
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
  role: string,
  users: ReadonlyMap<string, Person | null>,
  teams: Teams,
): (Person & { via?: string })[] | LostMember {
  const member = parseMember(text);
  if (member.kind === "team") {
    const name = `${member.org}/${member.slug}`;
    const team = teams.get(name.toLowerCase()) ?? "unreadable";
    return team === "unreadable"
      ? { role, code: "team-unreadable", team: name }
      : team.map(({ id, login }) => ({ id, login, via: `team:${name}` }));
  }
  if (member.id !== undefined) return [{ id: member.id, login: member.login }];
  const user = users.get(member.login.toLowerCase()) ?? null;
  return user === null
    ? { role, code: "unknown-user", login: member.login }
    : [{ id: user.id, login: user.login }];
}
