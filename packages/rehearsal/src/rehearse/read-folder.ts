/** The files of a repository that is rehearsed, from the folder of its workflow. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { describeProblems, type Policy, parsePolicy, readExtends } from "@release-approval/approval";
import type { Asked } from "./command-line.ts";
import { RehearseError } from "./rehearse-error.ts";

export type Folder = {
  /** Of the repository on this machine: what `$/…` means. */
  root: string;
  /** Bare name of the workflow file that was named. */
  workflow: string;
  /** Text of each workflow, by bare name. */
  workflows: Readonly<Record<string, string>>;
  /** Other files that the repository begins with, by path. */
  files: Readonly<Record<string, string>>;
  /** `undefined` where there are no rules. */
  policy?: Policy;
};

const POLICY = ".github/release-approval.yml";
/** What releases read, wherever it stands. */
const COMMON_FILES = ["package.json", "CHANGELOG.md", ".github/CODEOWNERS", "CODEOWNERS"];

/**
 * @param base folder that the paths are relative to
 * @throws RehearseError for a file that is missing, and a policy with a problem
 */
export function readFolder(asked: Asked, base: string): Folder {
  const file = resolve(base, asked.workflow);
  if (!existsSync(file)) throw new RehearseError(`There is no ${asked.workflow}`);
  const folder = dirname(file);
  const root = findRoot(folder);
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  const policyFile = asked.policy === undefined ? join(root, POLICY) : resolve(base, asked.policy);
  if (asked.policy !== undefined && !existsSync(policyFile))
    throw new RehearseError(`There is no ${asked.policy}`);
  const policy = existsSync(policyFile) ? readFileSync(policyFile, "utf8") : undefined;
  const common = COMMON_FILES.filter((path) => existsSync(join(root, path)));
  return {
    root,
    workflow: basename(file),
    workflows: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")])),
    files: {
      ...Object.fromEntries(common.map((path) => [path, readFileSync(join(root, path), "utf8")])),
      ...(policy !== undefined && { [POLICY]: policy }),
    },
    ...(policy !== undefined && { policy: readPolicy(policy, asked.policy ?? POLICY) }),
  };
}

/** The folder above that holds `.github`; otherwise the workflow's own. */
function findRoot(folder: string): string {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) {
    if (existsSync(join(at, ".github")) || existsSync(join(at, ".git"))) return at;
  }
  return folder;
}

function readPolicy(text: string, path: string): Policy {
  const extended = readExtends(text);
  if (extended?.kind === "file") {
    throw new RehearseError(`${path} extends a file of another repository, which a rehearsal cannot fetch`);
  }
  const result = parsePolicy(text);
  if (result.ok) return result.policy;
  throw new RehearseError(`${path} has problems:\n${describeProblems(path, result.problems)}`);
}
