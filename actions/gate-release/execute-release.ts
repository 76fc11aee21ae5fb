import type { Annotation, Kit, Result } from "@release-approval/action-kit";
import { type Fact, ReleaseApprovalError } from "@release-approval/approval";
import type { GitHub, LoadedRelease, Published } from "@release-approval/github";
import { tellFailedPublish } from "@release-approval/report";
import { catchUp } from "../run/catch-up.ts";
import { viewOf } from "../run/describe-run.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import { publishObserved } from "../run/publish-observed.ts";
import { type Shipped, tellOthers } from "../run/tell-others.ts";
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
 * Whatever keeps it from being recorded is told in words of its own: they must not invite to publish again.
 * @param observed before the command, which may take long
 */
export async function executeRelease(
  github: GitHub,
  observed: Observed,
  publishing: Publishing,
  open: Result<Contract>,
  kit: Kit<Contract>,
): Promise<Result<Contract>> {
  const ended = await execute(publishing, observed, kit);
  const fact = outcomeOf(ended, observed, kit.environment, github.now());
  const warnings: Annotation[] = [];
  const tell: Tell = async (shipped) => {
    const { teamToken } = publishing;
    warnings.push(...(await tellOthers(github, shipped, { environment: kit.environment, teamToken })));
  };
  try {
    await record(github, observed, fact, publishing.reload, tell);
  } catch (error) {
    const reasonCode = `${fact.outcome}-unrecorded`;
    return { ...open, reasonCode, failed: unrecorded(ended, observed, error) };
  }
  if (fact.outcome === "failure")
    return {
      ...open,
      failed: `The command of \`run\` ${endOf(ended)}. The claim is free again: mend it and run this job once more.`,
    };
  return { ...open, annotations: [...(open.annotations ?? []), ...warnings] };
}

function outcomeOf(
  { exitCode, tail }: Ended,
  { evaluation }: Observed,
  { run: { id, attempt } }: Kit<Contract>["environment"],
  at: string,
): Outcome {
  const outcome = exitCode === 0 ? "success" : "failure";
  return {
    key: `outcome:run:${id}/${attempt}/${outcome}`,
    kind: "outcome",
    outcome,
    run: { id, attempt },
    revision: evaluation.decision.release?.revision ?? 0,
    at,
    ...(exitCode !== null && { exitCode }),
    ...(tail !== "" && { tail }),
  };
}

function endOf({ exitCode, problem }: Ended): string {
  return problem ?? `ended with exit code ${exitCode}`;
}

function unrecorded(ended: Ended, { evaluation }: Observed, error: unknown): string {
  const { tag = "the release", commit = "" } = evaluation.decision.release ?? {};
  const why = whyUnrecorded(error);
  return ended.exitCode === 0
    ? `The command of \`run\` ended with exit code 0, so ${tag} at ${commit.slice(0, 7)} is out, and recording that failed: ${why} Do not run this job again: it would publish a second time. Tell track-approvals \`outcome: success\` in this run instead, from another job of it; or the release manager posts \`/released\` in the issue.`
    : `The command of \`run\` ${endOf(ended)}, and recording that failed: ${why} Tell track-approvals \`outcome: failure\` in this run: that frees the claim, and it can be tried again.`;
}

// How to cure it is left out: GitHub's troubles pass when the run is started again, and this run must not be.
function whyUnrecorded(error: unknown): string {
  if (error instanceof ReleaseApprovalError) return error.message;
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `${said} (This is a bug in Release Approval; please report it with the log.)`;
}

type Outcome = Fact & { kind: "outcome" };
type Tell = (shipped: Shipped) => Promise<void>;
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
    listeners: {
      stdout: printed.add,
      stderr: printed.add,
      stdline: printed.addLine,
      errline: printed.addLine,
    },
  };
  // Its type says that there always is one.
  let exitCode: number | null;
  try {
    exitCode = await exec(command, [], options);
  } catch (error) {
    // Thrown when it cannot be started. Whatever it was, the claim must not stay with a run that publishes nothing.
    const said = error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 300) : String(error);
    const problem = `could not be started: ${said.replace(/\.$/, "")}`;
    return { exitCode: notStarted, problem, tail: lastLines(said, hidden) };
  }
  if (exitCode === 0) return { exitCode, problem: null, tail: "" };
  return {
    exitCode,
    problem: exitCode === null ? "was ended by a signal" : null,
    tail: printed.read(hidden),
  };
}

// While the command ran, others read and answered: what they told must not be told twice. Where it cannot be read
// again, how it ended matters more.
async function record(
  github: GitHub,
  before: Observed,
  fact: Outcome,
  reload: Publishing["reload"],
  tell: Tell,
): Promise<void> {
  const release = await reload().catch(() => before.release);
  const ended = observeRelease(release, [fact]);
  await catchUp(github, await publishOutcome(github, ended, fact, tell), reload);
}

function publishOutcome(github: GitHub, ended: Observed, fact: Outcome, tell: Tell): Promise<Published> {
  const { release, evaluation } = ended;
  const view = viewOf(release, evaluation.decision, release.recorded.entries.length + 1);
  const words = fact.outcome === "success" ? {} : { words: tellFailedPublish(fact, view) };
  const shipped = { release, decision: evaluation.decision };
  return publishObserved(github, ended, { run: fact.run, ...words, tellOthers: () => tell(shipped) });
}
