import { arrange } from "./arrangements.ts";
import { addMinutes } from "./calendar.ts";
import { type Case, type Ground, isKeptOut } from "./case.ts";
import type { Act, JudgedReview, Override, Requirement, RequirementState, Schedule } from "./decision.ts";
import { type Arrangements, voices } from "./delegation.ts";
import { automaticSteps } from "./escalation.ts";
import { isApproval } from "./fold.ts";
import { judgeStatement } from "./judge-statements.ts";
import { holds, membersIn } from "./membership.ts";
import { type Missing, missingIn } from "./missing.ts";
import { overrideInForce } from "./overrides.ts";
import { minutesOf } from "./policy/duration.ts";
import { isAwaited } from "./quorum.ts";
import type { Person } from "./records.ts";
import { requirements as askedBy } from "./requirements.ts";
import { assignSeats, spokenTwice } from "./seats.ts";
import type { Instant } from "./snapshot.ts";
import { type Standing, settle } from "./standing.ts";
import { inOrder, type Statement } from "./statement.ts";

/** What all reviews come to under one policy. */
export type Judgement = {
  case: Case;
  standing: Standing;
  requirements: readonly RequirementState[];
  /** As they were when it was released; before the release, as they are. */
  atRelease: readonly RequirementState[];
  reviews: readonly JudgedReview[];
  /** Reviews in force that count. */
  counted: readonly JudgedReview[];
  acts: ReadonlyMap<string, readonly Act[]>;
  override: Override | null;
  schedule: Schedule;
};

/**
 * Judges everything that was said under one policy and gives each person the one role where that helps most.
 * @param statements in any order: the judgement does not depend on it
 */
export function judge(ground: Ground, statements: readonly Statement[]): Judgement {
  const ordered = [...statements].sort(inOrder);
  const missingAt = lookBack(ground, ordered);
  const arrangements = arrange(ground, ordered, (moment) => {
    const { roles, quorum } = missingAt(moment);
    return roles.length > 0 || quorum;
  });
  const c: Case = { ...ground, arrangements, requirements: requirementsIn(ground, arrangements) };
  const standing = settle(
    ordered.map((statement) => judgeStatement(statement, c)),
    c,
  );
  const { refusals, counted } = countSeats(standing.reviews, c);
  const steps = automaticSteps(c, standing.fold, missingAt);
  const requirements = statesOf(counted, standing, steps, c);
  const { shipped } = standing.fold;
  const atRelease =
    shipped === null ? requirements : statesOf(countSeats(shipped, c).counted, standing, steps, c);
  return {
    case: c,
    standing,
    requirements,
    atRelease,
    reviews: standing.all.map((review) => refusals.get(review) ?? review),
    counted,
    acts: actsAfterMatching(standing, refusals),
    override: overrideInForce(c, standing.fold, atRelease),
    schedule: scheduleOf(c, steps),
  };
}

/**
 * What was missing at an earlier moment, as things stood then: what was taken back, edited or deleted later was in. Of what
 * policy does by itself a later moment must not change its mind, whoever looks when.
 */
function lookBack(ground: Ground, ordered: readonly Statement[]): (moment: Instant) => Missing {
  return (moment) => {
    const then = { ...ground, now: moment };
    const said = ordered
      .filter((statement) => statement.to <= moment)
      .map((statement) => ({ ...statement, broken: null }));
    const arrangements = arrange(then, said, null);
    const c: Case = { ...then, arrangements, requirements: requirementsIn(then, arrangements) };
    return missingIn(
      settle(
        said.map((statement) => judgeStatement(statement, c)),
        c,
      ).fold,
      moment,
    );
  };
}

function countSeats(reviews: readonly JudgedReview[], c: Case) {
  const refusals = refuseSeats(reviews, c);
  return { refusals, counted: reviews.filter((review) => !refusals.has(review)) };
}

// Times begin anew when it reopens; more time is for those for whom the release waits.
function requirementsIn({ policy, request }: Ground, { schedule }: Arrangements): Requirement[] {
  const { start, extensions } = schedule;
  const more = extensions.reduce((minutes, { duration }) => minutes + minutesOf(duration), 0);
  return askedBy(policy, { ...request, openedAt: start }).map((one) =>
    one.effect === "required" && one.due !== null ? { ...one, due: addMinutes(one.due, more) } : one,
  );
}

/** By review: itself, as one that does not count, and why. */
type Refusals = ReadonlyMap<JudgedReview, JudgedReview>;

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

function actsAfterMatching(standing: Standing, refusals: Refusals): Map<string, readonly Act[]> {
  const refused = Map.groupBy(refusals.values(), (review) => review.key);
  return new Map(
    [...standing.acts].map(([key, acts]) => [
      key,
      acts.map((act) => actAfterMatching(act, refused.get(key) ?? [])),
    ]),
  );
}

function actAfterMatching(act: Act, refused: readonly JudgedReview[]): Act {
  const found = refused.find(({ role }) => act.command === "approve" && act.role === role);
  return found === undefined ? act : { ...act, outcome: "not-counted", code: found.code, facts: found.facts };
}

type Steps = Pick<Schedule, "criticalOnly" | "conditionalRelease">;

function statesOf(
  counted: readonly JudgedReview[],
  standing: Standing,
  { conditionalRelease }: Steps,
  c: Case,
): RequirementState[] {
  const spoke = lastSpoken(standing);
  const deferred = conditionalRelease?.roles ?? [];
  const overridden = new Set(standing.fold.overrides.flatMap((one) => one.missing.roles));
  return c.requirements.map((requirement): RequirementState => {
    const one = stateOf(requirement, counted, spoke, c);
    if (!isAwaited(one)) return one;
    if (deferred.includes(one.role)) return { ...one, state: "deferred" };
    return overridden.has(one.role) ? { ...one, state: "overridden" } : one;
  });
}

function scheduleOf({ arrangements, now }: Case, steps: Steps): Schedule {
  const { schedule } = arrangements;
  const { postponed } = schedule;
  return {
    ...schedule,
    postponed: postponed !== null && now < postponed.until ? postponed : null,
    ...steps,
  };
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

// When each person reviewed last: who reviews after saying that they are away is back.
function lastSpoken({ all }: Standing): ReadonlyMap<number, Instant> {
  const last = new Map<number, Instant>();
  for (const { person, counted, to } of all)
    if (counted && to > (last.get(person.id) ?? "")) last.set(person.id, to);
  return last;
}

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

/** Whether a person holds any role that this release asks. */
export function isAsked(c: Case, person: number): boolean {
  return c.requirements.some((requirement) => holds(c.holders, requirement.role, person));
}
