/** A job whose needs have ended: skipped, taken over from the attempt before, or made into the jobs of its matrix. */

import { nodeSight, partSight } from "./contexts.ts";
import { finishPart } from "./end-part.ts";
import type { RunEngine } from "./engine.ts";
import { evaluate, evaluateFlag, evaluateText } from "./expression.ts";
import { isBasicExpression } from "./github-parser.ts";
import { type Combination, describeCombination, expandMatrix } from "./matrix.ts";
import { grantFor } from "./permissions.ts";
import { messageOf } from "./problem.ts";
import { type JobNode, type JobPart, needsOf, partsOf } from "./run-state.ts";

export function expandJob(engine: RunEngine, node: JobNode): void {
  const earlier = reusable(node);
  if (earlier) {
    takeOver(node, earlier);
    return;
  }
  node.phase = "active";
  try {
    const sight = nodeSight(engine.source, node);
    if (!evaluateFlag(node.plan.if, sight)) {
      skipNode(engine, node);
      return;
    }
    const combinations = readStrategy(engine, node);
    if (combinations === undefined) addPart(engine, node, null, 0, 1);
    else
      combinations.forEach((each, index) => {
        addPart(engine, node, each, index, combinations.length);
      });
  } catch (error) {
    if (node.parts.length === 0) addPart(engine, node, null, 0, 1);
    for (const part of node.parts) finishPart(engine, part, "failure", messageOf(error));
  }
}

function skipNode(engine: RunEngine, node: JobNode): void {
  addPart(engine, node, null, 0, 1);
  const { name, strategy } = node.plan;
  for (const part of node.parts) {
    // There is no matrix yet whose values could be in the name: GitHub shows the expression.
    if (name !== undefined && isBasicExpression(name) && strategy?.find("matrix")) {
      part.record.name = prefixName(node, name.source ?? name.toString());
    }
    finishPart(engine, part, "skipped");
  }
}

/** The job of the attempt before, if it did not fail and nothing that it needs runs again. */
function reusable(node: JobNode): JobNode | undefined {
  const earlier = node.flow.earlier?.jobs.find(({ plan }) => plan.id === node.plan.id);
  const isDone = earlier?.result === "success" || earlier?.result === "skipped";
  return isDone && needsOf(node).every(({ isReused }) => isReused) ? earlier : undefined;
}

function takeOver(node: JobNode, { parts, result, outputs }: JobNode): void {
  Object.assign(node, { phase: "done", parts, result, outputs, isReused: true });
  for (const part of parts) showPart(node, part);
}

function showPart(node: JobNode, part: JobPart): void {
  const shown = part.called ? partsOf(part.called).filter(({ called }) => !called) : [part];
  node.flow.run.record.jobs.push(...shown.map(({ record }) => record));
}

/** @returns `undefined` for a job without a matrix */
function readStrategy(engine: RunEngine, node: JobNode): Combination[] | undefined {
  const { strategy } = node.plan;
  if (strategy === undefined) return undefined;
  const sight = nodeSight(engine.source, node);
  const matrix = strategy.find("matrix");
  const combinations = matrix && expandMatrix(evaluate(matrix, sight));
  const failFast = strategy.find("fail-fast");
  const parallel = Number(evaluate(strategy.find("max-parallel"), sight) ?? Number.NaN);
  node.strategy = {
    "fail-fast": failFast === undefined || evaluateFlag(failFast, sight),
    "max-parallel": parallel > 0 ? parallel : (combinations?.length ?? 1),
  };
  return combinations;
}

function addPart(
  engine: RunEngine,
  node: JobNode,
  matrix: Combination | null,
  index: number,
  total: number,
): void {
  const { plan, flow } = node;
  const earlier = earlierPart(node, matrix);
  if (earlier?.record.conclusion === "success" && needsOf(node).every(({ isReused }) => isReused)) {
    node.parts.push(earlier);
    showPart(node, earlier);
    return;
  }
  const part: JobPart = {
    node,
    matrix,
    index,
    total,
    phase: "queued",
    isForgiven: false,
    abort: new AbortController(),
    endedAs: 0,
    ...(earlier && { earlier }),
    record: {
      id: engine.nextNumber(),
      name: plan.id,
      key: plan.id,
      status: "queued",
      conclusion: null,
      needs: plan.needs,
      ...(matrix && { matrix }),
      permissions: grantFor([plan.permissions, flow.loaded.workflow.permissions], flow.inherited),
      steps: [],
      outputs: {},
      summary: "",
      annotations: [],
      startedAt: null,
      completedAt: null,
    },
  };
  node.parts.push(part);
  part.record.name = namePart(engine, part);
  if (plan.work.kind === "call") return;
  flow.run.record.jobs.push(part.record);
  part.isForgiven = evaluateFlag(plan.work.continueOnError, partSight(engine.source, part));
}

function earlierPart(node: JobNode, matrix: Combination | null): JobPart | undefined {
  const earlier = node.flow.earlier?.jobs.find(({ plan }) => plan.id === node.plan.id);
  return earlier?.parts.find((part) => JSON.stringify(part.matrix) === JSON.stringify(matrix));
}

/** As in the Actions tab: `caller / name (values of the matrix)`. */
function namePart(engine: RunEngine, part: JobPart): string {
  const { node, matrix } = part;
  const { name, id } = node.plan;
  const own = name ? evaluateText(name, partSight(engine.source, part)) : id;
  // A name with an expression tells the jobs of a matrix apart by itself.
  const values = matrix && !name?.isExpression ? describeCombination(matrix) : "";
  const whole = values === "" ? own : `${own} (${values})`;
  return prefixName(node, whole);
}

function prefixName({ flow }: JobNode, name: string): string {
  return flow.caller ? `${flow.caller.record.name} / ${name}` : name;
}
