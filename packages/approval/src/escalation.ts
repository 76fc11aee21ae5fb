import { count, refuse, roleFacts } from "./act.ts";
import { warnBefore } from "./calendar.ts";
import { type Case, endAt, isKeptOut, managerRole, speaksFor } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import type { Fold } from "./fold.ts";
import { type Missing, missingIn } from "./missing.ts";
import type { Policy } from "./policy/schema.ts";
import { momentOf, stepOf } from "./schedule.ts";
import type { Instant } from "./snapshot.ts";
import type { Statement } from "./statement.ts";

/*
 * The ladder when time runs out (spec: "Timeline Escalation"): critical items only, conditional release, postponement;
 * by the release manager, or by the policy itself.
 */

/** How long before a deadline people are warned; null: the policy warns of none. */
export function warningLead(policy: Policy): string | null {
  const step = stepOf(policy, "warn");
  return step === undefined ? null : (step.before ?? "24h");
}

/** `/critical-only` and `/conditional-release`, by the release manager. */
export function escalate(
  command: Command & { name: "critical-only" | "conditional-release" },
  statement: Statement,
  fold: Fold,
): Act {
  const { c } = fold;
  const { name, reason } = command;
  const role = managerRole(c);
  if (!speaksFor(c, role, statement.person.id, statement))
    return refuse(name, "not-your-command", { command: name, ...roleFacts(role, c) });
  if (isKeptOut(c, statement.person.id, role)) return refuse(name, "self-review", roleFacts(role, c), role);
  const over = endAt(c, statement.to);
  if (over !== null) return refuse(name, "ended", { status: over });
  const { broken } = statement;
  const { person: by, to: at } = statement;
  if (name === "critical-only") {
    if (broken !== null) return refuse(name, broken.code, broken.facts);
    fold.criticalOnly = { by, at, reason };
    return count(name, role);
  }
  const able = deferrable(c);
  const missing = missingIn(fold, at).roles;
  // Only what is missing now: what is taken back later was not put off.
  const roles = able.filter((one) => missing.includes(one));
  if (able.length === 0) return refuse(name, "no-deferrable-role", {}, role);
  if (!isAtRisk(fold, at)) return refuse(name, "not-at-risk", { from: riskFrom(c) }, role);
  if (broken !== null) return refuse(name, broken.code, broken.facts);
  fold.conditionalRelease = { by, at, reason, roles };
  return count(name, role, { roles });
}

/** Asked roles that policy lets a conditional release put off. */
function deferrable(c: Case): string[] {
  const named = stepOf(c.policy, "conditional-release")?.roles ?? [];
  return c.requirements
    .filter(
      ({ role, effect }) => named.includes(role) && (effect === "required" || effect === "if-available"),
    )
    .map(({ role }) => role);
}

function riskFrom(c: Case): Instant {
  const { start, deadline } = c.arrangements.schedule;
  return warnBefore(deadline, start, warningLead(c.policy) ?? "24h");
}

function isAtRisk(fold: Fold, at: Instant): boolean {
  const { c } = fold;
  const missing = missingIn(fold, at).roles;
  const late = c.requirements.some(
    ({ role, effect, due }) => effect === "required" && missing.includes(role) && due !== null && at > due,
  );
  return late || at >= riskFrom(c);
}

/** Steps that policy has taken by itself by now: each only if a review was missing at its moment. */
export function automaticSteps(
  c: Case,
  fold: Pick<Fold, "criticalOnly" | "conditionalRelease">,
  missingAt: (moment: Instant) => Missing,
): Pick<Fold, "criticalOnly" | "conditionalRelease"> {
  const critical = fold.criticalOnly === null ? taken("critical-only", c, missingAt) : null;
  const deferred = deferrable(c);
  const conditional =
    fold.conditionalRelease === null && deferred.length > 0
      ? taken("conditional-release", c, missingAt)
      : null;
  const roles = deferred.filter((role) => conditional?.missing.roles.includes(role) === true);
  return {
    criticalOnly: critical === null ? fold.criticalOnly : { by: null, at: critical.at, reason: "" },
    conditionalRelease:
      conditional === null ? fold.conditionalRelease : { by: null, at: conditional.at, reason: "", roles },
  };
}

function taken(
  step: "critical-only" | "conditional-release",
  c: Case,
  missingAt: (moment: Instant) => Missing,
): { at: Instant; missing: Missing } | null {
  const at = momentOf(step, c.policy, c.arrangements.schedule);
  if (at === null || at > c.now) return null;
  const missing = missingAt(at);
  return missing.roles.length > 0 || missing.quorum ? { at, missing } : null;
}
