import { assertNever } from "@release-approval/approval";
import type { InputDeclaration } from "./contract.ts";

/** What an input takes, in words of Markdown: for error messages and for the tables of the READMEs. */
export function describeAllowed(declaration: InputDeclaration): string {
  switch (declaration.kind) {
    case "text":
      return `text of at most ${declaration.longest ?? longestText} characters`;
    case "secret":
      return "a secret";
    case "flag":
      return "`true` or `false`";
    case "number":
      return "a whole number from 1 on";
    case "choice":
      return joinWords(declaration.allowed);
    case "list":
      return `${joinWords(declaration.allowed, "and")}, separated by commas`;
    case "lines":
      return `at most ${declaration.most} lines of at most ${declaration.longest} characters`;
    case "version":
      return "a semantic version, as in `1.2.0` or `v2.0.0-rc.1`";
    case "commit":
      return "a whole commit id of 40 (or 64) hexadecimal digits";
    case "duration":
      return "`0`, or a number with s, m, h or d, as in `15m`";
    default:
      return assertNever(declaration);
  }
}

/** Of a text that says nothing else, in characters. */
export const longestText = 4000;

/** "`a`, `b` or `c`". */
export function joinWords(words: readonly string[], last = "or"): string {
  const quoted = words.map((it) => `\`${it}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} ${last} ${quoted.at(-1)}`;
}
