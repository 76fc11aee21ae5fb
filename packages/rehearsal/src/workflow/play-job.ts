/** Plays the steps of a job, as a runner of GitHub would. */

import { mkdirSync } from "node:fs";
import { evaluateFlag, evaluateTexts } from "./expression.ts";
import { type Frame, isCancelled, type JobState, type JobTask, sightOf } from "./job-state.ts";
import { keepMasks } from "./masks.ts";
import { playSteps } from "./play-steps.ts";
import type { Result } from "./records.ts";

/** @returns how it ended; its steps, outputs, summary and annotations are in the record */
export async function playJob(task: JobTask): Promise<Result> {
  for (const folder of [task.workspace, task.temp, task.home]) mkdirSync(folder, { recursive: true });
  const job: JobState = {
    task,
    masks: keepMasks(task.secrets),
    env: {},
    paths: [],
    status: "success",
    posts: [],
  };
  const frame: Frame = { job, place: task.place, steps: {}, failed: false };
  try {
    readVariables(frame);
    await playSteps(frame, task.work.steps, (step) => task.record.steps.push(step));
    await playPosts(frame);
    readOutputs(frame);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    task.record.annotations.push({ level: "error", message, properties: {} });
    frame.failed = true;
  }
  if (isCancelled(job)) return "cancelled";
  return frame.failed ? "failure" : "success";
}

function readVariables({ job }: Frame): void {
  const { task } = job;
  const sight = { contexts: task.contexts };
  job.env = { ...evaluateTexts(task.workflowEnv, sight), ...evaluateTexts(task.work.env, sight) };
}

/** The last one first. */
async function playPosts(frame: Frame): Promise<void> {
  const { job } = frame;
  for (const post of job.posts.toReversed()) {
    if (!evaluateFlag(post.if, sightOf(frame))) continue;
    const { outcome, outputs, log } = await post.play(frame);
    if (outcome === "failure") frame.failed = true;
    job.task.record.steps.push({
      name: post.name,
      outcome,
      conclusion: outcome,
      log: job.masks.hide(log),
      outputs,
    });
  }
}

/** GitHub does not hand on an output in which it sees a secret. */
function readOutputs(frame: Frame): void {
  const { job } = frame;
  const { work, record } = job.task;
  const outputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(evaluateTexts(work.outputs, sightOf(frame)))) {
    if (job.masks.hide(value) === value) outputs[name] = value;
    else {
      const message = `Skip output '${name}' since it may contain secret.`;
      record.annotations.push({ level: "warning", message, properties: {} });
    }
  }
  record.outputs = outputs;
}
