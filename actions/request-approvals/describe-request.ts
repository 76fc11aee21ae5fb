import type { Result } from "@release-approval/action-kit";
import { clocksFor, type Decision, type RequestFact, requirements } from "@release-approval/approval";
import { messageFiles, renderRequestSummary } from "@release-approval/report";
import { commonOutputsOf, viewOf } from "../run/describe-run.ts";
import type { contract } from "./contract.ts";
import { listMoments } from "./list-moments.ts";
import type { Opened } from "./open-release.ts";
import type { Prepared } from "./prepare-request.ts";

type Contract = typeof contract;

/**
 * What the run says of a request: outputs, summary, warnings.
 * @param run this run's id: buttons count in the run that asked, and in no other
 */
export function describeRequest(prepared: Prepared, opened: Opened, run: number): Result<Contract> {
  const annotations = [...prepared.warnings, ...opened.warnings].map((message) => ({
    level: "warning" as const,
    title: "Policy",
    message,
  }));
  if (opened.kind === "dry") return { ...describeDry(prepared, opened), annotations };
  const { release, decision, kind } = opened;
  const view = viewOf(release, decision, release.recorded.entries.length);
  return {
    decision: decision.status,
    reasonCode: decision.reasonCode,
    outputs: {
      ...commonOutputsOf(decision, release.snapshot.issue),
      "release-type": decision.release?.type ?? null,
      revision: decision.release?.revision ?? null,
      deadline: decision.schedule.deadline,
      ...reviewOutputs(prepared, release.request.fact, decision, run),
    },
    summary: renderRequestSummary(view, { found: kind === "found" }),
    annotations: [...annotations, ...opened.unsent],
  };
}

function reviewOutputs(
  prepared: Prepared,
  request: Omit<RequestFact, "key" | "revision">,
  decision: Decision | null,
  run: number,
) {
  const { policy, environments } = prepared;
  const asked = requirements(policy.policy, request);
  const done = new Set(
    decision?.requirements.filter((one) => one.state === "approved").map((one) => one.role),
  );
  const here = request.run.id === run ? new Set(prepared.request.buttons) : new Set<string>();
  const times = [...listMoments(policy.policy, request), ...asked.map((one) => one.due)];
  const timers = new Set(
    environments
      .filter((one) => one.waitMinutes > 0 && one.reviewers === 0)
      .map(({ name }) => name.toLowerCase()),
  );
  return {
    "required-roles": asked.filter((one) => one.effect === "required").map((one) => one.role),
    reviews: asked
      .filter(({ role }) => here.has(role) && !done.has(role))
      .map(({ role, title, environment, focus, due }) => ({ role, title, environment, focus, due })),
    clocks:
      request.run.id === run
        ? clocksFor(request.openedAt, times).filter((name) => timers.has(name.toLowerCase()))
        : [],
  };
}

function describeDry(prepared: Prepared, { issue, files }: Opened & { kind: "dry" }): Result<Contract> {
  const { request } = prepared;
  const { version, releaseType, commit, deadline } = request;
  const where = issue === null ? "a new issue" : `issue #${issue}`;
  return {
    decision: "pending",
    reasonCode: "dry-run",
    outputs: {
      "issue-number": issue,
      version,
      commit,
      "release-type": releaseType,
      deadline,
      ...reviewOutputs(prepared, request, null, request.run.id),
    },
    summary: `## Dry run\n\nv${version} (${releaseType}) at \`${commit.slice(0, 7)}\` would be up for review in ${where}. Nothing was written.\n${messageFiles(files)}`,
  };
}
