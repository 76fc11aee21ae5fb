import { isQuiet } from "../calendar.ts";
import type { Status } from "../decision.ts";
import type { Evaluation } from "../evaluate.ts";
import type { Ledger } from "../ledger.ts";
import { isOver } from "../plan.ts";
import type { Instant } from "../snapshot.ts";
import { followUpOccasions } from "./follow-up-occasions.ts";
import type { Occasion } from "./occasion.ts";
import { openOccasions, overrideUsed } from "./open-occasions.ts";
import { reviewOccasions } from "./review-occasions.ts";
import { statusOccasions } from "./status-occasions.ts";

/*
 * What there is to tell people of a release, as far as it is recorded and still true. It is reckoned from the records
 * and not from what a run has just found out: so a run that follows a crash finds what the one before did not send.
 */

/** What is older is no news: a channel that is set up later does not hear it all at once. */
const longestAgo = 7 * 24 * 60 * 60_000;

/**
 * What people are to be told now, whether it was sent already or not. Pure.
 * Nobody is disturbed in the quiet hours, but for a hotfix: the next run after them tells.
 * @param recorded what the entries hold: nothing is told before it is recorded
 */
export function occasionsOf(evaluation: Evaluation, recorded: Ledger, now: Instant): Occasion[] {
  const [{ case: c }] = evaluation.judgements;
  if (c.request.releaseType !== "hotfix" && isQuiet(now, c.policy.calendar)) return [];
  const { status } = evaluation.decision;
  const all = [
    ...(isUnderReview(status) ? reviewOccasions(evaluation, recorded) : []),
    ...(isOver(status) ? [] : openOccasions(evaluation)),
    ...overrideUsed(evaluation),
    ...statusOccasions(evaluation, recorded),
    ...(status === "released" ? followUpOccasions(evaluation, recorded) : []),
  ];
  return all.filter((one) => recorded.facts.has(one.fact) && isNews(one, now));
}

// Who is asked to look at what cannot ship as it stands would look in vain.
function isUnderReview(status: Status): boolean {
  return status === "pending" || status === "approved" || status === "rejected";
}

// A review is asked for until it is given.
function isNews({ event, at }: Occasion, now: Instant): boolean {
  return event === "review-requested" || Date.parse(now) - Date.parse(at) <= longestAgo;
}
