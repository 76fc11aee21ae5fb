import type { FinalState } from "./final-state.ts";
import type { Scenario } from "./scenarios.ts";
import type { End } from "./world.ts";

/** What may differ between a run that nothing disturbed and one that was started twice: nothing but this. */
export type Calm = { once: End; twice: End };

/** Both ends as they are to be compared. */
export function pictures({ action }: Scenario, { once, twice }: Calm): unknown[] {
  return [pictureOf(action, once), pictureOf(action, twice)];
}

// A release is cleared, and published, by an attempt: each claims for itself, and tells so in an entry of its own.
export function pictureOf(action: Scenario["action"], { state, outputs, exitCode, messages }: End): unknown {
  return { exitCode, outputs, messages, state: action === "gate-release" ? withoutRepeats(state) : state };
}

function withoutRepeats({ issues, facts, comments, dispatches }: FinalState): FinalState {
  const withoutCount = JSON.stringify(issues).replace(/History: \d+ entr(y|ies)/g, "History");
  return {
    issues: JSON.parse(withoutCount) as unknown[],
    facts: [...new Set(facts)].sort(),
    comments: [...new Set(comments.map((one) => JSON.stringify(withoutSeen(one))))].sort(),
    dispatches,
  };
}

function withoutSeen(comment: unknown): unknown {
  return { ...(comment as object), seen: null };
}
