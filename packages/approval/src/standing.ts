import type { Act, JudgedReview } from "./decision.ts";
import type { JudgedStatement } from "./judge-commands.ts";
import type { Person } from "./records.ts";
import type { Instant } from "./snapshot.ts";
import { brokenCodes } from "./statement.ts";

/*
 * What stands after everybody has spoken: a person's later act in a role replaces the earlier one. A withdrawal, and
 * an approval that was edited or deleted, leave nothing behind: an older approval never comes back.
 */

export type Standing = {
  /** Approvals and rejections in force, in the order in which they were said. */
  reviews: readonly JudgedReview[];
  /** Every review that was ever said, the ones no longer in force as not counted, with the reason. */
  all: readonly JudgedReview[];
  /** By fact key. */
  acts: ReadonlyMap<string, readonly Act[]>;
  /** Comments of which nobody can say what they said; each may have been a rejection. */
  ambiguous: readonly { person: Person; at: Instant }[];
  cancelled: { reason: string; login: string; at: Instant } | null;
  /** The newest counted `/authorize`, unless somebody reviewed after it. */
  authorized: { at: Instant; person: Person; url: string | null } | null;
};

/** `place`: where the review stands in `all`. */
type Held = { review: JudgedReview; place: number };
/** `conditional`: approvals with conditions, by person and role, also those that were replaced or withdrawn. */
type State = { last: Map<string, Held>; all: JudgedReview[]; conditional: Map<string, JudgedReview[]> };

/** @param judged in the order of `inOrder` */
export function settle(judged: readonly JudgedStatement[]): Standing {
  const state: State = { last: new Map(), all: [], conditional: new Map() };
  const acts = new Map<string, readonly Act[]>();
  const unclear: { person: Person; at: Instant }[] = [];
  let cancelled: Standing["cancelled"] = null;
  let authorized: Standing["authorized"] = null;
  let reviewedUntil: Instant = "";
  for (const { statement, steps, cancels, authorizes, ambiguous } of judged) {
    const { person, to: at } = statement;
    if (ambiguous) unclear.push({ person, at });
    if (ambiguous) lift(state, person.id, (review) => review.verdict === "approved", "ambiguous");
    acts.set(
      statement.key,
      steps.map(({ act, review }) => (review === null ? act : take(state, review, act))),
    );
    if (steps.some(({ review }) => review?.counted === true)) {
      authorized = null;
      if (at > reviewedUntil) reviewedUntil = at;
    }
    if (cancels !== null) cancelled ??= { reason: cancels, login: person.login, at };
    // A press may have come later than its place in this order.
    if (authorizes && reviewedUntil <= at) authorized = { at, person, url: statement.url };
  }
  return {
    reviews: [...state.last.values()].map((held) => held.review),
    all: state.all,
    acts,
    ambiguous: unclear,
    cancelled,
    authorized,
  };
}

function take(state: State, said: JudgedReview, act: Act): Act {
  if (said.verdict === "withdrawn") return withdraw(state, said, act);
  const review = withEarlierConditions(state, said);
  const broken = brokenCodes.has(review.code) || review.code === "unclear-words";
  // A broken approval replaces what was there before it, too: it never uncovers an older one.
  if (review.counted || broken)
    lift(
      state,
      review.person.id,
      (old) => old.role === review.role,
      review.counted ? "replaced" : review.code,
    );
  if (review.counted) state.last.set(keyOf(review), { review, place: state.all.length });
  state.all.push(review);
  return act;
}

// Where nobody can tell which of two approvals came last, the conditions of both stand.
function withEarlierConditions(state: State, review: JudgedReview): JudgedReview {
  if (!review.counted || review.verdict !== "approved") return review;
  const own = state.conditional.get(keyOf(review)) ?? [];
  if (review.conditions.before.length + review.conditions.after.length > 0)
    state.conditional.set(keyOf(review), [...own, review]);
  const unordered = own.filter((old) => old.to >= review.from);
  if (unordered.length === 0) return review;
  const all = (when: "before" | "after") => [
    ...new Set([...unordered, review].flatMap(({ conditions }) => conditions[when])),
  ];
  return { ...review, conditions: { before: all("before"), after: all("after") } };
}

function withdraw(state: State, review: JudgedReview, act: Act): Act {
  const lifted = lift(
    state,
    review.person.id,
    (old) => review.role === null || old.role === review.role,
    "withdrawn",
  );
  if (lifted > 0) {
    state.all.push(review);
    return act;
  }
  const facts = { role: review.role };
  state.all.push({ ...review, counted: false, code: "nothing-to-withdraw", facts });
  return { ...act, outcome: "not-counted", code: "nothing-to-withdraw", facts };
}

/** Takes a person's standing reviews out of force; a rejection gives way only to that person's own counted act. */
function lift(state: State, person: number, which: (review: JudgedReview) => boolean, code: string): number {
  let lifted = 0;
  for (const [key, { review, place }] of state.last) {
    if (review.person.id !== person || !which(review)) continue;
    if (review.verdict === "rejected" && code !== "replaced" && code !== "withdrawn") continue;
    state.last.delete(key);
    state.all[place] = { ...review, counted: false, code, facts: {} };
    lifted += 1;
  }
  return lifted;
}

function keyOf(review: JudgedReview): string {
  return `${review.person.id}/${review.role}`;
}
