/** Characters that a reader of the file would not see, or see in the wrong order; JSON can name them. */
const unseen =
  /[\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/**
 * A document as JSON: two spaces, the order of its keys as declared, a line break at the end. The same value gives the
 * same bytes, so its SHA-256 can be recorded. Absent values are left out.
 */
export function printJson(value: object): string {
  const json = JSON.stringify(value, null, 2).replace(
    unseen,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${json}\n`;
}

/** The same data with the keys of every object in order: for maps whose order means nothing. */
export function sortKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sortKeys) as T;
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, one]) => [key, sortKeys(one)]);
  return Object.fromEntries(sorted) as T;
}
