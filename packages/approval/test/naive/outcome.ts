import { conditionsOf } from "./conditions.ts";
import { blocks, openConflicts } from "./conflicts.ts";
import { finalStates, overrideInForce } from "./exceptions.ts";
import { lacksQuorum } from "./seats.ts";
import type { Outcome } from "./story.ts";
import { askedRoles, effectOf, type Given, holdsRole, reviewFor, type World } from "./world.ts";

/* What stands at the end of a story. */

export function outcomeOf(w: World): Outcome {
  const atRelease = w.released?.reviews ?? w.reviews;
  const override = overrideInForce(w, atRelease);
  return {
    status: statusOf(w),
    roles: Object.fromEntries(finalStates(w, w.reviews)),
    conditions: conditionsOf(w, [...w.reviews, ...(w.released?.reviews ?? [])]).map(
      ({ number, state, when, setter }) => `C${number} ${state} ${when} ${setter}`,
    ),
    conflicts: [
      ...openConflicts(w).map((one) => `${one} open`),
      ...w.ruled.map(({ dispute, state }) => `${dispute} ${state}`),
    ].sort(),
    override:
      override === null
        ? null
        : `${override.by ?? "policy"} for ${[...override.for].sort().join(", ")}, ratified by ${override.ratifiedBy}`,
    obligations: obligationsOf(w, atRelease, override),
  };
}

function statusOf(w: World): string {
  const states = finalStates(w, w.reviews);
  const override = overrideInForce(w, w.released?.reviews ?? w.reviews);
  const missing = [...states.values()].includes("missing");
  const lacks = lacksQuorum(w, states) && override?.for.includes("quorum") !== true;
  if (w.released !== null) return "released";
  if (w.cancelled) return "cancelled";
  // READING: "An evidence item for which the policy has a threshold and the request names no report is `missing` and blocks."
  if (!w.story.evidenceMet && !w.waived) return "blocked";
  if ([...states].some(([role, state]) => state === "rejected" && blocks(w, role))) return "rejected";
  if (w.stops.length > 0) return "rejected";
  // READING: "At the deadline without the release manager: expired."
  if (w.now > w.deadline && (missing || lacks)) return "expired";
  // READING: "An open conflict keeps the gate shut, also when every review is in"
  if (missing || lacks || openConflicts(w).length > 0) return "pending";
  const conditions = conditionsOf(w, w.reviews);
  if (conditions.some((one) => one.when === "before" && one.state !== "confirmed")) return "pending";
  if (w.lost.some((one) => mayHaveRejected(w, one))) return "pending";
  if (w.story.settings.authorization === "manual" && !w.authorized) return "approved";
  return "authorized";
}

// Until they speak again: what nobody could read may have been a rejection.
function mayHaveRejected(w: World, { who, at }: World["lost"][number]): boolean {
  const asked = askedRoles(w).some((role) => holdsRole(w, who, role));
  const again = [...w.reviews, ...w.withdrew].some((one) => one.by === who && one.at > at);
  return asked && !again;
}

function obligationsOf(
  w: World,
  atRelease: readonly Given[],
  override: ReturnType<typeof overrideInForce>,
): string[] {
  const then = finalStates(w, atRelease);
  const now = finalStates(w, w.reviews);
  const owed = askedRoles(w).filter((role) => {
    const state = then.get(role);
    const effect = effectOf(reviewFor(w, role)?.need ?? "optional", w.story);
    if (state === "lapsed" || state === "deferred" || state === "overridden") return true;
    if (state === "missing") return w.released !== null;
    return state === "not-needed" && effect === "after-release";
  });
  const reviews = owed.map((role) => {
    const state = now.get(role);
    return `review/${role} ${state === "approved" || state === "rejected" ? state : "open"}`;
  });
  // Promise: "Open before-release conditions keep the gate shut; after-release ones become obligations."
  const conditions = conditionsOf(w, atRelease)
    .filter((one) => one.when === "after")
    .map(({ number, state }) => `condition/C${number} ${state === "confirmed" ? "done" : "open"}`);
  const ratify =
    override === null || override.for.length === 0
      ? []
      : [`ratify ${override.ratifiedBy === null ? "open" : "done"}`];
  return [...reviews, ...conditions, ...ratify].sort();
}
