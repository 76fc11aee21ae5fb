import { type Member, parseMember } from "./policy/members.ts";
import type { Policy } from "./policy/schema.ts";
import type { Person, RequestFact } from "./records.ts";
import type { Account, Buttons, Comment, Teams } from "./snapshot.ts";

/*
 * Who holds which role. People are known by numeric id: the request recorded every login's id when it was made, so a
 * login that was renamed, deleted or taken by somebody else since does not carry its role along.
 */

export type Holders = {
  /** Role to the people who hold it. */
  people: ReadonlyMap<string, readonly Person[]>;
  /** Roles with a team that cannot be read: an error of that role, never an empty team. */
  unreadable: ReadonlyMap<string, string>;
};

/** The members as the request recorded them. */
export function recordedHolders(request: RequestFact): Holders {
  const people = new Map<string, readonly Person[]>();
  for (const [role, members] of Object.entries(request.members))
    people.set(
      role,
      members.map(({ id, login }) => ({ id, login })),
    );
  return { people, unreadable: new Map() };
}

/**
 * The members under another policy, today's: people whom the request knows by id and who are still named, alone or
 * by a team. People whom only today's policy names cannot be told by id and do not count; asking again names them.
 * @param shown accounts as GitHub shows them: an entry that gives somebody's login to another id is not believed
 */
export function presentHolders(
  policy: Policy,
  request: RequestFact,
  teams: Teams,
  shown: readonly (Account | null)[],
): Holders {
  const known = peopleByLogin(Object.values(request.members).flat(), shown);
  const people = new Map<string, readonly Person[]>();
  const unreadable = new Map<string, string>();
  for (const role of Object.values(policy.roles)) {
    const found = new Map<number, Person>();
    for (const member of role.members.map(parseMember)) {
      const holders = holdersOf(member, known, teams);
      if ("unreadable" in holders) unreadable.set(role.id, holders.unreadable);
      else for (const person of holders) found.set(person.id, person);
    }
    people.set(role.id, [...found.values()]);
  }
  return { people, unreadable };
}

/** Everybody who can be seen on a release: who wrote a comment, and who pressed a button. */
export function accountsShown({
  issue,
  buttons,
}: {
  issue: { comments: readonly Comment[] };
  buttons: readonly Buttons[];
}): (Account | null)[] {
  const pressed = buttons.flatMap(({ reviews }) => reviews.map(({ person }) => person));
  return [...issue.comments.map(({ author }) => author), ...pressed];
}

/** By login in lower case: people whose number does not show another login at GitHub. */
export function peopleByLogin(
  people: readonly Person[],
  shown: readonly (Account | null)[],
): Map<string, Person> {
  const logins = new Map(shown.map((account) => [account?.id, account?.login.toLowerCase()]));
  const known = new Map<string, Person>();
  for (const { id, login } of people) {
    const name = login.toLowerCase();
    if ((logins.get(id) ?? name) === name) known.set(name, { id, login });
  }
  return known;
}

function holdersOf(
  member: Member,
  known: ReadonlyMap<string, Person>,
  teams: Teams,
): readonly Person[] | { unreadable: string } {
  if (member.kind === "team") {
    const name = `${member.org}/${member.slug}`;
    const team = teams[name.toLowerCase()] ?? "unreadable";
    return team === "unreadable" ? { unreadable: name } : team.map(({ id, login }) => ({ id, login }));
  }
  if (member.id !== undefined) return [{ id: member.id, login: member.login }];
  const person = known.get(member.login.toLowerCase());
  return person === undefined ? [] : [person];
}

/** Who holds a role; nobody where it was not asked when the request was made. */
export function membersIn({ people }: Pick<Holders, "people">, role: string): readonly Person[] {
  return people.get(role) ?? [];
}

/** Each of them once, by number. */
export function uniquePeople(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** Whether a person holds a role. */
export function holds(holders: Holders, role: string, id: number): boolean {
  return membersIn(holders, role).some((person) => person.id === id);
}

/** Whether a person holds any role at all, also one that today's policy no longer has. */
export function holdsAny({ people }: Holders, id: number): boolean {
  return [...people.values()].some((members) => members.some((person) => person.id === id));
}

/** The roles a person holds, in the order of the policy. */
export function rolesOf(holders: Holders, policy: Policy, id: number): string[] {
  return Object.keys(policy.roles).filter((role) => holds(holders, role, id));
}
