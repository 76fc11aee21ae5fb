import { RateLimitError, ReleaseApprovalError } from "@release-approval/approval";
import type { FoundIssue, GitHub } from "@release-approval/github";

export type Start = {
  /** In the order in which they are looked at. */
  issues: readonly FoundIssue[];
  /** Issues with the mark of an earlier sweep. */
  marked: readonly number[];
};

/**
 * Begins with the release at which the last sweep stopped, so that none is left out again and again. Costs one request
 * where anybody has put 👀 to a release, and none elsewhere.
 * @param open the oldest first
 */
export async function findStart(github: GitHub, open: readonly FoundIssue[]): Promise<Start> {
  const marked = await readMarked(github, open);
  const start = Math.max(
    0,
    open.findIndex(({ number }) => marked.includes(number)),
  );
  return { issues: [...open.slice(start), ...open.slice(0, start)], marked };
}

// A courtesy of the last sweep: where it cannot be read, this one begins at the oldest.
async function readMarked(github: GitHub, open: readonly FoundIssue[]): Promise<readonly number[]> {
  try {
    return await github.readMarked(open.filter(({ eyes }) => eyes > 0).map(({ nodeId }) => nodeId));
  } catch (error) {
    if (!(error instanceof ReleaseApprovalError) || error instanceof RateLimitError) throw error;
    return [];
  }
}

/**
 * Moves the mark. A courtesy to the next sweep: whatever goes wrong, that one begins somewhere.
 * @param next null: every release was looked at
 */
export async function leaveMark(
  github: GitHub,
  marked: readonly number[],
  next: number | null,
): Promise<void> {
  try {
    if (next !== null && !marked.includes(next)) await github.mark(next);
    for (const number of marked) if (number !== next) await github.unmark(number);
  } catch (error) {
    if (!(error instanceof ReleaseApprovalError)) throw error;
  }
}
