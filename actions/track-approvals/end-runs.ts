import {
  type Decision,
  type Fact,
  factsOf,
  highestRevision,
  isDone,
  ReleaseApprovalError,
  runEndedKey,
} from "@release-approval/approval";
import type { GitHub, LoadedRelease } from "@release-approval/github";

/**
 * Ends the runs that still ask people to press a button for what is over: an earlier revision, or a release that was
 * published, cancelled or has expired, unless reviews are owed after it. Nobody is asked in vain, and no waiting job turns
 * red after its 30 days.
 * Never a run that publishes, or this one; and nothing depends on it: what cannot be ended ends by itself, later.
 * @param here this run
 * @returns notices of those that were ended
 */
export async function endRuns(
  github: GitHub,
  { request, recorded, snapshot }: LoadedRelease,
  decision: Decision,
  here: number,
): Promise<Fact[]> {
  const publishing = new Set(factsOf(recorded, "claim").map(({ fact }) => fact.run.id));
  const highest = highestRevision(recorded);
  const runs = factsOf(recorded, "request")
    .map(({ fact }) => fact)
    .filter((fact) => fact.revision <= highest && fact.buttons !== undefined && fact.buttons.length > 0)
    .map((fact) => fact.run.id)
    .filter(
      (run) => run !== here && !publishing.has(run) && (isDone(decision) || run !== request.fact.run.id),
    );
  const facts: Fact[] = [];
  for (const run of new Set(runs)) {
    const key = runEndedKey(run);
    if (recorded.facts.has(key)) continue;
    try {
      if (await github.isWaiting(run)) await github.cancelRun(run);
      facts.push({ key, kind: "notice", at: snapshot.now, about: "ended" });
    } catch (error) {
      if (!(error instanceof ReleaseApprovalError)) throw error;
    }
  }
  return facts;
}
