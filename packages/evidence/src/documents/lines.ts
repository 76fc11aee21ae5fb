/** A line as far as it can be a heading or content. `code`: it is what it is, and no heading. */
export type Line = { kind: "text" | "code"; text: string; at: number };

type Fence = { mark: string; length: number; indent: number };

/** A document of longer lines is cut: no heading is as long, and content stays content. */
const longestLine = 10_000;

/**
 * The lines of a Markdown document without comments, front matter and the marks of fenced code, as CommonMark has them.
 */
export function* visibleLines(lines: readonly string[]): Generator<Line> {
  let fence: Fence | null = null;
  let inComment = false;
  for (let at = endOfFrontMatter(lines); at < lines.length; at += 1) {
    const line = (lines[at] ?? "").slice(0, longestLine);
    if (fence !== null) {
      if (closes(line, fence)) fence = null;
      else yield { kind: "code", text: line, at };
      continue;
    }
    // So far to the right it is code, or belongs to a list.
    if (!inComment && /^(?: {4}| {0,3}\t)/.test(line)) {
      yield { kind: "code", text: line, at };
      continue;
    }
    const { text, open } = withoutComments(line, inComment);
    inComment = open;
    fence = opens(text);
    yield { kind: "text", text: fence === null ? text : "", at };
  }
}

/** Where a document begins with `---` and settings, the line after them. */
function endOfFrontMatter(lines: readonly string[]): number {
  const mark = lines[0]?.trimEnd();
  if (mark !== "---" && mark !== "+++") return 0;
  const end = lines.slice(1, 500).findIndex((line) => line.trimEnd() === mark);
  return end === -1 ? 0 : end + 2;
}

/** A fence may stand behind the mark of a list. */
function opens(line: string): Fence | null {
  const found = /^( {0,3}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}){0,9})(`{3,}|~{3,})(.*)$/.exec(line);
  const [, before = "", marks = "", info = ""] = found ?? [];
  if (found === null || (marks.startsWith("`") && info.includes("`"))) return null;
  return { mark: marks.charAt(0), length: marks.length, indent: before.length };
}

function closes(line: string, { mark, length, indent }: Fence): boolean {
  const text = line.trim();
  const before = line.length - line.trimStart().length;
  return text.length >= length && before <= indent + 3 && text === mark.repeat(text.length);
}

/** A comment may end and begin on a line; between backticks there is none. */
function withoutComments(line: string, inComment: boolean): { text: string; open: boolean } {
  let text = "";
  let at = 0;
  let open = inComment;
  while (at < line.length) {
    if (open) {
      const end = line.indexOf("-->", at);
      if (end === -1) return { text, open };
      at = end + 3;
      open = false;
    } else {
      const start = startOfComment(line, at);
      if (start === -1) return { text: text + line.slice(at), open };
      text += line.slice(at, start);
      at = start + 4;
      open = true;
    }
  }
  return { text, open };
}

function startOfComment(line: string, from: number): number {
  const ticks = /`+/g;
  ticks.lastIndex = from;
  let at = from;
  for (;;) {
    const comment = line.indexOf("<!--", at);
    ticks.lastIndex = at;
    const opening = ticks.exec(line);
    if (comment === -1 || opening === null || comment < opening.index) return comment;
    const end = endOfSpan(line, ticks.lastIndex, opening[0].length);
    at = end ?? ticks.lastIndex;
  }
}

/** Where a span of code ends that as many backticks began; null where it never does. */
function endOfSpan(line: string, from: number, length: number): number | null {
  const ticks = /`+/g;
  ticks.lastIndex = from;
  for (let found = ticks.exec(line); found !== null; found = ticks.exec(line))
    if (found[0].length === length) return ticks.lastIndex;
  return null;
}
