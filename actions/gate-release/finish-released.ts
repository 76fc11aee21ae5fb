import type { Kit } from "@release-approval/action-kit";
import { ReleaseApprovalError } from "@release-approval/approval";
import type { GitHub } from "@release-approval/github";
import { checkRun } from "../run/check-run.ts";
import type { Observed } from "../run/observe-release.ts";
import { publishObserved } from "../run/publish-observed.ts";
import { tellOthers } from "../run/tell-others.ts";
import type { contract } from "./contract.ts";

/**
 * Completes what a gate began that recorded its success and was killed then: other releases are told, and the issue is
 * drawn. Where all of that is done it writes nothing. The gate stays shut whether this succeeds or not.
 */
export async function finishReleased(
  github: GitHub,
  observed: Observed,
  teamToken: string | null,
  { environment, info }: Kit<typeof contract>,
): Promise<void> {
  const { release, evaluation } = observed;
  const { decision } = evaluation;
  const { snapshot, today } = release;
  if (decision.status !== "released" || snapshot.issue.state === "closed") return;
  try {
    checkRun(environment, { policy: today.policy, repository: snapshot.repository });
    await publishObserved(github, observed, {
      run: environment.run,
      tellOthers: async () => {
        await tellOthers(github, { release, decision }, { environment, teamToken });
      },
    });
  } catch (error) {
    if (!(error instanceof ReleaseApprovalError)) throw error;
    info(`The issue was not brought up to date: ${error.message}`);
  }
}
