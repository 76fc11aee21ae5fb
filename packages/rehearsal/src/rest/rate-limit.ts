/** How much of its hour a token has used. Asking costs nothing. */

import type { Allowance, Quota } from "../access/quota.ts";
import type { Needs } from "../access/rights.ts";
import type { Route } from "./route.ts";

const ANYBODY: Needs = { scope: "metadata", level: "read", person: "none" };

export function rateLimitRoute(quota: Quota): Route {
  return {
    operation: "GET /rate_limit",
    needs: ANYBODY,
    answer: ({ actor }) => {
      const core = present(quota.of(actor, "core"));
      const resources = {
        core,
        graphql: present(quota.of(actor, "graphql")),
        search: { limit: 30, remaining: 30, reset: core.reset, used: 0 },
      };
      return { status: 200, body: { resources, rate: core } };
    },
  };
}

function present({ limit, used, reset }: Allowance): {
  limit: number;
  remaining: number;
  reset: number;
  used: number;
} {
  return { limit, remaining: Math.max(0, limit - used), reset, used };
}
