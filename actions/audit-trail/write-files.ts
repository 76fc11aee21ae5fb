import { lstatSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { ConfigurationError } from "@release-approval/approval";

/** A folder inside the workspace, which need not exist yet. */
export type Folder = { workspace: string; path: string };

/**
 * Checks a folder before anything is written.
 * @throws ConfigurationError when it leaves the workspace, by `..`, as an absolute path, or through a symbolic link
 */
export function placeFiles(workspace: string, directory: string): Folder {
  const root = realpathSync(workspace);
  const path = resolve(root, directory);
  if (leaves(root, path) || leaves(root, realPlace(path))) throw outside(directory);
  return { workspace: root, path };
}

/** @returns paths relative to the workspace, in the order of the documents */
export function writeFiles(
  { workspace, path }: Folder,
  documents: readonly { name: string; text: string }[],
  dryRun: boolean,
): string[] {
  if (!dryRun) mkdirSync(path, { recursive: true });
  return documents.map(({ name, text }) => {
    const file = join(path, name);
    if (!dryRun) {
      // A link that lies where the document goes would send it somewhere else.
      if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
        throw outside(relative(workspace, file));
      writeFileSync(file, text);
    }
    return relative(workspace, file);
  });
}

function leaves(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === ".." || way.startsWith("../") || way.startsWith("..\\") || isAbsolute(way);
}

/** Where the deepest part of a path that exists really is; the root of the file system for a link to nowhere. */
function realPlace(path: string): string {
  let at = path;
  while (lstatSync(at, { throwIfNoEntry: false }) === undefined && at !== dirname(at)) at = dirname(at);
  try {
    return realpathSync(at);
  } catch {
    return resolve("/");
  }
}

function outside(directory: string): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "path-outside-workspace",
    message: `\`${directory.replaceAll("`", "'")}\` is outside of the workspace.`,
    cure: "Name a folder below the checkout, such as `release-approval-audit`.",
  });
}
