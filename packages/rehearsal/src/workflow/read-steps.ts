/** Reads the steps of a job or composite action. */

import {
  BasicExpressionToken,
  convertToIfCondition,
  isSequence,
  type MappingToken,
  type Template,
  type TemplateContext,
} from "./github-parser.ts";
import { field, textField, textOf } from "./template-fields.ts";
import type { StepPlan, StepWork } from "./workflow.ts";

export function readSteps(context: TemplateContext, steps: Template | undefined): StepPlan[] {
  if (steps === undefined || !isSequence(steps)) return [];
  return Array.from(steps, (step) => readStep(context, step.assertMapping("step")));
}

function readStep(context: TemplateContext, step: MappingToken): StepPlan {
  const id = textField(step, "id");
  const condition = step.find("if");
  return {
    ...(id !== "" && { id }),
    line: step.line ?? 0,
    if: (condition && convertToIfCondition(context, condition)) ?? successful(),
    ...field(step, "name", "name"),
    ...field(step, "env", "env"),
    ...field(step, "continue-on-error", "continueOnError"),
    ...field(step, "timeout-minutes", "timeoutMinutes"),
    work: readStepWork(step),
  };
}

/** The condition of a job or step that has none. */
export function successful(): Template {
  return new BasicExpressionToken(undefined, undefined, "success()", undefined, undefined, undefined);
}

function readStepWork(step: MappingToken): StepWork {
  const script = step.find("run");
  if (script === undefined) {
    const uses = step.find("uses");
    return { kind: "uses", uses: uses === undefined ? "" : textOf(uses), ...field(step, "with", "with") };
  }
  return {
    kind: "run",
    script,
    ...field(step, "shell", "shell"),
    ...field(step, "working-directory", "workingDirectory"),
  };
}
