import type { KnownBlock, RichTextBlock, RichTextBlockElement, RichTextElement } from "@slack/types";
import { longDay } from "../dates.ts";
import { cut } from "../escape.ts";
import { safeUrl } from "../links.ts";
import { drawFitting } from "./fit.ts";
import type { Block, Inline, Message, Reader, Sentence } from "./message.ts";
import { addressed, footerOf, isYours, nameOf, onLine, quoted, unlinked, unlinkedCode } from "./plain.ts";
import { joined } from "./sentences.ts";

/*
 * Slack, incoming webhook. What people typed stands in `rich_text` and `plain_text` alone: Slack reads no markup there, so
 * there is nothing to escape and nothing that could be forgotten. https://docs.slack.dev/reference/block-kit
 */

/** Blocks of a message. */
const mostBlocks = 50;
/** Slack takes some 13,200 characters of all blocks together, and says so nowhere but in its answer. */
const mostCharacters = 12_000;
const longestButton = 75;
const longestUrl = 3000;
const longestText = 3000;

/** The body to post to an incoming webhook. */
export function renderSlack(message: Message): string {
  const blocks = drawFitting(
    message,
    (shown) => draw(message, shown),
    (drawn) => drawn.length <= mostBlocks && JSON.stringify(drawn).length <= mostCharacters,
  );
  // The text is what notifications show, and read as markup: so its markup is switched off, and escaped all the same.
  return JSON.stringify({
    text: notification(message),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks,
  });
}

function notification({ mark, subject }: Message): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return unlinked(`${mark} ${onLine(subject, 300)}`).replace(/[&<>]/gu, (c) => entities[c] ?? c);
}

function draw(message: Message, blocks: readonly Block[]): KnownBlock[] {
  const { closing } = message;
  return [
    richText([section([`${message.mark} `, ...addressed(message)])]),
    ...together(blocks).map((those) => richText(those.flatMap((block) => elementsOf(block, message)))),
    ...actions(message),
    ...(closing.length === 0 ? [] : [richText(closing.map(section))]),
    { type: "context", elements: [{ type: "plain_text", text: unlinked(footerOf(message)), emoji: false }] },
  ];
}

/** A heading goes with what follows it, and commands with one another. */
function together(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1)?.at(-1);
    const joins = last?.kind === "heading" || (last?.kind === "command" && block.kind === "command");
    if (joins) groups.at(-1)?.push(block);
    else groups.push([block]);
  }
  return groups;
}

function richText(elements: RichTextBlockElement[]): RichTextBlock {
  return { type: "rich_text", elements };
}

function section(sentence: Sentence): RichTextBlockElement & { type: "rich_text_section" } {
  return { type: "rich_text_section", elements: elementsIn(sentence) };
}

function elementsOf(block: Block, message: Message): RichTextBlockElement[] {
  switch (block.kind) {
    case "text":
      return [section(block.text)];
    case "heading":
      return [section([{ bold: block.text }])];
    case "list":
      return [{ type: "rich_text_list", style: "bullet", elements: block.items.map(section) }];
    case "facts":
      return [section(joined(block.facts, " · "))];
    case "figures":
      return [
        section(
          block.figures.flatMap(
            ({ label, value }, index): Sentence => [
              `${index === 0 ? "" : "\n"}`,
              { bold: `${label}:` },
              " ",
              ...value,
            ],
          ),
        ),
      ];
    case "status":
      return [section(statusLine(block, message))];
    case "quote":
      return [{ type: "rich_text_quote", elements: [plain(quoted(block.text, longestText))] }];
    case "command":
      return [{ type: "rich_text_preformatted", elements: [code(block.text)] }];
  }
}

/** Wider than a space, so that groups stay apart. */
const gap = "   ";

// All in one line, as a room has many messages: `✅ Release manager  🔴 DevOps  ⏳ You, Product, QA`.
function statusLine({ rows }: Block & { kind: "status" }, message: Message): Sentence {
  const groups = Map.groupBy(rows, (row) => row.mark);
  return [...groups].flatMap(([mark, those], index): Inline[] => {
    const names = those.map((row) => {
      const label = isYours(row, message, null) ? "You" : row.label;
      return row.note === "" ? label : `${label} (${row.note})`;
    });
    return [index === 0 ? "" : gap, `${mark} ${names.join(", ")}`];
  });
}

function elementsIn(sentence: Sentence): RichTextElement[] {
  const elements = sentence.map(elementOf).filter((one) => one.type !== "text" || one.text !== "");
  // Slack takes no empty section.
  return elements.length === 0 ? [plain(" ")] : elements;
}

function plain(text: string): RichTextElement & { type: "text" } {
  return { type: "text", text: unlinked(text) };
}

function code(text: string): RichTextElement & { type: "text" } {
  return { type: "text", text: unlinkedCode(onLine(text, 300).trim()) };
}

function elementOf(piece: Inline): RichTextElement {
  if (typeof piece === "string") return plain(piece === "\n" || piece === gap ? piece : onLine(piece));
  if ("bold" in piece) return { ...plain(onLine(piece.bold)), style: { bold: true } };
  if ("code" in piece) return { ...code(piece.code), style: { code: true } };
  if ("person" in piece) return personOf(piece.person, piece.ping);
  if ("time" in piece) return dateOf(piece.time);
  const url = safeUrl(piece.url);
  const label = onLine(piece.link).trim();
  if (url === null || label === "" || url.length > longestUrl) return plain(label);
  return { type: "link", url, text: unlinked(label) };
}

// Everybody sees their own time.
function dateOf(instant: string): RichTextElement {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  if (!Number.isFinite(seconds)) return plain(onLine(instant, 40));
  return {
    type: "date",
    timestamp: seconds,
    format: "{date_short_pretty} at {time}",
    fallback: longDay(instant),
  };
}

function personOf(person: Reader, ping: boolean): RichTextElement {
  const { slack } = person;
  return ping && slack !== null && /^[UW][A-Z0-9]{5,20}$/u.test(slack)
    ? { type: "user", user_id: slack }
    : plain(nameOf(person));
}

function actions({ buttons }: Message): KnownBlock[] {
  const usable = buttons.flatMap(({ label, url }) => {
    const safe = safeUrl(url);
    const text = cut(onLine(label).trim(), longestButton);
    return safe === null || safe.length > longestUrl || text === "" ? [] : [{ text, url: safe }];
  });
  if (usable.length === 0) return [];
  return [
    {
      type: "actions",
      elements: usable.slice(0, 5).map(({ text, url }, index) => ({
        type: "button",
        text: { type: "plain_text", text: unlinked(text), emoji: false },
        url,
        action_id: `open-${index + 1}`,
        ...(index === 0 && { style: "primary" as const }),
      })),
    },
  ];
}
