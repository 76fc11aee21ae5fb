import { lstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ActName, acts } from "./acts/acts.ts";
import type { Document } from "./close-act.ts";
import { StoryError } from "./story-error.ts";

export const PAGE = "issue.html";
/** Folder of the messages. */
export const MESSAGES = "messages";
/** `sam-02-e-mail.html` */
const messageName = /^[a-z]+-\d+-[a-z-]+\.(?:html|json)$/;

/** Everything that an act writes. Whatever else lies in its folder is somebody else's. */
function namesOf(act: ActName): string[] {
  const { version } = acts[act];
  return [`authorization-v${version}.json`, `release-v${version}.json`, `release-v${version}.md`, PAGE];
}

/**
 * Makes the folder with one for each act that is played, and removes what an earlier demo left there, so that a failed
 * one leaves nothing that looks new.
 */
export function clearOutput(folder: string, names: readonly ActName[]): void {
  try {
    for (const path of [folder, ...names.map((name) => join(folder, name))]) {
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
        throw new StoryError(`${path} is a file. Name a folder with --output.`);
      mkdirSync(path, { recursive: true });
    }
    const paths = names.flatMap((name) => namesOf(name).map((file) => join(folder, name, file)));
    const messages = names.flatMap((name) => messagesIn(join(folder, name, MESSAGES)));
    for (const path of [...paths.filter(isThere), ...messages]) rmSync(path);
  } catch (error) {
    if (error instanceof StoryError) throw error;
    throw new StoryError(`${folder} cannot be written: ${(error as Error).message}`);
  }
}

function messagesIn(folder: string): string[] {
  if (!isThere(folder)) return [];
  const names = readdirSync(folder).filter((name) => messageName.test(name));
  return names.map((name) => join(folder, name));
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Writes what an act left. @throws StoryError when that are other documents than an act has to leave */
export function writeOutput(
  folder: string,
  act: ActName,
  { documents, messages }: Record<"documents" | "messages", readonly Document[]>,
): void {
  const wanted = namesOf(act).sort().join(", ");
  const found = documents.map(({ name }) => name).sort();
  if (found.join(", ") !== wanted)
    throw new StoryError(`The act has to leave ${wanted}, and left ${found.join(", ")}.`);
  for (const { name, text } of documents) writeFileSync(join(folder, act, name), text);
  mkdirSync(join(folder, act, MESSAGES), { recursive: true });
  for (const { name, text } of messages) writeFileSync(join(folder, act, MESSAGES, name), text);
}
