import { type Decision, type Fact, factsOf, isOver, PermissionError } from "@release-approval/approval";
import type { GitHub, LoadedRelease } from "@release-approval/github";

/**
 * Ends the runs that still ask people to press a button for what is over: an earlier revision, or a release that was
 * published, cancelled or has expired. Nobody is asked in vain, and no waiting job turns red after its 30 days.
 * @param here this run, which cannot end itself
 * @returns notices that they were ended; none where the token may not: they end by themselves, later
 */
export async function endRuns(
  github: GitHub,
  { request, recorded, snapshot }: LoadedRelease,
  { status }: Decision,
  here: number,
): Promise<Fact[]> {
  const runs = factsOf(recorded, "request")
    .filter(({ fact }) => fact.buttons === undefined || fact.buttons.length > 0)
    .map(({ fact }) => fact.run.id)
    .filter((run) => run !== here && (isOver(status) || run !== request.fact.run.id));
  const facts: Fact[] = [];
  for (const run of new Set(runs)) {
    const key = `notice:ended/run:${run}`;
    if (recorded.facts.has(key)) continue;
    try {
      await github.cancelRun(run);
    } catch (error) {
      if (error instanceof PermissionError) return facts;
      throw error;
    }
    facts.push({ key, kind: "notice", at: snapshot.now, about: "ended" });
  }
  return facts;
}
