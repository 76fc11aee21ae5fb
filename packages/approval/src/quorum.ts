import { type Case, releaseRules } from "./case.ts";
import type { Override, RequirementState } from "./decision.ts";
import type { ReleaseRules } from "./policy/schema.ts";
import type { Person } from "./records.ts";

/** What a quorum still lacks. */
type Shortage = { of: "primary" | "total"; have: number; need: number; roles: string[] };

/** Whether a requirement counts for a quorum: its reviews are in, or a ruling stands in for what lacks. */
export function isFilled({ state }: Pick<RequirementState, "state">): boolean {
  return state === "approved" || state === "overruled";
}

/** Whether the release waits for this review now. */
export function isAwaited({ state }: Pick<RequirementState, "state">): boolean {
  return state === "waiting" || state === "late";
}

/** Who can still review in a role: those who may and have not approved. */
export function openReviewers({ canReview, approvedBy }: RequirementState): Person[] {
  return canReview.filter((person) => !approvedBy.some((review) => review.person.id === person.id));
}

/** Whether as many can approve as must. */
export function canBeGiven(one: RequirementState): boolean {
  return one.approvedBy.length + openReviewers(one).length >= one.approvals;
}

/** How many roles must have approved; none where the policy has no such type of release. */
export function quorumOf(c: Pick<Case, "policy" | "request">): ReleaseRules["quorum"] {
  return releaseRules(c)?.quorum ?? {};
}

/** What the quorums of a release type lack (spec: "Required Approvals"); none: they hold. */
export function findShortages(requirements: readonly RequirementState[], c: Case): Shortage[] {
  const { primary = 0, total = 0 } = quorumOf(c);
  const filled = requirements.filter(isFilled);
  const open = requirements.filter((one) => !isFilled(one) && one.state !== "rejected");
  const found: Shortage[] = [
    {
      of: "primary",
      have: filled.filter((one) => one.class === "primary").length,
      need: primary,
      roles: open.filter((one) => one.class === "primary").map((one) => one.role),
    },
    { of: "total", have: filled.length, need: total, roles: open.map((one) => one.role) },
  ];
  return found.filter((one) => one.have < one.need);
}

/** Whether an override stands in for what the quorums lack: only for what they lacked when it was given. */
export function coversQuorum(override: Pick<Override, "standsInFor"> | null): boolean {
  return override?.standsInFor.includes("quorum") === true;
}
