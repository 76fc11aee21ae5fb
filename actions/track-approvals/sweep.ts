import type { Annotation, Result } from "@release-approval/action-kit";
import { type Instant, RateLimitError, ReleaseApprovalError } from "@release-approval/approval";
import {
  type FoundIssue,
  findEndedReleases,
  findOpenReleases,
  type GitHub,
  loadPolicy,
  readAhead,
} from "@release-approval/github";
import type { contract } from "./contract.ts";
import { findStart, leaveMark } from "./sweep-start.ts";
import { type Stopped, tellStop, whyStop } from "./sweep-stop.ts";

type Contract = typeof contract;
type Tracked = Result<Contract>;

export type SweepOptions = {
  policyPath: string;
  /** The workflow file that runs; null: not known. */
  workflow: string | null;
  dryRun: boolean;
  /** Whether there are channels: then releases that ended lately are looked at, too, since it may not have been told. */
  tells: boolean;
  /** Tracks one release. */
  track: (github: GitHub, number: number) => Promise<Tracked>;
  /** A line of the log. */
  info: (message: string) => void;
};

/**
 * Tracks every open release, the oldest first, or first the one at which the last sweep stopped. One release that cannot
 * be tracked must not keep the others from it; the first problem is told at the end. Where GitHub's hour runs low, the
 * sweep stops, says so, and leaves a mark for the next one: the rest of the hour is for people's reviews and for gates.
 * @throws ReleaseApprovalError the first problem, after everything else was done
 */
export async function sweep(github: GitHub, options: SweepOptions): Promise<Tracked> {
  const { policyPath: path, workflow } = options;
  const overview = await github.readOverview({ policyPath: path });
  const today = await loadPolicy(github, { commit: overview.head, path, text: overview.policy });
  const open = await findOpenReleases(github, today.policy);
  const { issues, marked } = await findStart(github, open);
  const ended = options.tells ? await findEndedReleases(github, today.policy, weekBefore(overview.now)) : [];
  const numbers = [...issues, ...ended].map(({ number }) => number);
  const ahead = readAhead(github, { numbers, today, workflow });
  const { tracked, problems, stopped } = await trackEach(github, ahead, issues, options);
  const after = stopped === null ? await trackEach(github, ahead, ended, options) : null;
  if (!options.dryRun) await leaveMark(github, marked, stopped?.left[0] ?? null);
  const said = stopped === null ? null : tellStop(stopped, open.length);
  if (said !== null) options.info(said);
  const [first] = problems;
  if (first !== undefined) throw first;
  // What has ended is no news but where it could not be told.
  const untold = after?.tracked.flatMap((one) => one.annotations ?? []) ?? [];
  return withAnnotations(resultOf(tracked, stopped, said), untold);
}

function weekBefore(now: Instant): Instant {
  const day = 24 * 60 * 60_000;
  return new Date(Date.parse(now) - 7 * day).toISOString().replace(/\.\d+Z$/, "Z");
}

function withAnnotations(result: Tracked, more: readonly Annotation[]): Tracked {
  return more.length === 0 ? result : { ...result, annotations: [...(result.annotations ?? []), ...more] };
}

type Swept = { tracked: Tracked[]; problems: ReleaseApprovalError[]; stopped: Stopped | null };

async function trackEach(
  github: GitHub,
  ahead: GitHub,
  issues: readonly FoundIssue[],
  { track, info }: SweepOptions,
): Promise<Swept> {
  const tracked: Tracked[] = [];
  const problems: ReleaseApprovalError[] = [];
  for (const [index, { number }] of issues.entries()) {
    const left = issues.slice(index).map((one) => one.number);
    const why = whyStop(github);
    if (why !== null) return { tracked, problems, stopped: { ...why, left } };
    try {
      const one = await track(ahead, number);
      if (one.reasonCode !== "no-release") tracked.push(one);
    } catch (error) {
      if (!(error instanceof ReleaseApprovalError)) throw error;
      info(`#${number}: ${error.message}`);
      if (error instanceof RateLimitError)
        return { tracked, problems, stopped: { reason: "refused", until: error.resetsAt, left } };
      problems.push(error);
    }
  }
  return { tracked, problems, stopped: null };
}

function resultOf(tracked: readonly Tracked[], stopped: Stopped | null, said: string | null): Tracked {
  const [only, ...others] = tracked;
  if (only !== undefined && others.length === 0 && stopped === null) return only;
  const stop: Annotation[] =
    said === null ? [] : [{ level: "notice", title: "Stopped before GitHub's limit", message: said }];
  const summaries = [...(said === null ? [] : [`> [!NOTE]\n> ${said}\n`]), ...tracked.map(summaryOf)];
  return {
    decision: "pending",
    reasonCode:
      stopped !== null ? "budget-low" : tracked.length === 0 ? "no-open-release" : "several-releases",
    outputs: { authorized: false, "approved-roles": [], "pending-roles": [] },
    details: {
      releases: tracked.map((one) => ({
        issue_number: Number(one.outputs?.["issue-number"]),
        version: String(one.outputs?.version),
        decision: one.decision,
        reason_code: one.reasonCode,
      })),
      ...(stopped !== null && { left: stopped.left, goes_on_after: stopped.until }),
    },
    annotations: [...stop, ...tracked.flatMap((one) => one.annotations ?? [])],
    summary: summaries.length === 0 ? "No release is open.\n" : summaries.join("\n"),
  };
}

function summaryOf({ summary = "" }: Tracked): string {
  return summary;
}
