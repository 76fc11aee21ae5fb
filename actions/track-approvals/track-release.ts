import type { RunEnvironment } from "@release-approval/action-kit";
import { type Decision, type Fact, factsOf, ReleaseApprovalError } from "@release-approval/approval";
import { type GitHub, type LoadedRelease, publishRelease } from "@release-approval/github";
import { renderEntry, type View } from "@release-approval/report";
import { checkRun } from "../run/check-run.ts";
import { drawRelease, viewOf } from "../run/describe-run.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";

export type TrackOptions = {
  environment: RunEnvironment;
  outcome: "success" | "failure" | "cancelled" | null;
  releaseWorkflow: string | null;
  dryRun: boolean;
};

export type Tracked = {
  release: LoadedRelease;
  decision: Decision;
  view: View;
  /** Facts that were recorded, and comments that were answered, by this run. */
  recorded: number;
  answered: number;
  /** The release workflow could not be started: told after everything else was written. */
  problem: ReleaseApprovalError | null;
};

/** Brings one release up to date: what people did is recorded and answered, and the issue is drawn anew. */
export async function trackRelease(
  github: GitHub,
  loaded: LoadedRelease,
  options: TrackOptions,
): Promise<Tracked> {
  const observed = observeRelease(loaded, outcomeFacts(loaded, options));
  const started = options.dryRun ? nothingStarted : await startRelease(github, observed, options);
  return publish(github, observed, options, started);
}

function outcomeFacts({ snapshot, request }: LoadedRelease, { outcome, environment }: TrackOptions): Fact[] {
  if (outcome === null) return [];
  const { id, attempt } = environment.run;
  const { revision } = request.fact;
  const key = `outcome:run:${id}/${attempt}/${outcome}`;
  return [{ key, kind: "outcome", outcome, run: { id, attempt }, revision, at: snapshot.now }];
}

type Started = { facts: Fact[]; problem: ReleaseApprovalError | null };
const nothingStarted: Started = { facts: [], problem: null };

// Started before it is recorded: a crash in between starts it twice, and the gate lets one of them pass.
async function startRelease(
  github: GitHub,
  { release, evaluation }: Observed,
  options: TrackOptions,
): Promise<Started> {
  const { decision } = evaluation;
  const workflow = options.releaseWorkflow;
  const revision = decision.release?.revision ?? 0;
  const done = factsOf(release.recorded, "dispatch").some(({ fact }) => fact.revision === revision);
  if (workflow === null || decision.status !== "authorized" || decision.claim !== null || done)
    return nothingStarted;
  const { defaultBranch } = release.snapshot.repository;
  try {
    await github.dispatchWorkflow({
      workflow,
      ref: defaultBranch,
      inputs: { version: decision.release?.version ?? "" },
    });
  } catch (error) {
    if (error instanceof ReleaseApprovalError) return { facts: [], problem: error };
    throw error;
  }
  const key = `dispatch:${revision}`;
  return { facts: [{ key, kind: "dispatch", revision, workflow, at: release.snapshot.now }], problem: null };
}

async function publish(
  github: GitHub,
  { release, evaluation, plan }: Observed,
  { environment, dryRun }: TrackOptions,
  { facts, problem }: Started,
): Promise<Tracked> {
  const { decision } = evaluation;
  const before = release.recorded.entries.length;
  const all = [...plan.facts, ...facts];
  const view = viewOf(release, decision, before + (all.length > 0 ? 1 : 0));
  const tracked = { release, decision, view, problem };
  if (dryRun) return { ...tracked, recorded: 0, answered: 0 };
  if (all.length > 0)
    checkRun(environment, { policy: release.today.policy, repository: release.snapshot.repository });
  await publishRelease(github, {
    release,
    decision,
    facts: all,
    reactions: plan.reactions,
    run: { id: environment.run.id, attempt: environment.run.attempt },
    words: renderEntry({ answers: plan.answers, news: plan.news, view }),
    draw: (entries) => drawRelease(release, decision, entries),
  });
  return { ...tracked, recorded: all.length, answered: plan.answers.length };
}
