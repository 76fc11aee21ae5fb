/** Reads the `action.yml` of an action. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  BasicExpressionToken,
  isMapping,
  type MappingToken,
  type Template,
  type TemplateContext,
} from "./github-parser.ts";
import { parseFile } from "./parse-file.ts";
import { readText } from "./places.ts";
import { invalid, notSupported } from "./problem.ts";
import { readSteps } from "./read-steps.ts";
import { refuseFunctions, refuseSteps } from "./support.ts";
import { mappingField, textField, textOf } from "./template-fields.ts";
import type { StepPlan } from "./workflow.ts";

export type Action = {
  name: string;
  /** Folder of its `action.yml`. */
  folder: string;
  inputs: readonly { name: string; required: boolean; default?: Template }[];
  runs: JavaScriptRuns | CompositeRuns;
};

/** Paths of files of this machine. */
export type JavaScriptRuns = {
  kind: "javascript";
  hasPre: boolean;
  main: string;
  post?: { file: string; if: Template };
};

export type CompositeRuns = {
  kind: "composite";
  steps: readonly StepPlan[];
  outputs: readonly { name: string; value?: Template }[];
};

const NODES = ["node20", "node24"];

/**
 * @param folder of the action on this machine
 * @param uses how the workflow names it, for messages
 * @returns `undefined` when the folder has no `action.yml`
 * @throws WorkflowProblem for one that GitHub's parser refuses, or that the rehearsal cannot run
 */
export function readAction(folder: string, uses: string): Action | undefined {
  const file = ["action.yml", "action.yaml"].find((name) => existsSync(join(folder, name)));
  if (file === undefined) return undefined;
  const path = `${uses} (${file})`;
  const { context, root } = parseFile("action", path, readText(join(folder, file)) ?? "");
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0) throw invalid(errors.join("\n"));
  refuseFunctions(path, root);
  return {
    name: textField(root, "name"),
    folder,
    inputs: Array.from(mappingField(root, "inputs") ?? [], ({ key, value }) => readInput(textOf(key), value)),
    runs: readRuns(context, folder, path, root),
  };
}

function readInput(name: string, token: Template): Action["inputs"][number] {
  const input = isMapping(token) ? token : undefined;
  const preset = input?.find("default");
  return { name, required: textField(input, "required") === "true", ...(preset && { default: preset }) };
}

function readRuns(
  context: TemplateContext,
  folder: string,
  path: string,
  root: MappingToken,
): Action["runs"] {
  const runs = mappingField(root, "runs");
  const using = textField(runs, "using");
  if (using === "composite") {
    const steps = runs?.find("steps");
    refuseSteps(path, steps);
    return { kind: "composite", steps: readSteps(context, steps), outputs: readOutputs(root) };
  }
  if (!NODES.includes(using)) throw notSupported(`actions that run "using: ${using}"`, path);
  const post = textField(runs, "post");
  return {
    kind: "javascript",
    hasPre: textField(runs, "pre") !== "",
    main: join(folder, textField(runs, "main")),
    ...(post !== "" && { post: { file: join(folder, post), if: readPostCondition(runs) } }),
  };
}

function readPostCondition(runs: MappingToken | undefined): Template {
  const condition = textField(runs, "post-if") || "always()";
  return new BasicExpressionToken(undefined, undefined, condition, undefined, undefined, undefined);
}

function readOutputs(root: MappingToken): CompositeRuns["outputs"] {
  return Array.from(mappingField(root, "outputs") ?? [], ({ key, value }) => {
    const output = isMapping(value) ? value.find("value") : undefined;
    return { name: textOf(key), ...(output && { value: output }) };
  });
}
