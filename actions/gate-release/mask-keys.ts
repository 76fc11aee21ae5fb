/*
 * Private keys, as PEM and PGP armour write them. A log may hold a part of one: what stands behind a beginning without
 * an end, and before an end without a beginning. Every line is looked at once.
 */

const whole =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,60}-----|$)/g;
const end = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----/;
/** Line breaks may be written as `\n`. */
const keyCharacter = /[A-Za-z0-9+/=\\]/;
const keyLine = /^[ \t]*[A-Za-z0-9+/=\\]*[ \t]*$/;
const header = /^[ \t]*(?:Version|Comment|Hash|Charset|Proc-Type|DEK-Info): /;

/** The text with `mask` in the place of every private key, and of every part of one. Pure. */
export function maskKeys(text: string, mask: string): string {
  const parts = text.replace(whole, mask).split(end);
  return parts
    .map((part, index) => (index === parts.length - 1 ? part : part.slice(0, lowerHalf(part)) + mask))
    .join("");
}

/** Where the key begins that a text ends with. */
function lowerHalf(text: string): number {
  let start = text.length;
  while (start > 0 && keyCharacter.test(text.charAt(start - 1))) start -= 1;
  const line = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  if (text.slice(line, start).trim() !== "") return start;
  start = line;
  while (start > 0) {
    const above = start === 1 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
    const row = text.slice(above, start - 1);
    if (!keyLine.test(row) && !header.test(row)) break;
    start = above;
  }
  return start;
}
