/** Settings of a repository that decide whether anybody can get around the gate. */

import type { ProtectionOptions } from "../embedded.ts";
import { atLeast, findAccount, permissionOf } from "./accounts.ts";
import { peel, readBlob } from "./git.ts";
import type { Repository, World } from "./world.ts";

export type OwnersError = {
  line: number;
  column: number;
  source: string;
  kind: string;
  message: string;
  suggestion: string | null;
};

/** Where GitHub looks for it, in this order. */
const OWNERS_FILES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

export function protectBranch(
  world: World,
  repository: Repository,
  name: string,
  options: ProtectionOptions,
): void {
  repository.protections.set(name, {
    through: options.through ?? "branch-protection",
    rulesetId: world.nextId("ruleset"),
    requiredReviews: options.requiredReviews ?? 1,
    codeOwnerReviews: options.codeOwnerReviews ?? false,
  });
}

/** The CODEOWNERS file at a commit, or `undefined`. */
export function readOwners(
  { git }: Repository,
  sha: string | undefined,
): { path: string; text: string } | undefined {
  const tree = peel(git, sha)?.tree();
  const path = OWNERS_FILES.find((candidate) => tree?.has(candidate));
  const entry = path === undefined ? undefined : tree?.get(path);
  const text = entry && readBlob(git, entry.oid)?.toString("utf8");
  return path === undefined || text === undefined ? undefined : { path, text };
}

/** Owners whom nobody knows, or who may not write: GitHub passes over them, so nobody has to review. */
export function findOwnersErrors(world: World, repository: Repository, text: string): OwnersError[] {
  return text.split("\n").flatMap((source, index) => {
    const line = source.replace(/(^|\s)#.*$/, "");
    const [pattern = "", ...owners] = line.trim().split(/\s+/);
    const unknown = owners.filter((owner) => !isOwner(world, repository, owner));
    return unknown.map((owner) => ({
      line: index + 1,
      column: line.indexOf(owner, line.indexOf(pattern) + pattern.length) + 1,
      source,
      kind: "Unknown owner",
      message: `Unknown owner on line ${index + 1}: make sure ${owner} exists and has write access to the repository`,
      suggestion: null,
    }));
  });
}

function isOwner(world: World, repository: Repository, owner: string): boolean {
  const [, login = "", slug] = /^@([^/\s]+)(?:\/(\S+))?$/.exec(owner) ?? [];
  // An address belongs to somebody or to nobody; GitHub does not say which.
  if (login === "") return owner.includes("@");
  if (slug !== undefined) return world.teams.some((team) => team.slug === slug.toLowerCase());
  const account = findAccount(world, login);
  return account !== undefined && atLeast(permissionOf(repository, account), "write");
}
