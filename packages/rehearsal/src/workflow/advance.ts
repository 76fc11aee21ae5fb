/** Moves a run on as far as it can go now: what is ready starts, what waits goes on waiting. */

import { advancePart } from "./advance-part.ts";
import { readConcurrency } from "./concurrency-rule.ts";
import { flowSight } from "./contexts.ts";
import { cancelFlow } from "./end-part.ts";
import type { RunEngine } from "./engine.ts";
import { expandJob } from "./expand-job.ts";
import {
  combineResults,
  type Flow,
  isFlowCancelled,
  isHeldAbove,
  type JobNode,
  needsOf,
} from "./run-state.ts";

/** A workflow at its beginning. */
export function openFlow(
  flow: Pick<Flow, "run" | "loaded" | "inputs" | "secrets" | "inherited" | "caller" | "earlier">,
): Flow {
  const opened: Flow = { ...flow, phase: "new", cancelled: false, jobs: [] };
  opened.jobs = flow.loaded.workflow.jobs.map((plan) => ({
    flow: opened,
    plan,
    phase: "pending",
    parts: [],
    result: null,
    outputs: {},
    strategy: { "fail-fast": true, "max-parallel": 1 },
    isReused: false,
  }));
  return opened;
}

/** @returns whether anything moved */
export function advanceFlow(engine: RunEngine, flow: Flow): boolean {
  switch (flow.phase) {
    case "new":
      return beginFlow(engine, flow);
    case "waiting":
      if (flow.claim?.state === "pending" && !isFlowCancelled(flow)) return false;
      if (flow.claim?.state === "held" && !isFlowCancelled(flow)) flow.phase = "active";
      else endFlow(engine, flow, true);
      return true;
    case "active": {
      const moved = flow.jobs.map((node) => advanceNode(engine, node)).includes(true);
      if (!flow.jobs.every(({ phase }) => phase === "done")) return moved;
      endFlow(engine, flow, false);
      return true;
    }
    case "done":
      return false;
  }
}

function beginFlow(engine: RunEngine, flow: Flow): boolean {
  const rule = readConcurrency(flow.loaded.workflow.concurrency, flowSight(engine.source, flow));
  if (rule === undefined) flow.phase = "active";
  else if (flow.caller && isHeldAbove(flow.caller, rule.group)) endFlow(engine, flow, true);
  else {
    flow.phase = "waiting";
    flow.claim = engine.groups.claim({ ...rule, cancel: () => cancelFlow(engine, flow) });
  }
  return true;
}

function endFlow(engine: RunEngine, flow: Flow, isCancelled: boolean): void {
  flow.phase = "done";
  if (isCancelled) flow.cancelled = true;
  if (flow.claim) engine.groups.release(flow.claim);
}

function advanceNode(engine: RunEngine, node: JobNode): boolean {
  switch (node.phase) {
    case "pending":
      if (!needsOf(node).every(({ phase }) => phase === "done")) return false;
      expandJob(engine, node);
      return true;
    case "active": {
      const moved = node.parts.map((part) => advancePart(engine, part)).includes(true);
      if (!node.parts.every(({ phase }) => phase === "done")) return moved;
      endNode(node);
      return true;
    }
    case "done":
      return false;
  }
}

/** Outputs of one name overwrite each other, the last one wins; an empty one overwrites nothing. */
function endNode(node: JobNode): void {
  const parts = node.parts.toSorted((a, b) => a.endedAs - b.endedAs);
  const outputs = parts.flatMap(({ record }) => Object.entries(record.outputs));
  const filled = outputs.filter(([, value]) => value !== "");
  node.outputs = { ...Object.fromEntries(outputs), ...Object.fromEntries(filled) };
  node.result = combineResults(
    node.parts.map(({ record, isForgiven }) =>
      isForgiven && record.conclusion === "failure" ? "success" : (record.conclusion ?? "failure"),
    ),
  );
  node.phase = "done";
}
