import { Buffer } from "node:buffer";
import { TextDecoder } from "node:util";
import type { ReportFile } from "../report.ts";
import { Unreadable } from "./unreadable.ts";

/** Reports are read so far and no further. */
export const largestReport = 1024 * 1024 * 1024;

/** Characters come in pieces of at most so many bytes, whatever the pieces of the file. */
const piece = 64 * 1024;

/** The encodings that an XML declaration may name. Both last ones are one to every browser, and to `TextDecoder`. */
const encodings: ReadonlyMap<string, string> = new Map<string, string>([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["us-ascii", "utf-8"],
  ["ascii", "utf-8"],
  ["iso-8859-1", "windows-1252"],
  ["windows-1252", "windows-1252"],
]);

/** The characters of a report, in pieces; `start` is the first of them that is not white space, or nothing. */
export type Text = { start: string; pieces: AsyncIterable<string> };

/**
 * Opens a report as text: UTF-8, or UTF-16 with a byte-order mark, or what an XML declaration says.
 * @throws Unreadable for a file that is too large, binary or encoded wrongly; later ones while `pieces` are read
 */
export async function openText(file: ReportFile): Promise<Text> {
  const pieces = decode(file)[Symbol.asyncIterator]();
  const before: string[] = [];
  let start = "";
  while (start === "") {
    const next = await pieces.next();
    if (next.done === true) break;
    before.push(next.value);
    start = next.value.trimStart().charAt(0);
  }
  return { start, pieces: chain(before, pieces) };
}

async function* chain(before: string[], rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield* before;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* decode(file: ReportFile): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let size = 0;
  for await (const bytes of cutUp(file)) {
    size += bytes.length;
    if (size > largestReport) throw new Unreadable(`is larger than ${sizeText(largestReport)}`);
    decoder ??= new TextDecoder(findEncoding(bytes), { fatal: true });
    const text = decodePiece(decoder, bytes);
    if (text.includes("\0")) throw new Unreadable("is binary, not text");
    if (text !== "") yield text;
  }
  if (decoder === undefined) return;
  const rest = decodePiece(decoder);
  if (rest !== "") yield rest;
}

function decodePiece(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    const end = bytes === undefined ? ", or ends in the middle of a character" : "";
    throw new Unreadable(`is not ${decoder.encoding.toUpperCase()} text${end}`);
  }
}

/** Enough in the first piece for a byte-order mark and an XML declaration, unless the file is shorter. */
async function* cutUp({ chunks }: ReportFile): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array();
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (head !== null) {
      bytes = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      head = bytes.length < 256 ? bytes : null;
      if (head !== null) continue;
    }
    for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
  }
  if (head !== null && head.length > 0) yield head;
}

/** @throws Unreadable for an encoding that is not read */
function findEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  const named = /^(?:\u00ef\u00bb\u00bf)?<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
  if (named === undefined) return "utf-8";
  const known = encodings.get(named.toLowerCase());
  if (known === undefined)
    throw new Unreadable(
      "is in an encoding that is not read; UTF-8, UTF-16 with its mark and ISO-8859-1 are",
    );
  return known;
}

/** `64 MB`. */
export function sizeText(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024).toLocaleString("en-US")} MB`;
}
