import { readTag } from "./markdown-tags.ts";

/*
 * Where the lines of one block stand once code spans, comments and tags that reach over line ends are known.
 */

/**
 * `spoken`: people see it as the author's own words, a command can stand here. `literal`: the author's, but as code or
 * folded away: no command, yet a condition in it still binds. `foreign`: a quote, or invisible: not the author's words.
 */
export type Standing = "spoken" | "literal" | "foreign";

/** Elements whose content is no command. A quote is somebody else's; scripts and the like are never shown. */
const hiding = new Map<string, Standing>([
  ["details", "literal"],
  ["pre", "literal"],
  ["code", "literal"],
  ["blockquote", "foreign"],
  ["script", "foreign"],
  ["style", "foreign"],
  ["template", "foreign"],
  ["textarea", "foreign"],
]);

type Open = { name: string; standing: Standing; depth: number; count: number };

/**
 * What is open across blocks: elements, and whether a comment in raw HTML. Equal elements at one depth share an
 * entry, so that the list stays short.
 */
export type Elements = { open: Open[]; comment: boolean };

export const noElements = (): Elements => ({ open: [], comment: false });

/** Closing a container closes the elements that were opened inside it. */
export function closeElements(elements: Elements, floor: number): void {
  if (elements.open.length > 0 && elements.open.some((entry) => entry.depth > floor)) {
    elements.open = elements.open.filter((entry) => entry.depth <= floor);
  }
}

export function standingIn(elements: Elements): Standing {
  if (elements.comment || elements.open.some((entry) => entry.standing === "foreign")) return "foreign";
  return elements.open.length > 0 ? "literal" : "spoken";
}

export function stricter(a: Standing, b: Standing): Standing {
  if (a === "foreign" || b === "foreign") return "foreign";
  return a === "literal" || b === "literal" ? "literal" : "spoken";
}

function meetTag(elements: Elements, name: string, closing: boolean, depth: number): void {
  const standing = hiding.get(name);
  if (standing === undefined) return;
  const entry = elements.open.findLast((open) => open.name === name && (closing || open.depth === depth));
  if (!closing && entry !== undefined) entry.count += 1;
  else if (!closing) elements.open.push({ name, standing, depth, count: 1 });
  else if (entry !== undefined) {
    entry.count -= 1;
    if (entry.count === 0) elements.open = elements.open.filter((open) => open !== entry);
  }
}

/** Where a line begins, where it stood at its first character, and whether anything on it can be seen. */
type ScannedLine = { from: number; start: Standing; seen: boolean };

/** A line, and where it stands. */
type StandingLine = { text: string; standing: Standing };

type Scan = {
  text: string;
  html: boolean;
  depth: number;
  elements: Elements;
  at: number;
  /** The lines so far; `line` is the last of them. */
  lines: ScannedLine[];
  line: ScannedLine;
  spanEnds: Map<number, number[]>;
  /** Marks that do not follow any more: remembered, so that many `<!--` do not each search the whole text. */
  missing: Set<string>;
};

/**
 * Where each line of a block stands. `html`: the block is raw HTML, without code spans and escapes, and a comment
 * left open in it runs on. Elements opened or closed here are kept in `elements`.
 */
export function standingsOf(
  lines: readonly string[],
  html: boolean,
  depth: number,
  elements: Elements,
): StandingLine[] {
  const text = lines.join("\n");
  const calm = !text.includes("<") && !text.includes("`") && !elements.comment;
  if (calm) {
    const around = standingIn(elements);
    return lines.map((line) => ({ text: line, standing: around }));
  }
  const line = { from: 0, start: standingIn(elements), seen: false };
  const scan: Scan = {
    text,
    html,
    depth,
    elements,
    at: 0,
    lines: [line],
    line,
    spanEnds: html ? new Map() : backtickRuns(text),
    missing: new Set(),
  };
  if (elements.comment) readOpenComment(scan);
  while (scan.at < text.length) step(scan);
  return scan.lines.map(({ from, start, seen }) => {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end < 0 ? text.length : end);
    return { text: line, standing: standingOfLine(start, seen, line.trim() === "") };
  });
}

function standingOfLine(start: Standing, seen: boolean, blank: boolean): Standing {
  if (start === "literal" || blank) return start;
  if (start === "spoken") return seen ? "spoken" : "foreign";
  return seen ? "literal" : "foreign";
}

/** Takes the text up to `end` as standing `inside`, and notes where its lines begin. */
function take(scan: Scan, end: number, inside: Standing): void {
  const standing = stricter(inside, standingIn(scan.elements));
  for (; scan.at < end; scan.at += 1) {
    const char = scan.text.charAt(scan.at);
    if (char === "\n") {
      scan.line = { from: scan.at + 1, start: standing, seen: false };
      scan.lines.push(scan.line);
    } else if (standing !== "foreign" && char !== " " && char !== "\t") {
      scan.line.seen = true;
    }
  }
}

const special = /[\\`<]/g;

function step(scan: Scan): void {
  special.lastIndex = scan.at;
  const found = special.exec(scan.text);
  take(scan, found === null ? scan.text.length : found.index, "spoken");
  if (found === null) return;
  if (found[0] === "<") readAngle(scan);
  else if (scan.html) take(scan, scan.at + 1, "spoken");
  else if (found[0] === "`") readCodeSpan(scan);
  else
    take(
      scan,
      Math.min(scan.at + (isPunctuation(scan.text.charAt(scan.at + 1)) ? 2 : 1), scan.text.length),
      "spoken",
    );
}

const isPunctuation = (char: string): boolean => /^[!-/:-@[-`{-~]$/.test(char);

function readAngle(scan: Scan): void {
  const { text, at, html, depth, elements } = scan;
  const mark = endMarkAt(text, at, html);
  if (mark !== null) {
    readComment(scan, mark);
    return;
  }
  const tag = readTag(text, at, !html);
  // An element hides what comes after its opening tag, and still its own closing tag.
  take(scan, at + 1, "spoken");
  if (tag === null) return;
  take(scan, tag.end, "literal");
  meetTag(elements, tag.name, tag.closing, depth);
}

const declaration = /<![A-Za-z]/y;

/** What ends the comment, instruction, declaration or CDATA that begins here; browsers read all but comments up to `>`. */
function endMarkAt(text: string, at: number, html: boolean): string | null {
  if (text.startsWith("<!--", at)) return "-->";
  if (text.startsWith("<?", at)) return html ? ">" : "?>";
  if (text.startsWith("<![CDATA[", at)) return html ? ">" : "]]>";
  declaration.lastIndex = at;
  return declaration.test(text) ? ">" : null;
}

/** https://spec.commonmark.org/0.31.2/#html-comment: without its end in the paragraph, `<!--` is text that people see. */
function readComment(scan: Scan, mark: string): void {
  const end = endOfComment(scan, mark);
  if (end !== null) take(scan, end, "foreign");
  else if (!scan.html) take(scan, scan.at + 2, "spoken");
  else {
    take(scan, scan.text.length, "foreign");
    // Any `>` ends the others: that of the next block's own tag.
    scan.elements.comment = mark === "-->";
  }
}

function endOfComment(scan: Scan, mark: string): number | null {
  const { text, at } = scan;
  if (text.startsWith("<!-->", at)) return at + 5;
  if (text.startsWith("<!--->", at)) return at + 6;
  const from = at + (mark === "-->" ? 4 : 2);
  const end = scan.missing.has(mark) ? -1 : text.indexOf(mark, from);
  if (end < 0) scan.missing.add(mark);
  return end < 0 ? null : end + mark.length;
}

function readOpenComment(scan: Scan): void {
  const end = scan.html ? scan.text.indexOf("-->") : -1;
  take(scan, end < 0 ? scan.text.length : end + 3, "foreign");
  scan.elements.comment = end < 0;
}

/** Runs of backticks by length, last first: the next end of a span is the last of its list. */
function backtickRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const match of text.matchAll(/`+/g)) {
    const list = runs.get(match[0].length);
    if (list === undefined) runs.set(match[0].length, [match.index]);
    else list.push(match.index);
  }
  for (const list of runs.values()) list.reverse();
  return runs;
}

function readCodeSpan(scan: Scan): void {
  const { text, at } = scan;
  let length = 1;
  while (text.charAt(at + length) === "`") length += 1;
  const ends = scan.spanEnds.get(length) ?? [];
  let end = ends.at(-1);
  while (end !== undefined && end <= at) {
    ends.pop();
    end = ends.at(-1);
  }
  if (end === undefined) take(scan, at + length, "spoken");
  else take(scan, end + length, "literal");
}
