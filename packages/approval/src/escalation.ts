import { count, refuse, roleFacts } from "./act.ts";
import { addCalendar, warnBefore } from "./calendar.ts";
import { type Case, managerRole, speaksFor } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import { approvalsIn, type Fold } from "./fold.ts";
import type { Policy } from "./policy/schema.ts";
import type { Announced } from "./schedule.ts";
import type { Instant } from "./snapshot.ts";
import type { Statement } from "./statement.ts";

/*
 * The ladder when time runs out (spec: "Timeline Escalation"): critical items only, conditional release, postponement;
 * by the release manager, or by the policy itself.
 */

type LadderStep = Policy["escalation"][number];
type Ladder = "critical-only" | "conditional-release" | "postpone";

export function stepOf(policy: Policy, step: LadderStep["step"]): LadderStep | undefined {
  return policy.escalation.find((one) => one.step === step);
}

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
  const over = overAt(statement, c);
  if (over !== null) return refuse(name, "ended", { status: over });
  const { broken } = statement;
  const { person: by, to: at } = statement;
  if (name === "critical-only") {
    if (broken !== null) return refuse(name, broken.code, broken.facts);
    fold.criticalOnly = { by, at, reason };
    return count(name, role);
  }
  const roles = deferrable(c);
  if (roles.length === 0) return refuse(name, "no-deferrable-role", {}, role);
  if (!isAtRisk(fold, at)) return refuse(name, "not-at-risk", { from: riskFrom(c) }, role);
  if (broken !== null) return refuse(name, broken.code, broken.facts);
  fold.conditionalRelease = { by, at, reason, roles };
  return count(name, role, { roles });
}

function overAt({ to }: Statement, c: Case): string | null {
  if (c.releasedAt !== null && to >= c.releasedAt) return "released";
  return to > c.arrangements.schedule.deadline ? "expired" : null;
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
  const given = new Set(approvalsIn(fold).map((review) => review.role));
  const late = c.requirements.some(
    (one) => one.effect === "required" && !given.has(one.role) && one.due !== null && at > one.due,
  );
  return late || at >= riskFrom(c);
}

/** When policy takes a step by itself; null: it leaves it to the release manager. */
export function momentOf(step: Ladder, c: Case): Instant | null {
  const rule = stepOf(c.policy, step);
  if (rule?.automatic !== true) return null;
  const { target, deadline, start } = c.arrangements.schedule;
  if (rule.before !== undefined) return warnBefore(deadline, start, rule.before);
  if (rule.after !== undefined) return addCalendar(target, rule.after);
  return step === "postpone" ? deadline : target;
}

/** Steps that policy has taken by itself by now: each only if a review was missing at its moment. */
export function automaticSteps(
  c: Case,
  fold: Pick<Fold, "criticalOnly" | "conditionalRelease">,
  lacksAt: (at: Instant) => boolean,
): Pick<Fold, "criticalOnly" | "conditionalRelease"> {
  const taken = (step: Ladder): Instant | null => {
    const at = momentOf(step, c);
    return at !== null && at <= c.now && lacksAt(at) ? at : null;
  };
  const critical = fold.criticalOnly === null ? taken("critical-only") : null;
  const roles = deferrable(c);
  const conditional =
    fold.conditionalRelease === null && roles.length > 0 ? taken("conditional-release") : null;
  return {
    criticalOnly: critical === null ? fold.criticalOnly : { by: null, at: critical, reason: "" },
    conditionalRelease:
      conditional === null ? fold.conditionalRelease : { by: null, at: conditional, reason: "", roles },
  };
}

/** That policy postpones the release by itself, once a revision, when the deadline comes and reviews are missing. */
export function automaticPostponement(c: Case, lacksAt: (at: Instant) => boolean): Announced | null {
  const at = momentOf("postpone", c);
  if (at === null || at > c.now || !lacksAt(at)) return null;
  const step = stepOf(c.policy, "postpone");
  return { at, until: addCalendar(at, step?.for ?? "7d"), by: null, reason: "" };
}
