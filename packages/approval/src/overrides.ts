import { count, refuse, roleFacts } from "./act.ts";
import { addCalendar } from "./calendar.ts";
import { type Case, endAt, isKeptOut, managerRole, releaseRules, speaksFor } from "./case.ts";
import type { Command } from "./commands.ts";
import { wordsKey } from "./conditions.ts";
import type { Act, Override, RequirementState } from "./decision.ts";
import { voices } from "./delegation.ts";
import { approvalsAtRelease, type Fold, type GivenOverride } from "./fold.ts";
import { missingIn } from "./missing.ts";
import { findRole } from "./policy/roles.ts";
import { findShortages, isAwaited } from "./quorum.ts";
import type { Person } from "./records.ts";
import type { Instant } from "./snapshot.ts";
import type { Statement } from "./statement.ts";

/*
 * Letting a release go without all reviews (spec: "Emergency Override"), waiving evidence, and signing off afterwards.
 * An override stands in for missing reviews; it lifts nothing that somebody said.
 */

/** `/override reason`, by the role that the release type names. */
export function override(command: Command & { name: "override" }, statement: Statement, fold: Fold): Act {
  const { c } = fold;
  const rule = releaseRules(c)?.override ?? { kind: "none" };
  if (rule.kind !== "role")
    return refuse("override", "no-override", { type: c.request.releaseType, kind: rule.kind });
  const problem = problemOfRole("override", rule.by, statement, c);
  if (problem !== null) return problem;
  const status = endAt(c, statement.to);
  if (status !== null) return refuse("override", "ended", { status });
  if (statement.broken !== null) return refuse("override", statement.broken.code, statement.broken.facts);
  const missing = missingIn(fold, statement.to);
  if (missing.roles.length === 0 && !missing.quorum)
    return refuse("override", "nothing-to-override", {}, rule.by);
  const { person: by, key, to: at, url } = statement;
  fold.overrides.push({ by, role: rule.by, key, at, reason: command.reason, url, missing });
  fold.ratified = null;
  return count("override", rule.by, { reason: command.reason });
}

function problemOfRole(name: string, role: string, statement: Statement, c: Case): Act | null {
  const { person } = statement;
  if (!speaksFor(c, role, person.id, statement))
    return refuse(name, "not-your-command", { command: name, ...roleFacts(role, c) });
  if (isKeptOut(c, person.id, role)) return refuse(name, "self-review", roleFacts(role, c));
  return null;
}

/**
 * The role that ratifies an override: the one that policy names; else project leadership where it has members, else another
 * primary role than the overrider's (READING). Somebody else than the overrider must be able to.
 */
export function ratifyRole(c: Case, overrider: Pick<GivenOverride, "role" | "by"> | null): string | null {
  const rule = releaseRules(c)?.override;
  const named = rule === undefined || rule.kind === "none" || rule.ratify === undefined ? [] : [rule.ratify];
  const own = overrider?.role ?? managerRole(c);
  const others = Object.values(c.policy.roles).filter((one) => one.class === "primary" && one.id !== own);
  const wanted = [...named, "project-leadership", ...others.map((one) => one.id), own];
  return wanted.find((role) => ratifiers(c, role, overrider).length > 0) ?? null;
}

/** Who may ratify in a role: neither who overrode nor who asked for the release. */
export function ratifiers(
  c: Case,
  role: string,
  overrider: Pick<GivenOverride, "by"> | null,
): readonly Person[] {
  return voices(c, role, c.now).filter(({ id }) => id !== overrider?.by.id && !isKeptOut(c, id, role));
}

/** `/ratify reason`, by somebody else than who overrode. */
export function ratify(command: Command & { name: "ratify" }, statement: Statement, fold: Fold): Act {
  const { c } = fold;
  const last = fold.overrides.at(-1) ?? null;
  const from = automaticFrom(c);
  if (last === null && (from === null || statement.to < from)) return refuse("ratify", "nothing-to-ratify");
  // Where nobody can, whoever leads the process is told why they cannot.
  const role = ratifyRole(c, last) ?? managerRole(c);
  const { person: by, to: at, key, url } = statement;
  if (!speaksFor(c, role, by.id, statement))
    return refuse("ratify", "not-your-command", { command: "ratify", ...roleFacts(role, c) });
  if (isKeptOut(c, by.id, role)) return refuse("ratify", "self-review", roleFacts(role, c), role);
  if (fold.overrides.some((one) => one.by.id === by.id))
    return refuse("ratify", "own-override", roleFacts(role, c), role);
  if (statement.broken !== null) return refuse("ratify", statement.broken.code, statement.broken.facts);
  fold.ratified = { by, at, reason: command.reason, url, key };
  return count("ratify", role);
}

/** `/waive item reason`, by the role that policy names. */
export function waive(command: Command & { name: "waive" }, statement: Statement, fold: Fold): Act {
  const { c } = fold;
  const role = c.policy.rules.waive;
  const problem = problemOfRole("waive", role, statement, c);
  if (problem !== null) return problem;
  if (c.releasedAt !== null && statement.to >= c.releasedAt) return excuse(command, statement, fold);
  const { evidence } = c.request;
  const found = evidence.find((one) => one.item === command.item);
  const { item } = command;
  if (found === undefined)
    return refuse("waive", "no-such-item", {
      item,
      items: evidence.filter((one) => one.verdict !== "met").map((one) => one.item),
    });
  if (found.verdict === "met") return refuse("waive", "item-met", { item });
  if (statement.broken !== null) return refuse("waive", statement.broken.code, statement.broken.facts);
  const { person: by, key, to: at, url } = statement;
  fold.waivers.push({ item, by, role, key, at, reason: command.reason, url });
  return count("waive", role, { item });
}

// After the release: what nobody can settle any more, or need not.
function excuse({ item, reason }: Command & { name: "waive" }, statement: Statement, fold: Fold): Act {
  const { c } = fold;
  const found = findRole(c.policy, item);
  const id = /^c\d+$/i.test(item)
    ? `condition/${item.toUpperCase()}`
    : "role" in found
      ? `review/${found.role}`
      : null;
  const owed = obligationIds(fold);
  if (id === null || !owed.includes(id))
    return refuse("waive", "no-such-item", { item, items: owed.map((one) => one.replace(/^.*\//, "")) });
  if (statement.broken !== null) return refuse("waive", statement.broken.code, statement.broken.facts);
  const { person: by, key, to: at } = statement;
  fold.excused.set(id, { by, at, key, reason });
  return count("waive", c.policy.rules.waive, { item });
}

function obligationIds(fold: Fold): string[] {
  const { c } = fold;
  const conditions = approvalsAtRelease(fold).flatMap((review) =>
    review.conditions.after.map((text) => [review, text] as const),
  );
  return [
    ...c.requirements.map(({ role }) => `review/${role}`),
    ...conditions.map(
      ([review, text]) => `condition/${c.conditionIds.get(wordsKey(review.person.id, text))}`,
    ),
  ];
}

/** When policy's automatic override may come into force; null: it has none, or not yet. */
export function automaticFrom(c: Case): Instant | null {
  const rule = releaseRules(c)?.override;
  if (rule?.kind !== "automatic") return null;
  const { start, postponed } = c.arrangements.schedule;
  const at = addCalendar(start, rule.after);
  return c.now >= at && (postponed === null || c.now >= postponed.until) ? at : null;
}

/**
 * The override in force. READING, "override: automatic": at the target, with everything in that is required and every
 * if-available time passed, but no quorum; never over what somebody said.
 */
export function overrideInForce(
  c: Case,
  fold: Pick<Fold, "overrides" | "ratified">,
  requirements: readonly RequirementState[],
): Override | null {
  const shortages = findShortages(requirements, c);
  const missing = requirements.filter(isAwaited);
  const quorum = shortages.length > 0 ? ["quorum"] : [];
  const given = fold.overrides.at(-1);
  if (given !== undefined) {
    const { missing: _, ...said } = given;
    const overridden = requirements.filter((one) => one.state === "overridden").map((one) => one.role);
    const covers = fold.overrides.some((one) => one.missing.quorum) ? quorum : [];
    return {
      ...said,
      standsInFor: [...overridden, ...covers],
      ratifyRole: ratifyRole(c, given),
      ratified: fold.ratified,
    };
  }
  const at = automaticFrom(c);
  // Never over a rejection, not even over one that is only shown otherwise.
  const isManagers = (one: RequirementState) => one.role === managerRole(c);
  const ready =
    missing.length === 0 &&
    requirements.every((one) => one.state !== "rejected" && (!isManagers(one) || one.state === "approved"));
  if (at === null || !ready || shortages.length === 0) return null;
  return {
    by: null,
    role: null,
    key: "automatic",
    at,
    reason: "",
    url: null,
    standsInFor: quorum,
    ratifyRole: ratifyRole(c, null),
    ratified: fold.ratified,
  };
}
