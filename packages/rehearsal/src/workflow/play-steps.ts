/** Plays steps one after the other, each under its condition. */

import { evaluate, evaluateFlag, evaluateText, evaluateTexts } from "./expression.ts";
import { type Frame, isCancelled, type Performed, sightOf } from "./job-state.ts";
import { performAction } from "./perform-action.ts";
import { performScript } from "./perform-script.ts";
import type { StepRecord } from "./records.ts";
import type { StepPlan } from "./workflow.ts";

/** How a step is performed: its own variables, and until when. */
export type StepSetting = {
  env: Readonly<Record<string, string>>;
  timeoutMs: number;
  signal?: AbortSignal;
};

const MINUTE = 60_000;
/** GitHub's limit for a job holds for its steps, too. */
export const LONGEST_MINUTES = 360;

/** @param tell called with each step that ended or was skipped */
export async function playSteps(
  frame: Frame,
  steps: readonly StepPlan[],
  tell: (record: StepRecord) => void,
): Promise<void> {
  for (const step of steps) tell(await playStep(frame, step));
}

async function playStep(frame: Frame, step: StepPlan): Promise<StepRecord> {
  const name = nameStep(frame, step);
  const performed = await performStep(frame, step);
  const outcome = performed?.outcome ?? "skipped";
  const isForgiven = outcome === "failure" && isFlag(frame, step);
  const conclusion = isForgiven ? "success" : outcome;
  if (conclusion === "failure") frame.failed = true;
  const outputs = performed?.outputs ?? {};
  if (step.id !== undefined) frame.steps[step.id] = { outputs, outcome, conclusion };
  const log = frame.job.masks.hide(performed?.log ?? "");
  return { name, ...(step.id !== undefined && { id: step.id }), outcome, conclusion, log, outputs };
}

/** `undefined` when the step is skipped. */
async function performStep(frame: Frame, step: StepPlan): Promise<Performed | undefined> {
  const { signal } = frame.job.task;
  try {
    if (!evaluateFlag(step.if, sightOf(frame))) return undefined;
    const env = evaluateTexts(step.env, sightOf(frame));
    const minutes = Number(evaluate(step.timeoutMinutes, sightOf(frame, env)) ?? LONGEST_MINUTES);
    const setting: StepSetting = {
      env,
      timeoutMs: minutes * MINUTE,
      // A step that starts after the cancellation cleans up: it is left alone.
      ...(!signal.aborted && { signal }),
    };
    const perform = step.work.kind === "run" ? performScript : performAction;
    const performed = await perform(frame, step, setting);
    return performed.outcome === "failure" && setting.signal && isCancelled(frame.job)
      ? { ...performed, outcome: "cancelled" }
      : performed;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    frame.job.task.record.annotations.push({ level: "error", message, properties: {} });
    return { outcome: "failure", outputs: {}, log: `Error: ${message}\n` };
  }
}

function isFlag(frame: Frame, step: StepPlan): boolean {
  try {
    return evaluateFlag(step.continueOnError, sightOf(frame));
  } catch {
    return false;
  }
}

/** As GitHub shows it. A name that cannot be evaluated must not end the job. */
function nameStep(frame: Frame, { name, work }: StepPlan): string {
  if (name === undefined && work.kind === "uses") return `Run ${work.uses}`;
  try {
    if (name) return frame.job.masks.hide(evaluateText(name, sightOf(frame)));
    const script = work.kind === "run" ? evaluateText(work.script, sightOf(frame)) : "";
    const [line = ""] = script.trim().split("\n");
    return frame.job.masks.hide(`Run ${line}`);
  } catch {
    return "Run";
  }
}
