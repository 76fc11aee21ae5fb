import { type Ground, reviewersOf } from "./case.ts";
import type { Act } from "./decision.ts";
import { titleOf } from "./policy/roles.ts";

/** Why something that somebody did does not count. */
export type Refusal = { code: string; facts: Act["facts"] };

export function refuse(
  command: string | null,
  code: string,
  facts: Act["facts"] = {},
  role: string | null = null,
): Act {
  return { command, role, outcome: "not-counted", code, facts };
}

export function count(command: string, role: string | null, facts: Act["facts"] = {}): Act {
  return { command, role, outcome: "counted", code: "counted", facts };
}

/** A role, and who holds it, for the reply to somebody who does not. */
export function roleFacts(role: string, c: Ground): Act["facts"] {
  const title = titleOf(c.policy, role);
  return { role, title, roleTitle: title, members: reviewersOf(c, role) };
}
