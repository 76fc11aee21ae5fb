/** An HTML tag in Markdown: its name in lower case, and the index after it. */
export type Tag = { name: string; closing: boolean; end: number };

const tagName = /<(\/?)([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)/y;

/**
 * The tag that begins at `at`, or null. Inside text (`strict`) a second `<` or a missing `>` means that it is none;
 * inside an HTML block browsers read on. Linear over all calls on one text: quotes toggle, so that at most three
 * tags that began at different places can be open at once.
 */
export function readTag(text: string, at: number, strict: boolean): Tag | null {
  tagName.lastIndex = at;
  const match = tagName.exec(text);
  if (match === null) return null;
  const [whole, slash, name = ""] = match;
  const tag = { name: name.toLowerCase(), closing: slash === "/" };
  let index = at + whole.length;
  while (index < text.length) {
    const char = text.charAt(index);
    if (char === ">") return { ...tag, end: index + 1 };
    if (char === "<" && strict) return null;
    if (char === '"' || char === "'") {
      const close = text.indexOf(char, index + 1);
      if (close < 0) break;
      index = close;
    }
    index += 1;
  }
  return strict ? null : { ...tag, end: text.length };
}

/** Whether a line holds, from `at` on, one complete tag and nothing else. */
export function completesTag(line: string, at: number): boolean {
  const tag = readTag(line, at, true);
  return tag !== null && line.slice(tag.end).trim() === "";
}
