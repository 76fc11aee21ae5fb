import { addWorking, dueAt } from "./calendar.ts";
import { releaseRules } from "./case.ts";
import { conditionsOf } from "./conditions.ts";
import type { Condition, JudgedReview, Obligation, RequirementState } from "./decision.ts";
import { voices } from "./delegation.ts";
import { approvalsAtRelease } from "./fold.ts";
import type { Judgement } from "./judge.ts";
import { uniquePeople } from "./membership.ts";
import { ratifiers } from "./overrides.ts";
import type { Instant } from "./snapshot.ts";

/*
 * What is owed once a release has shipped (READING, "What the conditional needs mean"): reviews that it did not wait for,
 * conditions after the release, and the signing-off of an override.
 */

/** Time for what has none of its own, in working time. */
const timeToRatify = "1d";
const timeForConditions = "5d";

/** Follow-ups, settled or not. Before the release: what will be owed if it ships now. */
export function obligationsOf(judgement: Judgement): Obligation[] {
  return [
    ...judgement.atRelease.filter((one) => isOwed(one, judgement)).map((one) => ofReview(one, judgement)),
    ...conditionsAfter(judgement).map((one) => ofCondition(one, judgement)),
    ...ofOverride(judgement),
  ];
}

function isOwed(one: RequirementState, { case: c }: Judgement): boolean {
  switch (one.state) {
    case "lapsed":
    case "deferred":
    case "overridden":
      return true;
    case "waiting":
    case "late":
      // Released without it: by hand, or under a policy that asked for less.
      return c.releasedAt !== null;
    case "not-needed":
      return one.effect === "after-release";
    case "approved":
    case "overruled":
    case "rejected":
      return false;
  }
}

function ofReview({ role, title, focus }: RequirementState, judgement: Judgement): Obligation {
  const { case: c, requirements } = judgement;
  const rules = releaseRules(c);
  const within = rules?.reviews[role]?.within;
  const now = requirements.filter((one) => one.role === role);
  const [settled = null] = now.map(settledBy);
  return {
    id: `review/${role}`,
    kind: "review",
    role,
    due:
      c.releasedAt === null || rules === undefined || within === undefined
        ? null
        : dueAt(c.releasedAt, within, rules.clock, c.policy.calendar),
    text: `${title} reviews after the release: ${focus}`,
    who: now.flatMap((one) => one.canReview),
    settled: excusedIn(judgement, `review/${role}`) ?? settled,
  };
}

function settledBy(now: RequirementState): Obligation["settled"] {
  const last = (reviews: readonly JudgedReview[]) => reviews.at(-1);
  const rejected = last(now.rejectedBy);
  if (rejected !== undefined)
    return { at: rejected.to, by: rejected.person, key: rejected.key, verdict: "rejected" };
  const approved = last(now.approvedBy);
  return approved !== undefined && now.approvedBy.length >= now.approvals
    ? { at: approved.to, by: approved.person, key: approved.key, verdict: "approved" }
    : null;
}

function conditionsAfter({ standing: { fold } }: Judgement): Condition[] {
  return conditionsOf(approvalsAtRelease(fold), fold).filter((one) => one.when === "after");
}

function excusedIn({ standing }: Judgement, id: string): Obligation["settled"] {
  const found = standing.fold.excused.get(id);
  return found === undefined ? null : { at: found.at, by: found.by, key: found.key, verdict: "excused" };
}

function ofCondition(one: Condition, judgement: Judgement): Obligation {
  const { case: c } = judgement;
  const { resolution, state } = one;
  const asked = c.requirements.flatMap(({ role }) => voices(c, role, c.now));
  return {
    id: `condition/${one.id}`,
    kind: "condition",
    role: one.role,
    due: dueAfter(c.releasedAt, timeForConditions, c.policy.calendar),
    text: `${one.id}: ${one.text}`,
    who: state === "resolved" ? [one.setter] : uniquePeople(asked),
    settled:
      state === "confirmed" && resolution !== null
        ? { at: resolution.at, by: resolution.by, key: resolution.key, verdict: "done" }
        : excusedIn(judgement, `condition/${one.id}`),
  };
}

function ofOverride({ override, case: c }: Judgement): Obligation[] {
  // Where all reviews came in after all, it stands in for nothing.
  if (override === null || override.standsInFor.length === 0) return [];
  const { ratifyRole: role, ratified, by } = override;
  return [
    {
      id: "ratify",
      kind: "ratify",
      role,
      due: dueAfter(c.releasedAt, timeToRatify, c.policy.calendar),
      text:
        by === null
          ? "The release was authorized by automatic override: somebody signs it off."
          : `${by.login} overrode missing reviews: somebody else signs it off.`,
      who: role === null ? [] : ratifiers(c, role, by === null ? null : { by }),
      settled:
        ratified === null ? null : { at: ratified.at, by: ratified.by, key: ratified.key, verdict: "done" },
    },
  ];
}

function dueAfter(
  releasedAt: Instant | null,
  within: string,
  calendar: Judgement["case"]["policy"]["calendar"],
): Instant | null {
  return releasedAt === null ? null : addWorking(releasedAt, within, calendar);
}
