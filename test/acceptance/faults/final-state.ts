import { parseEntry } from "@release-approval/approval";
import type { CommentView, Stage } from "@release-approval/rehearsal";

/*
 * What a release has come to, for comparison. Left out is what tells the second attempt of a run from its first: the
 * number of the attempt, and the digests over texts that hold it.
 */

export type FinalState = {
  issues: unknown[];
  /** Fact keys, each as often as the history tells it. */
  facts: string[];
  comments: unknown[];
  /** Different ones: starting publishing twice is allowed, something else is not. */
  dispatches: string[];
};

const digest = /\b[0-9a-f]{64}\b/g;
const attempt = /(?<=(?:claim:\d+\/|outcome:)run:\d+\/)\d+|(?<="attempt":)\d+/g;

function maskText(text: string): string {
  return text.replace(digest, "<digest>").replace(attempt, "0");
}

export function finalState({ github }: Stage): FinalState {
  const issues = github.issues();
  const comments = issues.flatMap(({ number }) => github.comments(number));
  const names = entryNames(comments);
  return {
    issues: issues.map(({ title, body, labels, state }) => ({ title, body, labels, state })),
    facts: comments.flatMap(factsIn).map((fact) => maskText(fact.key)),
    comments: comments.map((comment) => present(comment, names)),
    dispatches: [...new Set(github.dispatches.map((one) => JSON.stringify({ ...one, run: undefined })))],
  };
}

function present({ author, body, reactions }: CommentView, names: ReadonlyMap<string, string>): unknown {
  const entry = parseEntry(body);
  const words = body.replace(/\n*<!-- release-approval\/1 .*$/s, "").replace(digest, "<digest>");
  return {
    author,
    words,
    reactions: [...reactions].sort(),
    ...(entry?.ok && {
      facts: mask(entry.block.facts),
      seen: entry.block.seen.map((one) => names.get(one) ?? one),
    }),
  };
}

// An entry is known by its place, since its digest covers the attempt.
function entryNames(comments: readonly CommentView[]): Map<string, string> {
  const entries = comments.map(({ body }) => parseEntry(body)).filter((entry) => entry?.ok === true);
  return new Map(entries.map((entry, place) => [entry.digest, `entry ${place + 1}`]));
}

function mask(facts: unknown): unknown {
  return JSON.parse(maskText(JSON.stringify(facts)));
}

function factsIn({ body }: CommentView) {
  const entry = parseEntry(body);
  return entry?.ok ? entry.block.facts : [];
}

/** Outputs that do not name a file of the run or a digest over its attempt. */
export function lastingOutputs(outputs: Readonly<Record<string, string>>): Record<string, string> {
  const passing = ["result", "authorization", "authorization-sha256"];
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !passing.includes(name)));
}
