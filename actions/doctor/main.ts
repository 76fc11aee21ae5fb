import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import { type Checked, diagnose, isStopped, problemsOf } from "@release-approval/approval/setup";
import { connectSettings } from "@release-approval/github/settings";
import { renderDoctor } from "@release-approval/report/doctor";
import { connectionOf } from "../run/connect-run.ts";
import type { contract } from "./contract.ts";
import { gatherFacts } from "./gather-facts.ts";

type Contract = typeof contract;

/** Looks at everything that a release depends on; changes nothing. */
export async function main(inputs: InputsOf<Contract>, kit: Kit<Contract>): Promise<Result<Contract>> {
  const { github, settings } = connectSettings(connectionOf(inputs["github-token"], kit.environment));
  const facts = await gatherFacts(github, settings, {
    policyPath: inputs.policy,
    teamToken: inputs["team-token"],
    workspace: kit.environment.workspace,
  });
  kit.debug(`${github.requests()} requests to GitHub.`);
  return describe(diagnose(facts));
}

function describe(checked: readonly Checked[]): Result<Contract> {
  const worst = checked.flatMap((check) =>
    check.problems.filter(({ severity }) => severity === "stops").map(() => check.id),
  );
  const decision = decisionOf(checked);
  return {
    decision,
    // The first thing to mend.
    reasonCode: worst[0] ?? decision,
    details: { checks: checked.map(toJson) },
    summary: renderDoctor(checked),
    annotations: problemsOf(checked, "hole").map(({ sentence, cure }) => ({
      level: "warning" as const,
      title: "A way around the gate",
      message: `${sentence} ${cure}`,
    })),
    ...(isStopped(checked) && {
      failed: problemsOf(checked, "stops")
        .map(({ sentence, cure }) => `${sentence} ${cure}`)
        .join("\n"),
    }),
  };
}

function decisionOf(checked: readonly Checked[]): string {
  if (isStopped(checked)) return "stopped";
  if (problemsOf(checked, "hole").length > 0) return "holes";
  return problemsOf(checked, "note").length > 0 ? "notes" : "healthy";
}

function toJson({ id, severity, state, problems, unknown }: Checked) {
  return {
    id,
    severity,
    state,
    problems: problems.map(({ sentence, cure, severity: own, paste, facts }) => ({
      severity: own,
      message: sentence,
      cure,
      paste: paste?.text ?? null,
      facts,
    })),
    not_checked: [...unknown],
  };
}
