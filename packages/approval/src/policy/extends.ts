import { createHash } from "node:crypto";
import { childOf, readYaml } from "./read-yaml.ts";

export const presetNames = ["default", "small-team", "solo"] as const;
export type PresetName = (typeof presetNames)[number];

/** What a policy builds on. A file is pinned by a ref: a branch is followed, a tag or a commit is not. */
export type Extends =
  | { kind: "none" }
  | { kind: "preset"; name: PresetName }
  | { kind: "file"; owner: string; repo: string; path: string; ref: string };

/** Files that may stand behind one policy, one after the other. */
export const longestChain = 5;

/**
 * What a policy text extends: a preset, a file of another repository (which the caller fetches and hands to
 * `parsePolicy`), or nothing. Total: of a text that cannot be read it says `none`, and `parsePolicy` says why.
 */
export function readExtends(text: string): Extends {
  const yaml = readYaml(text, null);
  const word = yaml.ok ? childOf(yaml.file.data, "extends") : undefined;
  return (typeof word === "string" ? readReference(word) : null) ?? { kind: "none" };
}

/** Reads `default`, `small-team`, `solo` or `owner/repo//path@ref`; null where the word is none of them. */
export function readReference(word: string): Exclude<Extends, { kind: "none" }> | null {
  const name = presetNames.find((preset) => preset === word);
  if (name !== undefined) return { kind: "preset", name };
  const [, owner, repo, path, ref] =
    /^([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9_.-]{1,100})\/\/([^@\s\\:*?"<>|]{1,200})@([\w./+-]{1,100})$/.exec(
      word,
    ) ?? [];
  if (owner === undefined || repo === undefined || path === undefined || ref === undefined) return null;
  const steps = [repo, ...path.split("/"), ...ref.split("/")];
  // Such steps lead out of the repository that is named, or nowhere.
  if (steps.some((step) => step === "" || step === "." || step === ".." || step.includes(".."))) return null;
  return { kind: "file", owner, repo, path, ref };
}

/** How a file is named in messages, and told apart from others: GitHub does not look at the case of owner and repo. */
export function nameOfFile({ owner, repo, path, ref }: Extract<Extends, { kind: "file" }>): string {
  return `${owner}/${repo}//${path}@${ref}`;
}

/**
 * The digest that a request pins: SHA-256 of the policy's text in hex; where it inherits, of the digests of all
 * texts, nearest first, a line each.
 */
export function policyDigest(text: string, inherited: readonly string[] = []): string {
  const own = hash(text);
  return inherited.length === 0 ? own : hash([own, ...inherited.map(hash)].join("\n"));
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
