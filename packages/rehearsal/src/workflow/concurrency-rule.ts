/** `concurrency:` of a workflow or job, resolved. */

import { evaluate, type Sight } from "./expression.ts";
import type { Template } from "./github-parser.ts";
import { invalid } from "./problem.ts";

export type ConcurrencyRule = { group: string; cancelInProgress: boolean; queue: "single" | "max" };

/**
 * @returns `undefined` where there is none: nothing written, or an empty name
 * @throws WorkflowProblem for what GitHub does not allow together
 */
export function readConcurrency(template: Template | undefined, sight: Sight): ConcurrencyRule | undefined {
  const value = evaluate(template, sight);
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "object") return { group: String(value), cancelInProgress: false, queue: "single" };
  const { group, "cancel-in-progress": cancel, queue } = value as Record<string, unknown>;
  if (group === undefined || group === null || group === "") return undefined;
  const cancelInProgress = cancel === true || cancel === "true";
  if (cancelInProgress && queue === "max") {
    throw invalid("concurrency: `queue: max` and `cancel-in-progress: true` cannot be combined");
  }
  return { group: String(group), cancelInProgress, queue: queue === "max" ? "max" : "single" };
}
