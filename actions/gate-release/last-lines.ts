import { stripVTControlCharacters } from "node:util";
import { cleanText } from "@release-approval/report";
import { maskSecrets, type Secrets } from "./mask-secrets.ts";

/** What is kept while a command runs: far more than is told, so that a secret at its beginning is whole. */
const mostKept = 64 * 1024;
const mostLines = 20;
const mostCharacters = 2000;

/** Keeps the end of what a command prints. */
export type Tail = {
  add: (chunk: Uint8Array) => void;
  /** The last lines, without secrets: at most 20, and 2,000 characters. */
  read: (secrets: Secrets) => string;
};

export function keepTail(): Tail {
  let kept = Buffer.alloc(0);
  return {
    add: (chunk) => {
      kept = Buffer.concat([kept, chunk]).subarray(-mostKept);
    },
    read: (secrets) => lastLines(kept.toString("utf8"), secrets),
  };
}

/** The last lines of a text, fit to be told in public. Pure. */
export function lastLines(text: string, secrets: Secrets): string {
  // Colours and invisible characters go first: they would cut secrets in two. Secrets go before lines do: some have
  // several. Where programs show progress, they return to the beginning of the line: a new line here.
  const masked = maskSecrets(cleanText(stripVTControlCharacters(text)), secrets);
  const lines = masked
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  const last = lines.slice(-mostLines).join("\n");
  return last.length <= mostCharacters ? last : `…${last.slice(1 - mostCharacters).toWellFormed()}`;
}
