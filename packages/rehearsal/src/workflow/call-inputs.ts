/** The `inputs` of a workflow: from a dispatch, or from the job that calls it. */

import { evaluate, type Sight } from "./expression.ts";
import type { Template } from "./github-parser.ts";
import { invalid } from "./problem.ts";
import type { CallWork, InputDefinition, Workflow } from "./workflow.ts";

/** Without a default, GitHub's own. */
const EMPTY: Readonly<Record<InputDefinition["type"], unknown>> = {
  string: "",
  choice: "",
  environment: "",
  boolean: false,
  number: 0,
};

/**
 * Inputs of a dispatch, with the types that the workflow gives them; in `github.event.inputs` they are texts.
 * @param event payload of the event that started the run; of any other event there are none
 */
export function dispatchInputs(
  { dispatchInputs: definitions }: Workflow,
  event: { name: string; payload: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  if (event.name !== "workflow_dispatch") return {};
  const given = (event.payload["inputs"] ?? {}) as Record<string, unknown>;
  const typed = definitions.map((definition) => {
    const { name, type } = definition;
    const value = given[name];
    if (value === undefined || value === null) return [name, presetOf(definition, { contexts: {} })];
    if (type === "boolean") return [name, String(value) === "true"];
    return [name, type === "number" ? Number(value) : String(value)];
  });
  return Object.fromEntries(typed);
}

/**
 * Inputs of a called workflow.
 * @throws WorkflowProblem for a value of another type than the workflow asks for
 */
export function callInputs(
  called: Workflow,
  values: Template | undefined,
  caller: Sight,
  inside: Sight,
): Record<string, unknown> {
  const given = (evaluate(values, caller) ?? {}) as Record<string, unknown>;
  const byName = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const typed = called.call.inputs.map((definition) => {
    const { name, type } = definition;
    if (!byName.has(name.toLowerCase())) return [name, presetOf(definition, inside)];
    return [name, checkType(name, type, byName.get(name.toLowerCase()))];
  });
  return Object.fromEntries(typed);
}

/** What a called workflow gets to see of its caller's secrets. */
export function callSecrets(
  called: Workflow,
  { secrets }: CallWork,
  caller: Sight,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  if (secrets === "inherit") return { ...own };
  const given = (evaluate(secrets, caller) ?? {}) as Record<string, unknown>;
  const byName = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    called.call.secrets.map(({ name }) => [name, String(byName.get(name.toLowerCase()) ?? "")]),
  );
}

function presetOf({ type, default: preset }: InputDefinition, sight: Sight): unknown {
  return preset === undefined ? EMPTY[type] : evaluate(preset, sight);
}

function checkType(name: string, type: InputDefinition["type"], value: unknown): unknown {
  if (type === "boolean" || type === "number") {
    if (typeof value === type) return value;
    throw invalid(`The input '${name}' of the called workflow is a ${type}, not ${JSON.stringify(value)}`);
  }
  return value === null || value === undefined ? "" : String(value);
}
