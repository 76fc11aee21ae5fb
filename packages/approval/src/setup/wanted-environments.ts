import { clocks } from "../clocks.ts";
import type { Policy, Role } from "../policy/schema.ts";

/** An environment that a policy implies: the button of a role, or a clock. */
export type WantedEnvironment = {
  name: string;
  /** Roles whose button it is; empty for a clock. */
  roles: readonly Pick<Role, "id" | "title">[];
  /** As the policy writes them. */
  members: readonly string[];
  /** Whether who started the run may not press it. */
  preventsSelfReview: boolean;
  /** 0 for a button. */
  waitMinutes: number;
  /** Branches and patterns of them. */
  branches: readonly string[];
};

/**
 * The environments that a policy implies: one for each role that some release type asks, and the clocks.
 * @param defaultBranch may always use them; so may the branches that the policy trusts
 */
export function wantedEnvironments(policy: Policy, defaultBranch: string): WantedEnvironment[] {
  const branches = [...new Set([defaultBranch, ...policy.rules["trusted-branches"]])];
  const buttons = new Map<string, WantedEnvironment>();
  for (const role of askedRoles(policy)) {
    const shared = buttons.get(role.environment.toLowerCase());
    buttons.set(role.environment.toLowerCase(), {
      name: shared?.name ?? role.environment,
      roles: [...(shared?.roles ?? []), { id: role.id, title: role.title }],
      members: [...new Set([...(shared?.members ?? []), ...role.members])],
      // Where one of the roles is open to who asked, the button has to be.
      preventsSelfReview: (shared?.preventsSelfReview ?? true) && keepsRequestersOut(policy, role.id),
      waitMinutes: 0,
      branches,
    });
  }
  const timers = clocks.map(({ name, minutes }) => ({
    name,
    roles: [],
    members: [],
    preventsSelfReview: false,
    waitMinutes: minutes,
    branches,
  }));
  return [...buttons.values(), ...timers];
}

/** Roles that hold somebody and that a release type asks, in the policy's order. */
export function askedRoles(policy: Policy): Role[] {
  const asked = new Set(Object.values(policy.releaseTypes).flatMap(({ reviews }) => Object.keys(reviews)));
  return Object.values(policy.roles).filter((role) => asked.has(role.id) && role.members.length > 0);
}

/** Whether who asks for a release may not review it in this role. */
export function keepsRequestersOut(policy: Policy, role: string): boolean {
  const rule = policy.rules["self-review"];
  return rule === "forbid-all" || (rule === "forbid" && role !== "release-manager");
}
