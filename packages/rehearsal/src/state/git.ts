/** The git content of a repository: commits, files, branches and tags. */

import { execFileSync } from "node:child_process";
import { hashBlob, hashCommit, hashTag, hashTree } from "./git-objects.ts";

export type Identity = { name: string; email: string /** ISO 8601, whole seconds, UTC */; date: string };

export type TreeEntry = { oid: string; mode: string };
/** Every file, by its whole path. */
export type Tree = ReadonlyMap<string, TreeEntry>;

export type Commit = {
  sha: string;
  treeSha: string;
  /** May name commits that are not here: imported history has a beginning. */
  parents: readonly string[];
  message: string;
  author: Identity;
  committer: Identity;
  tree(): Tree;
};

export type AnnotatedTag = { sha: string; name: string; target: string; message: string; tagger: Identity };

export type Git = {
  commits: Map<string, Commit>;
  blobs: Map<string, Buffer>;
  tags: Map<string, AnnotatedTag>;
  /** `refs/heads/main` or `refs/tags/v1` to the commit or annotated tag it names. */
  refs: Map<string, string>;
  /** Local repositories that hold the content of imported commits. */
  sources: string[];
};

export function createGit(): Git {
  return { commits: new Map(), blobs: new Map(), tags: new Map(), refs: new Map(), sources: [] };
}

/** Adds a commit on top of a branch, which is made from `base` when it is new. */
export function commitFiles(
  git: Git,
  change: {
    branch: string;
    base: string | undefined;
    message: string;
    author: Identity;
    files: Readonly<Record<string, string | null>>;
  },
): Commit {
  const parent = git.commits.get(git.refs.get(`refs/heads/${change.branch}`) ?? change.base ?? "");
  const tree = new Map(parent?.tree());
  for (const [path, text] of Object.entries(change.files)) {
    if (text === null) tree.delete(path);
    else tree.set(path, { mode: tree.get(path)?.mode ?? "100644", oid: writeBlob(git, text) });
  }
  const { author, message } = change;
  const content = {
    treeSha: hashTree(tree),
    parents: parent ? [parent.sha] : [],
    message,
    author,
    committer: author,
  };
  const commit = { ...content, sha: hashCommit(content), tree: () => tree };
  git.commits.set(commit.sha, commit);
  git.refs.set(`refs/heads/${change.branch}`, commit.sha);
  return commit;
}

export function writeBlob(git: Git, text: string): string {
  const content = Buffer.from(text);
  const oid = hashBlob(content);
  git.blobs.set(oid, content);
  return oid;
}

/** A file's content, or `undefined` when the object is nowhere. */
export function readBlob(git: Git, oid: string): Buffer | undefined {
  loadBlobs(git, [oid]);
  return git.blobs.get(oid);
}

/** Fetches content of imported commits, all with one call of git. */
export function loadBlobs(git: Git, oids: readonly string[]): void {
  for (const directory of git.sources) {
    const missing = oids.filter((oid) => !git.blobs.has(oid));
    if (missing.length === 0) return;
    const batch = execFileSync("git", ["-C", directory, "cat-file", "--batch"], {
      input: `${missing.join("\n")}\n`,
      maxBuffer: 2 ** 30,
    });
    for (const [oid, content] of readBatch(batch)) git.blobs.set(oid, content);
  }
}

/** Each object is a line `<oid> blob <size>`, its content, and a line feed; others say `missing`. */
function readBatch(batch: Buffer): [string, Buffer][] {
  const blobs: [string, Buffer][] = [];
  let place = 0;
  while (place < batch.length) {
    const end = batch.indexOf("\n", place);
    const [oid = "", type, size] = batch.toString("utf8", place, end).split(" ");
    place = end + 1;
    if (size === undefined) continue;
    const content = batch.subarray(place, place + Number(size));
    if (type === "blob") blobs.push([oid, content]);
    place += Number(size) + 1;
  }
  return blobs;
}

export function annotateTag(git: Git, draft: Omit<AnnotatedTag, "sha">): AnnotatedTag {
  const tag = { ...draft, sha: hashTag(draft) };
  git.tags.set(tag.sha, tag);
  return tag;
}

/** The object that a branch, tag, full ref, `HEAD`, or whole or abbreviated SHA names. */
export function resolveObject(git: Git, defaultBranch: string, name: string): string | undefined {
  if (name === "HEAD") return git.refs.get(`refs/heads/${defaultBranch}`);
  const ref = [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`].find((candidate) =>
    git.refs.has(candidate),
  );
  if (ref !== undefined) return git.refs.get(ref);
  if (!/^[0-9a-f]{7,40}$/i.test(name)) return undefined;
  const known = [...git.commits.keys(), ...git.tags.keys()];
  const matches = known.filter((sha) => sha.startsWith(name.toLowerCase()));
  return matches.length === 1 ? matches[0] : undefined;
}

/** The commit behind a commit or annotated tag. */
export function peel(git: Git, oid: string | undefined): Commit | undefined {
  if (oid === undefined) return undefined;
  return git.commits.get(git.tags.get(oid)?.target ?? oid);
}

export function resolveCommit(git: Git, defaultBranch: string, name: string): Commit | undefined {
  return peel(git, resolveObject(git, defaultBranch, name));
}
