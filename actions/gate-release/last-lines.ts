import { cleanText } from "@release-approval/report";
import { maskSecrets, type Secrets } from "./mask-secrets.ts";
import { maskedValues, withoutCommands } from "./workflow-commands.ts";

/** What is kept while a command runs: far more than is told, so that a secret at its beginning is whole. */
const mostKept = 64 * 1024;
const mostLines = 20;
const mostCharacters = 2000;

// Node's own `stripVTControlCharacters` reads a long line again at every link that does not end.
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  /(?:\u001B\]|\u009D)[^\u0007\u001B\u009C\n]{0,2000}(?:\u0007|\u001B\\|\u009C)|(?:\u001B\[|\u009B)[0-?]{0,100}[ -/]{0,10}[@-~]|\u001B[ -/]{0,10}[0-~]/g;

/** Keeps the end of what a command prints. */
export type Tail = {
  add: (chunk: Uint8Array) => void;
  /** Every line, too: what one asks the runner to mask is masked in all that follow. */
  addLine: (line: string) => void;
  /** The last lines, without secrets: at most 20, and 2,000 characters. */
  read: (secrets: Secrets) => string;
};

export function keepTail(): Tail {
  let kept = Buffer.alloc(0);
  const masked = new Set<string>();
  return {
    add: (chunk) => {
      kept = Buffer.concat([kept, chunk]).subarray(-mostKept);
    },
    addLine: (line) => {
      for (const value of maskedValues(line)) masked.add(value);
    },
    read: ({ values, variables }) =>
      lastLines(kept.toString("utf8"), { values: [...values, ...masked], variables }),
  };
}

/** The last lines of a text, fit to be told in public. Pure. */
export function lastLines(text: string, secrets: Secrets): string {
  // Colours and invisible characters go first: they would cut secrets in two. Secrets go before lines do: some have
  // several. Where programs show progress, they return to the beginning of the line: a new line here.
  const masked = maskSecrets(cleanText(text.replace(escapes, "")), secrets);
  const lines = withoutCommands(masked)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  const last = lines.slice(-mostLines).join("\n");
  return last.length <= mostCharacters ? last : `…${last.slice(1 - mostCharacters).toWellFormed()}`;
}
