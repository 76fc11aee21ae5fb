/* Samples in which people have typed something else. */

/** What people type, by the keys under which it stands. What resolves a condition (`target`) may be a link, and is one. */
const typed = new Set([
  "notes",
  "text",
  "summary",
  "reason",
  "words",
  "risk",
  "focus",
  "title",
  "project",
  "source",
  "threshold",
  "contact",
  "item",
  "message",
  "plannedRelease",
  "name",
  "login",
  "before",
  "after",
  "keyFeatures",
  "authors",
  "duration",
]);

/** How a review was given is no word that anybody typed. */
const ours = new Set(["comment", "button"]);

/**
 * The same with other words wherever people type some, each time the next of these.
 * @param also more keys under which something was typed
 */
export function replaceTyped<T>(value: T, words: readonly string[], also: readonly string[] = []): T {
  let turn = 0;
  const next = () => words[turn++ % words.length] ?? "";
  const visit = (one: unknown, key: string): unknown => {
    if (typeof one === "string")
      return (typed.has(key) || also.includes(key)) && !ours.has(one) ? next() : one;
    if (Array.isArray(one)) return one.map((item) => visit(item, key));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([inner, item]) => [inner, visit(item, inner)]));
  };
  return visit(value, "") as T;
}
