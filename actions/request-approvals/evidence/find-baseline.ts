import type { EvidenceItem } from "@release-approval/approval";
import { findReleaseIssues, type GitHub, type LoadedPolicy, loadRelease } from "@release-approval/github";

/**
 * What the release before was measured at, as its request recorded it: the first of its issues that has an answer.
 * @returns null where nobody asked for that release, or it was not measured
 */
export async function findBaseline(
  github: GitHub,
  previous: { version: string; component: string | null },
  { policy, path: policyPath }: LoadedPolicy,
  teamToken: string | null,
): Promise<EvidenceItem["measurements"] | null> {
  const found = await findReleaseIssues(github, { ...previous, state: "all", policy });
  for (const { number } of found) {
    const loaded = await loadRelease(github, { number, policyPath, teamToken, verifyRequest: "always" });
    if (loaded.kind !== "release") continue;
    const { fact } = loaded.release.request;
    if (fact.version !== previous.version || (fact.component ?? null) !== previous.component) continue;
    const measured = fact.evidence.find(({ item }) => item === "performance")?.measurements;
    if (measured !== undefined) return measured;
  }
  return null;
}
