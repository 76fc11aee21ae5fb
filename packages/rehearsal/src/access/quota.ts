/** Requests and GraphQL points of an hour, for each token. */

import type { Clock } from "../clock.ts";
import type { Actor } from "./tokens.ts";

export type Resource = "core" | "graphql";

/** `reset` in seconds since 1970, as GitHub writes it. */
export type Allowance = { limit: number; used: number; reset: number };

export type Quota = {
  of(actor: Actor, resource: Resource): Allowance;
  isUsedUp(actor: Actor, resource: Resource): boolean;
  /** @param points a request of REST is one */
  spend(actor: Actor, resource: Resource, points: number): void;
};

const HOUR = 3_600;
const LIMITS: Record<Actor["kind"], number> = {
  workflow: 1_000,
  app: 5_000,
  person: 5_000,
  "team-reader": 5_000,
};

/** @param limit replaces GitHub's own limits, for tests of what happens at the end */
export function keepQuota(clock: Clock, limit: number | undefined): Quota {
  const allowances = new Map<string, Allowance>();
  const of = (actor: Actor, resource: Resource): Allowance => {
    const key = `${resource} ${actor.token}`;
    const now = Math.floor(Date.parse(clock.now()) / 1_000);
    const known = allowances.get(key);
    if (known && known.reset > now) return known;
    const fresh = { limit: limit ?? LIMITS[actor.kind], used: 0, reset: now + HOUR };
    allowances.set(key, fresh);
    return fresh;
  };
  return {
    of,
    isUsedUp: (actor, resource) => {
      const { limit: most, used } = of(actor, resource);
      return used >= most;
    },
    spend: (actor, resource, points) => {
      of(actor, resource).used += points;
    },
  };
}
