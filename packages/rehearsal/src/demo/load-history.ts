import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import type { EmbeddedGitHub } from "../embedded.ts";

/** The commits of the release under review. */
export type History = {
  /** Whether they are commits of the local repository, or made up because there is none. */
  kind: "own" | "samples";
  /** Newest commit, full SHA. */
  head: string;
  count: number;
};

/**
 * The Monday on which the acts are played, `2026-11-23`: after the newest commit under review, so that nothing is released
 * before it was written.
 * @param root the repository's folder; one that is no git repository has no commits to respect
 */
export function findFirstDay(root: string): string {
  const newest = isRepository(root) ? Date.parse(git(root, "log", "-1", "--format=%cI")) : Number.NaN;
  if (Number.isNaN(newest)) return "2026-11-23";
  const day = new Date(newest);
  const daysToMonday = (8 - day.getUTCDay()) % 7 || 7;
  day.setUTCDate(day.getUTCDate() + daysToMonday);
  return day.toISOString().slice(0, 10);
}

/**
 * Loads the local repository's own commits; where there are none (an unpacked archive), makes a few samples.
 * @param previousTag of the version before: tags the oldest commit
 */
export async function loadHistory(
  github: EmbeddedGitHub,
  root: string,
  previousTag: string,
): Promise<History> {
  if (!isRepository(root)) return makeSamples(github, previousTag);
  // Without its tags: this repository's own v1.2.0, once there is one, is not the sample's.
  const { head, commits } = await github.importHistory(root, { tags: false });
  github.tag(previousTag, commits.at(-1));
  return { kind: "own", head, count: commits.length };
}

function makeSamples(github: EmbeddedGitHub, previousTag: string): History {
  github.tag(previousTag);
  const changes = [
    { message: "Enhance the console commands", author: "tom", files: { "console.txt": "better\n" } },
    { message: "Improve VM templating", author: "olaf", files: { "templates/debian.txt": "faster\n" } },
  ] as const;
  for (const change of changes) github.commit(change);
  return { kind: "samples", head: github.head(), count: changes.length + 1 };
}

// An archive may lie inside of another repository, whose commits are not ours; and a repository may have no commit yet.
function isRepository(root: string): boolean {
  try {
    git(root, "rev-parse", "--verify", "--quiet", "HEAD");
    return realpathSync(git(root, "rev-parse", "--show-toplevel")) === realpathSync(root);
  } catch {
    return false;
  }
}

function git(root: string, ...args: string[]): string {
  return execFileSync("git", ["-C", root, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}
