/** Ends jobs: each with its result, or because somebody cancelled them. */

import { nodeSight } from "./contexts.ts";
import type { RunEngine } from "./engine.ts";
import { evaluateFlag } from "./expression.ts";
import type { Result } from "./records.ts";
import type { Flow, JobPart } from "./run-state.ts";

/** @param problem becomes an annotation of the job */
export function finishPart(engine: RunEngine, part: JobPart, result: Result, problem?: string): void {
  if (part.phase === "done") return;
  const { record } = part;
  // Gates are asked no more: a deployment that waits is over.
  if (part.phase === "gated") part.gate?.leave();
  part.phase = "done";
  part.endedAs = engine.nextNumber();
  if (problem !== undefined) record.annotations.push({ level: "error", message: problem, properties: {} });
  record.status = "completed";
  record.conclusion = result;
  record.completedAt = engine.now();
  if (part.claim) engine.groups.release(part.claim);
  const { run } = part.node.flow;
  // A job that calls a workflow is shown by the jobs of that workflow.
  if (!run.record.jobs.includes(record) && !part.called) run.record.jobs.push(record);
  if (result === "failure" && !part.isForgiven) failFast(engine, part);
}

function failFast(engine: RunEngine, { node }: JobPart): void {
  if (!node.strategy["fail-fast"]) return;
  for (const other of node.parts) cancelPart(engine, other);
}

/** What has not begun ends at once; steps that run are ended, and those that clean up still run. */
export function cancelPart(engine: RunEngine, part: JobPart): void {
  if (part.phase === "done") return;
  if (part.called) cancelFlow(engine, part.called);
  else if (part.phase === "running") part.abort.abort();
  else finishPart(engine, part, "cancelled");
}

/** As GitHub does, asks each condition again: `always()` goes on. */
export function cancelFlow(engine: RunEngine, flow: Flow): void {
  flow.cancelled = true;
  for (const node of flow.jobs) {
    for (const part of node.parts) {
      if (!goesOn(engine, part)) cancelPart(engine, part);
    }
  }
}

function goesOn(engine: RunEngine, { node }: JobPart): boolean {
  try {
    return evaluateFlag(node.plan.if, nodeSight(engine.source, node));
  } catch {
    return false;
  }
}
