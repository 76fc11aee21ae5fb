/** Takes over what the process of a step left for the steps after it. */

import type { StepResult } from "../runner/run-step.ts";
import type { Frame, Performed } from "./job-state.ts";
import type { StepSetting } from "./play-steps.ts";

export function takeResult(
  { job }: Frame,
  result: StepResult,
  { timeoutMs }: Pick<StepSetting, "timeoutMs">,
): Performed {
  const { record } = job.task;
  for (const value of result.masks) job.masks.add(value);
  Object.assign(job.env, result.env);
  job.paths = [...result.paths, ...job.paths];
  const annotations = result.annotations.map((each) => ({ ...each, message: job.masks.hide(each.message) }));
  record.annotations.push(...annotations);
  if (result.summary !== "") record.summary += `${job.masks.hide(result.summary).trimEnd()}\n`;
  const reason = explainEnd(result, timeoutMs);
  if (reason === undefined) return { outcome: "success", outputs: result.outputs, log: result.log };
  record.annotations.push({ level: "error", message: reason, properties: {} });
  return { outcome: "failure", outputs: result.outputs, log: `${result.log}Error: ${reason}\n` };
}

/** In the words of GitHub's runner; `undefined` for a process that ended well. */
function explainEnd({ exitCode, timedOut }: StepResult, timeoutMs: number): string | undefined {
  if (timedOut) return `The action has timed out after ${timeoutMs / 60_000} minutes.`;
  if (exitCode === null) return "The operation was canceled.";
  return exitCode === 0 ? undefined : `Process completed with exit code ${exitCode}.`;
}
