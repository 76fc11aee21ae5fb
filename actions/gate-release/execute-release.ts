import type { Kit, Result } from "@release-approval/action-kit";
import type { Fact } from "@release-approval/approval";
import type { GitHub, LoadedRelease, Published } from "@release-approval/github";
import { tellFailedPublish } from "@release-approval/report";
import { catchUp } from "../run/catch-up.ts";
import { viewOf } from "../run/describe-run.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import { publishObserved } from "../run/publish-observed.ts";
import { tellOthers } from "../run/tell-others.ts";
import type { contract } from "./contract.ts";
import { keepTail, lastLines } from "./last-lines.ts";

type Contract = typeof contract;

/** As shells say that there is no such command. */
const notStarted = 127;

export type Publishing = {
  command: string;
  /** Values of this action's own secret inputs: they must not be told, whatever the command prints. */
  secrets: readonly string[];
  teamToken: string | null;
  /** Reads what happened since the release was claimed. */
  reload: () => Promise<LoadedRelease>;
};

/**
 * Executes the command of the input `run`, records how it ended, and fails the job when it failed. Recording a failure
 * frees the claim, so that the release can be tried again; a success is told to other open releases that lack it.
 * @param observed before the command, which may take long
 */
export async function executeRelease(
  github: GitHub,
  observed: Observed,
  publishing: Publishing,
  open: Result<Contract>,
  kit: Kit<Contract>,
): Promise<Result<Contract>> {
  const { exitCode, problem, tail } = await execute(publishing, observed, kit);
  const { id, attempt } = kit.environment.run;
  const outcome = exitCode === 0 ? "success" : "failure";
  const fact: Outcome = {
    key: `outcome:run:${id}/${attempt}/${outcome}`,
    kind: "outcome",
    outcome,
    run: { id, attempt },
    revision: observed.evaluation.decision.release?.revision ?? 0,
    at: github.now(),
    ...(exitCode !== null && { exitCode }),
    ...(exitCode !== 0 && tail !== "" && { tail }),
  };
  const ended = observeRelease(observed.release, [fact]);
  await catchUp(github, await record(github, ended, fact), publishing.reload);
  if (exitCode === 0) {
    const { teamToken } = publishing;
    const shipped = { release: ended.release, decision: ended.evaluation.decision };
    const warnings = await tellOthers(github, shipped, { environment: kit.environment, teamToken });
    return { ...open, annotations: [...(open.annotations ?? []), ...warnings] };
  }
  return {
    ...open,
    failed: `The command of \`run\` ${problem ?? `ended with exit code ${exitCode}`}. The claim is free again: mend it and run this job once more.`,
  };
}

type Outcome = Fact & { kind: "outcome" };
/** `exitCode` null: a signal ended it. */
type Ended = { exitCode: number | null; problem: string | null; tail: string };

// No shell: the line is split into words, and none of them is expanded. What it prints stays in the log, where GitHub
// masks secrets; the history is public, so of its last lines we mask them ourselves.
async function execute(
  { command, secrets }: Publishing,
  { evaluation }: Observed,
  { environment, debug }: Kit<Contract>,
): Promise<Ended> {
  const { exec } = await import("@actions/exec");
  const { release } = evaluation.decision;
  debug(`Executing: ${command}`);
  const env = {
    ...environment.commandVariables,
    RELEASE_VERSION: release?.version ?? "",
    RELEASE_TAG: release?.tag ?? "",
    RELEASE_COMMIT: release?.commit ?? "",
  };
  const hidden = { values: secrets, variables: environment.commandVariables };
  const printed = keepTail();
  const options = {
    cwd: environment.workspace,
    ignoreReturnCode: true,
    env,
    listeners: { stdout: printed.add, stderr: printed.add },
  };
  try {
    // Its type says that there always is one.
    const exitCode: number | null = await exec(command, [], options);
    const problem = exitCode === null ? "was ended by a signal" : null;
    return { exitCode, problem, tail: printed.read(hidden) };
  } catch (error) {
    // Thrown when it cannot be started. Whatever it was, the claim must not stay with a run that publishes nothing.
    const said = error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 300) : String(error);
    const problem = `could not be started: ${said.replace(/\.$/, "")}`;
    return { exitCode: notStarted, problem, tail: lastLines(said, hidden) };
  }
}

function record(github: GitHub, ended: Observed, fact: Outcome): Promise<Published> {
  const { release, evaluation } = ended;
  const view = viewOf(release, evaluation.decision, release.recorded.entries.length + 1);
  const { exitCode, tail = "" } = fact;
  const failure = { ...(exitCode !== undefined && { exitCode }), tail };
  const words = fact.outcome === "success" ? {} : { words: tellFailedPublish(failure, view) };
  return publishObserved(github, ended, { run: fact.run, ...words });
}
