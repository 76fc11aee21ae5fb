import type { Refusal } from "./act.ts";
import { type Command, parseCommands } from "./commands.ts";
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

export type Statement = {
  /** Of its fact: `comment:123`, `run:9/env:5/user:7/approved`. */
  key: string;
  person: Person;
  /** The comment that holds it; null: it was said with a button. */
  comment: number | null;
  url: string | null;
  text: string;
  /** What is commanded in it; of a press, its own `/approve` is the first, with what was typed beside it. */
  commands: readonly Command[];
  /** As it was recorded, where its author ticked boxes since; otherwise the same. */
  recorded: readonly Command[];
  /** Not all of the text could be kept: what stands in the rest is not known. */
  cut: boolean;
  /** When its author ticked boxes last, where they differ from those that were recorded. */
  ticked: Instant | null;
  /** It was said between these two, both included; equal for a comment. */
  from: Instant;
  to: Instant;
  /** Comment of the entry that told of it first; the largest number for what no entry tells yet. */
  toldIn: number;
  /** The revision of which it was said; 0: none was asked for yet. */
  revision: number;
  /** `same-commit`: it was said of an earlier revision at this very commit; `earlier`: of one at another commit. */
  standing: "now" | "same-commit" | "earlier";
  edited: NonNullable<CommentFact["edited"]> | null;
  /** Why nothing in it can let the release go; what holds it needs no pristine record. */
  broken: Refusal | null;
  press: { environment: string; verdict: ButtonFact["verdict"]; withdraws: boolean } | null;
};

/** Where the reviews of a request begin: the comment of an entry. */
type Beginning = { comment: number; at: Instant };

/** `commit`: where the reviews of this commit began, at an earlier revision when that was the same commit. */
type Beginnings = { request: Beginning; commit: Beginning };

/** One revision that was asked for, and where its reviews begin. */
export type Revision = { request: RequestFact; begins: Beginning };

/**
 * All that was said, in no order.
 * @param newest the current request, with all who asked for it
 * @param revisions all of them, in order
 */
export function readStatements(
  snapshot: Snapshot,
  ledger: Ledger,
  newest: Revision,
  revisions: readonly Revision[],
): Statement[] {
  const { request } = newest;
  const begins = beginningsOf(newest, revisions);
  const comments = new Map(snapshot.issue.comments.map((comment) => [comment.id, comment]));
  const said = factsOf(ledger, "comment").flatMap(({ fact, comment, at }) => {
    const shown = asGitHubShows(fact, comments.get(fact.comment), at);
    if (shown === null) return [];
    const place = placeOf(shown, begins, revisions);
    return [ofComment(shown, comments.get(shown.comment), place, comment)];
  });
  const absent = seenAbsent(ledger);
  const pressed = factsOf(ledger, "button").map(({ fact, comment, at }) => {
    const shown = pressAsGitHubShows(fact, snapshot.buttons, { comment, at }, ledger);
    const place = placeOfPress(fact, comment, request, begins, revisions);
    const asked = revisions.find((one) => one.request.revision === place.revision)?.request ?? request;
    const broken = absent.has(fact.key) ? notListed(fact) : problemOfPress(shown, snapshot, asked);
    return { ...ofPress(shown, place, snapshot), toldIn: comment, broken };
  });
  return [...said, ...pressed];
}

function beginningsOf({ request, begins }: Revision, revisions: readonly Revision[]): Beginnings {
  const same = revisions.filter((one) => one.request.commit === request.commit).map((one) => one.begins);
  const commit = same.reduce((first, one) => (one.comment < first.comment ? one : first), begins);
  return { request: begins, commit };
}

type Place = Pick<Statement, "revision" | "standing">;

function placeOf(fact: CommentFact, begins: Beginnings, revisions: readonly Revision[]): Place {
  const revision = revisions.findLast((one) => isAfter(fact, one.begins))?.request.revision ?? 0;
  if (isAfter(fact, begins.request)) return { revision, standing: "now" };
  return { revision, standing: isAfter(fact, begins.commit) ? "same-commit" : "earlier" };
}

function ofComment(fact: CommentFact, comment: Comment | undefined, place: Place, toldIn: number): Statement {
  const text = tickedSince(fact, comment);
  const commands = parseCommands(text);
  return {
    key: fact.key,
    person: fact.person,
    comment: fact.comment,
    url: comment?.url ?? null,
    text,
    commands,
    recorded: text === fact.text ? commands : parseCommands(fact.text),
    ticked: text === fact.text || comment === undefined ? null : comment.lastEditedAt,
    cut: fact.cut === true,
    from: fact.at,
    to: fact.at,
    toldIn,
    ...place,
    edited: fact.edited ?? null,
    broken: problemOfComment(fact, comment),
    press: null,
  };
}

// Its author may tick boxes later: GitHub shows the same words then, and which ones are ticked.
function tickedSince(fact: CommentFact, comment: Comment | undefined): string {
  const own = comment?.lastEditedAt != null && comment.editor?.id === fact.person.id;
  if (!own || fact.cut === true || fact.edited !== undefined || textDigest(comment.body) !== fact.digest)
    return fact.text;
  return comment.body;
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

// A press has no time of its own. Told by an entry that stands after the request's, it had not been seen before.
function placeOfPress(
  fact: ButtonFact,
  toldIn: number,
  request: RequestFact,
  begins: Beginnings,
  revisions: readonly Revision[],
): Place {
  const own = revisions.filter((one) => one.request.run.id === fact.run.id && toldIn > one.begins.comment);
  const revision = own.at(-1)?.request.revision ?? 0;
  if (fact.run.id === request.run.id && toldIn > begins.request.comment) return { revision, standing: "now" };
  const same = revisions.some(
    (one) =>
      one.request.run.id === fact.run.id &&
      one.request.commit === request.commit &&
      one.begins.comment >= begins.commit.comment,
  );
  return { revision, standing: same && toldIn > begins.commit.comment ? "same-commit" : "earlier" };
}

function ofPress(fact: ButtonFact, place: Place, snapshot: Snapshot): Omit<Statement, "toldIn" | "broken"> {
  const { serverUrl, owner, name } = snapshot.repository;
  const commands = parseCommands(`/approve\n${fact.text}`);
  return {
    key: fact.key,
    person: fact.person,
    comment: null,
    url: `${serverUrl}/${owner}/${name}/actions/runs/${fact.run.id}`,
    text: fact.text,
    commands,
    recorded: commands,
    ticked: null,
    cut: false,
    from: fact.notBefore,
    to: fact.notAfter,
    ...place,
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
 * Button reviews count when the environment has a non-empty required-reviewers rule and the approvals
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

/** Order of code units, the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
