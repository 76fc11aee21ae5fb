import type { Kit, Result } from "@release-approval/action-kit";
import type { Fact } from "@release-approval/approval";
import type { GitHub, LoadedRelease, Published } from "@release-approval/github";
import { catchUp } from "../run/catch-up.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import { publishObserved } from "../run/publish-observed.ts";
import type { contract } from "./contract.ts";

type Contract = typeof contract;

/** As shells say that there is no such command. */
const notStarted = 127;

/**
 * Executes the command of the input `run`, records how it ended, and fails the job when it failed. Recording a failure
 * frees the claim, so that the release can be tried again.
 * @param observed before the command, which may take long: `reload` reads what happened since
 */
export async function executeRelease(
  github: GitHub,
  observed: Observed,
  { command, reload }: { command: string; reload: () => Promise<LoadedRelease> },
  open: Result<Contract>,
  kit: Kit<Contract>,
): Promise<Result<Contract>> {
  const { exitCode, problem } = await execute(command, observed, kit);
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
  };
  const published = await record(github, observed, fact);
  await catchUp(github, published, reload);
  if (exitCode === 0) return open;
  return {
    ...open,
    failed: `The command of \`run\` ${problem ?? `ended with exit code ${exitCode}`}. The claim is free again: mend it and run this job once more.`,
  };
}

// No shell: the line is split into words, and none of them is expanded. What it prints stays in the log, where GitHub
// masks secrets; the history is public.
async function execute(
  command: string,
  { evaluation }: Observed,
  { environment, debug }: Kit<Contract>,
): Promise<{ exitCode: number; problem: string | null }> {
  const { exec } = await import("@actions/exec");
  const { release } = evaluation.decision;
  debug(`Executing: ${command}`);
  const env = {
    ...environment.commandVariables,
    RELEASE_VERSION: release?.version ?? "",
    RELEASE_TAG: release?.tag ?? "",
    RELEASE_COMMIT: release?.commit ?? "",
  };
  try {
    const exitCode = await exec(command, [], { cwd: environment.workspace, ignoreReturnCode: true, env });
    return { exitCode, problem: null };
  } catch (error) {
    // Thrown when it cannot be started. Whatever it was, the claim must not stay with a run that publishes nothing.
    const said = error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 300) : String(error);
    return { exitCode: notStarted, problem: `could not be started: ${said.replace(/\.$/, "")}` };
  }
}

function record(github: GitHub, { release }: Observed, fact: Fact): Promise<Published> {
  const run = fact.kind === "outcome" ? fact.run : release.request.fact.run;
  return publishObserved(github, observeRelease(release, [fact]), { run });
}
