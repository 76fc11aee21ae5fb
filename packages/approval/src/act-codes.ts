/**
 * What can become of one command in a comment. `packages/report` has a sentence and a cure for each; its table is
 * complete by type, so a new code cannot go out without its words.
 */
export const actCodes = [
  "counted",
  "status",
  "help",
  "edited",
  "edited-later",
  "deleted",
  "not-a-member",
  "no-role",
  "which-role",
  "unknown-role",
  "not-asked",
  "self-review",
  "commit-author",
  "one-role",
  "bot",
  "unknown-command",
  "malformed",
  "not-supported",
  "nothing-to-withdraw",
  "not-your-command",
  "authorization-automatic",
  "too-early",
  "earlier-revision",
  "ended",
  "left-policy",
  "nudge",
  "too-long",
  "superseded",
  "note-only",
  "unclear-words",
  "run-gone",
  "other-commit",
  "not-listed",
  "environment-missing",
  "environment-without-reviewers",
] as const;
export type ActCode = (typeof actCodes)[number];

/** Whether a word is one of the codes. */
export function isActCode(word: string): word is ActCode {
  return (actCodes as readonly string[]).includes(word);
}
