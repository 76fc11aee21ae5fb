import { judgeAfterwards } from "./afterwards.ts";
import type { Case } from "./case.ts";
import { askAgain, judgeCondition } from "./conditions.ts";
import { decide, giveIn, openConflict } from "./conflicts.ts";
import type { Act, JudgedReview } from "./decision.ts";
import { escalate } from "./escalation.ts";
import { emptyFold, type Fold, reviewsIn } from "./fold.ts";
import type { Deed, JudgedStatement, Step } from "./judged-statement.ts";
import { override, ratify, waive } from "./overrides.ts";
import type { Person } from "./records.ts";
import type { Instant } from "./snapshot.ts";
import { brokenCodes, type Statement } from "./statement.ts";

/*
 * What stands after everybody has spoken: a person's later act in a role replaces the earlier one. A withdrawal, and
 * an approval that was edited or deleted, leave nothing behind: an older approval never comes back.
 */

export type Standing = {
  /** All else that stands at the end: conditions, conflicts, overrides. */
  fold: Fold;
  /** Approvals and rejections in force, in the order in which they were said. */
  reviews: readonly JudgedReview[];
  /** Every review that was ever said, the ones no longer in force as not counted, with the reason. */
  all: readonly JudgedReview[];
  /** By fact key. */
  acts: ReadonlyMap<string, readonly Act[]>;
  /** Comments of which nobody can say what they said; each may have been a rejection. */
  ambiguous: readonly { person: Person; at: Instant; what: "edited" | "too-long" }[];
  cancelled: { reason: string; login: string; at: Instant } | null;
  /** The newest counted `/authorize`, unless somebody reviewed after it. */
  authorized: { at: Instant; person: Person; url: string | null } | null;
};

/** @param judged in the order of `inOrder` */
export function settle(judged: readonly JudgedStatement[], c: Case): Standing {
  const fold = emptyFold(c);
  const acts = new Map<string, readonly Act[]>();
  const unclear: { person: Person; at: Instant; what: "edited" | "too-long" }[] = [];
  let cancelled: Standing["cancelled"] = null;
  let authorized: Standing["authorized"] = null;
  let reviewedUntil: Instant = "";
  for (const { statement, steps, cancels, authorizes, ambiguous } of judged) {
    const { person, to: at } = statement;
    if (c.releasedAt !== null && at > c.releasedAt) fold.shipped ??= reviewsIn(fold);
    if (ambiguous !== null) unclear.push({ person, at, what: ambiguous });
    if (ambiguous !== null) lift(fold, person.id, (review) => review.verdict === "approved", "ambiguous");
    if (reviewsEarlier(statement)) fold.spoke.set(person.id, at);
    const done = steps.map((step) => carryOut(step, statement, fold));
    acts.set(statement.key, done);
    if (steps.some(({ review }) => review?.counted === true) || done.some(changesWhatIsAuthorized)) {
      authorized = null;
      if (at > reviewedUntil) reviewedUntil = at;
    }
    if (cancels !== null) cancelled ??= { reason: cancels, login: person.login, at };
    // A press may have come later than its place in this order.
    if (authorizes && reviewedUntil <= at) authorized = { at, person, url: statement.url };
  }
  return {
    fold,
    reviews: reviewsIn(fold),
    all: fold.all,
    acts,
    ambiguous: unclear,
    cancelled,
    authorized,
  };
}

// Who reviewed an earlier revision was back by then, whatever became of that review.
function reviewsEarlier({ standing, edited, commands }: Statement): boolean {
  return standing !== "now" && edited === null && commands.some(({ name }) => reviewing.has(name));
}

const reviewing: ReadonlySet<string> = new Set(["approve", "reject", "withdraw"]);
const changing: ReadonlySet<string | null> = new Set(["override", "decide", "waive", "conditional-release"]);

// Who authorized by hand had not seen that it goes without something.
function changesWhatIsAuthorized({ command, outcome }: Act): boolean {
  return outcome === "counted" && changing.has(command);
}

function carryOut({ act, review, deed }: Step, statement: Statement, fold: Fold): Act {
  if (review !== null) return take(fold, review, act, statement);
  return deed === null ? act : doDeed(deed, statement, fold);
}

function doDeed(deed: Deed, statement: Statement, fold: Fold): Act {
  switch (deed.name) {
    case "resolve":
    case "confirm":
    case "reopen":
      return judgeCondition(deed, statement, fold);
    case "conflict":
      return openConflict(deed, statement, fold);
    case "decide":
      return decide(deed, statement, fold);
    case "override":
      return override(deed, statement, fold);
    case "ratify":
      return ratify(deed, statement, fold);
    case "waive":
      return waive(deed, statement, fold);
    case "critical-only":
    case "conditional-release":
      return escalate(deed, statement, fold);
    case "released":
    case "rolled-back":
    case "remind":
      return judgeAfterwards(deed, statement, fold);
  }
}

function take(fold: Fold, said: JudgedReview, act: Act, statement: Statement): Act {
  if (said.verdict === "withdrawn") return withdraw(fold, said, act, statement);
  const review = withEarlierConditions(fold, said);
  const broken = brokenCodes.has(review.code) || review.code === "unclear-words";
  // A broken approval replaces what was there before it, too: it never uncovers an older one.
  if (review.counted || broken)
    lift(
      fold,
      review.person.id,
      (old) => old.role === review.role,
      review.counted ? "replaced" : review.code,
    );
  if (review.counted) {
    fold.spoke.set(review.person.id, review.to);
    fold.last.set(keyOf(review), { review, place: fold.all.length });
    if (review.verdict === "approved") {
      askAgain(review, fold);
      giveIn(review, fold);
    }
  }
  fold.all.push(review);
  return act;
}

// Where nobody can tell which of two approvals came last, the conditions of both stand.
function withEarlierConditions(fold: Fold, review: JudgedReview): JudgedReview {
  if (!review.counted || review.verdict !== "approved") return review;
  const own = fold.conditional.get(keyOf(review)) ?? [];
  if (review.conditions.before.length + review.conditions.after.length > 0)
    fold.conditional.set(keyOf(review), [...own, review]);
  const unordered = own.filter((old) => old.to >= review.from);
  if (unordered.length === 0) return review;
  const all = (when: "before" | "after") => [
    ...new Set([...unordered, review].flatMap(({ conditions }) => conditions[when])),
  ];
  return { ...review, conditions: { before: all("before"), after: all("after") } };
}

// Taking back an approval holds the release; taking back a no lets it go, which only a pristine record does.
function withdraw(fold: Fold, review: JudgedReview, act: Act, { broken, edited }: Statement): Act {
  const isPristine = broken === null && edited === null;
  const lifted = lift(
    fold,
    review.person.id,
    (old) => (review.role === null || old.role === review.role) && (isPristine || old.verdict === "approved"),
    "withdrawn",
  );
  const gaveIn = isPristine && giveIn(review, fold);
  if (lifted > 0 || gaveIn) {
    fold.spoke.set(review.person.id, review.to);
    fold.all.push(review);
    return act;
  }
  const refusal = broken ?? { code: "nothing-to-withdraw", facts: { role: review.role } };
  fold.all.push({ ...review, counted: false, ...refusal });
  return { ...act, outcome: "not-counted", ...refusal };
}

/** Takes a person's standing reviews out of force; a rejection gives way only to that person's own counted act. */
function lift(fold: Fold, person: number, which: (review: JudgedReview) => boolean, code: string): number {
  let lifted = 0;
  for (const [key, { review, place }] of fold.last) {
    if (review.person.id !== person || !which(review)) continue;
    if (review.verdict === "rejected" && code !== "replaced" && code !== "withdrawn") continue;
    fold.last.delete(key);
    fold.all[place] = { ...review, counted: false, code, facts: {} };
    lifted += 1;
  }
  return lifted;
}

function keyOf(review: JudgedReview): string {
  return `${review.person.id}/${review.role}`;
}
