/** `actions/checkout`: writes the files of the embedded repository, without a `.git` folder. */

import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { CheckedOut } from "../../state/read-commit.ts";
import type { Equivalent } from "./equivalent.ts";
import { assertKnownInputs } from "./known-inputs.ts";

/** What does not matter here stands beside what does. */
const INPUTS = [
  "repository",
  "ref",
  "path",
  "token",
  "clean",
  "fetch-depth",
  "fetch-tags",
  "persist-credentials",
  "show-progress",
];

export const checkOut: Equivalent = ({ inputs, workspace, github, sha, permissions, log }) => {
  assertKnownInputs("actions/checkout", inputs, INPUTS);
  const repository = inputs["repository"] || github.fullName;
  if (repository.toLowerCase() !== github.fullName.toLowerCase()) {
    throw new Error(`The rehearsal checks out ${github.fullName} alone, not ${repository}`);
  }
  if (permissions.contents === "none" && inputs["token"] === undefined) {
    throw new Error("Not found: the job's token may not read contents. Give the job `contents: read`.");
  }
  const ref = inputs["ref"] || sha;
  const found = github.filesAt(ref);
  if (!found) throw new Error(`A branch or tag with the name '${ref}' could not be found`);
  const folder = resolve(workspace, inputs["path"] ?? "");
  if (relative(workspace, folder).startsWith(".."))
    throw new Error(`${inputs["path"]} is outside the workspace`);
  writeFiles(folder, found);
  log(`Rehearsal: wrote ${found.files.size} files of ${repository} at ${found.sha}`);
  return { ref: inputs["ref"] ?? "", commit: found.sha };
};

function writeFiles(folder: string, { files }: CheckedOut): void {
  // As `git clean` does; what earlier steps left is gone.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [path, { mode, content }] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (mode === "120000") symlinkSync(content.toString("utf8"), file);
    else writeFileSync(file, content);
    if (mode === "100755") chmodSync(file, 0o755);
  }
}
