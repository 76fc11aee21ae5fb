import { dueAt } from "./calendar.ts";
import type { Requirement } from "./decision.ts";
import { rolesNamed } from "./policy/roles.ts";
import type { Policy, ReleaseRules, Review, Role } from "./policy/schema.ts";
import type { RequestFact } from "./records.ts";

/** What a request must say for its reviews to be known. */
export type ReleaseFacts = Pick<RequestFact, "releaseType" | "securityRelated" | "openedAt">;

/**
 * Which reviews a release needs, in the policy's order, each with its reason (spec: "Release Approval Matrix").
 * An optional role that nobody holds is not asked. Empty only where the policy has no such release type, which must
 * never be taken for "nothing is missing".
 */
export function requirements(policy: Policy, release: ReleaseFacts): Requirement[] {
  const rules = policy.releaseTypes[release.releaseType];
  if (rules === undefined) return [];
  return Object.entries(rules.reviews).flatMap(([id, review]) =>
    rolesNamed(policy, id)
      .filter((role) => review.need !== "optional" || role.members.length > 0)
      .map((role) => toRequirement(role, review, rules, policy, release)),
  );
}

function toRequirement(
  role: Role,
  review: Review,
  rules: ReleaseRules,
  policy: Policy,
  release: ReleaseFacts,
): Requirement {
  return {
    role: role.id,
    title: role.title,
    class: role.class,
    need: review.need,
    ...settleNeed(review, release),
    approvals: review.approvals,
    focus: review.focus,
    environment: role.environment,
    due:
      review.within === undefined
        ? null
        : dueAt(release.openedAt, review.within, rules.clock, policy.calendar),
  };
}

// READING: "required when the release is security-related, otherwise optional".
function settleNeed(review: Review, release: ReleaseFacts): Pick<Requirement, "effect" | "reason"> {
  if (typeof review.need === "string") return { effect: review.need, reason: "policy" };
  return release.securityRelated
    ? { effect: "required", reason: "security-related" }
    : { effect: "optional", reason: "not-security-related" };
}
