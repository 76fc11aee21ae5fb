/** The acts as lines of a terminal: 100 columns, colours only where somebody watches. */

import { styleText } from "node:util";

export type Tone = "good" | "bad" | "busy" | "quiet";

export type Timeline = {
  heading(text: string): void;
  text(text: string): void;
  act(title: string, about: string): void;
  /** The acts' clock goes on to another day. */
  day(name: string): void;
  /** Somebody does something. `at` is `09:15`. */
  deed(at: string, who: string, what: string): void;
  /** What came of it. `mark` is one character or emoji. */
  answer(mark: string, what: string, tone: Tone | null): void;
  status(status: { headline: string; have: number; need: number }, tone: Tone): void;
  end(lines: readonly { label: string; text: string }[]): void;
};

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const COLUMNS = 100;
const MARGIN = 2;
/** Where the words of deeds and answers begin: after `  09:15  publish  `. */
const WORDS = 18;

const styles = {
  good: "green",
  bad: "red",
  busy: "yellow",
  quiet: "dim",
} as const satisfies Record<Tone, Style>;

/** @param stream takes the lines; `styleText` leaves colours out if it is no terminal or NO_COLOR is set */
export function startTimeline(stream: NodeJS.WriteStream): Timeline {
  const paint: Paint = (style, text) => styleText(style, text, { stream });
  const print = (line = ""): void => {
    stream.write(`${line}\n`);
  };
  const block = (left: string, words: string, style: Style | null): void => {
    const [first = "", ...rest] = wrap(words, COLUMNS - WORDS);
    const dye = (line: string): string => (style === null ? line : paint(style, line));
    print(`${left}${dye(first)}`);
    for (const line of rest) print(`${" ".repeat(WORDS)}${dye(line)}`);
  };
  let lastStatus = "";
  return {
    heading: (text) => print(`\n${" ".repeat(MARGIN)}${paint("bold", text)}`),
    text: (text) => {
      for (const line of wrap(text, COLUMNS - MARGIN)) print(`${" ".repeat(MARGIN)}${line}`);
    },
    act: (title, about) => {
      lastStatus = "";
      const rule = "─".repeat(Math.max(3, COLUMNS - MARGIN - 4 - columnsOf(title)));
      print(`\n${" ".repeat(MARGIN)}${paint("dim", "──")} ${paint("bold", title)} ${paint("dim", rule)}`);
      for (const line of wrap(about, COLUMNS - MARGIN)) print(`${" ".repeat(MARGIN)}${paint("dim", line)}`);
    },
    day: (name) => print(`${" ".repeat(MARGIN)}${paint("dim", name)}`),
    deed: (at, who, what) =>
      block(
        `${" ".repeat(MARGIN)}${paint("dim", at)}  ${paint("cyan", pad(who, WORDS - MARGIN - 7))}`,
        what,
        null,
      ),
    answer: (mark, what, tone) =>
      block(`${" ".repeat(MARGIN + 7)}${pad(mark, WORDS - MARGIN - 7)}`, what, tone && styles[tone]),
    status: ({ headline, have, need }, tone) => {
      // What stays as it was is not news.
      if (lastStatus === `${have} ${headline}`) return;
      lastStatus = `${have} ${headline}`;
      const bar = `${"▰".repeat(have)}${"▱".repeat(Math.max(0, need - have))}`;
      block(`${" ".repeat(MARGIN + 7)}${paint(styles[tone], pad(bar, WORDS - MARGIN - 7))}`, headline, [
        "bold",
        styles[tone],
      ]);
    },
    end: (lines) => {
      const left = Math.max(...lines.map(({ label }) => columnsOf(label))) + 2;
      for (const { label, text } of lines) {
        const [first = "", ...rest] = wrap(text, COLUMNS - MARGIN - left);
        print(`${" ".repeat(MARGIN)}${pad(label, left)}${first}`);
        for (const line of rest) print(`${" ".repeat(MARGIN + left)}${line}`);
      }
    },
  };
}

/** Lines of at most `width` columns, broken between words; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u).filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width || line === "") line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pad(text: string, width: number): string {
  return `${text}${" ".repeat(Math.max(1, width - columnsOf(text)))}`;
}

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How many columns a terminal gives to a text: two for an emoji. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of characters.segment(text))
    columns += /\p{Emoji_Presentation}|\uFE0F/u.test(segment) ? 2 : 1;
  return columns;
}
