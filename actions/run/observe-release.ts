import { type Evaluation, evaluate, type Fact, type Plan, plan, withFacts } from "@release-approval/approval";
import type { LoadedRelease } from "@release-approval/github";

/** A loaded release, decided on, with what has to be written about it. */
export type Observed = { release: LoadedRelease; evaluation: Evaluation; plan: Plan };

/**
 * Decides on a loaded release and plans what is new. Pure.
 * @param more facts of this run's own, such as how publishing ended: they are decided on, and planned first
 * @param options `remind`: everybody who is awaited is reminded
 */
export function observeRelease(
  loaded: LoadedRelease,
  more: readonly Fact[] = [],
  { remind = false }: { remind?: boolean } = {},
): Observed {
  const { snapshot } = loaded;
  const release = { ...loaded, ledger: withFacts(loaded.ledger, more, snapshot.now) };
  const evaluation = evaluate(snapshot, release.ledger);
  if (evaluation === null) throw new Error("a loaded release has a request");
  const planned = plan(snapshot, release.recorded, release.observed, evaluation, { remind });
  const own = more.filter((fact) => !release.recorded.facts.has(fact.key));
  return { release, evaluation, plan: { ...planned, facts: [...own, ...planned.facts] } };
}
