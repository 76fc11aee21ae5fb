import type { APIEmbed, RESTPostAPIWebhookWithTokenJSONBody } from "discord-api-types/v10";
import { cut } from "../escape.ts";
import { safeUrl } from "../links.ts";
import { drawFitting } from "./fit.ts";
import type { Block, Message, Sentence } from "./message.ts";
import {
  addressed,
  footerOf,
  isYours,
  nameOf,
  onLine,
  quoted,
  unlinked,
  unlinkedCode,
  type Writer,
  write,
} from "./plain.ts";

/*
 * Discord, webhook: one embed, in which Discord's Markdown works. What people typed is escaped, and nobody is rung,
 * whatever stands there. https://discord.com/developers/docs/resources/message#embed-object
 */

const longestTitle = 256;
const longestDescription = 4096;
const longestFooter = 2048;
/** Of all texts of the embed together. */
const mostCharacters = 6000;

const colours: Readonly<Record<Message["tone"], number>> = {
  ask: 0x2563eb,
  late: 0xd97706,
  good: 0x16a34a,
  bad: 0xdc2626,
  info: 0x6b7280,
};

/** The body to post to a webhook. */
export function renderDiscord(message: Message): string {
  const embed = drawFitting(message, (blocks) => draw(message, blocks), fits);
  const body: RESTPostAPIWebhookWithTokenJSONBody = { embeds: [embed], allowed_mentions: { parse: [] } };
  return JSON.stringify(body);
}

function fits({ title = "", description = "", footer, fields = [] }: APIEmbed): boolean {
  const texts = [
    title,
    description,
    footer?.text ?? "",
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
  return (
    description.length <= longestDescription &&
    texts.reduce((sum, text) => sum + text.length, 0) <= mostCharacters
  );
}

function draw(message: Message, blocks: readonly Block[]): APIEmbed {
  const { buttons, closing, mark, subject, tone, at } = message;
  const parts = [
    say(addressed(message)),
    ...blocks.map((block) => blockMarkdown(block, message)),
    buttons
      .map(buttonLink)
      .filter((link) => link !== "")
      .join("  ·  "),
    closing.map(say).join("\n"),
  ];
  const url = safeUrl(buttons[0]?.url ?? "");
  return {
    title: cut(`${mark} ${inDiscord(onLine(subject, 110).trim())}`, longestTitle),
    ...(url !== null && { url }),
    // What follows a heading belongs to it.
    description: parts
      .filter((part) => part !== "")
      .join("\n\n")
      .replaceAll(`${headingEnd}\n\n`, "\n")
      .replaceAll(headingEnd, ""),
    color: colours[tone],
    footer: { text: cut(unlinked(footerOf(message)), longestFooter) },
    ...(!Number.isNaN(Date.parse(at)) && { timestamp: at }),
  };
}

const headingEnd = "\u0000";

/** Text in which nothing is Markdown, a mention, an emoji, a time or a link. */
function inDiscord(text: string): string {
  return unlinked(text)
    .replace(/[\\`*_~|<>[\]]/gu, "\\$&")
    .replace(/:(?=[\w+-]+:)/gu, "\\:")
    .replace(/^(\s*)(#|-|\+)/u, "$1\\$2")
    .replace(/^(\s*\d+)\./u, "$1\\.");
}

const writer: Writer = {
  text: inDiscord,
  bold: (text) => `**${inDiscord(text)}**`,
  code: (text) => `\`${text.replaceAll("`", "'")}\``,
  link: (label, url) => `[${inDiscord(label)}](${url})`,
  person: (person) => inDiscord(nameOf(person)),
  // Everybody sees their own time.
  time: (instant) => {
    const seconds = Math.floor(Date.parse(instant) / 1000);
    return Number.isFinite(seconds) ? `<t:${seconds}:f>` : inDiscord(onLine(instant, 40));
  },
};

function say(sentence: Sentence): string {
  return write(sentence, writer);
}

function blockMarkdown(block: Block, message: Message): string {
  switch (block.kind) {
    case "text":
      return say(block.text);
    case "heading":
      return `**${inDiscord(onLine(block.text))}**${headingEnd}`;
    case "list":
      return block.items.map((item) => `- ${say(item)}`).join("\n");
    case "facts":
      return block.facts.map(say).join(" · ");
    case "figures":
      return block.figures
        .map(({ label, value }) => `**${inDiscord(onLine(label))}:** ${say(value)}`)
        .join("\n");
    case "status":
      return [...Map.groupBy(block.rows, ({ mark }) => mark)]
        .map(([mark, rows]) => {
          const names = rows.map((row) => {
            const label = isYours(row, message, null) ? "You" : inDiscord(onLine(row.label));
            return row.note === "" ? label : `${label} (${inDiscord(onLine(row.note))})`;
          });
          return `${mark} ${names.join(", ")}`;
        })
        .join("\n");
    case "quote":
      return quoted(block.text, 1500)
        .split("\n")
        .map((line) => `> ${inDiscord(line)}`)
        .join("\n");
    case "command":
      return `\`\`\`\n${unlinkedCode(onLine(block.text, 300)).replaceAll("`", "'")}\n\`\`\``;
  }
}

function buttonLink({ label, url }: Message["buttons"][number]): string {
  const safe = safeUrl(url);
  return safe === null ? "" : `**[${inDiscord(cut(onLine(label).trim(), 80))}](${safe})**`;
}
