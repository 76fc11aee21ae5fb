import type { Kit, Result } from "@release-approval/action-kit";
import type { Fact } from "@release-approval/approval";
import { type GitHub, publishRelease } from "@release-approval/github";
import { renderEntry } from "@release-approval/report";
import { drawRelease, viewOf } from "../run/describe-run.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import type { contract } from "./contract.ts";

type Contract = typeof contract;

/** How much of a failed command's output is kept, in characters. */
const keptOutput = 2000;

/**
 * Executes the command of the input `run`, records how it ended, and fails the job when it failed. Recording a failure
 * frees the claim, so that the release can be tried again.
 */
export async function executeRelease(
  github: GitHub,
  observed: Observed,
  command: string,
  open: Result<Contract>,
  kit: Kit<Contract>,
): Promise<Result<Contract>> {
  const { exitCode, output } = await execute(command, observed, kit);
  const { id, attempt } = kit.environment.run;
  const outcome = exitCode === 0 ? "success" : "failure";
  const fact: Fact = {
    key: `outcome:run:${id}/${attempt}/${outcome}`,
    kind: "outcome",
    outcome,
    run: { id, attempt },
    revision: observed.evaluation.decision.release?.revision ?? 0,
    at: github.now(),
    exitCode,
    ...(exitCode !== 0 && { output: output.slice(-keptOutput) }),
  };
  await record(github, observed, fact);
  if (exitCode === 0) return open;
  return {
    ...open,
    failed: `The command of \`run\` ended with exit code ${exitCode}. The claim is free again: mend it and run this job once more.`,
  };
}

// No shell: the line is split into words, and none of them is expanded.
async function execute(command: string, { evaluation }: Observed, { environment, debug }: Kit<Contract>) {
  const { exec } = await import("@actions/exec");
  let output = "";
  const keep = (data: Buffer) => {
    output = (output + data.toString("utf8")).slice(-keptOutput * 2);
  };
  const { release } = evaluation.decision;
  debug(`Executing: ${command}`);
  const exitCode = await exec(command, [], {
    cwd: environment.workspace,
    ignoreReturnCode: true,
    listeners: { stdout: keep, stderr: keep },
    env: {
      ...environment.commandVariables,
      RELEASE_VERSION: release?.version ?? "",
      RELEASE_TAG: release?.tag ?? "",
      RELEASE_COMMIT: release?.commit ?? "",
    },
  });
  return { exitCode, output };
}

async function record(github: GitHub, { release: before }: Observed, fact: Fact): Promise<void> {
  const { release, evaluation, plan } = observeRelease(before, [fact]);
  const { decision } = evaluation;
  await publishRelease(github, {
    release,
    decision,
    facts: plan.facts,
    reactions: plan.reactions,
    run: fact.kind === "outcome" ? fact.run : before.request.fact.run,
    words: renderEntry({
      answers: plan.answers,
      news: plan.news,
      view: viewOf(release, decision, release.recorded.entries.length + 1),
    }),
    draw: (entries) => drawRelease(release, decision, entries),
  });
}
