import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import { type Json, readMarker } from "@release-approval/approval";
import { type GitHub, loadRelease } from "@release-approval/github";
import { escapeProse, messageFiles, renderStatusText, renderTrackSummary } from "@release-approval/report";
import { connectRun } from "../run/connect-run.ts";
import { commonOutputsOf, rolesOfDecision } from "../run/describe-run.ts";
import { detailsOf } from "../run/details-of-decision.ts";
import { isDamaged, releaseOf } from "../run/load-asked.ts";
import { openMessenger } from "../run/messenger.ts";
import type { contract } from "./contract.ts";
import { sweep } from "./sweep.ts";
import { type Tracked, type TrackOptions, trackRelease } from "./track-release.ts";

type Contract = typeof contract;
type Inputs = InputsOf<Contract>;

/** Snapshot, evaluate, plan, publish; for one release, or for every open one. */
export async function main(inputs: Inputs, kit: Kit<Contract>): Promise<Result<Contract>> {
  const github = connectRun(inputs["github-token"], kit.environment);
  const number = inputs["issue-number"] ?? issueOfEvent(kit.environment.event);
  const options: TrackOptions = {
    environment: kit.environment,
    outcome: inputs.outcome,
    releaseWorkflow: inputs["release-workflow"],
    role: inputs.role,
    remind: inputs.remind,
    teamToken: inputs["team-token"],
    dryRun: inputs["dry-run"],
    messenger: await openMessenger(inputs, { redact: kit.redact, pause: github.pause }),
    sweeps: number === null,
  };
  const result =
    number === null
      ? await sweep(github, {
          policyPath: inputs.policy,
          workflow: kit.environment.workflow?.path ?? null,
          dryRun: inputs["dry-run"],
          tells: options.messenger !== null,
          track: (ahead, issue) => trackOne(ahead, issue, { ...inputs, "issue-number": issue }, options, kit),
          info: kit.info,
        })
      : await trackOne(github, number, inputs, options, kit);
  kit.debug(`${github.requests()} requests to GitHub.`);
  return result;
}

// The payload of `issue_comment` and `issues` events. A comment on a pull request has an issue, too: it is no release.
function issueOfEvent(event: { readonly [key: string]: Json }): number | null {
  const { issue } = event;
  const number = isRecord(issue) ? issue["number"] : null;
  return typeof number === "number" ? number : null;
}

async function trackOne(
  github: GitHub,
  number: number,
  inputs: Inputs,
  options: TrackOptions,
  kit: Kit<Contract>,
): Promise<Result<Contract>> {
  const load = () =>
    loadRelease(github, {
      number,
      policyPath: inputs.policy,
      teamToken: inputs["team-token"],
      verifyRequest: "on-news",
      reviewJob: inputs.role,
    });
  const loaded = await load();
  if (loaded.kind !== "release") {
    const named = inputs["issue-number"] !== null && loaded.kind === "no-issue";
    // Throws: there is none, and somebody counts on it.
    if (named || (loaded.kind === "no-release" && isDamaged(loaded))) releaseOf(loaded, number);
    return departed(number, kit.environment.event) ?? noRelease(number);
  }
  const tracked = await trackRelease(github, loaded.release, options, async () => {
    const again = await load();
    return again.kind === "release" ? again.release : null;
  });
  kit.info(renderStatusText(tracked.view));
  if (tracked.problem !== null) throw tracked.problem;
  return resultOf(tracked);
}

// An event is all that is left of a deleted or transferred issue. Its body is a hint of what it was, good for words only.
function departed(number: number, event: { readonly [key: string]: Json }): Result<Contract> | null {
  const { action, issue } = event;
  if (action !== "deleted" && action !== "transferred") return null;
  const body = isRecord(issue) ? issue["body"] : null;
  const marker = typeof body === "string" ? readMarker(body) : null;
  if (marker === null) return null;
  const what = `The issue #${number}, in which ${[marker.component, marker.version].filter((part) => part !== null).join(" ")} was up for review, was ${action}.`;
  const cure =
    "Its history is lost, so nothing can be published from it. Ask for the release again: it gets a new issue.";
  return {
    decision: "blocked",
    reasonCode: `issue-${action}`,
    outputs: { "issue-number": number, authorized: false, "approved-roles": [], "pending-roles": [] },
    annotations: [{ level: "warning", title: "Release", message: `${what} ${cure}` }],
    summary: `## ⛔ Release blocked\n\n${escapeProse(`${what} ${cure}`)}\n`,
  };
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Ordinary issues get comments, too: no release is no error, and nothing is written.
function noRelease(number: number): Result<Contract> {
  return {
    decision: "pending",
    reasonCode: "no-release",
    outputs: { "issue-number": number, authorized: false, "approved-roles": [], "pending-roles": [] },
    summary: `Issue #${number} asks for no release. Nothing was written.\n`,
  };
}

function resultOf({
  release,
  decision,
  view,
  recorded,
  answered,
  warnings,
  files,
}: Tracked): Result<Contract> {
  const { approved, pending } = rolesOfDecision(decision);
  return {
    decision: decision.status,
    reasonCode: decision.reasonCode,
    outputs: {
      ...commonOutputsOf(decision, release.snapshot.issue),
      "approved-roles": approved,
      "pending-roles": pending,
      authorized: decision.status === "authorized",
    },
    details: { revision: decision.release?.revision ?? null, ...detailsOf(decision) },
    annotations: warnings,
    summary: renderTrackSummary(view, { recorded, answered }) + messageFiles(files),
  };
}
