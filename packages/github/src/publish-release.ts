import { ConfigurationError, type Decision, type Fact, isDone, type Plan } from "@release-approval/approval";
import { writeAgain } from "./confirm-write.ts";
import type { GitHub } from "./connect.ts";
import type { LoadedRelease } from "./load-release.ts";
import { type PostedEntry, postEntry } from "./post-entry.ts";
import type { IssueChange } from "./write-issue.ts";

export type Publication = {
  release: LoadedRelease;
  decision: Decision;
  facts: readonly Fact[];
  reactions: Plan["reactions"];
  run: { id: number; attempt: number };
  /** Words for people above the hidden block. */
  words: string;
  /**
   * Called after the record: sends what is due, and records that. What it gives back are its own entries.
   * @param posted entries of this run
   */
  deliver?: (posted: readonly PostedEntry[]) => Promise<Sending>;
  /** Who is assigned while nobody is, as far as GitHub lets them. */
  assign?: readonly string[];
  /** Draws the issue as it looks with so many entries in its history. */
  draw: (entries: number) => { title: string; body: string };
  /**
   * Called between the record and the picture, where the issue's state or labels change: whoever finds them old does this
   * again.
   */
  beforeDrawing?: () => Promise<void>;
};

/**
 * What sending added to the history; and what is drawn where the release was read again for it, with `added` entries since:
 * the picture must not be older than that.
 */
export type Sending = {
  posted: readonly PostedEntry[];
  read: (Pick<Publication, "release" | "decision" | "draw"> & { added: number }) | null;
};

export type Published = {
  posted: PostedEntry[];
  /** Somebody else commented since the release was read: what was drawn may hide what another run drew of it. */
  behind: boolean;
};

/**
 * Reactions of one run. They are a request each, and a flood of accounts must not use up the hour: the next run adds
 * those that are missing.
 */
const mostReactions = 30;

/**
 * Writes what a run found out, in this order: facts, reactions, messages and their marks, view. Each step is whole in
 * itself: a run that is killed between two leaves the rest to the next one. Nothing new, nothing different: nothing is
 * written.
 */
export async function publishRelease(github: GitHub, publication: Publication): Promise<Published> {
  const { release, decision, facts, reactions, run, words } = publication;
  const { issue, repository, today } = release.snapshot;
  const posted =
    facts.length === 0
      ? []
      : await postEntry(github, {
          repository,
          issue: issue.number,
          revision: decision.release?.revision ?? 0,
          run,
          facts,
          seen: release.recorded.heads,
          words,
          policy: today.policy,
          policyPath: today.path,
        });
  const counted = reactions.filter(({ content }) => content === "+1");
  const others = reactions.filter(({ content }) => content !== "+1");
  for (const { comment, content } of [...counted, ...others].slice(0, mostReactions))
    await github.react(comment, content);
  const sending = await publication.deliver?.(posted);
  const all = [...posted, ...(sending?.posted ?? [])];
  if (sending === undefined || sending.read === null)
    return { posted: all, behind: await drawIssue(github, publication, all.length) };
  const { added, ...read } = sending.read;
  const drawnOver = await drawIssue(github, { ...publication, ...read }, added);
  // What others have written by then is drawn, and not yet acted on.
  const known = issue.comments.length + all.length - added;
  return { posted: all, behind: drawnOver || read.release.snapshot.issue.comments.length !== known };
}

/**
 * Makes the issue's head what it must be.
 * @param posted entries that this run added since the release was read
 * @returns whether somebody else commented since then, so that it has to be looked at again
 */
export async function drawIssue(
  github: GitHub,
  {
    release,
    decision,
    draw,
    beforeDrawing,
    assign = [],
  }: Pick<Publication, "release" | "decision" | "draw" | "beforeDrawing" | "assign">,
  posted: number,
): Promise<boolean> {
  const { issue } = release.snapshot;
  const change = difference(issue, draw(release.recorded.entries.length + posted), decision);
  if (Object.keys(change).length === 0) return false;
  if (change.state !== undefined || change.labels !== undefined) await beforeDrawing?.();
  const comments = await redrawAssigned(github, issue, change, assign);
  return comments !== issue.comments.length + posted;
}

// Best effort: whoever may only read the repository may review, and cannot be assigned.
async function redrawAssigned(
  github: GitHub,
  { number, assignees }: LoadedRelease["snapshot"]["issue"],
  change: IssueChange,
  assign: readonly string[],
): Promise<number> {
  if (assign.length === 0 || assignees > 0) return redraw(github, number, change);
  try {
    return await redraw(github, number, { ...change, assignees: assign.slice(0, mostAssignees) });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const comments = await redraw(github, number, change);
    await github.addAssignees(number, assign.slice(0, mostAssignees));
    return comments;
  }
}

/** GitHub's own limit. */
const mostAssignees = 10;

/**
 * Drawing twice is drawing once, so a lost answer is simply tried again.
 * @returns how many comments the issue had then
 */
export function redraw(github: GitHub, issue: number, change: IssueChange): Promise<number> {
  return writeAgain(() => github.updateIssue(issue, change), github.pause);
}

/** What the issue's head must become: only what differs, so that a quiet run writes nothing. */
export function difference(
  issue: LoadedRelease["snapshot"]["issue"],
  drawn: { title: string; body: string },
  decision: Owing,
): IssueChange {
  const labels = labelsFor(issue.labels, decision);
  const state = stateFor(decision, issue.state);
  return {
    ...(issue.title !== drawn.title && { title: drawn.title }),
    ...(plain(issue.body) !== plain(drawn.body) && { body: drawn.body }),
    ...(labels.join("\n") !== issue.labels.join("\n") && { labels }),
    ...(state !== issue.state && { state }),
  };
}

// GitHub may store other line ends than it was sent.
function plain(text: string): string {
  return text.replace(/\r\n?/g, "\n").trimEnd();
}

const releaseLabel = "release";
const awaitingLabel = "approval-required";
/** While something is owed after the release. */
const followUpLabel = "follow-up";
/** Labels of a new request. They are for people and filters; nothing reads them back. */
export const requestLabels: readonly string[] = [releaseLabel, awaitingLabel];

type Owing = Pick<Decision, "status" | "obligations">;

function labelsFor(labels: readonly string[], decision: Owing): string[] {
  const { status } = decision;
  const awaits =
    status === "pending" ||
    status === "approved" ||
    status === "rejected" ||
    status === "blocked" ||
    status === "postponed";
  const wanted = new Map([
    [releaseLabel, true],
    [awaitingLabel, awaits],
    [followUpLabel, isOwing(decision)],
  ]);
  const kept = labels.filter((label) => wanted.get(label) !== false);
  const missing = [...wanted].flatMap(([label, is]) => (is && !kept.includes(label) ? [label] : []));
  return [...kept, ...missing];
}

/** Whether a release is out and somebody still owes it something. Before it is out, obligations only tell what will be. */
function isOwing({ status, obligations }: Owing): boolean {
  return status === "released" && obligations.some(({ settled }) => settled === null);
}

// Nobody but the release manager's `/cancel` ends a release: an issue that somebody closed is opened again. So is one
// that still stands for what is owed.
function stateFor(decision: Owing, state: "open" | "closed"): "open" | "closed" {
  if (decision.status === "expired") return state;
  return isDone(decision) ? "closed" : "open";
}
