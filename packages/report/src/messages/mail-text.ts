import { safeUrl } from "../links.ts";
import type { Times } from "./mail-times.ts";
import type { Block, Message, Reader, Sentence } from "./message.ts";
import {
  calledIn,
  footerOf,
  isYours,
  leadFor,
  nameOf,
  onLine,
  quoted,
  unlinkedCode,
  unlinkedMail,
  type Writer,
  write,
} from "./plain.ts";

/* The text of a mail: what its HTML says, for who reads mail as text. Lines are short enough for every screen. */

const width = 76;

export function mailText(message: Message, reader: Reader, { time, zone }: Times): string {
  const writer = textWriter((instant) => time(instant), reader);
  const say = (sentence: Sentence) => wrap(write(sentence, writer));
  const parts = [
    `Hi ${unlinkedMail(nameOf(reader))},`,
    say(leadFor(message, reader)),
    links(message),
    ...message.blocks.map((block) => blockText(block, { message, reader, say, writer, time })),
    ...message.closing.map(say),
    `-- \n${wrap(unlinkedMail(footerOf(message)))}\nSent by Release Approval. Times are in ${zone}. Answers to this mail are not read.`,
  ];
  return `${parts
    .filter((part) => part !== "")
    .join("\n\n")
    // What follows a heading belongs to it.
    .replaceAll(`:${headingEnd}\n\n`, ":\n")
    .replaceAll(headingEnd, "")}\n`;
}

/** Marks the end of a heading until all is joined; people's words cannot hold it. */
const headingEnd = "\u0000";

function textWriter(time: Writer["time"], reader: Reader): Writer {
  return {
    text: unlinkedMail,
    bold: unlinkedMail,
    code: (text) => text,
    // The addresses that matter stand below one another, and not in the middle of sentences.
    link: (label) => unlinkedMail(label),
    person: (person, ping) => unlinkedMail(calledIn(reader, person, ping)),
    time,
  };
}

function linkWithUrl(label: string, url: string): string {
  return `${unlinkedMail(label)} <${url}>`;
}

type Drawing = {
  message: Message;
  reader: Reader;
  say: (sentence: Sentence) => string;
  writer: Writer;
  time: Times["time"];
};

function blockText(block: Block, { message, reader, say, writer, time }: Drawing): string {
  switch (block.kind) {
    case "text":
      return say(block.text);
    case "heading":
      return `${unlinkedMail(onLine(block.text))}:${headingEnd}`;
    case "list":
      return block.items.map((item) => indent(wrap(write(item, writer), width - 2), "- ", "  ")).join("\n");
    case "facts":
      return block.facts
        .map((fact) => indent(wrap(write(fact, { ...writer, link: linkWithUrl }), width - 3), "", "   "))
        .join("\n");
    case "figures":
      return block.figures
        .map(({ label, value }) =>
          indent(wrap(`${onLine(label)}: ${write(value, writer)}`, width - 2), "", "  "),
        )
        .join("\n");
    case "status":
      return block.rows
        .map((row) => {
          const you = isYours(row, message, reader) ? " (you)" : "";
          const note = row.note === "" ? "" : `, ${onLine(row.note)}`;
          const detail = write(row.detail, { ...writer, time: (instant) => time(instant, false) });
          const line = `${row.mark} ${unlinkedMail(`${onLine(row.label)}${you}${note}`)}${detail === "" ? "" : `: ${detail}`}`;
          return indent(wrap(line, width - 3), "", "   ");
        })
        .join("\n");
    case "quote":
      return quoted(block.text, 3000)
        .split("\n")
        .map((line) => indent(wrap(unlinkedMail(line), width - 2), "> ", "> "))
        .join("\n");
    case "command":
      return `    ${unlinkedCode(onLine(block.text, 300))}`;
  }
}

function links({ buttons, release: { issue } }: Message): string {
  const own = issue === null || buttons.some(({ url }) => url === issue.url) ? [] : [issue];
  return [...buttons, ...own.map(({ number, url }) => ({ label: `Issue #${number}`, url }))]
    .flatMap(({ label, url }) => {
      const safe = safeUrl(url);
      return safe === null ? [] : [`${unlinkedMail(onLine(label).trim())}:\n${safe}`];
    })
    .join("\n");
}

/** Lines of at most so many characters, broken at spaces; an address stays whole. */
function wrap(text: string, most = width): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap(shortEnough)) {
    if (line !== "" && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** A word that no line of a mail could hold (RFC 5322: 998 bytes) is broken; addresses of ours stay whole. */
function shortEnough(word: string): string[] {
  return word.length <= longestWord || word.includes("://") ? [word] : (word.match(/.{1,200}/gu) ?? []);
}

const longestWord = 240;

function indent(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) => `${index === 0 ? first : rest}${line}`)
    .join("\n");
}
