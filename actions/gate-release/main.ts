import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import { type GitHub, type LoadedRelease, loadRelease } from "@release-approval/github";
import { annotation, renderGateSummary } from "@release-approval/report";
import { connectRun } from "../run/connect-run.ts";
import { commonOutputsOf, viewOf } from "../run/describe-run.ts";
import { findIssue, notAskedFor } from "../run/find-issue.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import { claimRelease } from "./claim-release.ts";
import type { contract } from "./contract.ts";
import { executeRelease } from "./execute-release.ts";
import { type Shut, shutBecause } from "./shut-because.ts";

type Contract = typeof contract;
type Inputs = InputsOf<Contract>;

/** Decides anew from GitHub's records, claims the authorization, and fails the job unless this run holds it. */
export async function main(inputs: Inputs, kit: Kit<Contract>): Promise<Result<Contract>> {
  const github = connectRun(inputs["github-token"], kit.environment);
  const number = await findIssue(github, inputs);
  const observed = await askUntilOpen(github, number, inputs, kit);
  const shut = shutBecause(observed, { commit: inputs.commit, run: kit.environment.run.id });
  if (shut !== null) return closed(observed, shut);
  const claimed = await claimRelease(github, observed, {
    environment: kit.environment,
    commit: inputs.commit,
    dryRun: inputs["dry-run"],
    lookAgain: async (tags) => observeRelease(await load(github, number, inputs, tags)),
  });
  kit.debug(`${github.requests()} requests to GitHub.`);
  if (claimed.kind === "shut") return closed(claimed.observed, claimed.shut);
  const open = opened(claimed.observed, claimed.authorization);
  if (inputs.run === null || inputs["dry-run"]) return open;
  return executeRelease(github, claimed.observed, inputs.run, open, kit);
}

async function load(
  github: GitHub,
  number: number,
  inputs: Inputs,
  tags: readonly string[] = [],
): Promise<LoadedRelease> {
  const loaded = await loadRelease(github, {
    number,
    tags,
    policyPath: inputs.policy,
    teamToken: inputs["team-token"],
    verifyRequest: "always",
  });
  if (loaded.kind !== "release") throw notAskedFor(inputs.version ?? `issue #${number}`);
  return loaded.release;
}

// Politely: a release takes hours, so a look every half minute is plenty; every look costs a few of 1,000 requests.
const longestPause = 30;

async function askUntilOpen(
  github: GitHub,
  number: number,
  inputs: Inputs,
  kit: Kit<Contract>,
): Promise<Observed> {
  let left = inputs.wait;
  for (;;) {
    const observed = observeRelease(await load(github, number, inputs));
    const { status } = observed.evaluation.decision;
    if (left <= 0 || (status !== "pending" && status !== "approved") || kit.signal.aborted) return observed;
    const pause = Math.min(left, longestPause);
    kit.info(`${observed.evaluation.decision.reasonCode}: looking again in ${pause} s, for ${left} s more.`);
    await github.pause(pause * 1000);
    left -= pause;
  }
}

function closed({ release, evaluation }: Observed, { code, refusal }: Shut): Result<Contract> {
  const { decision } = evaluation;
  const view = viewOf(release, decision, release.recorded.entries.length);
  const reason = refusal === null ? null : `${refusal.sentence} ${refusal.cure}`;
  return {
    decision: decision.status,
    reasonCode: code,
    outputs: {
      ...commonOutputsOf(decision, release.snapshot.issue),
      authorized: false,
      tag: decision.release?.tag ?? null,
    },
    summary: renderGateSummary(view, { authorized: false, reason }),
    failed: annotation(view, { authorized: false, reason }),
  };
}

function opened(
  { release, evaluation }: Observed,
  { path, digest }: { path: string; digest: string },
): Result<Contract> {
  const { decision } = evaluation;
  const view = viewOf(release, decision, release.recorded.entries.length);
  return {
    decision: decision.status,
    reasonCode: decision.reasonCode,
    outputs: {
      ...commonOutputsOf(decision, release.snapshot.issue),
      authorized: true,
      tag: decision.release?.tag ?? null,
      authorization: path,
      "authorization-sha256": digest,
    },
    summary: renderGateSummary(view, { authorized: true, reason: null, authorizationSha256: digest }),
    annotations: [{ level: "notice", title: "Cleared to ship", message: annotation(view) }],
  };
}
