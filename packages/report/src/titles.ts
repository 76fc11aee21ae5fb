/*
 * Role titles as people say them: "Product" for "Product owner", while "Technical lead" and "Release manager" keep
 * their noun.
 */

const keptWhole = new Set(["technical", "release", "team", "project"]);

/** Short titles of these roles, by role id; where two would be equal, both keep their whole title. */
export function shortTitles(roles: readonly { role: string; title: string }[]): Map<string, string> {
  const short = roles.map(({ role, title }) => ({ role, title, short: shorten(title) }));
  const uses = new Map<string, number>();
  for (const one of short) uses.set(one.short, (uses.get(one.short) ?? 0) + 1);
  return new Map(short.map((one) => [one.role, (uses.get(one.short) ?? 0) > 1 ? one.title : one.short]));
}

function shorten(title: string): string {
  const [, first] = /^(.+?)\s+(?:lead|owner)$/iu.exec(title.trim()) ?? [];
  return first === undefined || keptWhole.has(first.toLowerCase()) ? title.trim() : first;
}

/** The title inside a sentence: "release manager", but "QA" and "DevOps". */
export function inSentence(title: string): string {
  return title.replace(/\b\p{Lu}\p{Ll}+\b/gu, (word) => word.toLowerCase());
}

/** `1 review`, `2 reviews`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}
