import { assertNever } from "@release-approval/approval";
import { valid } from "semver";
import { joinWords, longestText } from "./allowed-values.ts";
import type { InputDeclaration } from "./contract.ts";

/** `found`, `allowed` and `cure` only where the text itself and the kind do not say it. */
export type Parsed =
  | { ok: true; value: unknown }
  | { ok: false; found?: string; allowed?: string; cure?: string };

/** The value of an input that was not given and has no default. */
export function absentValue(declaration: InputDeclaration): unknown {
  if (declaration.kind === "flag") return false;
  return declaration.kind === "list" || declaration.kind === "lines" ? [] : null;
}

/** Reads one text as its kind says. Total: never throws. */
export function parseValue(declaration: InputDeclaration, text: string): Parsed {
  switch (declaration.kind) {
    case "secret":
      return { ok: true, value: text };
    case "text":
      return parseText(text, declaration.longest ?? longestText);
    case "flag":
      return parseFlag(text);
    case "number":
      return parseNumber(text);
    case "choice":
      return declaration.allowed.includes(text)
        ? { ok: true, value: text }
        : refuse([text], declaration.allowedLater);
    case "list":
      return parseList(text, declaration);
    case "lines":
      return parseLines(text, declaration.longest, declaration.most);
    case "version":
      return parseVersion(text);
    case "commit":
      return /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)
        ? { ok: true, value: text.toLowerCase() }
        : { ok: false };
    case "duration":
      return parseDuration(text);
    default:
      return assertNever(declaration);
  }
}

function parseText(text: string, longest: number): Parsed {
  return text.length <= longest
    ? { ok: true, value: text }
    : { ok: false, found: `${text.length} characters` };
}

/** The words of YAML 1.2's core schema, as `getBooleanInput` of @actions/core takes them. */
function parseFlag(text: string): Parsed {
  if (/^(true|True|TRUE)$/.test(text)) return { ok: true, value: true };
  return /^(false|False|FALSE)$/.test(text) ? { ok: true, value: false } : { ok: false };
}

function parseNumber(text: string): Parsed {
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : 0;
  return value > 0 ? { ok: true, value } : { ok: false };
}

function parseList(text: string, declaration: InputDeclaration & { kind: "list" }): Parsed {
  const items = [...new Set(text.split(/[,\n]/).map((it) => it.trim()))].filter((it) => it !== "");
  const refused = items.filter((it) => !declaration.allowed.includes(it));
  if (refused.length > 0) return refuse(refused, declaration.allowedLater);
  return items.length > 0 ? { ok: true, value: items } : { ok: false };
}

function refuse(words: readonly string[], allowedLater: readonly string[] = []): Parsed {
  const known = words.filter((it) => allowedLater.includes(it));
  return known.length > 0
    ? { ok: false, cure: `Leave ${joinWords(known, "and")} out: not supported yet.` }
    : { ok: false };
}

function parseLines(text: string, longest: number, most: number): Parsed {
  const items = text
    .split("\n")
    .map((it) => it.trim())
    .filter((it) => it !== "");
  if (items.length > most) return { ok: false, found: `${items.length} lines` };
  const long = items.find((it) => it.length > longest);
  return long === undefined
    ? { ok: true, value: items }
    : { ok: false, found: `a line of ${long.length} characters` };
}

function parseVersion(text: string): Parsed {
  // `valid` also takes "=1.2.0": only the plain form, with at most one `v`, is a version here.
  const plain = text.replace(/^v/, "");
  return /^[0-9]/.test(plain) && valid(plain) !== null ? { ok: true, value: plain } : { ok: false };
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function parseDuration(text: string): Parsed {
  if (text === "0") return { ok: true, value: 0 };
  const [, count, unit = ""] = /^([1-9][0-9]{0,5})([smhd])$/.exec(text) ?? [];
  const seconds = unitSeconds[unit];
  return seconds === undefined ? { ok: false } : { ok: true, value: Number(count) * seconds };
}
