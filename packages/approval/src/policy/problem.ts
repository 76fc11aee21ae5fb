/*
 * What is wrong with a policy, for people: where it is, what was found, what is allowed, what was probably meant and
 * how to cure it. Words of the policy are quoted and cut, so that a sentence stays one line.
 */

export type PolicyProblem = {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** `roles.qa-lead.members[0]`; empty: the file as a whole. */
  path: string;
  found: string;
  allowed: string;
  /** The valid key or value that was probably meant. */
  nearest?: string;
  /** The sentence with its cure, without file and position. */
  message: string;
  /** The inherited file it is in, `owner/repo//path@ref`; absent: the policy file itself. */
  source?: string;
};

export type Path = readonly (string | number)[];

/** A problem before it has a position. */
export type Draft = {
  path: Path;
  /** Whether the key is wrong or its value. */
  at: "key" | "value";
  /** A sentence without full stop. */
  what: string;
  found: string;
  allowed: string;
  nearest?: string;
  /** A whole sentence or more. */
  cure?: string;
  /** Other places that this problem would follow from, had they a problem of their own. */
  depends?: readonly Path[];
  /** Where to point when the path itself is nowhere. */
  near?: readonly Path[];
};

export type Position = { line: number; column: number; source: string | null };

/** Gives a draft its position and its sentence. */
export function toProblem(draft: Draft, position: Position): PolicyProblem {
  const path = formatPath(draft.path);
  const guess = draft.nearest === undefined ? "" : ` Did you mean ${quote(draft.nearest)}?`;
  const cure = draft.cure === undefined ? "" : ` ${draft.cure}`;
  const lead = path === "" ? "" : `${path}: `;
  return {
    line: position.line,
    column: position.column,
    path,
    found: draft.found,
    allowed: draft.allowed,
    ...(draft.nearest === undefined ? {} : { nearest: draft.nearest }),
    message: `${lead}${draft.what}.${guess} Allowed: ${draft.allowed}.${cure}`,
    ...(position.source === null ? {} : { source: position.source }),
  };
}

/**
 * All problems for people, a line each: `.github/release-approval.yml:7:3 roles.qa-lead.membres: unknown key …`.
 * @param file the policy file's path; a problem of an inherited file names that one instead
 */
export function describeProblems(file: string, problems: readonly PolicyProblem[]): string {
  return problems
    .map(({ source, line, column, message }) => `${source ?? file}:${line}:${column} ${message}`)
    .join("\n");
}

/** `["roles", "qa-lead", "members", 0]` is `roles.qa-lead.members[0]`. */
function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w$-]{1,100}$/.test(step)) return `[${quote(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** More problems than this nobody reads at once, and finding their places would take long. */
export const mostProblems = 200;

const longestQuote = 60;

/** A word of the policy, in quotes, on one line, without invisible characters, cut where it is long. */
export function quote(text: string): string {
  const cut = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return JSON.stringify(cut).replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`,
  );
}

/** A value of the policy in a few words: texts quoted, numbers as they are, `a list`, `a mapping`, `nothing`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a mapping";
  return typeof value === "string" ? quote(value) : String(value);
}

/** `a, b or c`. */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** Whether one path is the other or leads to it. */
export function isOnPath(a: Path, b: Path): boolean {
  return Array.from({ length: Math.min(a.length, b.length) }, (_, index) => a[index] === b[index]).every(
    Boolean,
  );
}
