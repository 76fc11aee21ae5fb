/** What GitHub runs and the rehearsal does not: refused by name before anything runs. */

import { functionsOf } from "./expression.ts";
import {
  isBasicExpression,
  isMapping,
  isSequence,
  isString,
  type MappingToken,
  type Template,
  Traversal,
} from "./github-parser.ts";
import { notSupported, WorkflowProblem } from "./problem.ts";
import { mappingField, textOf } from "./template-fields.ts";

const JOB_KEYS = ["container", "services", "snapshot"];
const STEP_KEYS = ["background", "wait", "wait-all", "cancel", "parallel"];
const SHELLS = ["bash", "sh"];
const OTHER_SYSTEMS = /^(windows|macos)/i;

/**
 * @param path of the workflow file, for messages
 * @returns the first such thing, with its line
 */
export function findUnsupported(path: string, root: MappingToken): WorkflowProblem | undefined {
  try {
    refuseUnsupported(path, root);
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowProblem) return error;
    throw error;
  }
}

function refuseUnsupported(path: string, root: MappingToken): void {
  refuseFunctions(path, root);
  refuseShell(path, mappingField(root, "defaults"));
  for (const { value } of mappingField(root, "jobs") ?? []) {
    if (!isMapping(value)) continue;
    refuseKeys(path, value, JOB_KEYS);
    refuseSystem(path, value.find("runs-on"));
    refuseShell(path, mappingField(value, "defaults"));
    refuseSteps(path, value.find("steps"));
  }
}

/**
 * As above, for the steps of a job or composite action.
 * @throws WorkflowProblem
 */
export function refuseSteps(path: string, steps: Template | undefined): void {
  if (steps === undefined || !isSequence(steps)) return;
  for (const step of steps) {
    if (!isMapping(step)) continue;
    refuseKeys(path, step, STEP_KEYS);
    refuseShellName(path, step.find("shell"));
  }
}

export function refuseFunctions(path: string, root: Template): void {
  for (const [, token] of Traversal.traverse(root)) {
    const isFile = isBasicExpression(token) && functionsOf(token.expression).includes("hashfiles");
    if (isFile) throw notSupported("the function hashFiles", at(path, token));
  }
}

/** @throws WorkflowProblem unless the shell is one that the rehearsal has */
export function assertShell(shell: string, where: string): void {
  if (!SHELLS.includes(shell)) {
    throw notSupported(`the shell "${shell}" (there are ${SHELLS.join(" and ")})`, where);
  }
}

function refuseKeys(path: string, mapping: MappingToken, keys: readonly string[]): void {
  for (const { key } of mapping) {
    if (keys.includes(textOf(key))) throw notSupported(`"${textOf(key)}"`, at(path, key));
  }
}

function refuseSystem(path: string, runsOn: Template | undefined): void {
  if (runsOn === undefined) return;
  for (const [, token] of Traversal.traverse(runsOn)) {
    if (isString(token) && OTHER_SYSTEMS.test(token.value)) {
      throw notSupported(`runners of another system ("${token.value}")`, at(path, token));
    }
  }
}

function refuseShell(path: string, defaults: MappingToken | undefined): void {
  refuseShellName(path, mappingField(defaults, "run")?.find("shell"));
}

function refuseShellName(path: string, shell: Template | undefined): void {
  if (shell !== undefined && isString(shell)) assertShell(shell.value, at(path, shell));
}

function at(path: string, token: Template): string {
  return token.line === undefined ? path : `${path}, line ${token.line}`;
}
