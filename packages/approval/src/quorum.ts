import { type Case, releaseRules } from "./case.ts";
import type { RequirementState } from "./decision.ts";
import type { ReleaseRules } from "./policy/schema.ts";

/** What a quorum still lacks. */
export type Shortage = { of: "primary" | "total"; have: number; need: number; roles: string[] };

/** Whether a requirement counts for a quorum: its reviews are in, or a ruling stands in for what lacks. */
export function isFilled({ state }: Pick<RequirementState, "state">): boolean {
  return state === "approved" || state === "overruled";
}

/** Whether the release waits for this review now. */
export function isAwaited({ state }: Pick<RequirementState, "state">): boolean {
  return state === "waiting" || state === "late";
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
