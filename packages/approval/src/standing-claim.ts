import type { Decision } from "./decision.ts";
import { factsOf, type Ledger } from "./ledger.ts";

/**
 * Which run holds the authorization: the claim in the lowest comment whose run has not reported a failure since. Of any
 * revision, since a version is published once. The same run may pass again, at any attempt.
 */
export function standingClaim(ledger: Pick<Ledger, "facts">): Decision["claim"] {
  const failed = factsOf(ledger, "outcome")
    .filter(({ fact }) => fact.outcome !== "success")
    .map(({ fact }) => fact.run);
  const claims = factsOf(ledger, "claim")
    .filter(({ fact }) => !failed.some((run) => run.id === fact.run.id && run.attempt >= fact.run.attempt))
    .sort((a, b) => a.comment - b.comment);
  const first = claims[0];
  if (first === undefined) return null;
  const { run, commit, revision } = first.fact;
  return { run: run.id, attempt: run.attempt, comment: first.comment, commit, revision };
}
