/*
 * The audit as a document without a format: Markdown, HTML and PDF are drawn from it, so that they say the same in the
 * same order. Plain data; what people typed is still as they typed it, and every renderer escapes it for its own output.
 */

/** A run of words in one style. `href`: only addresses that we made ourselves. */
export type Words = {
  text: string;
  /** `strong`; `code`: names and digests; `typed`: what a person wrote, shown between quotation marks. */
  as?: "strong" | "code" | "typed";
  href?: string;
};

export type Line = readonly Words[];

/** `good`, `bad`, `open`: met, not met, not known or still awaited. Shown as a sign and as words, never by colour alone. */
export type Tone = "good" | "bad" | "open" | "plain";

export type Block =
  | { kind: "paragraph"; line: Line }
  /** Below a section's title: a review, a conflict. */
  | { kind: "heading"; line: Line }
  | { kind: "list"; items: readonly ListItem[] }
  /** Names and what they are, without a head. */
  | { kind: "facts"; rows: readonly { name: string; line: Line }[] }
  | { kind: "table"; head: readonly string[]; rows: readonly (readonly Line[])[] }
  /** A person's words, verbatim and whole. */
  | { kind: "quote"; text: string }
  /** A file or an output, verbatim. */
  | { kind: "code"; text: string };

export type ListItem = { line: Line; tone?: Tone; children?: readonly ListItem[] };

/** `id` is its anchor. `pageOne`: belongs to the five answers that come first. */
export type Section = { id: string; title: string; pageOne: boolean; blocks: readonly Block[] };

export type AuditDocument = {
  /** `Audit of Rocket v1.2.0` */
  title: string;
  /** In one sentence where the release stands, and when that was told. */
  standing: { tone: Tone; line: Line };
  /** For the metadata of a file. `at`: ISO 8601 in UTC, when the decision was taken. */
  subject: { project: string; version: string; commit: string; at: string };
  sections: readonly Section[];
};
