import { arrange } from "./arrangements.ts";
import { addMinutes } from "./calendar.ts";
import type { Case, Ground } from "./case.ts";
import type { Act, JudgedReview, Override, Requirement, RequirementState, Schedule } from "./decision.ts";
import { type Arrangements, voiceKey } from "./delegation.ts";
import { automaticSteps } from "./escalation.ts";
import { judgeStatement } from "./judge-statements.ts";
import { holds } from "./membership.ts";
import { type Missing, missingIn } from "./missing.ts";
import { overrideInForce } from "./overrides.ts";
import { minutesOf } from "./policy/duration.ts";
import { isAwaited } from "./quorum.ts";
import { requirements as askedBy } from "./requirements.ts";
import type { Instant } from "./snapshot.ts";
import { type Standing, settle } from "./standing.ts";
import { inOrder, type Statement } from "./statement.ts";
import { countSeats, type Refusals, statesIn } from "./states.ts";

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

// Times begin anew when it reopens; more time is for those for whom the release waits.
function requirementsIn({ policy, request }: Ground, { schedule }: Arrangements): Requirement[] {
  const { start, extensions } = schedule;
  const more = extensions.reduce((minutes, { duration }) => minutes + minutesOf(duration), 0);
  return askedBy(policy, { ...request, openedAt: start }).map((one) =>
    one.effect === "required" && one.due !== null ? { ...one, due: addMinutes(one.due, more) } : one,
  );
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
  const deferred = conditionalRelease?.roles ?? [];
  const overridden = new Set(standing.fold.overrides.flatMap((one) => one.missing.roles));
  return statesIn(counted, standing.fold, c).map((one): RequirementState => {
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

/** Whether a person holds any role that this release asks, or was lent one: a delegate's no outlives the lending. */
export function isAsked(c: Case, person: number): boolean {
  return c.requirements.some(
    ({ role }) => holds(c.holders, role, person) || c.arrangements.lent.has(voiceKey(role, person)),
  );
}
