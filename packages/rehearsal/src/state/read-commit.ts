/** The files of a commit, as a checkout writes them. */

import { loadBlobs, readBlob, resolveCommit } from "./git.ts";
import type { Repository } from "./world.ts";

export type CheckedOut = {
  sha: string;
  /** By path. The mode is git's: `100755` may be executed, `120000` is a link. */
  files: ReadonlyMap<string, { mode: string; content: Buffer }>;
};

/**
 * @param ref commit, branch or tag
 * @param under beginning of the paths that are wanted
 */
export function readCommit(repository: Repository, ref: string, under = ""): CheckedOut | undefined {
  const { git, defaultBranch } = repository;
  const commit = resolveCommit(git, defaultBranch, ref);
  if (!commit) return undefined;
  const entries = [...commit.tree()].filter(([path]) => path.startsWith(under));
  loadBlobs(
    git,
    entries.map(([, { oid }]) => oid),
  );
  const files = entries.map(([path, { mode, oid }]) => {
    const content = readBlob(git, oid) ?? Buffer.alloc(0);
    return [path, { mode, content }] as const;
  });
  return { sha: commit.sha, files: new Map(files) };
}
