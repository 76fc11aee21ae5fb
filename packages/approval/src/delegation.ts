import type { Act, Schedule } from "./decision.ts";
import { type Holders, membersIn, uniquePeople } from "./membership.ts";
import type { Person } from "./records.ts";
import type { Instant } from "./snapshot.ts";
import type { Statement } from "./statement.ts";

/** `from` lends the role, or the release manager does; `to` speaks for it while it lasts. */
export type Delegation = {
  key: string;
  role: string;
  from: Person;
  to: Person;
  since: Instant;
  until: Instant | null;
  byManager: boolean;
  /** Its words were edited or deleted since: it lends nothing, but a no that was said by it stands. */
  void: boolean;
  url: string | null;
};

/** A member of a role, or all of them, cannot review for a while. */
export type Absence = { role: string; person: Person; since: Instant; until: Instant | null };

export type Arrangements = {
  delegations: readonly Delegation[];
  /** The same and void ones, by `voiceKey`: as they were made. */
  lent: ReadonlyMap<string, readonly Delegation[]>;
  absences: readonly Absence[];
  schedule: Omit<Schedule, "criticalOnly" | "conditionalRelease">;
  /** What became of each such command, by `actKey`. */
  acts: ReadonlyMap<string, Act>;
};

/** Key of the notice that says whose a login was when a role was lent to it first. */
export function delegateKey(login: string): string {
  return `notice:delegate/${login.toLowerCase()}`;
}

/** Names a role in the hands of a person. */
export function voiceKey(role: string, person: number): string {
  return `${role}/${person}`;
}

/** The delegation by which a person speaks for a role at a moment. Where the order cannot be proved, none. */
export function activeDelegation(
  { lent }: Pick<Arrangements, "lent">,
  role: string,
  person: number,
  { from, to }: Pick<Statement, "from" | "to">,
  { void: also }: { void: boolean } = { void: false },
): Delegation | null {
  const found = lent
    .get(voiceKey(role, person))
    ?.findLast((one) => (also || !one.void) && one.since <= from && (one.until === null || to <= one.until));
  return found ?? null;
}

/** Who holds a role, and whom they lent it to at a moment. */
export function voices(
  { holders, arrangements }: { holders: Holders; arrangements: Pick<Arrangements, "delegations"> },
  role: string,
  now: Instant,
): Person[] {
  const members = membersIn(holders, role);
  const lent = arrangements.delegations
    .filter((one) => one.role === role && one.since <= now && (one.until === null || now <= one.until))
    .map((one) => one.to);
  return uniquePeople([...members, ...lent]);
}
