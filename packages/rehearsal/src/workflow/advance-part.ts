/** Moves one job on: out of its queue, through its environment, to its steps or the workflow that it calls. */

import { advanceFlow, openFlow } from "./advance.ts";
import { callInputs, callSecrets } from "./call-inputs.ts";
import { readConcurrency } from "./concurrency-rule.ts";
import { flowSight, outputSight, partSight } from "./contexts.ts";
import { cancelPart, finishPart } from "./end-part.ts";
import type { RunEngine } from "./engine.ts";
import { enterGate, passGate } from "./enter-environment.ts";
import { evaluateTexts } from "./expression.ts";
import type { Loaded } from "./load-workflow.ts";
import { messageOf } from "./problem.ts";
import { combineResults, type Flow, isHeldAbove, type JobPart } from "./run-state.ts";

/** @returns whether anything moved */
export function advancePart(engine: RunEngine, part: JobPart): boolean {
  switch (part.phase) {
    case "queued":
      return leaveQueue(engine, part);
    case "gated":
      return passGate(engine, part);
    case "ready":
      return startPart(engine, part);
    case "running":
      return part.called !== undefined && advanceCalled(engine, part, part.called);
    case "done":
      return false;
  }
}

/** First its concurrency group, then its environment: a job that waits for reviewers holds its group. */
function leaveQueue(engine: RunEngine, part: JobPart): boolean {
  const busy = part.node.parts.filter(({ phase }) => phase !== "queued" && phase !== "done");
  if (part.claim === undefined) {
    if (busy.length >= part.node.strategy["max-parallel"]) return false;
    if (!claimGroup(engine, part)) return true;
  }
  switch (part.claim?.state) {
    case "pending":
      return false;
    case "cancelled":
    case "released":
      finishPart(engine, part, "cancelled");
      return true;
    case "held":
    case undefined:
      enterGate(engine, part);
      return true;
  }
}

/** @returns false when the job has ended over it */
function claimGroup(engine: RunEngine, part: JobPart): boolean {
  try {
    const rule = readConcurrency(part.node.plan.concurrency, partSight(engine.source, part));
    if (rule === undefined) return true;
    part.record.group = rule.group;
    if (isHeldAbove(part, rule.group)) {
      const text = `Canceling since a deadlock was detected for concurrency group: '${rule.group}'`;
      finishPart(engine, part, "cancelled", text);
      return false;
    }
    part.claim = engine.groups.claim({ ...rule, cancel: () => cancelPart(engine, part) });
    return true;
  } catch (error) {
    finishPart(engine, part, "failure", messageOf(error));
    return false;
  }
}

function startPart(engine: RunEngine, part: JobPart): boolean {
  const { work } = part.node.plan;
  if (work.kind === "call") {
    callWorkflow(engine, part, part.node.flow.loaded.called.get(part.node.plan.id));
    return true;
  }
  if (!engine.hasRoom()) return false;
  part.phase = "running";
  part.record.status = "in_progress";
  part.record.startedAt = engine.now();
  engine.start(part, work);
  return true;
}

function callWorkflow(engine: RunEngine, part: JobPart, loaded: Loaded | undefined): void {
  const { flow, plan } = part.node;
  if (plan.work.kind !== "call" || !loaded) throw new TypeError(`${plan.id} calls no workflow`);
  const sight = partSight(engine.source, part);
  part.phase = "running";
  part.record.status = "in_progress";
  part.record.startedAt = engine.now();
  try {
    const inside = flowSight(engine.source, { ...flow, inputs: {} });
    part.called = openFlow({
      run: flow.run,
      loaded,
      caller: part,
      inputs: callInputs(loaded.workflow, plan.work.with, sight, inside),
      secrets: callSecrets(loaded.workflow, plan.work, sight, flow.secrets),
      inherited: part.record.permissions,
      ...(part.earlier?.called && { earlier: part.earlier.called }),
    });
  } catch (error) {
    finishPart(engine, part, "failure", messageOf(error));
  }
}

function advanceCalled(engine: RunEngine, part: JobPart, called: Flow): boolean {
  try {
    if (called.phase !== "done") return advanceFlow(engine, called);
    const results = called.jobs.flatMap(({ result }) => result ?? []);
    const { outputs } = called.loaded.workflow.call;
    const sight = outputSight(engine.source, called);
    part.record.outputs = Object.fromEntries(
      Array.from(outputs ?? [], ({ key, value }) => {
        const { value: text = "" } = evaluateTexts(value, sight);
        return [key.toString(), text];
      }),
    );
    finishPart(engine, part, results.length === 0 ? "cancelled" : combineResults(results));
  } catch (error) {
    finishPart(engine, part, "failure", messageOf(error));
  }
  return true;
}
