import {
  assertNever,
  type Decision,
  type Instant,
  type Person,
  type RequirementState,
} from "@release-approval/approval";
import { holdsRelease } from "./conditions.ts";

export type Mark = "rejected" | "approved" | "overruled" | "late" | "waiting" | "optional" | "follow-up";

/** ⚪ asks nobody to do anything; 🕓 is owed after the release; ⚖️ was decided by somebody with the authority. */
export const marks: Readonly<Record<Mark, string>> = {
  rejected: "❌",
  approved: "✅",
  overruled: "⚖️",
  late: "🔴",
  waiting: "⏳",
  optional: "⚪",
  "follow-up": "🕓",
};

/** Somebody in a row, and what has to be known of them there. */
export type Who = Person & {
  /** A delegate's: whose review it is. */
  standsFor: Person | null;
  /** Declared unavailable; `until` null: until further notice. */
  away: { until: Instant | null } | null;
  /** Reviewed, and wrote some of the commits. */
  author: boolean;
};

/** One review, as a line of the table. */
export type Row = {
  role: string;
  title: string;
  short: string;
  mark: Mark;
  group: "asked" | "other";
  /** Who reviewed; while it is open, who can. */
  who: readonly Who[];
  /** When it was done or is due. */
  when: Instant | null;
  /** Not a moment but a span, for a press of a button: the earliest moment. */
  from: Instant | null;
  approvals: { have: number; need: number };
  /** Ids of the conditions of these approvals that hold the release. */
  conditions: readonly string[];
  focus: string;
  /** Why the release goes without it, where that is not the rule itself. */
  note: "put off" | "overridden" | null;
};

/** The reviews in the order in which people look for them: rejected, done, late, open; by time within each. */
export function toRows(decision: Decision, titles: ReadonlyMap<string, string>): Row[] {
  const authors = new Set(decision.request?.changes?.authors.map((login) => login.toLowerCase()));
  return decision.requirements
    .map((one) => toRow(one, titles.get(one.role) ?? one.title, decision, authors))
    .sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark) || compare(a.when, b.when));
}

const order: readonly Mark[] = [
  "rejected",
  "approved",
  "overruled",
  "late",
  "waiting",
  "follow-up",
  "optional",
];

function compare(a: Instant | null, b: Instant | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function toRow(
  one: RequirementState,
  short: string,
  { conditions }: Pick<Decision, "conditions">,
  authors: ReadonlySet<string>,
): Row {
  const mark = markOf(one);
  const reviews = reviewsShown(one, mark);
  const last = [...reviews].sort((a, b) => compare(a.to, b.to)).at(-1);
  return {
    role: one.role,
    title: one.title,
    short,
    mark,
    group: groupOf(one, mark),
    who: last === undefined ? whoCan(one) : whoDid(reviews, authors),
    when: last === undefined ? one.due : last.to,
    from: last !== undefined && last.from !== last.to ? last.from : null,
    approvals: { have: one.approvedBy.length, need: one.approvals },
    conditions: conditions
      .filter((condition) => condition.role === one.role && holdsRelease(condition))
      .map((condition) => condition.id),
    focus: one.focus,
    note: one.state === "deferred" ? "put off" : one.state === "overridden" ? "overridden" : null,
  };
}

function reviewsShown(one: RequirementState, mark: Mark): RequirementState["approvedBy"] {
  if (mark === "rejected") return one.rejectedBy;
  if (mark === "overruled") return one.overruled;
  return mark === "approved" ? one.approvedBy : [];
}

// What an override stands in for was asked, and stays where people look for it.
function groupOf(one: RequirementState, mark: Mark): Row["group"] {
  if (one.state === "deferred") return "other";
  if (one.effect === "required" || mark === "late" || mark === "waiting" || one.state === "overridden")
    return "asked";
  return one.effect === "if-available" && one.state !== "lapsed" ? "asked" : "other";
}

function whoCan(one: RequirementState): Who[] {
  const done = new Set(one.approvedBy.map((review) => review.person.id));
  const open = one.canReview.filter((person) => !done.has(person.id));
  return open.map((person) => ({
    ...person,
    standsFor: one.delegates.find((delegate) => delegate.person.id === person.id)?.for ?? null,
    away: one.away.find((absence) => absence.person.id === person.id) ?? null,
    author: false,
  }));
}

function whoDid(reviews: RequirementState["approvedBy"], authors: ReadonlySet<string>): Who[] {
  const people = reviews.map(({ person, onBehalfOf }) => ({
    ...person,
    standsFor: onBehalfOf,
    away: null,
    author: authors.has(person.login.toLowerCase()),
  }));
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

function markOf(one: RequirementState): Mark {
  switch (one.state) {
    case "approved":
    case "rejected":
    case "waiting":
    case "late":
    case "overruled":
      return one.state;
    case "lapsed":
    case "deferred":
    case "overridden":
      return "follow-up";
    case "not-needed": {
      if (one.approvedBy.length >= one.approvals) return "approved";
      return one.effect === "after-release" ? "follow-up" : "optional";
    }
    default:
      return assertNever(one.state);
  }
}
