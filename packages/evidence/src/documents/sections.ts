import { type Line, visibleLines } from "./lines.ts";

/** A heading of a Markdown document, with what stands under it: until the next heading of its level or a higher one. */
export type Section = {
  title: string;
  level: number;
  /** Comments, rules and headings are no content. */
  hasContent: boolean;
  /** Its lines without the heading: from this one, up to that one. */
  from: number;
  to: number;
};

export type MarkdownDocument = {
  sections: readonly Section[];
  hasContent: boolean;
  lines: readonly string[];
};

/** Reads the headings of a Markdown document, line by line as CommonMark has them: with `#`, and underlined. */
export function readSections(lines: readonly string[]): MarkdownDocument {
  const outline = startOutline();
  /** Content, unless an underline makes a heading of it. */
  let paragraph: Line[] = [];
  function endParagraph(): void {
    if (paragraph.length > 0) outline.addContent();
    paragraph = [];
  }
  for (const line of visibleLines(lines)) {
    const isText = line.kind === "text";
    const heading = isText ? headingIn(line.text) : null;
    const underline = isText && isPlain(paragraph) ? underlineIn(line.text) : null;
    if (heading !== null) {
      endParagraph();
      outline.addHeading(heading, line.at);
    } else if (underline !== null) {
      outline.addHeading({ level: underline, title: titleOf(paragraph) }, line.at);
      paragraph = [];
    } else if (line.text.trim() === "" || (isText && isRule(line.text))) endParagraph();
    // Code begins no paragraph, but goes on with one.
    else if (!isText && paragraph.length === 0) outline.addContent();
    else {
      if (isText && interrupts(line.text)) endParagraph();
      paragraph.push(line);
    }
  }
  endParagraph();
  return { ...outline.end(lines.length), lines };
}

type Heading = { level: number; title: string };

function startOutline() {
  const sections: Section[] = [];
  let open: Section[] = [];
  let hasContent = false;
  return {
    addContent: (): void => {
      hasContent = true;
      for (const one of open) one.hasContent = true;
    },
    addHeading: ({ level, title }: Heading, at: number): void => {
      for (const one of open) if (one.level >= level) one.to = at;
      const section = { level, title, hasContent: false, from: at + 1, to: at + 1 };
      open = [...open.filter((one) => one.level < level), section];
      sections.push(section);
    },
    end: (at: number) => {
      for (const one of open) one.to = at;
      return { sections, hasContent };
    },
  };
}

/** `## Title ##`. */
function headingIn(line: string): Heading | null {
  const found = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line);
  if (found === null) return null;
  const text = (found[2] ?? "").trim();
  const last = text.split(/[ \t]/).at(-1) ?? "";
  const title = last !== "" && last === "#".repeat(last.length) ? text.slice(0, -last.length) : text;
  return { level: found[1]?.length ?? 1, title: title.trim() };
}

function underlineIn(line: string): number | null {
  const mark = /^ {0,3}(=+|-+)[ \t]*$/.exec(line)?.[1];
  if (mark === undefined) return null;
  return mark.startsWith("=") ? 1 : 2;
}

/** Lists, quotes, tables and HTML are never underlined into a heading. */
function isPlain([first]: readonly Line[]): boolean {
  return first?.kind === "text" && !/^ {0,3}(?:[-*+][ \t]|\d{1,9}[.)][ \t]|[>|<])/.test(first.text);
}

/** Lists and quotes begin anew within a paragraph; of numbered lists only those that begin with 1. */
function interrupts(line: string): boolean {
  return /^ {0,3}(?:[-*+][ \t]+\S|0{0,8}1[.)][ \t]+\S|>)/.test(line);
}

/** `---`, `* * *`. */
function isRule(line: string): boolean {
  const marks = line.replace(/[ \t]+/g, "");
  const first = marks.charAt(0);
  return marks.length >= 3 && "-_*".includes(first) && marks === first.repeat(marks.length);
}

function titleOf(paragraph: readonly Line[]): string {
  return paragraph
    .slice(0, 20)
    .map(({ text }) => text.trim())
    .join(" ");
}
