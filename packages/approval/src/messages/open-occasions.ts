import { blocks } from "../conflicts.ts";
import type { Condition } from "../decision.ts";
import type { Evaluation } from "../evaluate.ts";
import { isAwaited, openReviewers } from "../quorum.ts";
import { overriddenKey } from "../released.ts";
import type { Instant } from "../snapshot.ts";
import { audience, leadership, managers, membersOf, requesters } from "./audience.ts";
import type { Occasion } from "./occasion.ts";

/* What holds a release, or lets it go as no rule would, while it goes on. */

export function openOccasions(evaluation: Evaluation): Occasion[] {
  return [
    ...rejections(evaluation),
    ...conflicts(evaluation),
    ...conditionsOpen(evaluation),
    ...steps(evaluation),
  ];
}

function rejections(evaluation: Evaluation): Occasion[] {
  return evaluation.decision.reviews
    .filter((review) => review.verdict === "rejected" && review.counted && review.overruledBy === null)
    .map((review) => ({
      event: "rejection",
      role: review.role,
      which: review.key,
      at: review.to,
      fact: review.key,
      ...audience(requesters(evaluation), managers(evaluation)),
      about: { kind: "rejection", review, holds: holdsRelease(review.role, evaluation) },
    }));
}

// Of an optional reviewer it may only be shown. The stricter of both policies is told.
function holdsRelease(role: string | null, { judgements }: Evaluation): boolean {
  return role === null || judgements.some(({ case: c }) => blocks(role, c));
}

function conflicts(evaluation: Evaluation): Occasion[] {
  return evaluation.decision.conflicts.flatMap((conflict): Occasion[] => {
    const { id, at, state, ruling, deciders } = conflict;
    const others = [...requesters(evaluation), ...managers(evaluation)];
    if (state === "stop" && ruling !== null)
      return [
        {
          event: "conflict",
          role: null,
          which: ruling.key,
          at: ruling.at,
          fact: ruling.key,
          ...audience(others),
          about: { kind: "stopped", conflict },
        },
      ];
    if (state !== "open") return [];
    return [
      {
        event: "conflict",
        role: null,
        which: id,
        at,
        fact: `notice:conflict/${id}`.slice(0, 200),
        ...audience(
          deciders.flatMap(({ members }) => members),
          others,
        ),
        about: { kind: "conflict", conflict },
      },
    ];
  });
}

// Those of one approval together; one that was opened again for itself.
function conditionsOpen(evaluation: Evaluation): Occasion[] {
  const { conditions, reviews } = evaluation.decision;
  const open = conditions.filter((one) => one.when === "before" && one.state === "open");
  const opened = (
    { role, key }: Condition,
    which: string,
    at: Instant,
    some: readonly Condition[],
  ): Occasion => ({
    event: "conditions-open",
    role,
    which,
    at,
    fact: key,
    ...audience(requesters(evaluation), managers(evaluation)),
    about: { kind: "conditions-open", conditions: some },
  });
  const set = reviews.flatMap(({ key, to }) => {
    const those = open.filter((one) => one.key === key && one.reopened === null);
    return those.slice(0, 1).map((first) => opened(first, key, to, those));
  });
  const again = open.flatMap((one) =>
    one.reopened === null ? [] : [opened(one, `${one.id}/${one.reopened.at}`, one.reopened.at, [one])],
  );
  return [...set, ...again];
}

// Steps of the ladder: by policy itself, or by a command of the release manager.
function steps(evaluation: Evaluation): Occasion[] {
  const { decision, answers, judgements } = evaluation;
  const { schedule, requirements } = decision;
  const { revision } = judgements[0].case.request;
  const awaited = requirements.filter(isAwaited).flatMap(openReviewers);
  const taken = [
    { step: "critical-only" as const, roles: [], ...schedule.criticalOnly },
    { step: "conditional-release" as const, roles: [], ...schedule.conditionalRelease },
  ];
  return taken.flatMap(({ step, roles, at, by }): Occasion[] => {
    if (at === undefined || by === undefined) return [];
    const facts = by === null ? [`step:${step}/${revision}`] : newestOf(answers, step);
    return facts.map((fact) => ({
      event: "escalation",
      role: null,
      which: `${step}/${at}`,
      at,
      fact,
      ...audience(
        [...awaited, ...membersOf(evaluation, roles)],
        [...requesters(evaluation), ...managers(evaluation)],
      ),
      about: { kind: "step", step, by, roles },
    }));
  });
}

/** Key of the newest comment in which a command counted; none where it never did. */
export function newestOf(answers: Evaluation["answers"], command: string): string[] {
  return answers
    .filter(({ acts }) => acts.some((act) => act.command === command && act.outcome === "counted"))
    .slice(-1)
    .map(({ key }) => key);
}

/** An override, until it is signed off, also after the release. */
export function overrideUsed(evaluation: Evaluation): Occasion[] {
  const { override, request } = evaluation.decision;
  if (override === null || request === null || override.ratified !== null) return [];
  if (override.standsInFor.length === 0) return [];
  const ratifiers = override.ratifyRole === null ? [] : membersOf(evaluation, [override.ratifyRole]);
  return [
    {
      event: "override-used",
      role: override.ratifyRole,
      which: override.key,
      at: override.at,
      fact: override.by === null ? overriddenKey(request.revision) : override.key,
      ...audience(ratifiers, [...leadership(evaluation), ...managers(evaluation), ...requesters(evaluation)]),
      about: { kind: "override-used", override },
    },
  ];
}
