import { factsOf, type Ledger } from "./ledger.ts";
import type { RequestFact, ShippedFact } from "./records.ts";
import type { Instant } from "./snapshot.ts";

/** Key of the fact that a release manager recorded the release, which was cleared then. */
export function releasedKey(revision: number | ""): string {
  return `step:released/${revision}`;
}

/** Key of the fact that policy's automatic override was in force. */
export function overriddenKey(revision: number): string {
  return `step:override/${revision}`;
}

/** When the version was published, and by which run; at any revision: a version is published once. */
export function findRelease(ledger: Pick<Ledger, "facts">): { at: Instant; run: number | null } | null {
  const done = factsOf(ledger, "outcome").find(({ fact }) => fact.outcome === "success");
  if (done !== undefined) return { at: done.fact.at, run: done.fact.run.id };
  const said = factsOf(ledger, "step").find(({ fact }) => fact.key.startsWith(releasedKey("")));
  if (said === undefined) return null;
  // The run that was publishing then knows better how it ended.
  const failed = factsOf(ledger, "outcome").some(({ fact }) => fact.at > said.fact.at);
  return failed ? null : { at: said.fact.at, run: null };
}

/** Releases that shipped with commits that this one, at its commit, lacks. */
export function lackedBy(
  ledger: Pick<Ledger, "facts">,
  { commit }: Pick<RequestFact, "commit">,
): ShippedFact[] {
  return factsOf(ledger, "shipped")
    .map(({ fact }) => fact)
    .filter((fact) => fact.lacking === commit);
}
