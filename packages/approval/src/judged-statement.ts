import { refuse } from "./act.ts";
import type { Case } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act, JudgedReview } from "./decision.ts";
import type { Statement } from "./statement.ts";

/* What a statement comes to under one policy, command by command. */

/** Commands whose effect depends on what stands when they are given. */
export type Deed = Extract<
  Command,
  {
    name:
      | "resolve"
      | "confirm"
      | "reopen"
      | "conflict"
      | "decide"
      | "override"
      | "ratify"
      | "waive"
      | "critical-only"
      | "conditional-release"
      | "released"
      | "rolled-back"
      | "remind";
  }
>;

/** One command: the review that it makes, if it makes one; or a deed, whose act is known when it is its turn. */
export type Step = { act: Act; review: JudgedReview | null; deed: Deed | null };

/** What a statement's commands come to under one policy. */
export type JudgedStatement = {
  statement: Statement;
  /** One for each command, in order. */
  steps: Step[];
  /** The person's command to cancel, when it counts. */
  cancels: string | null;
  authorizes: boolean;
  /** Why nobody knows all that stood in it: somebody else edited it before it could be read, or it is too long. */
  ambiguous: "edited" | "too-long" | null;
};

export function add(judged: JudgedStatement, act: Act): void {
  judged.steps.push({ act, review: null, deed: null });
}

/** What was said of an earlier revision, where it is not carried out in this one. */
export function refuseEarlier(name: string | null, c: Case, role: string | null = null): Act {
  const facts = { revision: c.request.revision, commit: c.request.commit };
  return refuse(name, "earlier-revision", facts, role);
}
