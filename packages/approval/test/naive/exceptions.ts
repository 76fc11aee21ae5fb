import { primaryRoles } from "./matrix.ts";
import { lacksQuorum, missingAt, statesAt } from "./seats.ts";
import {
  dueOf,
  effectOf,
  type Given,
  type Heard,
  isKeptOut,
  isOver,
  managerRole,
  type OverrideGiven,
  speaksFor,
  type World,
} from "./world.ts";

/* Going without something: overrides, waivers, conditional release. Each needs a comment that nobody touched. */

const mayIn = (w: World, said: Heard, role: string): boolean =>
  speaksFor(w, said.by, role, said.at) && !isKeptOut(w, said.by, role);

// READING: "An override stands in for missing reviews; it lifts no rejection, integrity failure or failed security evidence."
export function override(w: World, said: Heard): boolean {
  const rule = w.rules.override;
  if (typeof rule === "string" || !mayIn(w, said, rule.by)) return false;
  if (isOver(w, said.at) || said.record !== "pristine") return false;
  const missing = missingAt(w, said.at);
  if (missing.roles.length === 0 && !missing.quorum) return false;
  w.overrides.push({ by: said.by, role: rule.by, missing: missing.roles, quorum: missing.quorum });
  w.ratifiedBy = null;
  return true;
}

/** When the automatic override may come into force. */
function automaticFrom(w: World): number | null {
  return w.rules.override === "automatic" ? w.opened + w.rules.target : null;
}

// READING: "opens an obligation to `/ratify` for the role that policy names (`project-leadership` where it has members, else another primary role than the overrider's)"
function ratifyRole(w: World, given: OverrideGiven | undefined): string | null {
  const own = given?.role ?? managerRole(w);
  const others = Object.keys(w.members).filter((role) => primaryRoles.includes(role) && role !== own);
  return ["project-leadership", ...others, own].find((role) => ratifiers(w, role, given).length > 0) ?? null;
}

function ratifiers(w: World, role: string, given: OverrideGiven | undefined): string[] {
  const people = new Set([...(w.members[role] ?? []), ...w.lent.map((one) => one.to)]);
  return [...people].filter(
    (who) => speaksFor(w, who, role, w.story.now) && who !== given?.by && !isKeptOut(w, who, role),
  );
}

export function ratify(w: World, said: Heard): void {
  const given = w.overrides.at(-1);
  const from = automaticFrom(w);
  if (given === undefined && (from === null || said.at < from)) return;
  const role = ratifyRole(w, given);
  if (role === null || !mayIn(w, said, role) || said.record !== "pristine") return;
  if (w.overrides.some((one) => one.by === said.by)) return;
  w.ratifiedBy = said.by;
}

export type InForce = { by: string | null; for: readonly string[]; ratifiedBy: string | null };

/** The override in force, and what it stands in for. */
export function overrideInForce(w: World, reviews: readonly Given[]): InForce | null {
  const states = finalStates(w, reviews);
  const lacks = lacksQuorum(w, states);
  if (w.overrides.length > 0) {
    const roles = [...states].filter(([, state]) => state === "overridden").map(([role]) => role);
    const quorum = lacks && w.overrides.some((one) => one.quorum) ? ["quorum"] : [];
    const by = w.overrides.at(-1)?.by ?? null;
    return { by, for: [...roles, ...quorum], ratifiedBy: w.ratifiedBy };
  }
  // READING: "at the target (1 h; `override.after` moves it) with the release manager's approval, every if-available time passed, but no quorum"
  // READING: "Never over a rejection, failed evidence or a missing security review."
  const from = automaticFrom(w);
  if (from === null || w.now < from || !lacks) return null;
  const all = [...states.values()];
  const manager = states.get(managerRole(w)) ?? "approved";
  if (all.includes("missing") || all.includes("rejected") || manager !== "approved") return null;
  return { by: null, for: ["quorum"], ratifiedBy: w.ratifiedBy };
}

/** States with what was put off and what an override stands in for. */
export function finalStates(w: World, reviews: readonly Given[]): Map<string, string> {
  const overridden = w.overrides.flatMap((one) => one.missing);
  return new Map(
    [...statesAt(w, reviews, w.now)].map(([role, state]) => {
      if (state !== "missing") return [role, state];
      if (w.deferred.includes(role)) return [role, "deferred"];
      return [role, overridden.includes(role) ? "overridden" : "missing"];
    }),
  );
}

export function waive(w: World, said: Heard): boolean {
  const role = managerRole(w) === "maintainer" ? "maintainer" : "project-leadership";
  if (!mayIn(w, said, role) || w.released !== null) return false;
  if (w.story.evidenceMet || said.record !== "pristine") return false;
  w.waived = true;
  return true;
}

// READING: "emergency review of critical items only, conditional release with review afterwards, postponement" are the release manager's.
export function conditionalRelease(w: World, said: Heard): boolean {
  if (!mayIn(w, said, managerRole(w)) || isOver(w, said.at)) return false;
  // The ladder of the built-in policy lets the devops lead be put off.
  const able = w.rules.reviews.filter(
    ({ role, need }) =>
      role === "devops-lead" && ["required", "if-available"].includes(effectOf(need, w.story)),
  );
  if (managerRole(w) === "maintainer" || able.length === 0) return false;
  if (!isAtRisk(w, said.at) || said.record !== "pristine") return false;
  const { roles } = missingAt(w, said.at);
  w.deferred = roles.filter((role) => role === "devops-lead");
  return true;
}

// Spec: "When review timelines are at risk".
function isAtRisk(w: World, at: number): boolean {
  const { roles } = missingAt(w, at);
  const late = w.rules.reviews.some(
    (one) => effectOf(one.need, w.story) === "required" && roles.includes(one.role) && at > dueOf(w, one),
  );
  // Promise: "Warning 24 hours before (half time when shorter)".
  const lead = Math.min(24 * 60, (w.deadline - w.opened) / 2);
  return late || at >= w.deadline - lead;
}
