import type { Result } from "@release-approval/action-kit";
import { requirements } from "@release-approval/approval";
import { renderRequestSummary } from "@release-approval/report";
import { commonOutputsOf, viewOf } from "../run/describe-run.ts";
import type { contract } from "./contract.ts";
import type { Opened } from "./open-release.ts";
import type { Prepared } from "./prepare-request.ts";

type Contract = typeof contract;

/** What the run says of a request: outputs, summary, warnings. */
export function describeRequest(prepared: Prepared, opened: Opened): Result<Contract> {
  const annotations = prepared.warnings.map((message) => ({
    level: "warning" as const,
    title: "Policy",
    message,
  }));
  if (opened.kind === "dry") return { ...describeDry(prepared, opened.issue), annotations };
  const { release, decision, kind } = opened;
  const view = viewOf(release, decision, release.recorded.entries.length);
  return {
    decision: decision.status,
    reasonCode: decision.reasonCode,
    outputs: {
      ...commonOutputsOf(decision, release.snapshot.issue),
      "release-type": decision.release?.type ?? null,
      revision: decision.release?.revision ?? null,
      deadline: decision.deadline,
      ...reviewOutputs(prepared),
    },
    summary: renderRequestSummary(view, { found: kind === "found" }),
    annotations,
  };
}

function reviewOutputs({ policy, request }: Prepared) {
  const asked = requirements(policy.policy, request);
  return {
    "required-roles": asked.filter((one) => one.effect === "required").map((one) => one.role),
    reviews: asked.map(({ role, title, environment, focus, due }) => ({
      role,
      title,
      environment,
      focus,
      due,
    })),
  };
}

function describeDry(prepared: Prepared, issue: number | null): Result<Contract> {
  const { version, releaseType, commit, deadline } = prepared.request;
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
      ...reviewOutputs(prepared),
    },
    summary: `## Dry run\n\nv${version} (${releaseType}) at \`${commit.slice(0, 7)}\` would be up for review in ${where}. Nothing was written.\n`,
  };
}
