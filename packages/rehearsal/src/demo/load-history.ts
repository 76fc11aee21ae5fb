import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import type { EmbeddedGitHub } from "../embedded.ts";
import { PREVIOUS_TAG } from "./cast.ts";

/** The commits of the release under review. */
export type History = {
  /** Whether they are commits of the local repository, or made up because there is none. */
  kind: "own" | "samples";
  /** Newest commit, full SHA. */
  head: string;
  subject: string;
  count: number;
  /** Whether an earlier commit could be tagged as the version before. */
  tagged: boolean;
};

/**
 * The Monday on which the story begins, `2026-11-23`: after the newest commit under review, so that nothing is released
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

/** Loads the local repository's own commits; where there are none (an unpacked archive), makes a few samples. */
export async function loadHistory(github: EmbeddedGitHub, root: string): Promise<History> {
  if (!isRepository(root)) return makeSamples(github);
  // Without its tags: this repository's own v1.2.0, once there is one, is not the story's.
  const { head, commits } = await github.importHistory(root, { tags: false });
  const oldest = commits.at(-1);
  const tagged = oldest !== undefined && oldest !== head;
  if (tagged) github.tag(PREVIOUS_TAG, oldest);
  const subject = git(root, "log", "-1", "--format=%s", head);
  return { kind: "own", head, subject, count: commits.length, tagged };
}

function makeSamples(github: EmbeddedGitHub): History {
  github.tag(PREVIOUS_TAG);
  const changes = [
    { message: "Enhance the console commands", author: "tom", files: { "console.txt": "better\n" } },
    { message: "Improve VM templating", author: "olaf", files: { "templates/debian.txt": "faster\n" } },
  ] as const;
  for (const change of changes) github.commit(change);
  const subject = changes[changes.length - 1]?.message ?? "";
  return { kind: "samples", head: github.head(), subject, count: changes.length + 1, tagged: true };
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
