import type { MarkdownDocument, Section } from "./sections.ts";

/**
 * A heading without what may differ between two people who mean the same one: case, marks, punctuation, a number before it.
 */
export function plainTitle(title: string): string {
  const words = title
    .slice(0, 1000)
    .replace(/\]\([^()\s]{0,500}\)/g, "]")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/['’]/g, "")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((one) => one !== "");
  const first = words.findIndex((one) => !/^\d+$/.test(one));
  return (first === -1 ? words : words.slice(first)).join(" ");
}

/** Sections that a list asks for and some documents lack: not there, or with nothing under the heading. */
export function findMissing(
  wanted: readonly string[],
  documents: readonly MarkdownDocument[],
): { absent: string[]; empty: string[] } {
  const found = new Map<string, boolean>();
  for (const { title, hasContent } of documents.flatMap(({ sections }) => sections)) {
    const plain = plainTitle(title);
    found.set(plain, (found.get(plain) ?? false) || hasContent);
  }
  const all = wanted.map((title) => ({ title, state: found.get(plainTitle(title)) }));
  return {
    absent: all.flatMap(({ title, state }) => (state === undefined ? [title] : [])),
    empty: all.flatMap(({ title, state }) => (state === false ? [title] : [])),
  };
}

/** The text under a heading. */
export function bodyOf({ from, to }: Section, { lines }: MarkdownDocument): string {
  return lines.slice(from, to).join("\n").trim();
}
