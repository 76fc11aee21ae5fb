/*
 * What people typed, made safe for GitHub's Markdown. GitHub looks for mentions, `#12`, commits and addresses in the
 * finished text, after backslashes are gone: only a character in between stops it. A zero-width space is what
 * Renovate and Dependabot put there; unlike an entity it also looks right in plain-text mail.
 */
const zeroWidthSpace = "\u200B";

/** Direction marks: shown by name, since they can make a line read as another one. */
const bidi = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
/** Controls and characters that nobody sees. The joiners stay: emoji and scripts need them. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u180E\u200B\u2060-\u2065\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: vertical tab and form feed break lines
const lineBreak = /\r\n|[\r\n\u000B\u000C\u0085\u2028\u2029]/gu;

/** The text with `\n` as its only line break, direction marks as `[U+202E]`, and without other invisible characters. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(lineBreak, "\n")
    .replace(bidi, (c) => `[U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(invisible, "");
}

/** One line of Markdown that shows the text as it was typed, in a paragraph, a heading or a table cell. */
export function escapeMarkdown(text: string): string {
  return noCommand(escapeLine(cleanText(text).replace(/\s+/gu, " ").trim()));
}

// What is pasted into a release's issue commands nothing there.
function noCommand(line: string): string {
  return line.replace(/^\//u, "\\/");
}

/** The same for sentences of ours, which name `code` in backticks and may hold what people typed. */
export function escapeProse(text: string): string {
  const line = cleanText(text).replace(/\s+/gu, " ").trim();
  const parts = line
    .split(/(`[^`|]+`)/u)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapeLine(part)));
  return noCommand(parts.join(""));
}

function escapeLine(line: string): string {
  return (
    breakAutolinks(line)
      .replace(/[\\`*_[\]|~$]/gu, "\\$&")
      .replace(/[&<>]/gu, (c) => entities[c] ?? c)
      .replace(/^([#+\-=])/u, "\\$1")
      // Alone on its line it would make a table of the line before.
      .replace(/^:(?=-+:?\s*$)/u, "\\:")
      .replace(/^(\d+)([.)])/u, "$1\\$2")
  );
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function breakAutolinks(text: string): string {
  return text
    .replace(/@(?=[\w.-])/gu, `@${zeroWidthSpace}`)
    .replace(/#(?=\d)/gu, `#${zeroWidthSpace}`)
    .replace(/(GH)(?=-\d)/giu, `$1${zeroWidthSpace}`)
    .replace(/:(?=\/\/)/gu, `:${zeroWidthSpace}`)
    .replace(/(www)(?=\.)/giu, `$1${zeroWidthSpace}`)
    .replace(/(?<![\da-z])[0-9a-f]{7,64}(?![\da-z])/giu, (sha) =>
      sha.replace(/.{6}(?=.)/gu, `$&${zeroWidthSpace}`),
    );
}

/** Text inside an HTML element, where Markdown means nothing. */
export function escapeHtml(text: string): string {
  const line = cleanText(text).replace(/\s+/gu, " ").trim();
  return breakAutolinks(line).replace(/[&<>"]/gu, (c) => entities[c] ?? c);
}

/** A block quote that shows the text word for word, line for line. */
export function quoteMarkdown(text: string): string {
  const lines = cleanText(text).trim().split("\n");
  // A backslash ends a line hard in comments and in files alike; empty lines need none.
  return lines
    .map((line, index) => {
      const next = lines[index + 1];
      const hard = line.trim() !== "" && next !== undefined && next.trim() !== "";
      return `> ${indent(line)}${escapeLine(line.trim())}${hard ? "\\" : ""}`.trimEnd();
    })
    .join("\n");
}

// No-break spaces: ordinary ones would vanish, or make a code block.
function indent(line: string): string {
  const spaces = line.length - line.trimStart().length;
  return "\u00A0".repeat(Math.min(spaces, 12));
}

/** A fenced block of the text, to be read or copied. The fence is longer than any in the text. */
export function codeFence(text: string, language = "text"): string {
  const clean = cleanText(text).replace(/^\n+|\s+$/gu, "");
  const fence = "`".repeat(Math.max(3, longestRun(clean) + 1));
  return `${fence}${language}\n${clean}\n${fence}`;
}

/** Inline code. Not for table cells: a `|` would end the cell. */
export function codeSpan(text: string): string {
  const clean = cleanText(text).replace(/\s+/gu, " ").trim();
  const run = longestRun(clean);
  if (run === 0) return `\`${clean === "" ? " " : clean}\``;
  const ticks = "`".repeat(run + 1);
  return `${ticks} ${clean} ${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/gu) ?? []).map((run) => run.length));
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** At most `max` UTF-16 units, cut between characters as people see them, with `…` where something is missing. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = "";
  for (const { segment } of characters.segment(text.slice(0, max + 1))) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
