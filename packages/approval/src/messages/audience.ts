import { leadershipRoles, managerRole } from "../case.ts";
import type { Evaluation } from "../evaluate.ts";
import { membersIn, uniquePeople } from "../membership.ts";
import type { Person } from "../records.ts";

/* Whom a message concerns where policy says nothing else. Whoever is asked to act is not told beside that. */

export type Audience = { to: readonly Person[]; alsoTo: readonly Person[] };

export function audience(to: readonly Person[], alsoTo: readonly Person[] = []): Audience {
  const asked = uniquePeople(to);
  return {
    to: asked,
    alsoTo: uniquePeople(alsoTo).filter(({ id }) => !asked.some((one) => one.id === id)),
  };
}

/** The members of roles, as today's policy knows them: whoever has left is not asked to act. */
export function membersOf({ judgements: [, { case: c }] }: Evaluation, roles: readonly string[]): Person[] {
  return uniquePeople(roles.flatMap((role) => membersIn(c.holders, role)));
}

export function managers(evaluation: Evaluation): Person[] {
  return membersOf(evaluation, [managerRole(evaluation.judgements[0].case)]);
}

export function leadership(evaluation: Evaluation): Person[] {
  return membersOf(evaluation, leadershipRoles(evaluation.judgements[0].case));
}

export function requesters({ judgements: [{ case: c }] }: Evaluation): readonly Person[] {
  return c.request.requesters;
}

/** Everybody who was asked to review. */
export function reviewers({ decision }: Evaluation): Person[] {
  return uniquePeople(
    decision.requirements.filter((one) => one.effect !== "optional").flatMap((one) => one.canReview),
  );
}
