import type { Act } from "./decision.ts";
import { factsOf, type Ledger } from "./ledger.ts";
import { asGitHubShows } from "./observe.ts";
import { listedAs, pressAsGitHubShows, readPress } from "./presses.ts";
import { type ButtonFact, type CommentFact, type Person, pressOf, type RequestFact } from "./records.ts";
import type { Comment, Instant, Snapshot } from "./snapshot.ts";
import { textDigest } from "./text.ts";

/*
 * What people said, in comments and with the buttons, ready to be judged under any policy: GitHub's own words where it
 * still shows them, placed in time, and with the reason why no approval in it can count any more.
 */

export type Refusal = { code: string; facts: Act["facts"] };

export type Statement = {
  /** Of its fact: `comment:123`, `run:9/env:5/user:7/approved`. */
  key: string;
  person: Person;
  /** The comment that holds it; null: it was said with a button. */
  comment: number | null;
  url: string | null;
  text: string;
  /** Not all of the text could be kept: what stands in the rest is not known. */
  cut: boolean;
  /** It was said between these two, both included; equal for a comment. */
  from: Instant;
  to: Instant;
  /** Comment of the entry that told of it first; the largest number for what no entry tells yet. */
  toldIn: number;
  /** `same-commit`: it was said of an earlier revision at this very commit. */
  standing: "now" | "same-commit" | "old";
  edited: NonNullable<CommentFact["edited"]> | null;
  /** Why nothing in it can let the release go; what holds it needs no pristine record. */
  broken: Refusal | null;
  press: { environment: string; verdict: ButtonFact["verdict"]; withdraws: boolean } | null;
};

/** Where the reviews of a request begin: the comment of an entry. */
export type Beginning = { comment: number; at: Instant };

/** `commit`: where the reviews of this commit began, at an earlier revision when that was the same commit. */
export type Beginnings = { request: Beginning; commit: Beginning };

/** All that was said, in no order. */
export function readStatements(
  snapshot: Snapshot,
  ledger: Ledger,
  request: RequestFact,
  begins: Beginnings,
): Statement[] {
  const comments = new Map(snapshot.issue.comments.map((comment) => [comment.id, comment]));
  const said = factsOf(ledger, "comment").flatMap(({ fact, comment, at }) => {
    const shown = asGitHubShows(fact, comments.get(fact.comment), at);
    return shown === null ? [] : [ofComment(shown, comments.get(shown.comment), begins, comment)];
  });
  const runs = runsOfCommit(ledger, request, begins);
  const absent = seenAbsent(ledger);
  const pressed = factsOf(ledger, "button").map(({ fact, comment, at }) => {
    const shown = pressAsGitHubShows(fact, snapshot.buttons, { comment, at }, ledger);
    const standing = standingOfPress(fact, comment, request, begins, runs);
    const broken = absent.has(fact.key) ? notListed(fact) : problemOfPress(shown, snapshot, request);
    return { ...ofPress(shown, standing, snapshot), toldIn: comment, broken };
  });
  return [...said, ...pressed];
}

function ofComment(
  fact: CommentFact,
  comment: Comment | undefined,
  begins: Beginnings,
  toldIn: number,
): Statement {
  return {
    key: fact.key,
    person: fact.person,
    comment: fact.comment,
    url: comment?.url ?? null,
    text: fact.text,
    cut: fact.cut === true,
    from: fact.at,
    to: fact.at,
    toldIn,
    standing: isAfter(fact, begins.request) ? "now" : isAfter(fact, begins.commit) ? "same-commit" : "old",
    edited: fact.edited ?? null,
    broken: problemOfComment(fact, comment),
    press: null,
  };
}

// Whole seconds tie; the order of the comments themselves does not.
function isAfter(fact: CommentFact, beginning: Beginning): boolean {
  return fact.at > beginning.at || (fact.at === beginning.at && fact.comment > beginning.comment);
}

/**
 * Whether a comment that was read has been edited (boxes that its author ticked aside) or deleted since. After an edit
 * by somebody else only an entry could tell what stood there, and entries never grant.
 */
function problemOfComment(fact: CommentFact, comment: Comment | undefined): Refusal | null {
  if (comment === undefined || comment.author?.id !== fact.person.id) return { code: "deleted", facts: {} };
  if (comment.lastEditedAt === null) return null;
  if (comment.editor?.id === comment.author.id && textDigest(comment.body) === fact.digest) return null;
  return { code: "edited-later", facts: { at: comment.lastEditedAt, by: comment.editor?.login ?? null } };
}

// Runs whose buttons speak of this very commit: the request's own, and those of the revisions before it.
function runsOfCommit(ledger: Ledger, request: RequestFact, { commit }: Beginnings): ReadonlySet<number> {
  const same = factsOf(ledger, "request").filter(
    (kept) => kept.fact.commit === request.commit && kept.comment >= commit.comment,
  );
  return new Set(same.map(({ fact }) => fact.run.id));
}

// A press has no time of its own. Told by an entry that stands after the request's, it had not been seen before.
function standingOfPress(
  fact: ButtonFact,
  toldIn: number,
  request: RequestFact,
  begins: Beginnings,
  runs: ReadonlySet<number>,
): Statement["standing"] {
  if (fact.run.id === request.run.id && toldIn > begins.request.comment) return "now";
  return runs.has(fact.run.id) && toldIn > begins.commit.comment ? "same-commit" : "old";
}

function ofPress(
  fact: ButtonFact,
  standing: Statement["standing"],
  snapshot: Snapshot,
): Omit<Statement, "toldIn" | "broken"> {
  const { serverUrl, owner, name } = snapshot.repository;
  return {
    key: fact.key,
    person: fact.person,
    comment: null,
    url: `${serverUrl}/${owner}/${name}/actions/runs/${fact.run.id}`,
    text: fact.text,
    cut: false,
    from: fact.notBefore,
    to: fact.notAfter,
    standing,
    edited: null,
    press: { environment: fact.environment.name, ...readPress(fact) },
  };
}

function notListed({ environment, run }: ButtonFact): Refusal {
  return { code: "not-listed", facts: { environment: environment.name, run: run.id } };
}

// A run has looked and not seen them: an entry told of them before they were pressed, so nobody knows when they were.
function seenAbsent(ledger: Ledger): ReadonlySet<string> {
  const notices = factsOf(ledger, "notice").filter(({ fact }) => fact.about === "not-listed");
  return new Set(notices.map(({ fact }) => fact.key.replace(/^notice:void\//, "").replace(/\/[^/]*$/, "")));
}

/** Why an approval that was given counts no more: GitHub's record of it changed. */
export const brokenCodes: ReadonlySet<string> = new Set([
  "edited-later",
  "deleted",
  "run-gone",
  "not-listed",
  "environment-missing",
  "environment-without-reviewers",
]);

/**
 * DESIGN, "Trust": button reviews count when the environment has a non-empty required-reviewers rule and the approvals
 * of the revision's own run name it. The run must be at the commit that was asked for: its reviewers were shown no other.
 */
function problemOfPress(fact: ButtonFact, snapshot: Snapshot, request: RequestFact): Refusal | null {
  const { buttons, runs } = snapshot;
  const facts = { environment: fact.environment.name, run: fact.run.id };
  const run = runs.find((one) => one.id === fact.run.id);
  const list = buttons.find((one) => one.run === fact.run.id);
  if (list?.state !== "listed" || run?.state !== "found") return { code: "run-gone", facts };
  if (run.headSha !== request.commit)
    return { code: "other-commit", facts: { ...facts, commit: run.headSha, asked: request.commit } };
  if (listedAs(fact, buttons).length < pressOf(fact.key)) return notListed(fact);
  const environment = list.environments.find((one) => one.id === fact.environment.id);
  if (environment === undefined) return { code: "environment-missing", facts };
  return environment.reviewers === 0 ? { code: "environment-without-reviewers", facts } : null;
}

/**
 * Which of two statements is taken as the earlier one. What was said between two moments counts where it is stricter:
 * an approval as early as it can have been, a rejection as late. So where the order cannot be proved, the rejection wins.
 * Within one second the history proves it: who told of a comment had looked for presses, too, and saw what came later not.
 */
export function inOrder(a: Statement, b: Statement): number {
  return (
    compare(momentOf(a), momentOf(b)) ||
    Number(isRejection(a)) - Number(isRejection(b)) ||
    a.toldIn - b.toldIn ||
    (a.comment ?? 0) - (b.comment ?? 0) ||
    compare(a.key, b.key)
  );
}

function momentOf({ press, from, to }: Statement): Instant {
  return press?.verdict === "approved" && !press.withdraws ? from : to;
}

function isRejection({ press }: Statement): boolean {
  return press?.verdict === "rejected";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
