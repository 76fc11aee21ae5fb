/** A job at its environment: it waits for reviewers and timers there. */

import { partSight } from "./contexts.ts";
import { finishPart } from "./end-part.ts";
import type { RunEngine } from "./engine.ts";
import { evaluate, evaluateFlag, evaluateText } from "./expression.ts";
import { isMapping, type Template } from "./github-parser.ts";
import { messageOf } from "./problem.ts";
import type { JobPart } from "./run-state.ts";

/** Then GitHub fails a job that waits. */
const LONGEST_DAYS = 30;

/** Asks for the environment, where the job names one. */
export function enterGate(engine: RunEngine, part: JobPart): void {
  const { work } = part.node.plan;
  const { record } = part;
  if (work.kind === "call" || work.environment === undefined) {
    part.phase = "ready";
    return;
  }
  try {
    const { name, deployment } = readEnvironment(engine, part, work.environment);
    if (name === "") {
      part.phase = "ready";
      return;
    }
    const { run } = part.node.flow;
    record.environment = name;
    record.status = "waiting";
    part.phase = "gated";
    part.gatedAt = engine.now();
    part.gate = engine.source.github.enterEnvironment({
      run: run.record.id,
      attempt: run.record.attempt,
      job: record.name,
      environment: name,
      deployment,
    });
  } catch (error) {
    finishPart(engine, part, "failure", messageOf(error));
  }
}

/** @returns whether the job may go on, or has ended here: rejected, no step of it runs */
export function passGate(engine: RunEngine, part: JobPart): boolean {
  const { record, node } = part;
  const state = part.gate?.state() ?? "open";
  switch (state) {
    case "waiting":
      if (!isTooLate(engine, part)) return false;
      finishPart(
        engine,
        part,
        "failure",
        `Nobody answered for ${record.environment} within ${LONGEST_DAYS} days.`,
      );
      return true;
    case "open":
      part.phase = "ready";
      record.status = "queued";
      return true;
    case "rejected":
      finishPart(
        engine,
        part,
        "failure",
        "The deployment was rejected or didn't satisfy other protection rules.",
      );
      return true;
    case "refused": {
      const branch = node.flow.run.view.branch;
      const reason = `Branch "${branch}" is not allowed to deploy to ${record.environment} due to environment protection rules.`;
      finishPart(engine, part, "failure", reason);
      return true;
    }
  }
}

function isTooLate(engine: RunEngine, { gatedAt }: JobPart): boolean {
  const since = Date.parse(engine.now()) - Date.parse(gatedAt ?? engine.now());
  return since >= LONGEST_DAYS * 86_400_000;
}

/** The address of an environment is known when its job has run; nothing waits for it. */
function readEnvironment(
  engine: RunEngine,
  part: JobPart,
  template: Template,
): { name: string; deployment: boolean } {
  const sight = partSight(engine.source, part);
  if (!isMapping(template)) {
    const value = evaluate(template, sight);
    if (typeof value !== "object" || value === null)
      return { name: evaluateText(template, sight), deployment: true };
    const { name, deployment } = value as Record<string, unknown>;
    return { name: String(name ?? ""), deployment: deployment !== false };
  }
  const deployment = template.find("deployment");
  return {
    name: evaluateText(template.find("name"), sight),
    deployment: deployment === undefined || evaluateFlag(deployment, sight),
  };
}
