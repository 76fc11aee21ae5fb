import type { Instant } from "@release-approval/approval";
import { instantOf } from "./instant.ts";

/** What GitHub's answers say is left of the hour, of requests or of GraphQL points. */
export type Allowance = { remaining: number; resetsAt: Instant | null };

/** null: no answer has said so yet; an Enterprise Server without limits never does. */
export type Budget = { core: Allowance | null; graphql: Allowance | null };

export const unknownBudget: Budget = { core: null, graphql: null };

/**
 * The budget after one more answer. Other limits, such as that of searches, change nothing.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
 */
export function withAnswer(budget: Budget, headers: Readonly<Record<string, unknown>>): Budget {
  const resource = headers["x-ratelimit-resource"];
  const remaining = Number(headers["x-ratelimit-remaining"] ?? Number.NaN);
  if ((resource !== "core" && resource !== "graphql") || !Number.isFinite(remaining)) return budget;
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  const resetsAt = Number.isFinite(reset) ? instantOf(reset * 1000) : null;
  return { ...budget, [resource]: { remaining, resetsAt } };
}
