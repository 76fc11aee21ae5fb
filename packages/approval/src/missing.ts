import type { RequirementState } from "./decision.ts";
import { type Fold, reviewsIn } from "./fold.ts";
import { findShortages, isAwaited } from "./quorum.ts";
import type { Instant } from "./snapshot.ts";
import { countSeats, statesIn } from "./states.ts";

/** Roles for whose review the release waits, and whether a quorum lacks. */
export type Missing = { roles: readonly string[]; quorum: boolean };

/** What is missing as things stand at a moment. */
export function missingIn(fold: Fold, at: Instant): Missing {
  const c = { ...fold.c, now: at };
  const states = statesIn(countSeats(reviewsIn(fold), c).counted, fold, c);
  const roles = states
    .filter((one) => isAwaited(one) || (one.state === "rejected" && isWaitedFor(one.effect)))
    .map(({ role }) => role);
  return { roles, quorum: findShortages(states, c).length > 0 };
}

function isWaitedFor(effect: RequirementState["effect"]): boolean {
  return effect === "required" || effect === "if-available";
}
