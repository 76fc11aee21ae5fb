/** Performs a `run` step. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runStep, type StepResult } from "../runner/run-step.ts";
import { evaluateText } from "./expression.ts";
import type { Template } from "./github-parser.ts";
import { type Frame, type Performed, sightOf } from "./job-state.ts";
import type { StepSetting } from "./play-steps.ts";
import { assertShell } from "./support.ts";
import { takeResult } from "./take-result.ts";
import type { StepPlan } from "./workflow.ts";

/** Commands that stand in for those that would reach github.com, such as `gh`. */
const COMMANDS = join(import.meta.dirname, "../../commands");

let scripts = 0;

/** @throws WorkflowProblem for a shell that the rehearsal does not have */
export async function performScript(frame: Frame, step: StepPlan, setting: StepSetting): Promise<Performed> {
  const { work } = step;
  if (work.kind !== "run") throw new TypeError("This step is no script");
  const { task } = frame.job;
  const sight = sightOf(frame, setting.env);
  // Defaults are of the job and its workflow, not of the composite action that it uses.
  const defaults = frame.action ? [] : [task.work.defaults, task.workflowDefaults];
  const choose = (own: Template | undefined, key: "shell" | "workingDirectory") =>
    evaluateText(own ?? defaults.map((each) => each[key]).find((value) => value !== undefined), sight);
  const shell = choose(work.shell, "shell");
  if (shell !== "") assertShell(shell, task.record.name);
  scripts += 1;
  const file = join(task.temp, `script-${scripts}.sh`);
  writeFileSync(file, `${evaluateText(work.script, sight)}\n`);
  const result: StepResult = await runStep(shellCommand(shell, file), {
    ...processOptions(frame, setting),
    workingDirectory: choose(work.workingDirectory, "workingDirectory"),
  });
  return takeResult(frame, result, setting);
}

/** As GitHub starts them: `pipefail` only for who asks for bash by name. */
function shellCommand(shell: string, file: string): [string, ...string[]] {
  if (shell === "sh") return ["sh", "-e", file];
  return shell === "bash" ? ["bash", "--noprofile", "--norc", "-eo", "pipefail", file] : ["bash", "-e", file];
}

/** What every process of a step is given. */
export function processOptions({ job, action }: Frame, { env, timeoutMs, signal }: StepSetting) {
  const { task } = job;
  const path = [...job.paths, COMMANDS, process.env["PATH"] ?? ""].join(":");
  return {
    github: task.runner,
    event: task.event,
    cwd: task.workspace,
    temp: task.temp,
    env: {
      PATH: path,
      HOME: task.home,
      ...(action && { GITHUB_ACTION_PATH: action.folder }),
      ...job.env,
      ...action?.env,
      ...env,
    },
    timeoutMs,
    ...(signal && { signal }),
  };
}
