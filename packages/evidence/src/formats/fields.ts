import { cut } from "./cut.ts";
import { Unreadable } from "./unreadable.ts";

/*
 * Looking into parsed JSON whose shape nobody vouches for. Only own fields count, so a key such as `__proto__` is a key
 * like any other.
 */

/** A field, a field of that, and so on; undefined where there is none. */
export function fieldOf(value: unknown, ...keys: readonly string[]): unknown {
  let at: unknown = value;
  for (const key of keys) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The elements of a list; none where nothing stands.
 * @throws Unreadable where something else stands: nobody could tell what it leaves out
 */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Unreadable("holds something else where its format has a list");
}

/** A text on one line, cut; null for another value, or an empty text. */
export function textOf(value: unknown, longest = 200): string | null {
  const text = typeof value === "string" ? cut(value, longest) : "";
  return text === "" ? null : text;
}

/** A number, also where it is written as a text (`"7.5"`); null for another value, and for what is not finite. */
export function numberOf(value: unknown): number | null {
  if (typeof value === "string" && /^\s*-?\d{1,20}(\.\d{1,20})?\s*$/.test(value)) return Number(value);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
