import type { RunEnvironment } from "@release-approval/action-kit";
import { mayHaveLostClaim } from "@release-approval/approval";
import type { GitHub } from "@release-approval/github";
import type { Observed } from "../run/observe-release.ts";
import { refuse, type Shut } from "./shut-because.ts";

/**
 * Whether another run may be publishing whose claim somebody deleted. Only GitHub's own record of the runs can tell then;
 * it is asked only where an entry was lost since the release could be cleared, which costs one request.
 * @returns null: no
 */
export async function findLostClaim(
  github: GitHub,
  { release, evaluation }: Observed,
  { run, workflow }: RunEnvironment,
): Promise<Shut | null> {
  if (evaluation.decision.claim?.run === run.id) return null;
  if (!mayHaveLostClaim(release.recorded, evaluation)) return null;
  const runs = workflow === null ? [] : await github.listRuns(workflow.path);
  const other = runs.find(
    (one) =>
      one.id !== run.id &&
      one.createdAt >= release.request.fact.openedAt &&
      (one.status !== "completed" || one.conclusion === "success"),
  );
  if (other === undefined && workflow !== null) return null;
  const who = other === undefined ? "another run" : `run ${other.id}`;
  return refuse(
    "claim-lost",
    `An entry that may have held a claim was lost, and ${who} may be publishing this release.`,
  );
}
