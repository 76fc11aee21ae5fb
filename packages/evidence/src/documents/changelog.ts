import { bodyOf } from "./headings.ts";
import type { MarkdownDocument, Section } from "./sections.ts";

/*
 * Release notes: a changelog with a heading for each version (https://keepachangelog.com), or a document about one version.
 */

export type Notes =
  | { state: "found"; text: string }
  /** It is about other versions. */
  | { state: "absent"; newest: string | null }
  /** Its heading is there, and nothing under it. */
  | { state: "empty" }
  /** It says itself that this version must not be used. */
  | { state: "yanked" };

/** Whole versions in a text, also behind a `v` or the name of a component. */
const versions =
  /(?<![\d.])\d{1,9}\.\d{1,9}\.\d{1,9}(?!\.?\d)(?:-[0-9A-Za-z][0-9A-Za-z.-]{0,100})?(?:\+[0-9A-Za-z][0-9A-Za-z.-]{0,100})?/g;

/** The notes of a version in a document. What is under "Unreleased" are not its notes. */
export function findNotes(document: MarkdownDocument & { path: string }, version: string): Notes {
  const headed = document.sections.filter(({ title }) => versionsIn(title).length > 0);
  const mine = headed.filter(({ title }) => versionsIn(title).includes(version));
  if (mine.length > 0) return notesUnder(mine, document);
  const newest = headed.map(({ title }) => versionsIn(title)[0] ?? null)[0] ?? null;
  if (headed.length > 0) return { state: "absent", newest };
  // A document without versions in headings is about one version, which it names in its text or its path.
  const text = document.lines.join("\n");
  const isNamed = versionsIn(document.path).includes(version) || versionsIn(text).includes(version);
  if (!isNamed || !document.hasContent) return { state: "absent", newest };
  return { state: "found", text };
}

function notesUnder(mine: readonly Section[], document: MarkdownDocument): Notes {
  if (mine.some(({ title }) => /\[yanked\]/i.test(title))) return { state: "yanked" };
  const written = mine.filter(({ hasContent }) => hasContent);
  if (written.length === 0) return { state: "empty" };
  return { state: "found", text: written.map((one) => bodyOf(one, document)).join("\n\n") };
}

function versionsIn(text: string): string[] {
  return [...text.matchAll(versions)].map(([one]) =>
    one.replace(/\.(?:md|markdown|txt)$/i, "").replace(/[.-]+$/, ""),
  );
}
