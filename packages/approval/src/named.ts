import type { Command } from "./commands.ts";
import { parseCommands } from "./commands.ts";
import { factsOf, type Ledger } from "./ledger.ts";
import type { RequestFact } from "./records.ts";
import type { Comment } from "./snapshot.ts";

/*
 * What people name in commands and GitHub has to be asked about: commits that resolve conditions, and people to whom a
 * role is lent.
 */

/** No more are looked up; what is beyond counts as unknown. */
const mostCommits = 50;
const mostLogins = 20;

/**
 * @param ledger with what this run observed
 * @returns commits as they were typed, in lower case; logins that the request does not know by id, in lower case
 */
export function namedInCommands(
  ledger: Pick<Ledger, "facts">,
  request: RequestFact,
  repository: { name: string; serverUrl: string },
): { commits: string[]; logins: string[] } {
  const said = [...factsOf(ledger, "comment"), ...factsOf(ledger, "button")].map(({ fact }) => fact);
  const own = said.filter(({ person, text }) => mayName.test(text) && isInsider(person.id, request));
  // The newest first: nobody's older words keep a newer commit from being looked up.
  const lending = commandsOf(own).flatMap((one) => (one.name === "delegate" ? [one.to.toLowerCase()] : []));
  const known = knownLogins(request);
  const delegates = new Set(lending);
  const theirs = said.filter(
    ({ person, text }) => mayName.test(text) && delegates.has(person.login.toLowerCase()),
  );
  return {
    commits: firstOf(
      commandsOf([...own, ...theirs]).flatMap((one) => commitsOf(one, repository)),
      mostCommits,
    ),
    logins: firstOf(
      lending.filter((login) => !known.has(login)),
      mostLogins,
    ),
  };
}

function commandsOf(said: readonly { key: string; text: string }[]): Command[] {
  const newest = [...said].sort((a, b) => placeOf(b) - placeOf(a));
  return newest.flatMap(({ text }) => parseCommands(text));
}

function placeOf({ key }: { key: string }): number {
  const [, comment = Number.MAX_SAFE_INTEGER] = /^comment:(\d+)$/.exec(key) ?? [];
  return Number(comment);
}

// Outsiders' words count for nothing: nothing is asked for them.
function isInsider(person: number, { members, backups = {} }: RequestFact): boolean {
  const people = [...Object.values(members), ...Object.values(backups)].flat();
  return people.some(({ id }) => id === person);
}

const mayName = /\/(?:resolve|delegate)/i;

function commitsOf(command: Command, repository: { name: string; serverUrl: string }): string[] {
  if (command.name !== "resolve") return [];
  const commit = commitIn(command.target, repository);
  return commit === null ? [] : [commit];
}

function firstOf(all: readonly string[], most: number): string[] {
  return [...new Set(all)].slice(0, most);
}

function knownLogins({ members, backups = {} }: RequestFact): Set<string> {
  const people = [...Object.values(members), ...Object.values(backups)].flat();
  return new Set(people.map(({ login }) => login.toLowerCase()));
}

/**
 * People to whom somebody lends a role in a comment: what they say is read as a role holder's is. Whether the delegation
 * counts is judged later.
 * @param holdsRole by numeric id
 */
export function delegatesIn(
  comments: readonly Comment[],
  holdsRole: (person: number) => boolean,
): ReadonlySet<number> {
  const logins = new Set(
    comments
      .filter(({ author, body }) => author !== null && /\/delegate/i.test(body) && holdsRole(author.id))
      .flatMap(({ body }) => parseCommands(body))
      .flatMap((one) => (one.name === "delegate" ? [one.to.toLowerCase()] : [])),
  );
  const named = comments.flatMap(({ author }) =>
    author !== null && logins.has(author.login.toLowerCase()) ? [author.id] : [],
  );
  return new Set(named);
}

/** The commit of this repository that a target of `/resolve` names, in lower case; null: it names none. */
export function commitIn(
  target: string,
  { name, serverUrl }: { name: string; serverUrl: string },
): string | null {
  const said = target.toLowerCase();
  if (/^[0-9a-f]{6,64}$/.test(said)) return said;
  const own = `${serverUrl}/${name}/commit/`.toLowerCase();
  const [, at] = /^([^@\s]+)@[0-9a-f]{6,64}$/.exec(said) ?? [];
  const hex = said.startsWith(own)
    ? said.slice(own.length)
    : at === name.toLowerCase()
      ? said.slice(at.length + 1)
      : "";
  return /^[0-9a-f]{6,64}$/.test(hex) ? hex : null;
}
