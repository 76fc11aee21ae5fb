import type { Annotation, RunEnvironment } from "@release-approval/action-kit";
import {
  ConflictError,
  type Decision,
  type Fact,
  factsOf,
  ReleaseApprovalError,
  standingClaim,
} from "@release-approval/approval";
import { type GitHub, type LoadedRelease, type Published, writeAgain } from "@release-approval/github";
import type { News, View } from "@release-approval/report";
import { drawAgain } from "../run/catch-up.ts";
import { checkRun } from "../run/check-run.ts";
import { deliverMessages } from "../run/deliver-messages.ts";
import { viewOf } from "../run/describe-run.ts";
import type { Messenger } from "../run/messenger.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import { publishObserved } from "../run/publish-observed.ts";
import { tellOthers } from "../run/tell-others.ts";
import { writeMessageFiles } from "../run/write-message-files.ts";
import { describeReviewJob } from "./describe-review-job.ts";
import { endRuns } from "./end-runs.ts";

export type TrackOptions = {
  environment: RunEnvironment;
  outcome: "success" | "failure" | "cancelled" | null;
  releaseWorkflow: string | null;
  /** In a review job, the role whose environment it has. */
  role: string | null;
  /** Everybody who is awaited is reminded. */
  remind: boolean;
  teamToken: string | null;
  dryRun: boolean;
  /** null: no channel is given. */
  messenger: Messenger | null;
  /** Every open release is tracked: an outcome belongs to the one that this run published. */
  sweeps: boolean;
};

export type Tracked = {
  release: LoadedRelease;
  decision: Decision;
  view: View;
  /** Facts that were recorded, and comments that were answered, by this run. */
  recorded: number;
  answered: number;
  warnings: readonly Annotation[];
  /** In a dry run: the messages that would be sent. */
  files: readonly string[];
  /** The release workflow could not be started: told after everything else was written. */
  problem: ReleaseApprovalError | null;
};

/** Each round, at least one other run or person was quicker; they do not go on like that. */
const mostRounds = 4;

/**
 * Brings one release up to date: what people did is recorded and answered, and the issue is drawn anew. Of runs that
 * write at the same moment the one whose entry is the newest looks again, and completes what all of them have told.
 * Others are told of what has shipped: between its record and its picture, so that a run that is killed leaves an old
 * picture, and the next one tells them.
 * @param reload reads the release again
 */
export async function trackRelease(
  github: GitHub,
  loaded: LoadedRelease,
  options: TrackOptions,
  reload: () => Promise<LoadedRelease | null>,
): Promise<Tracked> {
  const observed = observeRelease(loaded, outcomeFacts(loaded, options), options);
  if (options.dryRun) return trackDry(observed, options);
  const tracked = await trackInRounds(github, observed, options, reload);
  if (!saysShipped(tracked.release, options)) return tracked;
  const told = await tellOthers(github, tracked, options);
  return { ...tracked, warnings: [...tracked.warnings, ...told] };
}

async function trackDry(observed: Observed, options: TrackOptions): Promise<Tracked> {
  const { messenger, environment } = options;
  const tracked = trackedOf(observed, await carryOut(null, observed, options), 0, 0);
  const files = await writeMessageFiles(observed, messenger?.channels ?? [], environment.temporaryFolder);
  return { ...tracked, files };
}

// Said once more by hand, because some could not be told the first time. In a sweep it is said of one release.
function saysShipped({ ledger }: LoadedRelease, { outcome, sweeps, environment }: TrackOptions): boolean {
  if (outcome !== "success") return false;
  const { id } = environment.run;
  return (
    !sweeps || factsOf(ledger, "outcome").some(({ fact }) => fact.outcome === outcome && fact.run.id === id)
  );
}

async function trackInRounds(
  github: GitHub,
  observed: Observed,
  options: TrackOptions,
  reload: () => Promise<LoadedRelease | null>,
): Promise<Tracked> {
  let { tracked, published } = await track(github, observed, options, reload);
  const posted = new Set(published.posted.map(({ comment }) => comment.id));
  for (let round = 1; published.behind && round < mostRounds; round += 1) {
    const again = await reload();
    if (again === null) break;
    const next = observeRelease(again, [], options);
    if (posted.has(again.recorded.entries.at(-1)?.comment ?? 0)) {
      const before = tracked;
      ({ tracked, published } = await track(github, next, options, reload));
      tracked = added(before, tracked);
      for (const { comment } of published.posted) posted.add(comment.id);
    } else {
      published = { posted: [], behind: await drawAgain(github, next) };
    }
  }
  return tracked;
}

function added(before: Tracked, now: Tracked): Tracked {
  return {
    ...now,
    // A channel that is down is so in every round.
    warnings: [...new Map([...before.warnings, ...now.warnings].map((one) => [one.message, one])).values()],
    recorded: before.recorded + now.recorded,
    answered: before.answered + now.answered,
  };
}

/** What this run adds of its own to what is planned. */
type Own = Started & { news: readonly News[]; warning: string | null };

async function track(
  github: GitHub,
  observed: Observed,
  options: TrackOptions,
  reload: () => Promise<LoadedRelease | null>,
): Promise<{ tracked: Tracked; published: Published }> {
  const { snapshot, today } = observed.release;
  const own = await carryOut(github, observed, options);
  const recorded = observed.plan.facts.length + own.facts.length;
  if (recorded > 0) checkRun(options.environment, { policy: today.policy, repository: snapshot.repository });
  const { facts, news } = own;
  const { environment, messenger } = options;
  const tracked = trackedOf(observed, own, recorded, observed.plan.answers.length);
  const told: Annotation[] = [];
  const published = await publishObserved(github, observed, {
    run: environment.run,
    facts,
    news,
    alone: options.role === null,
    ...(messenger !== null && {
      deliver: (posted) =>
        deliverMessages(github, {
          messenger,
          observed,
          posted,
          environment,
          reload,
          warn: (warning) => told.push(warning),
          sweeps: options.sweeps,
        }),
    }),
    tellOthers: async () => {
      told.push(...(await tellOthers(github, tracked, options)));
    },
  });
  return { tracked: { ...tracked, warnings: [...tracked.warnings, ...told] }, published };
}

/**
 * Starts what is due and ends what is over, and tells of it.
 * @param github null: nothing is started or ended
 */
async function carryOut(github: GitHub | null, observed: Observed, options: TrackOptions): Promise<Own> {
  const { release, evaluation } = observed;
  const { decision } = evaluation;
  const { id } = options.environment.run;
  const job = options.role === null ? null : describeReviewJob(release, options.role, id, decision);
  const started = github === null ? nothingStarted : await startRelease(github, observed, options);
  const ended = github === null ? [] : await endRuns(github, release, decision, id);
  return {
    facts: [...started.facts, ...ended, ...(job?.facts ?? [])],
    news: job?.news ?? [],
    warning: job?.warning ?? null,
    problem: started.problem ?? job?.problem ?? null,
  };
}

function trackedOf(
  { release, evaluation }: Observed,
  { warning, problem }: Own,
  recorded: number,
  answered: number,
): Tracked {
  const { decision } = evaluation;
  const view = viewOf(release, decision, release.recorded.entries.length + (recorded > 0 ? 1 : 0));
  const warnings: Annotation[] =
    warning === null ? [] : [{ level: "warning", title: "Review", message: warning }];
  return { release, decision, view, recorded, answered, warnings, files: [], problem };
}

// How publishing ended is known by the run that published: the one that holds the claim. A release that somebody made
// by hand is recorded, too, if it was cleared and nobody holds it.
function outcomeFacts(loaded: LoadedRelease, { outcome, environment, sweeps }: TrackOptions): Fact[] {
  if (outcome === null) return [];
  const { id, attempt } = environment.run;
  const { snapshot, request, ledger } = loaded;
  const claim = standingClaim(ledger);
  if (claim?.run !== id) {
    if (sweeps || (claim === null && outcome !== "success")) return [];
    const { status } = observeRelease(loaded).evaluation.decision;
    if (status === "released") return [];
    if (claim !== null || status !== "authorized") throw notOurs(snapshot.issue.number, claim?.run ?? null);
  }
  // Said again by a later attempt, or by hand: a version is published once.
  const told = factsOf(ledger, "outcome").some(({ fact }) => fact.outcome === outcome && fact.run.id === id);
  if (outcome === "success" && told) return [];
  const revision = claim?.revision ?? request.fact.revision;
  const key = `outcome:run:${id}/${attempt}/${outcome}`;
  return [{ key, kind: "outcome", outcome, run: { id, attempt }, revision, at: snapshot.now }];
}

function notOurs(issue: number, holder: number | null): ConflictError {
  return new ConflictError({
    reasonCode: "outcome-without-claim",
    message:
      holder === null
        ? `This run did not pass the gate for the release in #${issue}, and the release is not cleared.`
        : `Run ${holder} is publishing the release in #${issue}, not this one.`,
    cure: "Run gate-release before this step, in the same run, and this step only when its output `authorized` is `true`.",
  });
}

type Started = { facts: Fact[]; problem: ReleaseApprovalError | null };
const nothingStarted: Started = { facts: [], problem: null };

// Started before it is recorded: a crash in between starts it twice, and the gate lets one of them pass. So does a
// lost answer: a release that nobody starts would wait for a person to notice.
async function startRelease(
  github: GitHub,
  { release, evaluation }: Observed,
  options: TrackOptions,
): Promise<Started> {
  const { decision } = evaluation;
  const workflow = options.releaseWorkflow;
  const revision = decision.release?.revision ?? 0;
  const { count, done } = startsOf(release, revision);
  if (workflow === null || decision.status !== "authorized" || decision.claim !== null || done)
    return nothingStarted;
  const { repository, today } = release.snapshot;
  checkRun(options.environment, { policy: today.policy, repository });
  const { defaultBranch } = repository;
  try {
    const start = () =>
      github.dispatchWorkflow({
        workflow,
        ref: defaultBranch,
        inputs: startInputs(decision),
      });
    await writeAgain(start, github.pause);
  } catch (error) {
    if (error instanceof ReleaseApprovalError) return { facts: [], problem: error };
    throw error;
  }
  const key = count === 0 ? `dispatch:${revision}` : `dispatch:${revision}/${count + 1}`;
  return { facts: [{ key, kind: "dispatch", revision, workflow, at: release.snapshot.now }], problem: null };
}

// Started once is enough, unless the release was held again after that: then its gate stayed shut.
function startsOf({ recorded }: LoadedRelease, revision: number): { count: number; done: boolean } {
  const starts = factsOf(recorded, "dispatch").filter(({ fact }) => fact.revision === revision);
  const held = factsOf(recorded, "notice").filter(
    ({ fact }) => fact.key.startsWith(`notice:status/${revision}/`) && fact.about !== "authorized",
  );
  const last = Math.max(0, ...starts.map(({ comment }) => comment));
  return { count: starts.length, done: last > 0 && held.every(({ comment }) => comment <= last) };
}

function startInputs({ release }: Decision): Record<string, string> {
  const { version = "", component = null } = release ?? {};
  return component === null ? { version } : { version, component };
}
