import { longDay } from "../dates.ts";
import { cut } from "../escape.ts";
import { safeUrl } from "../links.ts";
import { drawFitting } from "./fit.ts";
import type { Block, Inline, Message, Sentence } from "./message.ts";
import { addressed, footerOf, isYours, nameOf, onLine, quoted, unlinked, unlinkedCode } from "./plain.ts";
import { joined } from "./sentences.ts";

/*
 * Microsoft Teams, workflow webhook: an Adaptive Card. What people typed stands in `TextRun`s alone, which know no
 * Markdown. https://adaptivecards.io/explorer
 */

/** Teams takes 28 KB, and counts what a workflow adds; so some room is left. */
const mostBytes = 24_000;
const longestTitle = 75;

type TextRun = {
  type: "TextRun";
  text: string;
  weight?: "Bolder";
  fontType?: "Monospace";
  size?: "Small" | "Medium";
  isSubtle?: true;
  selectAction?: { type: "Action.OpenUrl"; url: string };
};
type RichTextBlock = {
  type: "RichTextBlock";
  inlines: TextRun[];
  spacing?: Spacing;
};
type TextBlock = {
  type: "TextBlock";
  text: string;
  wrap: true;
  size?: "Large" | "Small";
  weight?: "Bolder";
  isSubtle?: true;
  spacing?: Spacing;
};
type Spacing = "None" | "Small" | "Medium";
type ColumnSet = {
  type: "ColumnSet";
  spacing: Spacing;
  columns: { type: "Column"; width: string; items: Element[] }[];
};
type Container = { type: "Container"; style: "emphasis"; spacing: Spacing; items: Element[] };
type Element = RichTextBlock | TextBlock | ColumnSet | Container;
type Card = {
  type: "AdaptiveCard";
  $schema: string;
  version: "1.4";
  msteams: { width: "Full" };
  body: Element[];
  actions: { type: "Action.OpenUrl"; title: string; url: string }[];
};

/** The body to post to a workflow's webhook. */
export function renderTeams(message: Message): string {
  return drawFitting(
    message,
    (blocks) =>
      JSON.stringify({
        type: "message",
        attachments: [
          {
            contentType: "application/vnd.microsoft.card.adaptive",
            contentUrl: null,
            content: draw(message, blocks),
          },
        ],
      }),
    (body) => utf8.encode(body).length <= mostBytes,
  );
}

const utf8 = new TextEncoder();

function draw(message: Message, blocks: readonly Block[]): Card {
  const { closing, buttons } = message;
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.4",
    msteams: { width: "Full" },
    body: [
      styled(rich([`${message.mark} `, ...addressed(message)]), { size: "Medium" }),
      ...blocks.flatMap((block, index) => elementsOf(block, message, spacingAfter(blocks[index - 1]))),
      ...closing.map((sentence) => rich(sentence)),
      styled(rich([footerOf(message)], "Medium"), { size: "Small", isSubtle: true }),
    ],
    actions: buttons.flatMap(({ label, url }) => {
      const safe = safeUrl(url);
      const title = inert(cut(onLine(label).trim(), longestTitle));
      return safe === null || title === "" ? [] : [{ type: "Action.OpenUrl" as const, title, url: safe }];
    }),
  };
}

// What follows a heading belongs to it, and so do commands to one another.
function spacingAfter(before: Block | undefined): Spacing {
  return before?.kind === "heading" || before?.kind === "command" ? "Small" : "Medium";
}

function elementsOf(block: Block, message: Message, spacing: Spacing): Element[] {
  switch (block.kind) {
    case "text":
      return [rich(block.text, spacing)];
    case "heading":
      return [rich([{ bold: block.text }], "Medium")];
    case "list":
      return block.items.map((item, index) => rich(["• ", ...item], index === 0 ? spacing : "None"));
    case "facts":
      return [rich(joined(block.facts, " · "), spacing)];
    case "figures":
      return block.figures.map(({ label, value }, index) =>
        figure(label, value, index === 0 ? spacing : "None"),
      );
    case "status":
      return [...Map.groupBy(block.rows, ({ mark }) => mark)].map(([mark, rows], index) => {
        const names = rows.map((row) => {
          const label = isYours(row, message, null) ? "You" : row.label;
          return row.note === "" ? label : `${label} (${row.note})`;
        });
        return rich([`${mark} ${names.join(", ")}`], index === 0 ? spacing : "None");
      });
    case "quote": {
      const lines = quoted(block.text, 1500).split("\n");
      const items = lines.map((line): RichTextBlock => rich([line], "None"));
      return [{ type: "Container", style: "emphasis", spacing, items }];
    }
    case "command":
      return [rich([{ code: block.text }], spacing)];
  }
}

// A time for itself stands in a `TextBlock`, where every reader sees their own.
function figure(label: string, value: Sentence, spacing: Spacing): ColumnSet {
  const [only] = value;
  const time = value.length === 1 && typeof only === "object" && "time" in only ? only.time : null;
  const shown: Element =
    time !== null && isInstant(time)
      ? { type: "TextBlock", text: `{{DATE(${time}, SHORT)}} {{TIME(${time})}}`, wrap: true }
      : rich(value);
  return {
    type: "ColumnSet",
    spacing,
    columns: [
      { type: "Column", width: "150px", items: [rich([{ bold: label }])] },
      { type: "Column", width: "stretch", items: [shown] },
    ],
  };
}

function isInstant(time: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(time) && !Number.isNaN(Date.parse(time));
}

function rich(sentence: Sentence, spacing?: Spacing): RichTextBlock {
  const inlines = sentence.map(runOf).filter(({ text }) => text !== "");
  return {
    type: "RichTextBlock",
    inlines: inlines.length === 0 ? [{ type: "TextRun", text: " " }] : inlines,
    ...(spacing !== undefined && { spacing }),
  };
}

function styled(block: RichTextBlock, style: Pick<TextRun, "size" | "isSubtle">): RichTextBlock {
  return { ...block, inlines: block.inlines.map((one) => ({ ...one, ...style })) };
}

function runOf(piece: Inline): TextRun {
  if (typeof piece === "string") return run(onLine(piece));
  if ("bold" in piece) return { ...run(onLine(piece.bold)), weight: "Bolder" };
  if ("code" in piece) return { ...code(piece.code), fontType: "Monospace" };
  if ("person" in piece) return run(nameOf(piece.person));
  if ("time" in piece) return run(longDay(piece.time));
  const url = safeUrl(piece.url);
  const label = onLine(piece.link).trim();
  return url === null ? run(label) : { ...run(label), selectAction: { type: "Action.OpenUrl", url } };
}

function run(text: string): TextRun {
  return { type: "TextRun", text: inert(text) };
}

function code(text: string): TextRun {
  return { type: "TextRun", text: noFunction(unlinkedCode(onLine(text, 300).trim())) };
}

/** Text in which Teams finds no time to format, no person to mention and no address to link. */
function inert(text: string): string {
  return noFunction(unlinked(text));
}

function noFunction(text: string): string {
  return text.replace(/\{(?=\{)/gu, "{\u200B").replace(/<(?=\/?at\b)/giu, "<\u200B");
}
