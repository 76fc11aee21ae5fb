/** What `uses:` names. */

import { invalid } from "./problem.ts";

export type Reference =
  /** `./path`: below the workspace for an action, in the same repository for a workflow. */
  | { kind: "local"; path: string }
  /** `$/path`: the workflow's own repository, at the running commit. */
  | { kind: "own"; path: string }
  /** `owner/repository/path@ref` */
  | { kind: "repository"; repository: string; path: string; ref: string }
  | { kind: "docker" };

/** @throws WorkflowProblem for what is none of these */
export function readReference(uses: string): Reference {
  if (uses.startsWith("docker://")) return { kind: "docker" };
  if (uses.startsWith("./")) return { kind: "local", path: uses.slice(2) };
  if (uses.startsWith("$/")) return { kind: "own", path: uses.slice(2) };
  const match = /^([^/@]+)\/([^/@]+)(?:\/([^@]+))?@(.+)$/.exec(uses);
  if (!match) throw invalid(`"${uses}" names no action: write owner/repository@ref, ./path or $/path`);
  const [, owner = "", name = "", path = "", ref = ""] = match;
  return { kind: "repository", repository: `${owner}/${name}`, path, ref };
}
