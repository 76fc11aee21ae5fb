import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import type { Json } from "@release-approval/approval";
import { isChange, planSetup, type SetupOutcome } from "@release-approval/approval/setup";
import { loadPolicy, requestLabels } from "@release-approval/github";
import { connectSettings } from "@release-approval/github/settings";
import {
  countSetup,
  describeRemark,
  isCommentsOnly,
  renderSetup,
  type SetupView,
  setupHeadline,
} from "@release-approval/report/setup";
import { connectionOf } from "../run/connect-run.ts";
import { applySetup } from "./apply-setup.ts";
import type { contract } from "./contract.ts";
import { readDirectory } from "./read-directory.ts";

type Contract = typeof contract;
type Inputs = InputsOf<Contract>;

/** Plans what the policy implies and the repository lacks, and does it where it is told to. */
export async function main(inputs: Inputs, kit: Kit<Contract>): Promise<Result<Contract>> {
  const { github, settings } = connectSettings(connectionOf(inputs["github-token"], kit.environment));
  const { repository: place, head, policy: text } = await github.readOverview({ policyPath: inputs.policy });
  const [{ policy }, repository, environments, labels] = await Promise.all([
    loadPolicy(github, { commit: head, path: inputs.policy, text }),
    settings.readRepository(),
    settings.readEnvironments(),
    settings.readLabels(),
  ]);
  const directory = await readDirectory({ github, settings }, policy, {
    owner: place.owner,
    isPrivate: repository.isPrivate,
    teamToken: inputs["team-token"],
  });
  const { defaultBranch } = place;
  const entries = planSetup({ policy, defaultBranch, directory, environments, labels, requestLabels });
  const apply = inputs.apply && !inputs["dry-run"];
  const outcomes = await applySetup(settings, entries, { apply, isPrivate: repository.isPrivate });
  kit.debug(`${github.requests()} requests to GitHub.`);
  return describe({ outcomes, applied: apply, mayAdminister: repository.mayAdminister });
}

function describe(view: SetupView): Result<Contract> {
  const { planned, written, refused } = countSetup(view);
  const refusals = view.outcomes.filter(({ result }) => result === "refused").map(({ said }) => said ?? "");
  const changed = planned > 0 ? "planned" : written > 0 ? "applied" : "unchanged";
  return {
    decision: refused > 0 ? "incomplete" : changed,
    reasonCode:
      refused > 0 ? "refused-by-github" : isCommentsOnly(view) ? "comments-only" : `setup-${changed}`,
    details: { applied: view.applied, plan: view.outcomes.map(toJson) },
    summary: renderSetup(view),
    annotations: view.outcomes.flatMap(toAnnotation),
    ...(refused > 0 && {
      failed: [
        `${setupHeadline(view).replace(/^\P{L}+/u, "")}.`,
        ...refusals,
        "Change what GitHub names, then run it again: what is done is not done twice.",
      ].join("\n"),
    }),
  };
}

function toAnnotation({ entry }: SetupOutcome) {
  if (entry.kind === "label" || entry.action !== "impossible") return [];
  const message = `${entry.name}: ${entry.remarks.map(describeRemark).join(" ")}`;
  return [{ level: "warning" as const, title: `No button for ${entry.roles.join(", ")}`, message }];
}

function toJson({ entry, result, said }: SetupOutcome): { [key: string]: Json } {
  const outcome = { action: entry.action, result, said };
  if (entry.kind === "label") return { kind: entry.kind, name: entry.name, ...outcome };
  const { reviewers, preventsSelfReview, waitMinutes, branches } = entry.adds;
  return {
    kind: entry.roles.length === 0 ? "clock" : entry.kind,
    name: entry.name,
    roles: entry.roles,
    ...outcome,
    adds: isChange(entry)
      ? {
          reviewers: reviewers.map(({ kind, id, name }) => ({ kind, id, name })),
          prevents_self_review: preventsSelfReview,
          wait_minutes: waitMinutes,
          branches,
        }
      : {},
    remarks: entry.remarks.map((remark) => ({ ...remark, message: describeRemark(remark) })),
  };
}
