import { trimBlankLines } from "./review-body.ts";

/*
 * The forms that parts of a command have: conditions, dates, durations, logins, commits and links. Each reads the start
 * of a text and says what is left.
 */

export type Taken = { value: string; rest: string };

/** The first word, up to white space or `: , ;`; one separator after it (also a lone dash) goes with it. */
export function takeWord(said: string): Taken {
  const word = said.trimStart().replace(/[\s:,;].*$/s, "");
  const rest = said
    .trimStart()
    .slice(word.length)
    .replace(/^[ \t]*(?:[:,;]|[-–—](?=\s))?[ \t]*/, "");
  return { value: word, rest: trimBlankLines(rest) };
}

function takeIf(said: string, read: (word: string) => string | null): Taken | null {
  const { value, rest } = takeWord(said);
  const known = read(value);
  return known === null ? null : { value: known, rest };
}

/** `C1`, `c1`, `C01` → `C1`. */
export function takeCondition(said: string): Taken | null {
  return takeIf(said, (word) => {
    const digits = /^c0{0,3}([1-9]\d{0,3})\.?$/i.exec(word)?.[1];
    return digits === undefined ? null : `C${digits}`;
  });
}

/** A length of time as in the policy, `24h`. */
export function takeDuration(said: string): Taken | null {
  return takeIf(said, (word) => (/^[1-9]\d{0,3}[mhdw]$/i.test(word) ? word.toLowerCase() : null));
}

/** `2026-12-07`, also after `until` or `to`. */
export function takeDate(said: string): Taken | null {
  const first = takeWord(said);
  const lead = /^(?:until|to)$/i.test(first.value);
  return takeIf(lead ? first.rest : said, readDate);
}

/** A day that exists, `YYYY-MM-DD`; closing punctuation aside. */
export function readDate(word: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[.,;:!]?$/.exec(word);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year > 0 && day >= 1 && day <= days ? `${match[1]}-${match[2]}-${match[3]}` : null;
}

/** `@octocat` → `octocat`. A team, `@acme/leads`, is nobody's login. */
export function readLogin(word: string): string | null {
  return /^@([A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}))[.,;:!]?$/.exec(word)?.[1] ?? null;
}

const commit = /^(?:[0-9a-f]{7,64}|(?=[0-9a-f]{0,5}\d)[0-9a-f]{6})$/i;
const link =
  /^(?:https?:\/\/[^\s<>]+|(?:[A-Za-z0-9_.-]{1,100}\/[A-Za-z0-9_.-]{1,100})?(?:#\d{1,10}|@[0-9a-f]{7,64}))$/i;

/**
 * The commit or link at the start, also as `commit abc1234`, `(commit: abc1234)`, `<https://…>`; without one, `value` is
 * empty and all is left.
 */
export function takeTarget(said: string): Taken {
  const left = said.replace(/^\s*\(?(?:(?:in|by|with)\s+)?(?:commit\s*:?\s+)?/i, "");
  const word = left.replace(/\s.*$/s, "");
  const target = word.replace(/^[(<`]{1,2}/, "").replace(/[)>`.,;:]{1,3}$/, "");
  if (!commit.test(target) && !link.test(target)) return { value: "", rest: trimBlankLines(said) };
  return {
    value: target,
    rest: trimBlankLines(left.slice(word.length).replace(/^[ \t]+/, "")),
  };
}
