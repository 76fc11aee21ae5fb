import { addCalendar } from "./calendar.ts";
import type { Opening, RequirementState } from "./decision.ts";
import type { Judgement } from "./judge.ts";
import { automaticFrom } from "./overrides.ts";
import { canBeGiven, coversQuorum, findShortages, isAwaited } from "./quorum.ts";
import { momentOf } from "./schedule.ts";
import type { Instant } from "./snapshot.ts";

/* Why not yet, and how it can open: by which reviews, and by itself. */

/** More sets would tell nobody anything. */
const mostSets = 5;
const mostTried = 500;
/** Of more candidates for a quorum than this, the first ones in the policy are offered. */
const mostCandidates = 10;

/**
 * The smallest sets of roles whose reviews would be enough under every judgement. Empty: none is missing, or nobody can
 * give one of them.
 */
export function smallestSets(judgements: readonly Judgement[]): Opening["smallestSets"] {
  const each = judgements.map(setsOf).filter((sets) => sets !== null);
  if (each.length < judgements.length) return [];
  const joined = each.reduce<string[][]>(
    (all, sets) =>
      all.flatMap((one) => sets.map((more) => [...new Set([...one, ...more])])).slice(0, mostTried),
    [[]],
  );
  const size = Math.min(...joined.map((one) => one.length));
  const smallest = joined.filter((one) => one.length === size && size > 0);
  return [...new Map(smallest.map((one) => [[...one].sort().join(), one])).values()].slice(0, mostSets);
}

// null: reviews alone cannot do it.
function setsOf({ requirements, override, case: c }: Judgement): string[][] | null {
  const awaited = requirements.filter(isAwaited);
  if (awaited.some((one) => !canBeGiven(one))) return null;
  const roles = awaited.map((one) => one.role);
  const filled = requirements.map(
    (one): RequirementState => (isAwaited(one) ? { ...one, state: "approved" } : one),
  );
  // Once its time has come, the automatic override stands in for the quorum.
  const isRejected = requirements.some((one) => one.state === "rejected");
  const quorumMatters = !coversQuorum(override) && (automaticFrom(c) === null || isRejected);
  const shortages = quorumMatters ? findShortages(filled, c) : [];
  return shortages.reduce<string[][] | null>(
    (sets, { need, have, roles: open }) => {
      const able = open
        .filter((role) => requirements.some((one) => one.role === role && canBeGiven(one)))
        .slice(0, mostCandidates);
      const chosen = choose(able, need - have);
      return sets === null || chosen.length === 0
        ? null
        : sets.flatMap((set) => chosen.map((more) => [...new Set([...set, ...more])])).slice(0, mostTried);
    },
    [roles],
  );
}

/** How many reviews the smallest sets hold; infinite where reviews alone are not enough. */
export function sizeOf(sets: Opening["smallestSets"]): number {
  return sets[0]?.length ?? Number.POSITIVE_INFINITY;
}

function choose(from: readonly string[], many: number): string[][] {
  if (many <= 0) return [[]];
  return from.flatMap((one, index) => choose(from.slice(index + 1), many - 1).map((rest) => [one, ...rest]));
}

/** Moments at which something changes by itself, after now and before the deadline. */
export function momentsAhead({ case: c, requirements, schedule }: Judgement): Instant[] {
  const rule = c.policy.releaseTypes[c.request.releaseType]?.override;
  const lapses = requirements
    .filter((one) => one.effect === "if-available" && isAwaited(one))
    .map((one) => one.due)
    .filter((due) => due !== null)
    .map((due) => addCalendar(due, "1m"));
  const moments = [
    ...lapses,
    rule?.kind === "automatic" ? addCalendar(schedule.start, rule.after) : null,
    momentOf("conditional-release", c.policy, schedule),
    schedule.postponed?.until ?? null,
  ];
  return moments.filter((at): at is Instant => at !== null && at > c.now && at <= schedule.deadline);
}
