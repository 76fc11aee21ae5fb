/** Where the files of workflows and actions are found. */

import { readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import type { EmbeddedGitHub } from "../embedded.ts";

/** A repository at a commit, from which workflows and actions are read. */
export type Place = {
  /** `owner/repository` */
  repository: string;
  /** As after the `@` of GITHUB_WORKFLOW_REF. */
  ref: string;
  /** A folder of this machine with its actions, `$/…`. */
  folder: string;
  /** The text of a file, or `undefined` when there is none. */
  read(path: string): string | undefined;
};

export type Places = {
  github: EmbeddedGitHub;
  /** Folder of what `$/…` names in the embedded repository's own workflows. */
  root: string;
  /** Other repositories, `owner/name`, as folders of this machine. */
  repositories: Readonly<Record<string, string>>;
  /** Built actions of this folder are played in this process. */
  inProcess: { folder: string; haste: number } | null;
};

/** The embedded repository at a commit. */
export function homePlace({ github, root }: Places, ref: string, sha: string): Place {
  return {
    repository: github.fullName,
    ref,
    folder: root,
    read: (path) => github.filesAt(sha, path)?.files.get(path)?.content.toString("utf8"),
  };
}

/** Another repository, if there is a folder for it. GitHub tells names apart without looking at capitals. */
export function otherPlace({ repositories }: Places, repository: string, ref: string): Place | undefined {
  const known = Object.entries(repositories).find(
    ([name]) => name.toLowerCase() === repository.toLowerCase(),
  );
  if (!known) return undefined;
  const [, folder] = known;
  return { repository, ref, folder, read: (path) => readText(join(folder, normalize(path))) };
}

/** The text of a file of this machine, or `undefined` when there is none. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
