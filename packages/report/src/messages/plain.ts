import { longDay } from "../dates.ts";
import { cleanText, cut } from "../escape.ts";
import { safeUrl } from "../links.ts";
import type { Inline, Message, Reader, Sentence, StatusRow } from "./message.ts";
import { capital, joined } from "./sentences.ts";

/* What all channels have in common: text on one line, without anything that is not seen or that links by itself. */

const zeroWidthSpace = "\u200B";

/** So long a piece of a sentence can be in any channel. */
const longestPiece = 1000;

/** One line: nothing unseen, and at most so many characters. Spaces at its ends stay, since a piece follows. */
export function onLine(text: string, max = longestPiece): string {
  return cut(cleanText(text).replace(/\s+/gu, " "), max);
}

/** What somebody typed, as a piece of a sentence. */
export function typed(text: string, max: number): string {
  return cut(cleanText(text).replace(/\s+/gu, " ").trim(), max);
}

/**
 * Text in which no program finds an address to link, or a name to ring. A zero-width space does not show, and stops
 * them all; a backslash or an entity is gone before they look.
 */
export function unlinked(text: string): string {
  return text
    .replace(/:(?=\/\/)/gu, `:${zeroWidthSpace}`)
    .replace(/\bwww(?=\.)/giu, `$&${zeroWidthSpace}`)
    .replace(/@(?=[\p{L}\p{N}_.[-])/gu, `@${zeroWidthSpace}`);
}

/** The same for what is pasted: `/delegate qa-lead @rae` has to stay as it is. */
export function unlinkedCode(text: string): string {
  return text
    .replace(/:(?=\/\/)/gu, `:${zeroWidthSpace}`)
    .replace(/\bwww(?=\.)/giu, `$&${zeroWidthSpace}`)
    .replace(/(?<=[\p{L}\p{N}_.+-])@/gu, `${zeroWidthSpace}@`);
}

/** The same for mail programs, which link a bare `evil.example` as well. */
export function unlinkedMail(text: string): string {
  return unlinked(text).replace(/(?<=[\p{L}\p{N}_-])\.(?=\p{L}{2})/gu, `.${zeroWidthSpace}`);
}

/** How somebody is called. */
export function nameOf({ name, login }: Pick<Reader, "name" | "login">): string {
  return typed(name ?? login, 60) || "somebody";
}

/** How somebody is called in a mail: who is spoken to and reads it is "you". */
export function calledIn(reader: Reader, person: Reader, ping: boolean): string {
  return ping && person.id === reader.id ? "you" : nameOf(person);
}

/** How a channel writes each kind of piece. Each gets one clean line; code does not link; a `url` is http(s) and encoded. */
export type Writer = {
  text: (text: string) => string;
  bold: (text: string) => string;
  code: (text: string) => string;
  link: (label: string, url: string) => string;
  person: (person: Reader, ping: boolean) => string;
  time: (instant: string) => string;
};

/** A sentence in the form of a channel. A link whose address is none is text. */
export function write(sentence: Sentence, writer: Writer): string {
  return sentence.map((piece) => writePiece(piece, writer)).join("");
}

function writePiece(piece: Inline, writer: Writer): string {
  if (typeof piece === "string") return writer.text(onLine(piece));
  if ("bold" in piece) return writer.bold(onLine(piece.bold));
  if ("code" in piece) return writer.code(unlinkedCode(onLine(piece.code).trim()));
  if ("person" in piece) return writer.person(piece.person, piece.ping);
  if ("time" in piece) return writer.time(piece.time);
  const url = safeUrl(piece.url);
  const label = onLine(piece.link).trim();
  return url === null || label === "" ? writer.text(label) : writer.link(label, url);
}

/** Plain text for logs, lists and documents; times in UTC. */
export const plainWriter: Writer = {
  text: (text) => text,
  bold: (text) => text,
  code: (text) => text,
  link: (label) => label,
  person: (person) => nameOf(person),
  time: longDay,
};

export function writePlain(sentence: Sentence): string {
  return write(sentence, plainWriter);
}

/** `acme/rocket · v1.2.0 at a41f9c2 · #57 · Waiting: 2 of 6 reviews in`: below every message. */
export function footerOf({ release }: Message): string {
  const { repository, version, commit, revision, issue, headline } = release;
  return [
    typed(repository, 140),
    `${typed(version, 80)} at ${typed(commit.slice(0, 7), 7)}${revision > 1 ? `, revision ${revision}` : ""}`,
    issue === null ? "" : `#${issue.number}`,
    typed(headline, 150),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** A room rings so many people at most; a larger team is counted. */
const mostRung = 20;

/** Its first sentence in a room: rings who is asked to act, and tells everybody else. */
export function addressed({ to, lead, leadForOthers }: Message): Sentence {
  if (to.length === 0) return capital(leadForOthers);
  const people = to.slice(0, mostRung).map((person): Sentence => [{ person, ping: true }]);
  const more = to.length - people.length;
  return [...joined(people, ", "), `${more > 0 ? ` and ${more} more` : ""}: `, ...lead];
}

/** The first sentence as this person should read it: asked to act, or only told. */
export function leadFor({ to, lead, leadForOthers }: Message, reader: Reader): Sentence {
  return capital(to.some(({ id }) => id === reader.id) ? lead : leadForOthers);
}

/** Whether a row waits for this reader; in a room, whether it is the one that the message is about. */
export function isYours({ awaited, role }: StatusRow, message: Message, reader: Reader | null): boolean {
  if (reader !== null) return awaited.includes(reader.id);
  return role !== null && role === message.role && message.to.some(({ id }) => awaited.includes(id));
}

/** What somebody typed, line by line. */
export function quoted(text: string, max: number): string {
  return cut(cleanText(text).trim(), max) || "…";
}
