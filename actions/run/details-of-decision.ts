import type { Decision, Json } from "@release-approval/approval";
import { cut, describeFigures } from "@release-approval/report";

type Details = { readonly [key: string]: Json };

/**
 * How much is told: texts of so many characters, lists of so many members. Outputs of a job have a megabyte together;
 * whole is everything in the issue and in the audit.
 */
type Level = { text: number; list: number };
const levels: readonly Level[] = [
  { text: 1000, list: Number.POSITIVE_INFINITY },
  { text: 200, list: 500 },
  { text: 60, list: 100 },
];
const longestDetails = 300_000;

/**
 * What the result tells of a decision beside its status, for workflows and scripts: in snake_case, with everything that
 * holds the release, that stands in for reviews, and that is owed. Where lists are longer than the output can take,
 * `shortened` is true.
 */
export function detailsOf(decision: Decision): Details {
  const { figures, schedule, obligations, conditions, conflicts, override, opening } = decision;
  const held = { schedule, obligations, conditions, conflicts, override, opening };
  let details: Details = {};
  for (const [index, level] of levels.entries()) {
    const shortened = index > 0 ? { shortened: true } : {};
    details = { figures: describeFigures(figures), ...asObject(held, level), ...shortened };
    if (JSON.stringify(details).length <= longestDetails) break;
  }
  return details;
}

type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };

function asObject(members: { readonly [key: string]: Plain }, level: Level): Details {
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => [snakeCase(key), asJson(value, level)]),
  );
}

function asJson(value: Plain, level: Level): Json {
  if (typeof value === "string") return cut(value, level.text);
  if (typeof value !== "object" || value === null) return value ?? null;
  return isList(value) ? value.slice(0, level.list).map((one) => asJson(one, level)) : asObject(value, level);
}

// What `Array.isArray` tells leaves read-only lists out.
function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value);
}

// Ids of roles are keys, too: they have no capitals.
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
