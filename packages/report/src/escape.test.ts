import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import {
  cleanText,
  codeFence,
  codeSpan,
  cut,
  escapeHtml,
  escapeMarkdown,
  escapeProse,
  quoteMarkdown,
} from "./escape.ts";

const zws = "\u200B";
/** Pieces from which hostile texts are put together. */
const hostile = [
  "*",
  "**",
  "_",
  "__",
  "`",
  "```",
  "~~",
  "~~~",
  "|",
  "[",
  "](",
  ")",
  "![",
  "<",
  ">",
  "<!--",
  "-->",
  "<b>",
  "</details>",
  "<script>",
  "&",
  "&lt;",
  "\\",
  "#",
  "# ",
  "-",
  "- ",
  "+ ",
  "1. ",
  "12) ",
  "===",
  "---",
  ":---:",
  "$",
  "$$",
  "@mia",
  "@acme/leads",
  "#12",
  "GH-7",
  "a41f9c2b",
  "https://evil.example/x",
  "www.evil.example",
  "a@b.example",
  "\n",
  "\r\n",
  "\n\n",
  "\t",
  " ",
  "    ",
  "\u202E",
  "\u2066",
  "\u200B",
  "\u0000",
  "\u001B[31m",
  "\u2028",
  "\uD800",
  "é",
  "👩‍👩‍👧",
  "word",
  ":smile:",
  "[^1]",
  "{",
  "}",
  "!",
  "'",
  '"',
] as const;
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 5 })), { maxLength: 20 })
  .map((parts) => parts.join(""));

function tagsOf(html: string): string[] {
  return [
    ...new Set([...html.matchAll(/<\/?([a-zA-Z!][a-zA-Z0-9-]*)/gu)].map((match) => match[1] ?? "")),
  ].sort();
}

function readBack(html: string): string {
  return html
    .replace(/<[^>]*>/gu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(zws, "")
    .replace(/\s+/gu, " ")
    .trim();
}

const oneLine = (typed: string) => cleanText(typed).replace(/\s+/gu, " ").trim();

describe("escapeMarkdown", () => {
  it.each([
    ["*bold* _it_ `code` ~~no~~", "\\*bold\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~"],
    ["a | b", "a \\| b"],
    ["[x](https://evil.example)", `\\[x\\](https:${zws}//evil.example)`],
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
    ["<!-- release-approval/1 {} -->", "&lt;!-- release-approval/1 {} --&gt;"],
    ["@mia and @acme/leads", `@${zws}mia and @${zws}acme/leads`],
    ["see #12, GH-7 and acme/x#3", `see #${zws}12, GH${zws}-7 and acme/x#${zws}3`],
    ["at a41f9c2b", `at a41f9c${zws}2b`],
    ["www.evil.example", `www${zws}.evil.example`],
    ["# heading", "\\# heading"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["/approve qa", "\\/approve qa"],
    ["two\nlines\r\nthree", "two lines three"],
    ["a\u202Eb", "a\\[U+202E\\]b"],
    ["a\u0000\u200B\u001Bb", "ab"],
    ["\uD800", "\uFFFD"],
    ["Update the API examples (v2), 96.2 %!", "Update the API examples (v2), 96.2 %!"],
    ["", ""],
  ])("%j becomes %j", (typed, safe) => {
    expect(escapeMarkdown(typed)).toBe(safe);
  });

  it("shows any text as it was typed, and nothing but text", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const html = marked.parse(escapeMarkdown(typed), { async: false, gfm: true });
        expect(tagsOf(html)).toEqual(oneLine(typed) === "" ? [] : ["p"]);
        expect(readBack(html)).toBe(oneLine(typed));
      }),
      { numRuns: 1500 },
    );
  });

  it("stays in its table cell", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const html = marked.parse(`| a | b | c |\n|---|---|---|\n| x | ${escapeMarkdown(typed)} | last |\n`, {
          async: false,
        });
        expect(html.match(/<td>/gu)).toHaveLength(3);
        expect(html).toContain("<td>last</td>");
      }),
    );
  });

  it("leaves GitHub nothing to link or to mention", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const shown = escapeMarkdown(typed);
        expect(shown).not.toMatch(/@[A-Za-z0-9]|#\d|GH-\d|:\/\/|www\.|\b[0-9a-f]{7,40}\b/iu);
      }),
    );
  });
});

describe("escapeProse", () => {
  it("keeps our code and escapes the rest", () => {
    expect(escapeProse("The tag v*1* exists. Say `outcome: failure` to @mia.")).toBe(
      `The tag v\\*1\\* exists. Say \`outcome: failure\` to @${zws}mia.`,
    );
  });

  it.each([
    ["`approve-qa-lead`: rob stays", "`approve-qa-lead`: rob stays"],
    [":smile: is no table", ":smile: is no table"],
    [":---:", "\\:---:"],
    [":-", "\\:-"],
  ])("a colon is escaped only where it would make a table: %j", (typed, safe) => {
    expect(escapeProse(typed)).toBe(safe);
  });

  it("gives only paragraphs and code for any text", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const tags = tagsOf(marked.parse(escapeProse(typed), { async: false }));
        expect(tags.filter((tag) => tag !== "p" && tag !== "code")).toEqual([]);
      }),
    );
  });
});

describe("escapeHtml", () => {
  it("cannot open an element or a mention", () => {
    expect(escapeHtml('</summary><b onclick="x">@mia & #1')).toBe(
      `&lt;/summary&gt;&lt;b onclick=&quot;x&quot;&gt;@${zws}mia &amp; #${zws}1`,
    );
  });
});

describe("quoteMarkdown", () => {
  it("keeps every line, and empty lines", () => {
    expect(quoteMarkdown("/approve qa\n- [x] done\n\n  @mia ok")).toBe(
      `> /approve qa\\\n> \\- \\[x\\] done\n>\n> \u00A0\u00A0@${zws}mia ok`,
    );
  });

  it("quotes any text, and nothing leaves the quote", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const html = marked.parse(`${quoteMarkdown(typed)}\n\nafter`, { async: false });
        expect(tagsOf(html).filter((tag) => !["blockquote", "p", "br"].includes(tag))).toEqual([]);
        expect(html).toMatch(/<\/blockquote>\s*<p>after<\/p>/u);
        expect(readBack(html.replaceAll("<br>", " "))).toBe(`${oneLine(typed)} after`.trim());
      }),
    );
  });
});

describe("codeFence", () => {
  it("has a fence longer than any inside", () => {
    expect(codeFence("a\n````\nb")).toBe("`````text\na\n````\nb\n`````");
  });

  it("holds any text, and nothing leaves it", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const tokens = marked.lexer(`${codeFence(typed)}\n\nafter`);
        expect(tokens.map((token) => token.type).filter((type) => type !== "space")).toEqual([
          "code",
          "paragraph",
        ]);
      }),
    );
  });
});

describe("codeSpan", () => {
  it.each([
    ["/approve qa", "`/approve qa`"],
    ["a`b", "`` a`b ``"],
    ["", "` `"],
  ])("%j becomes %j", (typed, safe) => {
    expect(codeSpan(typed)).toBe(safe);
  });
});

describe("cut", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["ab 👩‍👩‍👧 cd", 6, "ab…"],
    ["é́́x", 3, "…"],
  ])("cut(%j, %i) is %j", (typed, max, short) => {
    expect(cut(typed, max)).toBe(short);
  });

  it("is never longer than it may be", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (typed, max) => {
        expect(cut(typed, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
