/** `actions/upload-artifact` and `actions/download-artifact`: folders of this machine, one for each artifact. */

import { createHash } from "node:crypto";
import { cpSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Equivalent } from "./equivalent.ts";
import { assertKnownInputs } from "./known-inputs.ts";

const UPLOAD_INPUTS = [
  "name",
  "path",
  "if-no-files-found",
  "retention-days",
  "compression-level",
  "overwrite",
  "include-hidden-files",
];
const DOWNLOAD_INPUTS = ["name", "path", "pattern", "merge-multiple"];

export const uploadArtifact: Equivalent = ({ inputs, workspace, artifacts, log }) => {
  assertKnownInputs("actions/upload-artifact", inputs, UPLOAD_INPUTS);
  const name = inputs["name"] || "artifact";
  const files = findFiles(workspace, inputs["path"] ?? "", inputs["include-hidden-files"] === "true");
  if (files.length === 0) {
    const message = `No files were found with the provided path: ${inputs["path"] ?? ""}.`;
    if (inputs["if-no-files-found"] === "error") throw new Error(message);
    log(`${message} No artifacts will be uploaded.`);
    return {};
  }
  const folder = artifacts.create(name, inputs["overwrite"] === "true");
  if (folder === undefined) {
    throw new Error(`Failed to CreateArtifact: an artifact with the name ${name} already exists on the run`);
  }
  const base = commonFolder(files);
  const digest = createHash("sha256");
  for (const file of files) {
    cpSync(file, join(folder, relative(base, file)));
    digest.update(readFileSync(file));
  }
  log(`Rehearsal: kept ${files.length} files as the artifact ${name} in ${folder}`);
  return { "artifact-id": String(artifacts.list().length), "artifact-digest": digest.digest("hex") };
};

export const downloadArtifact: Equivalent = ({ inputs, workspace, artifacts, log }) => {
  assertKnownInputs("actions/download-artifact", inputs, DOWNLOAD_INPUTS);
  const { name, pattern } = inputs;
  const target = resolve(workspace, inputs["path"] ?? "");
  const all = artifacts.list();
  const wanted = name
    ? all.filter((artifact) => artifact.name === name)
    : all.filter((it) => fits(it.name, pattern));
  if (name && wanted.length === 0)
    throw new Error(`Unable to download artifact(s): Artifact not found for name: ${name}`);
  for (const artifact of wanted) {
    const isFlat = Boolean(name) || inputs["merge-multiple"] === "true";
    cpSync(artifact.folder, isFlat ? target : join(target, artifact.name), { recursive: true });
  }
  log(`Rehearsal: took ${wanted.length} artifacts to ${target}`);
  return { "download-path": target };
};

/** Each line is a path or pattern; `!` takes away. Folders stand for all that is in them. */
function findFiles(workspace: string, paths: string, withHidden: boolean): string[] {
  const lines = paths
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const expand = (pattern: string): string[] =>
    globSync(pattern, { cwd: workspace }).flatMap((found) => {
      const path = resolve(workspace, found);
      if (!statSync(path).isDirectory()) return [path];
      return globSync("**/*", { cwd: path })
        .map((inner) => join(path, inner))
        .filter((inner) => statSync(inner).isFile());
    });
  const excluded = new Set(
    lines.filter((line) => line.startsWith("!")).flatMap((line) => expand(line.slice(1))),
  );
  const found = lines.filter((line) => !line.startsWith("!")).flatMap(expand);
  const isHidden = (file: string) =>
    relative(workspace, file)
      .split("/")
      .some((part) => /^\.[^.]/.test(part));
  return [...new Set(found)].filter((file) => !excluded.has(file) && (withHidden || !isHidden(file))).sort();
}

function commonFolder(files: readonly string[]): string {
  const [first = "", ...others] = files.map((file) => dirname(file));
  let common = first;
  while (!others.every((folder) => `${folder}/`.startsWith(`${common}/`))) common = dirname(common);
  return common;
}

function fits(name: string, pattern: string | undefined): boolean {
  if (!pattern) return true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(name);
}
