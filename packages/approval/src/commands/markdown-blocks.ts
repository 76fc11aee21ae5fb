import { completesTag } from "./markdown-tags.ts";

/*
 * Which block of GitHub's Markdown each line belongs to: enough of CommonMark's block rules to tell a command that
 * people see as their own words from one in a quote, in code or in HTML. Containers (quotes, list items) nest; the
 * innermost block is one leaf. https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy
 */

/** `block` is equal for the lines of one block. */
export type BlockLine = {
  text: string;
  kind: "text" | "html" | "code" | "blank";
  block: number;
  quoted: boolean;
  /** How many open containers this line left open, and how many are open after it. */
  floor: number;
  depth: number;
};

type Container = { kind: "quote" } | { kind: "item"; indent: number; empty: boolean };
type Leaf =
  | { kind: "none" | "paragraph" | "code" }
  | { kind: "fence"; mark: string; length: number }
  | { kind: "html"; ends: HtmlEnd };
type HtmlEnd = { at: "blank-line" } | { at: "close-tag" } | { at: "mark"; mark: string };
type State = { containers: Container[]; leaf: Leaf; block: number };
/** `next`: the first character that is no space, from `at` on. `breaker`: where a rule of `mark` was found to be none. */
type Cursor = { line: string; at: number; next: number; breaker: { mark: string; at: number } };

/** Deeper nesting is read as text; without a limit, hostile nesting would cost its depth on every blank line. */
const deepest = 64;

const structural = new Set(" \t>-*+.)0123456789");

/** Reads a text of any size in linear time. Line ends are LF, CRLF or CR. */
export function readBlocks(text: string): BlockLine[] {
  const state: State = { containers: [], leaf: { kind: "none" }, block: 0 };
  return text.split(/\r\n?|\n/).map((line) => readLine(state, line));
}

function readLine(state: State, text: string): BlockLine {
  const cursor: Cursor = { line: expandTabs(text), at: 0, next: 0, breaker: { mark: "", at: 0 } };
  skipSpaces(cursor);
  const matched = matchContainers(state, cursor);
  const whole = matched === state.containers.length;
  const kind = (whole && continueLeaf(state, cursor)) || openBlocks(state, cursor, matched, whole);
  const depth = state.containers.length;
  const quoted = state.containers.some((container) => container.kind === "quote");
  // A lazy line keeps every container open although it carries none of their marks.
  const floor = kind.lazy ? depth : Math.min(matched, depth);
  return { text, kind: kind.kind, block: state.block, quoted, floor, depth };
}

type Taken = { kind: BlockLine["kind"]; lazy?: boolean };

/** Tabs stand for up to four columns wherever indentation can matter, so that a column is an index from here on. */
function expandTabs(text: string): string {
  if (!text.includes("\t")) return text;
  let end = 0;
  while (end < text.length && structural.has(text.charAt(end))) end += 1;
  const prefix = text.slice(0, end);
  if (!prefix.includes("\t")) return text;
  const parts: string[] = [];
  let column = 0;
  for (const char of prefix) {
    const part = char === "\t" ? " ".repeat(4 - (column % 4)) : char;
    parts.push(part);
    column += part.length;
  }
  return parts.join("") + text.slice(end);
}

function skipSpaces(cursor: Cursor): void {
  if (cursor.next < cursor.at) cursor.next = cursor.at;
  while (cursor.line.charAt(cursor.next) === " ") cursor.next += 1;
}

function moveTo(cursor: Cursor, at: number): void {
  cursor.at = at;
  skipSpaces(cursor);
}

const isBlank = (cursor: Cursor): boolean => cursor.next >= cursor.line.length;
const indentOf = (cursor: Cursor): number => cursor.next - cursor.at;

/** How many of the open containers this line continues. */
function matchContainers(state: State, cursor: Cursor): number {
  let matched = 0;
  for (const container of state.containers) {
    if (container.kind === "quote") {
      if (!opensQuote(cursor)) break;
      enterQuote(cursor);
    } else if (isBlank(cursor)) {
      if (container.empty) break;
    } else {
      if (indentOf(cursor) < container.indent) break;
      moveTo(cursor, cursor.at + container.indent);
    }
    matched += 1;
  }
  return matched;
}

const opensQuote = (cursor: Cursor): boolean =>
  indentOf(cursor) <= 3 && cursor.line.charAt(cursor.next) === ">";

function enterQuote(cursor: Cursor): void {
  const after = cursor.next + 1;
  moveTo(cursor, cursor.line.charAt(after) === " " ? after + 1 : after);
}

/** A line inside an open fence, HTML block or indented code belongs to it, whatever it says. */
function continueLeaf(state: State, cursor: Cursor): Taken | null {
  const leaf = state.leaf;
  if (leaf.kind === "fence") {
    if (closesFence(cursor, leaf.mark, leaf.length)) state.leaf = { kind: "none" };
    return { kind: "code" };
  }
  if (leaf.kind === "html") {
    if (leaf.ends.at === "blank-line" && isBlank(cursor)) return null;
    if (endsHtml(leaf.ends, cursor.line.slice(cursor.at))) state.leaf = { kind: "none" };
    return { kind: "html" };
  }
  if (leaf.kind === "code" && (isBlank(cursor) || indentOf(cursor) >= 4)) return { kind: "code" };
  return null;
}

function closesFence(cursor: Cursor, mark: string, length: number): boolean {
  if (indentOf(cursor) > 3) return false;
  const run = runLength(cursor.line, cursor.next, mark);
  return run >= length && cursor.line.slice(cursor.next + run).trim() === "";
}

function runLength(line: string, at: number, mark: string): number {
  let end = at;
  while (line.charAt(end) === mark) end += 1;
  return end - at;
}

/** Opens what this line opens: first containers, then at most one leaf; or continues the paragraph. */
function openBlocks(state: State, cursor: Cursor, matched: number, whole: boolean): Taken {
  let depth = matched;
  let paragraph = state.leaf.kind === "paragraph";
  while (!isBlank(cursor)) {
    if (indentOf(cursor) >= 4) {
      if (paragraph) break;
      return openLeaf(state, depth, { kind: "code" }, "code");
    }
    const leaf = leafAt(cursor, whole && paragraph);
    if (leaf !== null)
      return leaf.kind === "setext" ? endParagraph(state) : openLeaf(state, depth, leaf.leaf, leaf.line);
    const container = depth < deepest ? containerAt(cursor, whole && paragraph) : null;
    if (container === null) break;
    closeTo(state, depth);
    fill(state);
    state.containers.push(container);
    depth += 1;
    paragraph = false;
    whole = true;
  }
  return isBlank(cursor) ? closeParagraph(state, depth) : continueText(state, depth, paragraph, whole);
}

function closeTo(state: State, depth: number): void {
  state.containers.length = depth;
  state.leaf = { kind: "none" };
}

/** The innermost list item has content now: a blank line no longer ends it. */
function fill(state: State): void {
  const last = state.containers.at(-1);
  if (last?.kind === "item") last.empty = false;
}

function openLeaf(state: State, depth: number, leaf: Leaf, kind: BlockLine["kind"]): Taken {
  closeTo(state, depth);
  fill(state);
  state.leaf = leaf;
  state.block += 1;
  return { kind };
}

function endParagraph(state: State): Taken {
  state.leaf = { kind: "none" };
  return { kind: "text" };
}

function closeParagraph(state: State, depth: number): Taken {
  closeTo(state, depth);
  state.block += 1;
  return { kind: "blank" };
}

function continueText(state: State, depth: number, paragraph: boolean, whole: boolean): Taken {
  if (paragraph) return { kind: "text", lazy: !whole };
  return openLeaf(state, depth, { kind: "paragraph" }, "text");
}

type LeafAt = { kind: "setext" } | { kind: "leaf"; leaf: Leaf; line: BlockLine["kind"] };

/** The leaf that begins here. `own`: it would interrupt a paragraph of this very container. */
function leafAt(cursor: Cursor, own: boolean): LeafAt | null {
  const { line, next } = cursor;
  const first = line.charAt(next);
  const none: Leaf = { kind: "none" };
  if (first === "#" && isHeading(line, next)) return { kind: "leaf", leaf: none, line: "text" };
  if (first === "`" || first === "~") return fenceAt(line, next, first);
  if (first === "<") return htmlAt(line, next, own);
  if (own && (first === "=" || first === "-") && isRunOf(line, next, first)) return { kind: "setext" };
  if ("*-_".includes(first) && isThematicBreak(cursor, first))
    return { kind: "leaf", leaf: none, line: "text" };
  return null;
}

function isHeading(line: string, at: number): boolean {
  const run = runLength(line, at, "#");
  return run <= 6 && " \t".includes(line.charAt(at + run));
}

function isRunOf(line: string, at: number, mark: string): boolean {
  return line.slice(at + runLength(line, at, mark)).trim() === "";
}

/** Looked for again behind each nested list mark, so the place where it failed is kept. */
function isThematicBreak(cursor: Cursor, mark: string): boolean {
  const { line, next, breaker } = cursor;
  if (breaker.mark === mark && breaker.at > next) return false;
  let count = 0;
  for (let index = next; index < line.length; index += 1) {
    const char = line.charAt(index);
    if (char === mark) count += 1;
    else if (char !== " ") {
      cursor.breaker = { mark, at: index };
      return false;
    }
  }
  return count >= 3;
}

function fenceAt(line: string, at: number, mark: string): LeafAt | null {
  const length = runLength(line, at, mark);
  if (length < 3) return null;
  if (mark === "`" && line.includes("`", at + length)) return null;
  return { kind: "leaf", leaf: { kind: "fence", mark, length }, line: "code" };
}

const blockTags =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
  "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|" +
  "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
const verbatimTag = /<(?:pre|script|style|textarea)(?=[ \t>]|$)/iy;
const verbatimEnd = /<\/(?:pre|script|style|textarea)>/i;
const declaration = /<![A-Za-z]/y;
const blockTag = new RegExp(`</?(?:${blockTags})(?=[ \\t]|/?>|$)`, "iy");

function matchesAt(pattern: RegExp, line: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(line);
}

/** The seven kinds of HTML block, https://spec.commonmark.org/0.31.2/#html-blocks; the last interrupts no paragraph. */
function htmlAt(line: string, at: number, own: boolean): LeafAt | null {
  if (line.startsWith("<!--", at)) return html(line, at, { at: "mark", mark: "-->" });
  if (line.startsWith("<?", at)) return html(line, at, { at: "mark", mark: "?>" });
  if (line.startsWith("<![CDATA[", at)) return html(line, at, { at: "mark", mark: "]]>" });
  if (matchesAt(declaration, line, at)) return html(line, at, { at: "mark", mark: ">" });
  if (matchesAt(verbatimTag, line, at)) return html(line, at, { at: "close-tag" });
  if (matchesAt(blockTag, line, at)) return html(line, at, { at: "blank-line" });
  if (!own && completesTag(line, at)) return html(line, at, { at: "blank-line" });
  return null;
}

function html(line: string, at: number, ends: HtmlEnd): LeafAt {
  const over = endsHtml(ends, line.slice(at));
  const leaf: Leaf = over ? { kind: "none" } : { kind: "html", ends };
  return { kind: "leaf", leaf, line: "html" };
}

function endsHtml(ends: HtmlEnd, rest: string): boolean {
  if (ends.at === "mark") return rest.includes(ends.mark);
  return ends.at === "close-tag" && verbatimEnd.test(rest);
}

const listMarker = /(?:[-*+]|\d{1,9}[.)])(?= |$)/y;

/** The quote or list item that begins here, its mark consumed. `own`: it would interrupt a paragraph. */
function containerAt(cursor: Cursor, own: boolean): Container | null {
  if (opensQuote(cursor)) {
    enterQuote(cursor);
    return { kind: "quote" };
  }
  listMarker.lastIndex = cursor.next;
  const marker = listMarker.exec(cursor.line)?.[0];
  if (marker === undefined) return null;
  const lead = indentOf(cursor);
  const end = cursor.next + marker.length;
  const after: Cursor = { ...cursor, at: end, next: end };
  skipSpaces(after);
  const empty = isBlank(after);
  if (own && (empty || (marker.length > 1 && Number.parseInt(marker, 10) !== 1))) return null;
  const gap = indentOf(after);
  const width = empty || gap > 4 ? 1 : gap;
  moveTo(cursor, Math.min(end + width, cursor.line.length));
  return { kind: "item", indent: lead + marker.length + width, empty };
}
