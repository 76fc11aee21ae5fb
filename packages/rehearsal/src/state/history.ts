/** Questions about commits: what came before, what differs between two of them. */

import { type Commit, type Git, loadBlobs, readBlob, type Tree } from "./git.ts";

export type Comparison = {
  status: "identical" | "ahead" | "behind" | "diverged";
  /** Commits that only the head has, oldest first. */
  ahead: Commit[];
  behindBy: number;
  mergeBase: Commit;
};

export type FileChange = {
  path: string;
  status: "added" | "removed" | "modified" | "renamed";
  previousPath?: string;
  oid: string;
  additions: number;
  deletions: number;
};

/** A commit and all before it, newest first, as `git log` lists them. */
export function listHistory(git: Git, head: Commit): Commit[] {
  const waiting = [head];
  const seen = new Set([head.sha]);
  const history: Commit[] = [];
  while (waiting.length > 0) {
    const newest = waiting.reduce((best, commit) => (dateOf(commit) > dateOf(best) ? commit : best));
    waiting.splice(waiting.indexOf(newest), 1);
    history.push(newest);
    for (const parent of parentsOf(git, newest).filter(({ sha }) => !seen.has(sha))) {
      seen.add(parent.sha);
      waiting.push(parent);
    }
  }
  return history;
}

/** Only the commits that changed a path, or anything in a folder of that path. */
export function listHistoryOf(git: Git, head: Commit, path: string): Commit[] {
  return listHistory(git, head).filter((commit) => {
    const [parent] = parentsOf(git, commit);
    return fingerprint(commit.tree(), path) !== (parent ? fingerprint(parent.tree(), path) : "");
  });
}

/** `undefined` when they have no commit in common. */
export function compareCommits(git: Git, base: Commit, head: Commit): Comparison | undefined {
  const ofBase = new Set(listHistory(git, base).map(({ sha }) => sha));
  const headHistory = listHistory(git, head);
  const ofHead = new Set(headHistory.map(({ sha }) => sha));
  const mergeBase = headHistory.find(({ sha }) => ofBase.has(sha));
  if (!mergeBase) return undefined;
  const ahead = headHistory.filter(({ sha }) => !ofBase.has(sha)).reverse();
  const behindBy = [...ofBase].filter((sha) => !ofHead.has(sha)).length;
  return { status: nameStatus(ahead.length, behindBy), ahead, behindBy, mergeBase };
}

/** What changed from one commit to another; everything, when there is none before. */
export function listChanges(git: Git, before: Commit | undefined, after: Commit): FileChange[] {
  const old: Tree = before?.tree() ?? new Map();
  const now = after.tree();
  const removed = new Map([...old].filter(([path]) => !now.has(path)));
  loadBlobs(git, differingBlobs(old, now));
  const changes: FileChange[] = [];
  for (const [path, { oid }] of now) {
    const previous = old.get(path);
    if (previous?.oid === oid) continue;
    const moved = previous ? undefined : [...removed].find(([, entry]) => entry.oid === oid);
    if (moved) {
      removed.delete(moved[0]);
      changes.push({ path, status: "renamed", previousPath: moved[0], oid, additions: 0, deletions: 0 });
    } else {
      const status = previous ? "modified" : "added";
      changes.push({ path, status, oid, ...countLines(git, previous?.oid, oid) });
    }
  }
  for (const [path, { oid }] of removed) {
    changes.push({ path, status: "removed", oid, ...countLines(git, oid, undefined) });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function differingBlobs(old: Tree, now: Tree): string[] {
  const differing = (from: Tree, to: Tree) =>
    [...from].filter(([path, { oid }]) => to.get(path)?.oid !== oid).map(([, { oid }]) => oid);
  return [...new Set([...differing(old, now), ...differing(now, old)])];
}

export function parentsOf(git: Git, commit: Commit): Commit[] {
  return commit.parents.flatMap((sha) => git.commits.get(sha) ?? []);
}

function dateOf(commit: Commit): string {
  return commit.committer.date;
}

function nameStatus(aheadBy: number, behindBy: number): Comparison["status"] {
  if (aheadBy === 0) return behindBy === 0 ? "identical" : "behind";
  return behindBy === 0 ? "ahead" : "diverged";
}

function fingerprint(tree: Tree, path: string): string {
  const folder = `${path.replace(/\/$/, "")}/`;
  const inside = [...tree].filter(([name]) => name === path || name.startsWith(folder));
  return inside.map(([name, { oid }]) => `${name}=${oid}`).join("\n");
}

/** Counts lines as a set of lines with repetition: exact unless lines only moved. */
function countLines(
  git: Git,
  before: string | undefined,
  after: string | undefined,
): { additions: number; deletions: number } {
  const left = linesOf(git, before);
  const remaining = new Map<string, number>();
  for (const line of left) remaining.set(line, (remaining.get(line) ?? 0) + 1);
  let kept = 0;
  const right = linesOf(git, after);
  for (const line of right) {
    const count = remaining.get(line) ?? 0;
    if (count === 0) continue;
    remaining.set(line, count - 1);
    kept += 1;
  }
  return { additions: right.length - kept, deletions: left.length - kept };
}

function linesOf(git: Git, oid: string | undefined): string[] {
  const content = oid === undefined ? undefined : readBlob(git, oid);
  if (!content || content.length === 0 || content.includes(0)) return [];
  return content.toString("utf8").replace(/\n$/, "").split("\n");
}
