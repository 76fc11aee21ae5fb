import { type Person, type Policy, parseMember, teamsNamed, usersNamed } from "@release-approval/approval";
import type { GitHub } from "@release-approval/github";

/** A member whom GitHub does not show. */
export type LostMember =
  | { role: string; code: "unknown-user"; login: string }
  | { role: string; code: "team-unreadable"; team: string };

export type FoundMembers = {
  /** Role to its members with their numeric ids; `via` names the team. */
  members: Record<string, (Person & { via?: string })[]>;
  /** Role to the people whom the release manager may hand it to; roles without any are left out. */
  backups: Record<string, Person[]>;
  lost: LostMember[];
  lostBackups: LostMember[];
};

/**
 * Every role's members and backups with their numeric ids, which are what counts. One request for all logins, and one for
 * each team. A pinned id is believed: it needs no look.
 * @param teamToken null: no team can be read
 */
export async function readMembers(
  github: Reader,
  policy: Policy,
  teamToken: string | null,
): Promise<FoundMembers> {
  const everybody = withBackups(policy);
  const logins = usersNamed(everybody);
  const [users, teams] = await Promise.all([
    logins.length === 0 ? new Map<string, Person | null>() : github.readUsers(logins),
    readTeams(github, everybody, teamToken),
  ]);
  const members: FoundMembers["members"] = {};
  const backups: FoundMembers["backups"] = {};
  const lost: LostMember[] = [];
  const lostBackups: LostMember[] = [];
  for (const role of Object.values(policy.roles)) {
    const asMembers = findPeople(role.members, role.id, users, teams);
    const asBackups = findPeople(role.backup, role.id, users, teams);
    members[role.id] = asMembers.people;
    if (asBackups.people.length > 0)
      backups[role.id] = asBackups.people.map(({ id, login }) => ({ id, login }));
    lost.push(...asMembers.lost);
    lostBackups.push(...asBackups.lost);
  }
  return { members, backups, lost, lostBackups };
}

type Users = ReadonlyMap<string, Person | null>;
type Teams = ReadonlyMap<string, readonly Person[] | "unreadable">;
type Reader = Pick<GitHub, "readUsers" | "readTeam">;

type Roles = Pick<Policy, "roles">;

function withBackups({ roles }: Roles): Roles {
  const whole = Object.values(roles).map((role) => ({
    ...role,
    members: [...role.members, ...role.backup],
  }));
  return { roles: Object.fromEntries(whole.map((role) => [role.id, role])) };
}

async function readTeams(github: Reader, roles: Roles, token: string | null): Promise<Teams> {
  const named = teamsNamed(roles);
  const read = await Promise.all(
    named.map(({ org, slug }) => github.readTeam({ organisation: org, slug, token })),
  );
  return new Map(
    named.map(({ org, slug }, index) => [`${org}/${slug}`.toLowerCase(), read[index] ?? "unreadable"]),
  );
}

// Each person once, as named first.
function findPeople(written: readonly string[], role: string, users: Users, teams: Teams) {
  const found = new Map<number, Person & { via?: string }>();
  const lost: LostMember[] = [];
  for (const text of written) {
    const people = peopleOf(text, role, users, teams);
    if ("code" in people) lost.push(people);
    else for (const person of people) if (!found.has(person.id)) found.set(person.id, person);
  }
  return { people: [...found.values()], lost };
}

// A team that cannot be read is never an empty team, and never a person of that name.
function peopleOf(
  text: string,
  role: string,
  users: Users,
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
