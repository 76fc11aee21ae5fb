import type { Decision, Json } from "@release-approval/approval";
import { cut, describeFigures } from "@release-approval/report";

type Details = { readonly [key: string]: Json };

/** Texts are whole in the issue and the audit; outputs of a job have a megabyte together. */
const longestText = 1000;

/**
 * What the result tells of a decision beside its status, for workflows and scripts: in snake_case, with everything that
 * holds the release, that stands in for reviews, and that is owed.
 */
export function detailsOf(decision: Decision): Details {
  const { figures, schedule, obligations, conditions, conflicts, override, opening } = decision;
  const held = { schedule, obligations, conditions, conflicts, override, opening };
  return { figures: describeFigures(figures), ...asObject(held) };
}

type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };

function asObject(members: { readonly [key: string]: Plain }): Details {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [snakeCase(key), asJson(value)]));
}

function asJson(value: Plain): Json {
  if (typeof value === "string") return cut(value, longestText);
  if (typeof value !== "object" || value === null) return value ?? null;
  return isList(value) ? value.map(asJson) : asObject(value);
}

// What `Array.isArray` tells leaves read-only lists out.
function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value);
}

// Ids of roles are keys, too: they have no capitals.
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
