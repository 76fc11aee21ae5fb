import { type Case, isKeptOut } from "./case.ts";
import type { JudgedReview, Requirement, RequirementState } from "./decision.ts";
import { voices } from "./delegation.ts";
import { type Fold, isApproval } from "./fold.ts";
import { membersIn } from "./membership.ts";
import type { Person } from "./records.ts";
import { assignSeats, spokenTwice } from "./seats.ts";
import type { Instant } from "./snapshot.ts";

/*
 * Where each requirement stands by the reviews in force: who counts in which role, who can still review, what is missing.
 */

/** By review: itself, as one that does not count, and why. */
export type Refusals = ReadonlyMap<JudgedReview, JudgedReview>;

function refuseSeats(reviews: readonly JudgedReview[], c: Case): Refusals {
  const approvals = reviews.filter(isApproval);
  const twice = spokenTwice(approvals);
  const single = approvals.filter((review) => !twice.has(review));
  const countsIn = assignSeats(c, single);
  const refused = new Map<JudgedReview, JudgedReview>();
  for (const [review, delegator] of twice) {
    const facts = { role: review.role, delegator: delegator.login };
    refused.set(review, { ...review, counted: false, code: "delegator-answered", facts });
  }
  for (const review of single) {
    const roles = countsIn.get(review.person.id);
    if (roles === undefined || roles.has(review.role)) continue;
    const [countedAs = null] = roles;
    const facts = { role: review.role, countedAs };
    refused.set(review, { ...review, counted: false, code: "one-role", facts });
  }
  return refused;
}

/** Reviews that count, and those that do not: one person fills one role, and a delegator and their delegates count once. */
export function countSeats(reviews: readonly JudgedReview[], c: Case) {
  const refusals = refuseSeats(reviews, c);
  return { refusals, counted: reviews.filter((review) => !refusals.has(review)) };
}

/** By the reviews that count; what overrides and steps of the ladder change is not in it. */
export function statesIn(
  counted: readonly JudgedReview[],
  { spoke }: Pick<Fold, "spoke">,
  c: Case,
): RequirementState[] {
  return c.requirements.map((requirement) => stateOf(requirement, counted, spoke, c));
}

function stateOf(
  requirement: Requirement,
  counted: readonly JudgedReview[],
  spoke: ReadonlyMap<number, Instant>,
  c: Case,
): RequirementState {
  const own = counted.filter((review) => review.role === requirement.role);
  const approvedBy = own.filter((review) => review.verdict === "approved");
  const rejectedBy = own.filter((review) => review.verdict === "rejected" && review.overruledBy === null);
  const overruled = own.filter((review) => review.verdict === "rejected" && review.overruledBy !== null);
  const members = membersIn(c.holders, requirement.role);
  const able = voices(c, requirement.role, c.now).filter((person) =>
    mayReview(person, requirement.role, counted, c),
  );
  const away = awayIn(requirement.role, spoke, c);
  const absent = able.length > 0 && able.every((person) => away.some((one) => one.person.id === person.id));
  return {
    ...requirement,
    state: nameState(requirement, { approvedBy, rejectedBy, overruled }, absent, c),
    approvedBy,
    rejectedBy,
    overruled,
    members,
    canReview: able.filter((person) => absent || !away.some((one) => one.person.id === person.id)),
    away,
    delegates: c.arrangements.delegations
      .filter((one) => one.role === requirement.role && (one.until === null || c.now <= one.until))
      .map(({ to, from, until }) => ({ person: to, for: from, until })),
  };
}

function nameState(
  requirement: Requirement,
  { approvedBy, rejectedBy, overruled }: Pick<RequirementState, "approvedBy" | "rejectedBy" | "overruled">,
  absent: boolean,
  c: Case,
): RequirementState["state"] {
  if (rejectedBy.length > 0) return "rejected";
  if (approvedBy.length >= requirement.approvals) return "approved";
  if (approvedBy.length + overruled.length >= requirement.approvals) return "overruled";
  const late = requirement.due !== null && c.now > requirement.due;
  if (requirement.effect === "if-available" && (late || absent)) return "lapsed";
  if (requirement.effect === "optional" || requirement.effect === "after-release") return "not-needed";
  return late ? "late" : "waiting";
}

// Who reviews after saying that they are away is back.
function awayIn(role: string, spoke: ReadonlyMap<number, Instant>, c: Case): RequirementState["away"] {
  const found = new Map<number, { person: Person; until: string | null }>();
  for (const { role: of, person, since, until } of c.arrangements.absences)
    if (of === role && (until === null || c.now <= until) && (spoke.get(person.id) ?? "") <= since)
      found.set(person.id, { person, until });
  return [...found.values()];
}

function mayReview(person: Person, role: string, counted: readonly JudgedReview[], c: Case): boolean {
  if (isKeptOut(c, person.id, role)) return false;
  if (!c.policy.rules["one-role-per-person"]) return true;
  return !counted.some(
    (review) => review.person.id === person.id && review.verdict === "approved" && review.role !== role,
  );
}
