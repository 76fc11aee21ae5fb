import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import { type GitHub, type LoadedRelease, loadRelease } from "@release-approval/github";
import { annotation, renderGateSummary } from "@release-approval/report";
import { connectRun } from "../run/connect-run.ts";
import { commonOutputsOf, viewOf } from "../run/describe-run.ts";
import { loadAsked, releaseOf } from "../run/load-asked.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import { claimRelease } from "./claim-release.ts";
import type { contract } from "./contract.ts";
import { executeRelease } from "./execute-release.ts";
import { findLostClaim } from "./find-lost-claim.ts";
import { finishReleased } from "./finish-released.ts";
import { type Shut, shutBecause } from "./shut-because.ts";

type Contract = typeof contract;
type Inputs = InputsOf<Contract>;

/** Decides anew from GitHub's records, claims the authorization, and fails the job unless this run holds it. */
export async function main(inputs: Inputs, kit: Kit<Contract>): Promise<Result<Contract>> {
  const github = connectRun(inputs["github-token"], kit.environment);
  const observed = await askUntilOpen(github, inputs, kit);
  const { number } = observed.release.snapshot.issue;
  const shut = shutBecause(observed, { commit: inputs.commit, run: kit.environment.run.id });
  if (shut !== null) {
    if (!inputs["dry-run"]) await finishReleased(github, observed, inputs["team-token"], kit);
    return closed(observed, shut);
  }
  const lost = await findLostClaim(github, observed, kit.environment);
  if (lost !== null) return closed(observed, lost);
  const claimed = await claimRelease(github, observed, {
    environment: kit.environment,
    commit: inputs.commit,
    dryRun: inputs["dry-run"],
    lookAgain: async (tags) => observeRelease(await load(github, number, inputs, tags, observed.release)),
  });
  kit.debug(`${github.requests()} requests to GitHub.`);
  if (claimed.kind === "shut") return closed(claimed.observed, claimed.shut);
  const open = opened(claimed.observed, claimed.authorization);
  if (inputs.run === null || inputs["dry-run"]) return open;
  const { run: command, "github-token": token, "team-token": teamToken } = inputs;
  const reload = () => load(github, number, inputs, [], claimed.observed.release);
  const secrets = [token, teamToken].filter((secret) => secret !== null);
  return executeRelease(github, claimed.observed, { command, secrets, teamToken, reload }, open, kit);
}

function howToLoad(inputs: Inputs, tags: readonly string[]) {
  const { policy: policyPath, "team-token": teamToken } = inputs;
  return { tags, policyPath, teamToken, verifyRequest: "always" } as const;
}

// `earlier`: read a moment ago in this run; what cannot have changed since is not asked again.
async function load(
  github: GitHub,
  number: number,
  inputs: Inputs,
  tags: readonly string[],
  earlier: LoadedRelease | null,
): Promise<LoadedRelease> {
  const known = { runs: earlier?.snapshot.runs ?? [], pinned: earlier?.pinned ?? null };
  return releaseOf(await loadRelease(github, { ...howToLoad(inputs, tags), ...known, number }), number);
}

// Politely: a release takes hours, so a look every half minute is plenty; every look costs a few of 1,000 requests.
const longestPause = 30;

async function askUntilOpen(github: GitHub, inputs: Inputs, kit: Kit<Contract>): Promise<Observed> {
  const tags = inputs.version === null ? [] : [`v${inputs.version}`];
  let release = await loadAsked(github, inputs, howToLoad(inputs, tags));
  let left = inputs.wait;
  for (;;) {
    const observed = observeRelease(release);
    const { status, opening } = observed.evaluation.decision;
    if (status === "authorized") return withTag(github, observed, inputs, tags);
    if (left <= 0 || (status !== "pending" && status !== "approved") || kit.signal.aborted) return observed;
    const pause = Math.min(left, longestPause, secondsUntil(opening.opensAt, release.snapshot.now));
    kit.info(`${observed.evaluation.decision.reasonCode}: looking again in ${pause} s, for ${left} s more.`);
    await github.pause(pause * 1000);
    left -= pause;
    release = await load(github, release.snapshot.issue.number, inputs, tags, null);
  }
}

// When the release opens by itself, as at an automatic override, nobody has to wait for the next look.
function secondsUntil(moment: string | null, now: string): number {
  const seconds = moment === null ? 0 : (Date.parse(moment) - Date.parse(now)) / 1000;
  return seconds > 0 ? seconds : longestPause;
}

// Where the tag points must be known before the release is claimed. Its name is known once the release was read, or
// guessed from the version.
async function withTag(
  github: GitHub,
  observed: Observed,
  inputs: Inputs,
  known: readonly string[],
): Promise<Observed> {
  const { release } = observed;
  const { tag } = release.request.fact;
  if (known.includes(tag)) return observed;
  return observeRelease(await load(github, release.snapshot.issue.number, inputs, [tag], release));
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
