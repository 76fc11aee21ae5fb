import type { Decision, Instant, Person, RequirementState } from "@release-approval/approval";
import type { Condition } from "./view.ts";

export type Mark = "rejected" | "approved" | "late" | "waiting" | "optional" | "follow-up";

/** ⚪ asks nobody to do anything; 🕓 is owed after the release. */
export const marks: Readonly<Record<Mark, string>> = {
  rejected: "❌",
  approved: "✅",
  late: "🔴",
  waiting: "⏳",
  optional: "⚪",
  "follow-up": "🕓",
};

/** One review, as a line of the table. */
export type Row = {
  role: string;
  title: string;
  short: string;
  mark: Mark;
  group: "asked" | "other";
  /** Who reviewed; while it is open, who can. */
  who: readonly Person[];
  /** When it was done or is due. */
  when: Instant | null;
  /** Not a moment but a span, for a press of a button: the earliest moment. */
  from: Instant | null;
  approvals: { have: number; need: number };
  /** Ids of the open conditions of these approvals. */
  conditions: readonly string[];
  focus: string;
};

/** The reviews in the order in which people look for them: rejected, done, late, open; by time within each. */
export function toRows(
  decision: Decision,
  titles: ReadonlyMap<string, string>,
  conditions: readonly Condition[],
): Row[] {
  return decision.requirements
    .map((one) => toRow(one, titles.get(one.role) ?? one.title, conditions))
    .sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark) || compare(a.when, b.when));
}

const order: readonly Mark[] = ["rejected", "approved", "late", "waiting", "follow-up", "optional"];

function compare(a: Instant | null, b: Instant | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function toRow(one: RequirementState, short: string, conditions: readonly Condition[]): Row {
  const mark = markOf(one);
  const reviews = mark === "rejected" ? one.rejectedBy : mark === "approved" ? one.approvedBy : [];
  const last = [...reviews].sort((a, b) => compare(a.to, b.to)).at(-1);
  const done = new Set(one.approvedBy.map((review) => review.person.id));
  const open = one.canReview.filter((person) => !done.has(person.id));
  return {
    role: one.role,
    title: one.title,
    short,
    mark,
    group: one.effect === "required" || mark === "late" || mark === "waiting" ? "asked" : groupOf(one),
    who: last === undefined ? open : uniquePeople(reviews.map((review) => review.person)),
    when: last === undefined ? one.due : last.to,
    from: last !== undefined && last.from !== last.to ? last.from : null,
    approvals: { have: one.approvedBy.length, need: one.approvals },
    conditions: conditions
      .filter((condition) => condition.role === one.role)
      .map((condition) => condition.id),
    focus: one.focus,
  };
}

function groupOf(one: RequirementState): Row["group"] {
  return one.effect === "if-available" && one.state !== "lapsed" ? "asked" : "other";
}

function uniquePeople(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

function markOf(one: RequirementState): Mark {
  switch (one.state) {
    case "approved":
    case "rejected":
    case "waiting":
    case "late":
      return one.state;
    case "lapsed":
      return "follow-up";
    case "not-needed": {
      if (one.approvedBy.length >= one.approvals) return "approved";
      return one.effect === "after-release" ? "follow-up" : "optional";
    }
  }
}
