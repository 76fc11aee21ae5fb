import fc from "fast-check";

/* Valid texts, damaged in ways that know what stands in such texts. */

/** What breaks readers: marks of Markdown, HTML, YAML and JSON, letters that are not what they look like, numbers too large. */
export const nastyPieces: readonly string[] = [
  "\u202E",
  "\u2066",
  "\u200B",
  "\uFEFF",
  "\u0000",
  "\u001B[31m",
  "\uD800",
  "\uDC00",
  "\u2028",
  "\u0085",
  "\r",
  "\r\n",
  "\n\n",
  "\t",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "99999999999999999999",
  "-1",
  "1e309",
  "0x10",
  "NaN",
  "null",
  "[]",
  "{}",
  "{",
  "}",
  "[",
  "]",
  "&a ",
  "*a",
  "<<: *a",
  "!!js/function x",
  "!!binary x",
  "---\n",
  "...\n",
  "? ",
  "|\n",
  ">-\n",
  "%YAML 9.9\n",
  "#",
  ": ",
  ", ",
  '"',
  "'",
  "\\",
  "\\u0000",
  "`",
  "```\n",
  "~~~\n",
  "<!--",
  "-->",
  "<!-- release-approval/1 ",
  "<details>",
  "</details>",
  "<script>",
  "<pre>",
  "> ",
  "- ",
  "- [x] ",
  "1. ",
  "    ",
  "/approve",
  "\n/approve\n",
  "\n/reject no\n",
  "\n/resolve C1 a41f9c2\n",
  "before release: ",
  "@mia",
  "#12",
  "https://evil.example",
  "${{ secrets.X }}",
  "$(id)",
  "::error::x",
  "é",
  "ﬀ",
  "аpprove",
  "👩‍👩‍👧",
];

type Edit = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (text: string, where: number): number => Math.floor(where * text.length);

const insert = fc.tuple(place, fc.constantFrom(...nastyPieces)).map(
  ([where, piece]): Edit =>
    (text) =>
      text.slice(0, at(text, where)) + piece + text.slice(at(text, where)),
);

const cutOut = fc.tuple(place, fc.nat(40)).map(
  ([where, length]): Edit =>
    (text) =>
      text.slice(0, at(text, where)) + text.slice(at(text, where) + length),
);

const double = fc.tuple(place, fc.nat(60), fc.integer({ min: 1, max: 3 })).map(
  ([where, length, times]): Edit =>
    (text) => {
      const start = at(text, where);
      const piece = text.slice(start, start + length);
      return text.slice(0, start) + piece.repeat(times) + text.slice(start);
    },
);

const flip = fc.tuple(place, fc.integer({ min: 0, max: 255 })).map(
  ([where, code]): Edit =>
    (text) =>
      text.slice(0, at(text, where)) + String.fromCharCode(code) + text.slice(at(text, where) + 1),
);

const swapLines = fc.tuple(place, place).map(
  ([a, b]): Edit =>
    (text) => {
      const lines = text.split("\n");
      const [i, j] = [Math.floor(a * lines.length), Math.floor(b * lines.length)];
      return lines.map((line, index) => (index === i ? lines[j] : index === j ? lines[i] : line)).join("\n");
    },
);

/** Deep nesting, and much of one thing. */
const pile = fc
  .tuple(
    place,
    fc.constantFrom("[", "{", "> ", "- ", "<div>", "*", "`", "(", "a: {", "&a [*a,", " ", "\n"),
    fc.nat(300),
  )
  .map(
    ([where, piece, times]): Edit =>
      (text) => {
        const start = at(text, where);
        return text.slice(0, start) + piece.repeat(times) + text.slice(start);
      },
  );

const splice = (samples: readonly string[]) =>
  fc.tuple(place, fc.constantFrom(...samples), place, fc.nat(200)).map(
    ([where, other, from, length]): Edit =>
      (text) =>
        text.slice(0, at(text, where)) +
        other.slice(at(other, from), at(other, from) + length) +
        text.slice(at(text, where)),
  );

/** One of these texts with some of its places damaged. */
export function mutated(samples: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.oneof(insert, insert, cutOut, double, flip, swapLines, pile, splice(samples));
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([text, edits]) => edits.reduce((damaged, change) => change(damaged), text));
}

/** Texts made of such pieces, and texts of anything. */
export function made(pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...pieces, ...nastyPieces);
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(piece, { maxLength: 25 }).map((parts) => parts.join("")) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  );
}

/** Now and then as much of something as GitHub lets into a comment. */
export function large(pieces: readonly string[]): fc.Arbitrary<string> {
  const longest = 65_536;
  return fc
    .tuple(fc.constantFrom(...pieces, ...nastyPieces), fc.constantFrom(...pieces, ...nastyPieces))
    .map(([start, piece]) => `${start}${piece.repeat(Math.floor(longest / piece.length))}`.slice(0, longest));
}
