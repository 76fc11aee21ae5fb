import type { Refusal } from "./act.ts";
import { addCalendar } from "./calendar.ts";
import type { Ground } from "./case.ts";
import type { Act } from "./decision.ts";
import type { Absence, Arrangements, Delegation } from "./delegation.ts";
import type { Instant } from "./snapshot.ts";

/* What has been arranged so far, and how far ahead anything can be. */

export type State = {
  /** `until` is set when a newer one takes its place. */
  delegations: Delegation[];
  lent: Map<string, Delegation[]>;
  /** The newest that each person made in each role, and that each person was given. */
  madeBy: Map<string, Delegation>;
  givenTo: Map<number, Map<string, Delegation>>;
  absences: Absence[];
  schedule: Arrangements["schedule"];
  acts: Map<string, Act>;
};
export type Draft = Ground & { arrangements: State };

/** Nobody means to wait longer: it is a slip of the fingers. */
export const farthestDays = 366;

export function farthestFrom(moment: Instant): Instant {
  return addCalendar(moment, `${farthestDays}d`);
}

/** Why nothing can hold to this day: also the last one that there is, which falls into the year 10000 elsewhere. */
export function problemOfDay(date: string | null, until: Instant | null, at: Instant): Refusal | null {
  if (date === null || until === null) return null;
  if (date > farthestFrom(at).slice(0, 10)) return { code: "date-far", facts: { days: farthestDays } };
  return until <= at ? { code: "date-past", facts: { date } } : null;
}
