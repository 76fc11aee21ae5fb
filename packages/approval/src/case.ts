import type { Requirement } from "./decision.ts";
import type { Holders } from "./membership.ts";
import { titleOf } from "./policy/roles.ts";
import type { Policy } from "./policy/schema.ts";
import type { RequestFact } from "./records.ts";
import type { Instant } from "./snapshot.ts";

/** One release under one policy: all that its reviews are judged by. A decision looks at two cases, pinned and today's. */
export type Case = {
  policy: Policy;
  /** Who holds which role under this policy. */
  holders: Holders;
  /** Who held which role when the request was made. */
  recorded: Holders;
  request: RequestFact;
  requirements: readonly Requirement[];
  now: Instant;
};

/** The role that leads the process: `release-manager`, or the only one there is in a small policy. */
export function managerRole(c: Pick<Case, "policy" | "requirements">): string {
  if (c.policy.roles["release-manager"] !== undefined) return "release-manager";
  return c.requirements[0]?.role ?? Object.keys(c.policy.roles)[0] ?? "";
}

/** Whether a person asked for the release, and the policy keeps who asked out of this role. */
export function isKeptOut(c: Pick<Case, "policy" | "request">, person: number, role: string): boolean {
  const rule = c.policy.rules["self-review"];
  const kept = rule === "forbid-all" || (rule === "forbid" && role !== "release-manager");
  return kept && c.request.requesters.some((requester) => requester.id === person);
}

/** Who may review in a role, for replies. */
export function reviewersOf(c: Case, role: string): string[] {
  const members = c.holders.people.get(role) ?? [];
  return members.filter((person) => !isKeptOut(c, person.id, role)).map((person) => person.login);
}

/** Who is asked, for the reply to somebody who is not. */
export function holderTitles(c: Case): { role: string; title: string; members: string[] }[] {
  return c.requirements.map(({ role }) => ({
    role,
    title: titleOf(c.policy, role),
    members: reviewersOf(c, role),
  }));
}
