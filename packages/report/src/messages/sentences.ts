import type { Inline, Sentence } from "./message.ts";

/* Sentences are put together from pieces; what people typed stays a piece of its own. */

/** A sentence with what stands in it: `say\`Due ${{ time }}.\``. */
export function say(
  words: TemplateStringsArray,
  ...pieces: readonly (Inline | Sentence | number)[]
): Sentence {
  return words
    .flatMap((text, index): Sentence => [text, ...inlines(pieces[index] ?? "")])
    .filter((piece) => piece !== "");
}

function inlines(piece: Inline | Sentence | number): Sentence {
  if (typeof piece === "number") return [String(piece)];
  return isSentence(piece) ? piece : [piece];
}

function isSentence(piece: Inline | Sentence): piece is Sentence {
  return Array.isArray(piece);
}

/** One sentence after the other, empty ones left out. */
export function joined(parts: readonly Sentence[], between: string): Sentence {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}

/** `a, b and c`; after `most` of them `and 3 more`. */
export function listed(parts: readonly Sentence[], last = " and ", most = 12): Sentence {
  if (parts.length <= 1) return parts[0] ?? [];
  const rest = parts.length - most;
  if (rest > 0) return [...joined(parts.slice(0, most), ", "), ` and ${rest} more`];
  return [...joined(parts.slice(0, -1), ", "), last, ...(parts.at(-1) ?? [])];
}

/** Its first letter as a capital one, where it begins with words. */
export function capital(sentence: Sentence): Sentence {
  const [first, ...rest] = sentence;
  return typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : sentence;
}
