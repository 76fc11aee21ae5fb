import type { Act, JudgedReview, Obligation } from "./decision.ts";
import type { Judgement } from "./judge.ts";
import { obligationsOf } from "./obligations.ts";

/*
 * A release is judged under the policy that its request pinned and under today's; what counts is what both let count.
 */

/** Of the pinned policy and of today's. */
export type Both<T> = readonly [pinned: T, today: T];

/** Makes something of both; once where they are the same. */
export function ofBoth<T, R>([pinned, today]: Both<T>, make: (one: T) => R): Both<R> {
  const first = make(pinned);
  return [first, today === pinned ? first : make(today)];
}

/** A review counts when it counts under both policies. */
export function joinReviews([pinned, today]: Both<Judgement>): JudgedReview[] {
  return pinned.reviews.map((review) => {
    if (!review.counted || review.verdict === "rejected") return review;
    const same = today.reviews.find(
      (one) => one.key === review.key && one.role === review.role && one.verdict === review.verdict,
    );
    if (same === undefined)
      return { ...review, counted: false, code: "left-policy", facts: { role: review.role } };
    return same.counted ? review : same;
  });
}

/** What became of the commands of a statement. */
export function joinActs(key: string, judgements: Both<Judgement>): Act[] {
  const [pinned = [], today = []] = ofBoth(judgements, (one) => one.acts.get(key));
  return pinned.map((act, index) => stricterAct(act, today[index]));
}

// Of what an earlier revision said, one policy may keep more than the other.
function stricterAct(pinned: Act, today: Act | undefined): Act {
  if (today === undefined || pinned.outcome === "not-counted" || pinned.command === "reject") return pinned;
  return today.outcome === "not-counted" ? today : pinned;
}

/** Owed under either policy; settled where it is settled under both. */
export function joinObligations(judgements: Both<Judgement>): Obligation[] {
  const joined = new Map<string, Obligation>();
  for (const one of judgements.flatMap(obligationsOf)) {
    const known = joined.get(one.id);
    if (known === undefined || known.settled !== null) joined.set(one.id, one);
  }
  return [...joined.values()];
}
