import { lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "./cast.ts";
import { StoryError } from "./story-error.ts";

/** Everything that the demo writes. Whatever else lies in the folder is somebody else's. */
const NAMES = [
  `authorization-v${VERSION}.json`,
  `release-v${VERSION}.json`,
  `release-v${VERSION}.md`,
  "issue.html",
] as const;

/** Makes the folder, and removes what an earlier demo left in it, so that a failed one leaves nothing that looks new. */
export function clearOutput(folder: string): void {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
      throw new StoryError(`${folder} is a file. Name a folder with --output.`);
    mkdirSync(folder, { recursive: true });
    for (const name of NAMES) if (isThere(join(folder, name))) rmSync(join(folder, name));
  } catch (error) {
    if (error instanceof StoryError) throw error;
    throw new StoryError(`${folder} cannot be written: ${(error as Error).message}`);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** @returns the paths, in the order of the documents */
export function writeOutput(folder: string, documents: readonly { name: string; text: string }[]): string[] {
  const strange = documents.filter(({ name }) => !NAMES.some((known) => known === name));
  if (strange.length > 0)
    throw new StoryError(
      `The actions wrote files of other names: ${strange.map(({ name }) => name).join(", ")}`,
    );
  return documents.map(({ name, text }) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
}
