/** Starts a job on this machine. */

import { join } from "node:path";
import { partSight, stepRunner } from "./contexts.ts";
import { finishPart } from "./end-part.ts";
import type { RunEngine } from "./engine.ts";
import { evaluate } from "./expression.ts";
import type { JobTask } from "./job-state.ts";
import { keepArtifacts } from "./keep-artifacts.ts";
import type { Places } from "./places.ts";
import { playJob } from "./play-job.ts";
import { LONGEST_MINUTES } from "./play-steps.ts";
import { messageOf } from "./problem.ts";
import type { JobPart } from "./run-state.ts";
import type { StepsWork } from "./workflow.ts";

export type JobStart = {
  engine: RunEngine;
  places: Places;
  /** Where the runner keeps workspaces and artifacts. */
  folder: string;
  part: JobPart;
  work: StepsWork;
};

/** @returns settled when the job has ended; it never rejects */
export async function startJob(start: JobStart): Promise<void> {
  const { engine, part, work } = start;
  const stop = limitTime(engine, part, work);
  try {
    finishPart(engine, part, await playJob(prepareTask(start)));
  } catch (error) {
    finishPart(engine, part, "failure", messageOf(error));
  } finally {
    stop();
  }
}

function prepareTask({ engine, places, folder, part, work }: JobStart): JobTask {
  const { node, record } = part;
  const { flow, plan } = node;
  const { run, secrets, loaded } = flow;
  const { github } = engine.source;
  const runFolder = join(folder, `run-${run.record.id}`);
  const jobFolder = join(runFolder, `job-${record.id}`);
  const workspace = join(jobFolder, github.repository);
  const token = github.mintToken({ run: run.record.id, permissions: record.permissions });
  const { contexts } = partSight(engine.source, part);
  return {
    places,
    place: loaded.place,
    work,
    ...(loaded.workflow.env && { workflowEnv: loaded.workflow.env }),
    workflowDefaults: loaded.workflow.defaults,
    contexts: {
      ...contexts,
      github: { ...(contexts["github"] as object), token, job: plan.id, workspace, action: "__run" },
      secrets: { ...secrets, GITHUB_TOKEN: token, github_token: token },
    },
    runner: stepRunner(github, run, plan.id),
    event: run.event.payload,
    permissions: record.permissions,
    secrets: [token, ...Object.values(secrets)],
    workspace,
    temp: join(jobFolder, "temp"),
    home: join(jobFolder, "home"),
    artifacts: keepArtifacts(join(runFolder, "artifacts"), run.record),
    record,
    signal: part.abort.signal,
  };
}

/** @returns how to stop the time */
function limitTime(engine: RunEngine, part: JobPart, work: StepsWork): () => void {
  const sight = partSight(engine.source, part);
  const minutes = Number(evaluate(work.timeoutMinutes, sight) ?? LONGEST_MINUTES);
  const timer = setTimeout(() => {
    const message = `The job has exceeded the maximum execution time of ${minutes} minutes.`;
    part.record.annotations.push({ level: "error", message, properties: {} });
    part.abort.abort();
  }, minutes * 60_000);
  return () => clearTimeout(timer);
}
