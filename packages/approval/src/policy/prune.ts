import type { z } from "zod";
import type { Path } from "./problem.ts";
import { childOf } from "./read-yaml.ts";
import { type PolicyFile, policyFile } from "./schema.ts";

const mostRounds = 8;

/**
 * Takes away what is wrong with a policy file, so that the rest can be checked as well and all problems are told at
 * once. Null where nothing valid is left. The result serves further checks alone, never a decision.
 */
export function pruneData(data: object): PolicyFile | null {
  const pruned: unknown = structuredClone(data);
  for (let round = 0; round < mostRounds; round++) {
    const result = policyFile.safeParse(pruned);
    if (result.success) return result.data;
    // From the end, so that places in lists stay true while others are taken out.
    for (const issue of result.error.issues.toReversed()) removeWrong(pruned, issue);
  }
  return null;
}

// What a key may be taken for that must be there: its own problem is told, and more must not follow from it.
const standIns: Readonly<Record<string, unknown>> = { version: 1, need: "optional" };

/** Where an issue is. A policy's keys are texts, and zod's type allows symbols, too. */
export function stepsOf({ path }: Pick<z.core.$ZodIssue, "path">): (string | number)[] {
  return path.filter((step) => typeof step !== "symbol");
}

function removeWrong(root: unknown, issue: z.core.$ZodIssue): void {
  const path = stepsOf(issue);
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) remove(root, [...path, key]);
    return;
  }
  const step = String(path.at(-1));
  const isMissing = path.reduce<unknown>(childOf, root) === undefined;
  const parent = path.slice(0, -1).reduce<unknown>(childOf, root);
  if (Object.hasOwn(standIns, step) && parent !== null && typeof parent === "object")
    Reflect.set(parent, step, standIns[step]);
  else remove(root, isMissing ? path.slice(0, -1) : path);
}

function remove(root: unknown, path: Path): void {
  const step = path.at(-1);
  const parent = path.slice(0, -1).reduce<unknown>(childOf, root);
  if (Array.isArray(parent) && typeof step === "number") parent.splice(step, 1);
  // What held it may be gone already: then there is nothing to take away.
  else Reflect.deleteProperty(Object(parent), String(step));
}
