import { createRequire } from "node:module";
import type * as AdaptiveCards from "adaptivecards";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type Mail, webhookSchema } from "../src/messages/index.ts";

/*
 * What each channel takes, and what would be live in it: a mention, a link, markup that somebody typed. Each check returns
 * what is wrong, so that a test can say it. Whatever links may only lead to where the samples' own links lead.
 */

type Json = { readonly [key: string]: unknown };

const ownHosts = new Set(["github.com"]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const unseen = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]|\p{Surrogate}/u;
/** What programs link by themselves, or ring somebody for. */
const autolink = /:\/\/|\bwww\.|@[\p{L}\p{N}_[-]/iu;

function records(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(records);
  if (typeof value !== "object" || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(records)];
}

function textIn(record: Json | undefined, key: string): string {
  const value = record?.[key];
  return typeof value === "string" ? value : "";
}

function wrongUrl(url: string): string[] {
  const isOwn = URL.canParse(url) && /^https:/u.test(url) && ownHosts.has(new URL(url).hostname);
  return isOwn ? [] : [`links to ${url}`];
}

function liveText(text: string, where: string): string[] {
  const [found] = autolink.exec(text) ?? [];
  return [
    ...(found === undefined ? [] : [`${where} has a live ${found}: ${text.slice(0, 200)}`]),
    ...(unseen.test(text) ? [`${where} has something unseen: ${JSON.stringify(text.slice(0, 200))}`] : []),
  ];
}

function tooMuch(what: string, size: number, most: number): string[] {
  return size > most ? [`${what}: ${size} of at most ${most}`] : [];
}

/** Slack's documented limits, and its known kinds of blocks. https://docs.slack.dev/reference/block-kit/blocks */
export function slackProblems(body: string, members: readonly string[] = []): string[] {
  const message = JSON.parse(body) as Json;
  const blocks = message["blocks"] as Json[];
  const all = records(blocks);
  const of = (...types: string[]) => all.filter((one) => types.includes(textIn(one, "type")));
  const known =
    /^(?:rich_text(?:_section|_list|_quote|_preformatted)?|actions|context|button|plain_text|text|link|user|date)$/u;
  const buttons = of("actions").flatMap((one) => one["elements"] as Json[]);
  return [
    ...tooMuch("blocks", blocks.length, 50),
    ...tooMuch("characters of all blocks", JSON.stringify(blocks).length, 13_000),
    ...tooMuch("text", textIn(message, "text").length, 3000),
    ...(message["mrkdwn"] === false ? [] : ["the text is read as markup"]),
    ...(/[<>]/u.test(textIn(message, "text")) ? ["the text holds markup"] : []),
    ...liveText(textIn(message, "text"), "the text"),
    ...all.flatMap((one) =>
      known.test(textIn(one, "type") || "text") ? [] : [`unknown ${textIn(one, "type")}`],
    ),
    ...of("rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list").flatMap(
      (one) => {
        const elements = one["elements"] as Json[];
        const length = elements.reduce((sum, element) => sum + textIn(element, "text").length, 0);
        return [...(elements.length === 0 ? ["an empty section"] : []), ...tooMuch("section", length, 3000)];
      },
    ),
    ...of("text", "plain_text").flatMap((one) => [
      ...(textIn(one, "text") === "" ? ["an empty text"] : []),
      ...tooMuch("text", textIn(one, "text").length, 3000),
      ...liveText(textIn(one, "text"), "a text"),
    ]),
    ...of("link").flatMap((one) => [
      ...wrongUrl(textIn(one, "url")),
      ...liveText(textIn(one, "text"), "a link"),
    ]),
    ...of("user").flatMap((one) => (members.includes(textIn(one, "user_id")) ? [] : ["rings somebody else"])),
    ...of("date").flatMap((one) => (Number.isInteger(one["timestamp"]) ? [] : ["a date that is none"])),
    ...buttons.flatMap((one) => [
      ...tooMuch("button", textIn(one["text"] as Json, "text").length, 75),
      ...tooMuch("address", textIn(one, "url").length, 3000),
      ...wrongUrl(textIn(one, "url")),
    ]),
    ...of("actions").flatMap((one) => tooMuch("buttons", (one["elements"] as Json[]).length, 25)),
  ];
}

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export function discordProblems(body: string): string[] {
  const message = JSON.parse(body) as Json;
  const embeds = message["embeds"] as Json[];
  const embed = embeds[0] ?? {};
  const title = textIn(embed, "title");
  const description = textIn(embed, "description");
  const footer = textIn(embed["footer"] as Json, "text");
  const known = ["title", "url", "description", "color", "footer", "timestamp"];
  return [
    ...(embeds.length === 1 ? [] : ["not one embed"]),
    ...(JSON.stringify(message["allowed_mentions"]) === '{"parse":[]}' ? [] : ["somebody may be rung"]),
    ...(message["content"] === undefined ? [] : ["text beside the embed"]),
    ...Object.keys(embed).flatMap((key) => (known.includes(key) ? [] : [`unknown ${key}`])),
    ...tooMuch("title", title.length, 256),
    ...tooMuch("description", description.length, 4096),
    ...tooMuch("footer", footer.length, 2048),
    ...tooMuch("embed", title.length + description.length + footer.length, 6000),
    ...(description.trim() === "" ? ["no description"] : []),
    ...wrongUrl(textIn(embed, "url")),
    ...liveText(footer, "the footer"),
    ...liveMarkdown(title),
    ...liveMarkdown(description),
  ];
}

/** What is left of Discord's Markdown when all that is escaped, in code or ours is taken away. */
function liveMarkdown(markdown: string): string[] {
  const plain = markdown
    .replace(/\\[\\`*_~|<>[\]#+:.-]/gu, "·")
    .replace(/```\n[^`]*\n```/gu, "")
    .replace(/`[^`\n]*`/gu, "")
    .replace(/<t:\d+:f>/gu, "");
  const urls = [...plain.matchAll(/\]\(([^()\s]*)\)/gu)].map(([, url = ""]) => url);
  const left = plain
    .replace(/\[[^[\]]*\]\([^()\s]*\)/gu, "")
    .replaceAll("**", "")
    .replace(/^> /gmu, "");
  const [live] = /[`*_~|<>[\]]|^#|^-#|^\s*\d+\./mu.exec(left) ?? [];
  return [
    ...urls.flatMap(wrongUrl),
    ...(live === undefined ? [] : [`live ${live} in: ${left.slice(0, 400)}`]),
    ...liveText(left.replaceAll("\n", " "), "the embed"),
  ];
}

// The library is made for browsers; its bundle runs everywhere.
const cards = createRequire(import.meta.url)("adaptivecards/dist/adaptivecards.js") as typeof AdaptiveCards;

/** As Microsoft's own library reads it, and Teams' limit of size. */
export function teamsProblems(body: string): string[] {
  const message = JSON.parse(body) as Json;
  const [attachment] = message["attachments"] as Json[];
  const card = (attachment?.["content"] ?? {}) as Json;
  const all = records(card["body"]);
  const runs = all.filter((one) => one["type"] === "TextRun").map((one) => textIn(one, "text"));
  const texts = all.filter((one) => one["type"] === "TextBlock").map((one) => textIn(one, "text"));
  const titles = (card["actions"] as Json[]).map((one) => textIn(one, "title"));
  const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`;
  const time = new RegExp(String.raw`^\{\{DATE\(${moment}, SHORT\)\}\} \{\{TIME\(${moment}\)\}\}$`, "u");
  return [
    ...tooMuch("bytes", Buffer.byteLength(body), 28_000),
    ...(message["type"] === "message" ? [] : ["no message"]),
    ...(attachment?.["contentType"] === "application/vnd.microsoft.card.adaptive" ? [] : ["no card"]),
    ...cardProblems(card),
    ...texts.flatMap((text) => (time.test(text) ? [] : [`Markdown: ${text}`])),
    ...[...runs, ...titles].flatMap((text) => [
      ...liveText(text, "a run"),
      ...(/\{\{|<\/?at\b/iu.test(text) ? [`a live ${text.slice(0, 100)}`] : []),
    ]),
    ...[...all, ...records(card["actions"])]
      .filter((one) => one["type"] === "Action.OpenUrl")
      .flatMap((one) => wrongUrl(textIn(one, "url"))),
  ];
}

function cardProblems(card: Json): string[] {
  const version = cards.Version.parse(textIn(card, "version"), new cards.SerializationContext());
  const context = new cards.SerializationContext(version);
  const read = new cards.AdaptiveCard();
  read.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...events, ...read.validateProperties().validationEvents.map((event) => event.message)];
}

const tags = new Set(
  "html head meta title style body div table tr td p b code a br ul li blockquote span".split(" "),
);
const attributes = new Set(
  "lang dir charset name content class style role width cellpadding cellspacing align valign href".split(" "),
);

/** Of HTML: only elements and attributes of ours, nothing from elsewhere, and no text that links by itself. */
export function htmlProblems(html: string): string[] {
  const found = [...html.matchAll(/<(?!!doctype html>)([^>]*)>/gu)].map(([, tag = ""]) => tag);
  const names = found.map((tag) => /^\/?([a-z]+)(?=[\s>]|$)/u.exec(tag)?.[1] ?? `<${tag.slice(0, 60)}`);
  const given = found.flatMap((tag) => [...tag.matchAll(/\s([\w-]+)="([^"]*)"/gu)]);
  const strays = found
    .map((tag) => tag.replace(/\s[\w-]+="[^"]*"/gu, ""))
    .filter((tag) => !/^\/?[a-z]+$/u.test(tag));
  const text = html
    .replace(/<style>.*?<\/style>/su, "")
    .replace(/<[^>]*>/gu, "\n")
    .replaceAll("\t", " ");
  const open = found.filter((tag) => !tag.startsWith("/") && !/^(?:meta|br)\b/u.test(tag)).length;
  const closed = found.filter((tag) => tag.startsWith("/")).length;
  return [
    ...names.filter((name) => !tags.has(name)).map((name) => `element ${name}`),
    ...strays.map((tag) => `odd <${tag.slice(0, 60)}>`),
    ...given.flatMap(([, name = "", value = ""]) => [
      ...(attributes.has(name) ? [] : [`attribute ${name}`]),
      ...(name === "href" ? wrongUrl(value.replaceAll("&amp;", "&")) : []),
      ...(/url\(|expression|import/iu.test(name === "style" ? value : "") ? [`style ${value}`] : []),
    ]),
    ...(/@import|url\(/iu.test(/<style>(.*?)<\/style>/su.exec(html)?.[1] ?? "")
      ? ["something from elsewhere"]
      : []),
    ...(open === closed ? [] : [`${open} elements opened, ${closed} closed`]),
    ...liveText(text, "the page"),
  ];
}

export function mailProblems({ subject, text, html }: Mail): string[] {
  const withoutOwn = text.replace(/https:\/\/(?:github\.com|ci\.example\.com)\/\S*/gu, "");
  return [
    ...tooMuch("subject", subject.length, 200),
    ...(/[\r\n]/u.test(subject) || subject !== subject.trim() ? ["the subject is no line"] : []),
    ...(unseen.test(subject) ? ["the subject has something unseen"] : []),
    ...liveText(withoutOwn, "the text"),
    ...text.split("\n").flatMap((line) => tooMuch("bytes of a line", Buffer.byteLength(line), 998)),
    ...tooMuch("bytes", Buffer.byteLength(html), 100_000),
    ...htmlProblems(html),
  ];
}

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const isWebhook = ajv.compile(webhookSchema);

export function webhookProblems(body: string): string[] {
  const message = JSON.parse(body) as Json;
  const valid = isWebhook(message);
  return [
    ...(valid ? [] : [ajv.errorsText(isWebhook.errors)]),
    ...(unseen.test(textIn(message, "text").replaceAll("\n", "")) ? ["something unseen"] : []),
    ...(message["urls"] as Json[]).flatMap((one) => wrongUrl(textIn(one, "url"))),
    ...(/slack|email|U0SAM0001/u.test(JSON.stringify(message["asked"])) ? ["tells how to reach people"] : []),
  ];
}
