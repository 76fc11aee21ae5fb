/** Names of git objects, computed as git does (SHA-1 of header and content), so that ours are git's. */

import { createHash } from "node:crypto";
import type { AnnotatedTag, Identity, Tree, TreeEntry } from "./git.ts";

const SUBTREE_MODE = "40000";

export function hashBlob(content: Uint8Array): string {
  return hashObject("blob", content);
}

/** @param tree every file below it, by path */
export function hashTree(tree: Tree): string {
  const entries: { name: string; entry: TreeEntry }[] = [];
  for (const [name, content] of groupByFirstName(tree)) {
    const file = content.get("");
    const entry = file ?? { mode: SUBTREE_MODE, oid: hashTree(content) };
    entries.push({ name, entry });
  }
  entries.sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  const lines = entries.flatMap(({ name, entry }) => [
    Buffer.from(`${entry.mode.replace(/^0/, "")} ${name}\0`),
    Buffer.from(entry.oid, "hex"),
  ]);
  return hashObject("tree", Buffer.concat(lines));
}

export function hashCommit(commit: {
  treeSha: string;
  parents: readonly string[];
  message: string;
  author: Identity;
  committer: Identity;
}): string {
  const header = [
    `tree ${commit.treeSha}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${identityLine(commit.author)}`,
    `committer ${identityLine(commit.committer)}`,
  ].join("\n");
  return hashObject("commit", Buffer.from(`${header}\n\n${commit.message}`));
}

export function hashTag(tag: Omit<AnnotatedTag, "sha">): string {
  const header = [
    `object ${tag.target}`,
    "type commit",
    `tag ${tag.name}`,
    `tagger ${identityLine(tag.tagger)}`,
  ].join("\n");
  return hashObject("tag", Buffer.from(`${header}\n\n${tag.message}\n`));
}

function hashObject(type: string, content: Uint8Array): string {
  return createHash("sha1").update(`${type} ${content.length}\0`).update(content).digest("hex");
}

function groupByFirstName(tree: Tree): Map<string, Map<string, TreeEntry>> {
  const groups = new Map<string, Map<string, TreeEntry>>();
  for (const [path, entry] of tree) {
    const slash = path.indexOf("/");
    const name = slash < 0 ? path : path.slice(0, slash);
    const rest = slash < 0 ? "" : path.slice(slash + 1);
    groups.set(name, (groups.get(name) ?? new Map()).set(rest, entry));
  }
  return groups;
}

/** git sorts a folder as if its name ended in a slash. */
function sortKey({ name, entry }: { name: string; entry: TreeEntry }): Buffer {
  return Buffer.from(entry.mode === SUBTREE_MODE ? `${name}/` : name);
}

function identityLine({ name, email, date }: Identity): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
}
