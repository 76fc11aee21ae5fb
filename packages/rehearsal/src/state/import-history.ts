/** Loads commits of a local git repository, so that a release under review can be a real one. */

import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { formatTime } from "../clock.ts";
import type { Commit, Git, Tree } from "./git.ts";

export type HistoryOptions = {
  /** How many commits back from `ref`; 50 when left out. */
  limit?: number;
  /** `HEAD` when left out. */
  ref?: string;
  /** Branch that then points at `ref`; the default branch when left out. */
  branch?: string;
  /** Whether the tags on these commits come along, too; they do when left out. */
  tags?: boolean;
};

/** Newest first. */
export type ImportedHistory = { head: string; commits: string[] };

const run = promisify(execFile);
const FIELDS = ["%H", "%T", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"];

/**
 * Reads the commits now and their files when somebody asks for them.
 * @throws Error when the directory holds no git repository or the ref is unknown
 */
export async function importHistory(
  git: Git,
  branch: string,
  directory: string,
  options: HistoryOptions,
): Promise<ImportedHistory> {
  const format = `--format=${FIELDS.join("%x1f")}%x1e`;
  const limit = `--max-count=${options.limit ?? 50}`;
  const log = await readGit(directory, ["log", limit, format, options.ref ?? "HEAD", "--"]);
  const commits = log
    .split("\x1e")
    .map((record) => record.replace(/^\n/, ""))
    .filter((record) => record !== "")
    .map((record) => readCommit(directory, record.split("\x1f")));
  const [head] = commits;
  if (!head) throw new Error(`${directory} has no commits`);
  for (const commit of commits) git.commits.set(commit.sha, commit);
  git.sources.push(directory);
  git.refs.set(`refs/heads/${branch}`, head.sha);
  if (options.tags ?? true) await importTags(git, directory);
  return { head: head.sha, commits: commits.map(({ sha }) => sha) };
}

function readCommit(directory: string, fields: string[]): Commit {
  const [sha = "", treeSha = "", parents = "", name = "", email = "", date = ""] = fields;
  const [committer = "", committerEmail = "", committed = "", message = ""] = fields.slice(6);
  let tree: Tree | undefined;
  return {
    sha,
    treeSha,
    parents: parents.split(" ").filter((parent) => parent !== ""),
    message: message.trimEnd(),
    author: { name, email, date: formatTime(Date.parse(date)) },
    committer: { name: committer, email: committerEmail, date: formatTime(Date.parse(committed)) },
    tree: () => {
      tree ??= readTree(directory, sha);
      return tree;
    },
  };
}

function readTree(directory: string, sha: string): Tree {
  const listing = execFileSync("git", ["-C", directory, "ls-tree", "-r", "-z", sha], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const entries = listing.split("\0").filter((line) => line !== "");
  return new Map(
    entries.map((line) => {
      const [meta = "", path = ""] = line.split("\t");
      const [mode = "", , oid = ""] = meta.split(" ");
      return [path, { mode, oid }];
    }),
  );
}

async function importTags(git: Git, directory: string): Promise<void> {
  const format = "--format=%(refname) %(objectname) %(*objectname)";
  const listing = await readGit(directory, ["for-each-ref", format, "refs/tags"]);
  for (const line of listing.split("\n").filter((text) => text !== "")) {
    const [ref = "", oid = "", peeled = ""] = line.split(" ");
    const target = peeled === "" ? oid : peeled;
    if (git.commits.has(target)) git.refs.set(ref, target);
  }
}

async function readGit(directory: string, args: string[]): Promise<string> {
  const { stdout } = await run("git", ["-C", directory, ...args], { maxBuffer: 2 ** 28 });
  return stdout;
}
