import { assignPeople } from "../matching.ts";
import type { Policy, ReleaseType } from "../policy/schema.ts";
import type { Person } from "../records.ts";
import { requirements } from "../requirements.ts";
import type { Instant } from "../snapshot.ts";
import { keepsRequestersOut } from "./wanted-environments.ts";

/** Role to the people who hold it and can review. */
export type Holders = Readonly<Record<string, readonly Person[]>>;

/** What a release cannot get, however long it waits. */
export type OutOfReach =
  | { of: "role"; role: string; title: string; need: number; have: number }
  | { of: "primary" | "total"; need: number; have: number };

/**
 * What nobody could fulfil of a release type's reviews: roles that the release waits for, then the quorum. Everybody is
 * given to the role where that helps most, as when a release is decided.
 * @returns the answer for a person who asks for the release, and whom the policy then keeps out of roles; null: somebody
 *   without a role asks
 */
export function outOfReach(
  policy: Policy,
  releaseType: ReleaseType,
  holders: Holders,
): (requester: number | null) => OutOfReach[] {
  const asked = requirements(policy, { releaseType, securityRelated: true, openedAt: anyTime });
  // What is needed first: places are given in this order.
  const inOrder = [
    ...asked.filter(({ effect }) => effect === "required"),
    ...asked.filter(({ effect }) => effect !== "required"),
  ];
  const seats = inOrder.map(({ role, approvals }) => ({ role, places: approvals }));
  const quorum = policy.releaseTypes[releaseType]?.quorum ?? {};
  return (requester) => {
    const candidates = new Map(
      asked.map(({ role }) => [role, reviewersOf(policy, role, holders, requester)]),
    );
    const assigned = assignPeople(seats, candidates, policy.rules["one-role-per-person"]);
    const have = (role: string) => assigned.get(role)?.length ?? 0;
    const filled = asked.filter(({ role, approvals }) => have(role) >= approvals);
    const primary = filled.filter((one) => one.class === "primary").length;
    return [
      ...asked
        .filter(({ effect, role, approvals }) => effect === "required" && have(role) < approvals)
        .map(({ role, title, approvals: need }) => ({
          of: "role" as const,
          role,
          title,
          need,
          have: have(role),
        })),
      ...missing("primary", quorum.primary, primary),
      ...missing("total", quorum.total, filled.length),
    ];
  };
}

function reviewersOf(policy: Policy, role: string, holders: Holders, requester: number | null): number[] {
  const out = keepsRequestersOut(policy, role) ? requester : null;
  return (holders[role] ?? []).map(({ id }) => id).filter((id) => id !== out);
}

function missing(of: "primary" | "total", need: number | undefined, have: number): OutOfReach[] {
  return need !== undefined && have < need ? [{ of, need, have }] : [];
}

/** Only when a review is due depends on it, and nobody asks that here. */
const anyTime: Instant = "2000-01-03T00:00:00Z";

/** Roles that a release type cannot do without: as when a release is requested, all but optional ones. */
export function neededRoles(policy: Policy): { role: string; title: string; approvals: number }[] {
  const needed = new Map<string, { role: string; title: string; approvals: number }>();
  for (const [id, rules] of Object.entries(policy.releaseTypes).flatMap(([, one]) =>
    Object.entries(one.reviews),
  )) {
    const role = policy.roles[id];
    if (role === undefined || rules.need === "optional") continue;
    const approvals = Math.max(rules.approvals, needed.get(id)?.approvals ?? 0);
    needed.set(id, { role: id, title: role.title, approvals });
  }
  return [...needed.values()];
}
