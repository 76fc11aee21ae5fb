/**
 * A text on one line, and no longer than so many characters. What reports hold goes into records, outputs and the issue:
 * no control characters, and no half of a character.
 */
export function cut(text: string, longest: number): string {
  const line = text
    .slice(0, longest * 2)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  if (line.length <= longest && text.length <= longest * 2) return line.toWellFormed();
  const kept = line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.toWellFormed()}…`;
}
