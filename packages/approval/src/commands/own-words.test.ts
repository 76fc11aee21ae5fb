import { describe, expect, it } from "vitest";
import { parseCommands } from "../commands.ts";
import { readLines } from "./own-words.ts";

/** The lines on which a `/status` counts; the row's title says why. */
type Row = readonly [why: string, text: string, lines: readonly number[]];

function counts(rows: readonly Row[]): void {
  it.each(rows)("%s: %j", (_why, text, lines) => {
    expect(parseCommands(text).map((command) => command.line)).toEqual(lines);
  });
}

describe("indentation", () => {
  counts([
    ["none", "/status", [1]],
    ["up to three spaces", "   /status", [1]],
    ["four are code", "    /status", []],
    ["a tab is code", "\t/status", []],
    ["four in a paragraph look like code", "text\n    /status", []],
    ["in a list item", "- item\n  /status", [2]],
    ["after a list", "- item\n\n/status", [3]],
  ]);
});

describe("quotes", () => {
  counts([
    ["quoted", "> /status", []],
    ["quoted without a space", ">/status", []],
    ["quoted, indented", "   > /status", []],
    ["quoted twice", "> > /status", []],
    ["goes on lazily", "> text\n/status", []],
    ["goes on lazily for long", "> text\nmore\nmore\n/status", []],
    ["ends at an empty line", "> text\n\n/status", [3]],
    ["ends at its own empty line", "> text\n>\n/status", [3]],
    ["a reply by Quote reply", "> /status\n\n/status", [3]],
    ["a fence inside does not go on", "> ```\n> x\n/status", [3]],
    ["a heading inside does not go on", "> # x\n/status", [2]],
    ["in a list item", "- > text\n  /status", []],
    ["in a list item, lazily", "- > text\n/status", []],
    ["a list inside, lazily", "> - text\n/status", []],
    ["an alert", "> [!NOTE]\n> /status", []],
    ["a rule ends it", "> text\n***\n/status", [3]],
    ["as HTML", "<blockquote>\n\n/status\n\n</blockquote>\n\n/status", [7]],
  ]);
});

describe("code", () => {
  counts([
    ["fenced", "```\n/status\n```", []],
    ["fenced with tildes", "~~~\n/status\n~~~", []],
    ["fenced with a language", "```text title=x\n/status\n```", []],
    ["after the fence", "```\nx\n```\n/status", [4]],
    ["a longer fence is not closed by a shorter one", "````\n```\n/status\n````", []],
    ["a fence is closed by a longer one", "```\n`````\n/status", [3]],
    ["other marks do not close it", "```\n~~~\n/status\n```", []],
    ["a mark with words does not close it", "```\n``` x\n/status", []],
    ["an indented mark does not close it", "```\n    ```\n/status", []],
    ["open until the end", "```\nx\n\n/status", []],
    ["in a list item", "- ```\n  /status\n  ```\n/status", [4]],
    ["in a list item that ended", "- ```\n  x\n/status", [3]],
    ["in a nested list item", "1. a\n   - b\n\n     ```\n     x\n     ```\n   /status", [7]],
    ["two backticks are no fence", "``\n/status", [2]],
    ["a backtick in its words is no fence", "``` ` x\n/status", [2]],
    ["a code span over lines", "see `a\n/status\nb`", []],
    ["backticks that close nothing", "see `a\n/status", [2]],
    ["an escaped backtick", "see \\`a\n/status\nb`", [2]],
    ["a code span is closed before", "see `a` and\n/status", [2]],
    ["as HTML", "<pre>\n/status\n</pre>\n/status", [4]],
    ["as HTML with an empty line", "<pre>\n\n/status\n\n</pre>\n\n/status", [7]],
    ["as HTML inside text", "see <code>\n/status\n</code>\n/status", [4]],
    ["indented after an empty line", "text\n\n    /status\n\n/status", [5]],
  ]);
});

describe("what people do not see", () => {
  counts([
    ["a comment", "<!-- /status -->", []],
    ["a comment over lines", "<!--\n/status\n-->\n/status", [4]],
    ["a comment over empty lines", "<!--\n\n/status\n\n-->\n\n/status", [7]],
    ["a comment that never ends", "<!-- x\n\n/status", []],
    ["a comment inside text", "text <!-- x\n/status\n--> text\n/status", [4]],
    ["a comment that GitHub shows as text", "text <!-- x\n/status", [2]],
    ["behind a comment", "<!-- x -->/status", []],
    ["a comment inside HTML", "<div><!--\n\n/status", []],
    ["short comments", "<!-->\n/status", [2]],
    ["a short comment inside text", "text <!---> x\n/status", [2]],
    ["a CDATA section, which browsers do not show", "<![CDATA[\n/status\n]]>\n/status", [4]],
    ["a CDATA section inside text", "text <![CDATA[\n/status\n]]> more\n/status", [4]],
    [
      "a CDATA section inside HTML, which ends at any tag",
      "<div>\n<![CDATA[ x\n/status\n</div>\n\n/status",
      [6],
    ],
    ["a comment left open in HTML that ends in HTML", "<div><!--\n\n<div>--></div></div>\n\n/status", [5]],
    ["a script", "<script>\n/status\n</script>\n/status", [4]],
    ["a style", "<style>\n/status\n</style>", []],
    ["folded away", "<details>\n\n/status\n\n</details>\n\n/status", [7]],
    ["folded away, without empty lines", "<details><summary>x</summary>\n/status\n</details>\n/status", [4]],
    ["folded away for good", "<details>\n\nx\n\n/status", []],
    ["folded twice", "<details>\n<details>\n</details>\n\n/status", []],
    ["folded, whatever the attribute says", '<details title="</details>">\n\n/status', []],
    ["a tag in code folds nothing", "use `<details>` here\n\n/status", [3]],
    ["a tag in a quote folds nothing after it", "> <details>\n\n/status", [3]],
    ["other HTML is seen", "<div>\n/status\n</div>", [2]],
    ["an attribute", '<a title="\n/status\n">x</a>', []],
    ["a link's address", "[x](\n/status\n)", []],
    ["a definition", "[x]:\n/status", []],
    ["an instruction", "<?x\n/status\n?>\n/status", [4]],
    ["a declaration", "<!X\n/status\n>\n/status", [4]],
  ]);
});

describe("marks that look like a slash, or hide before one", () => {
  counts([
    ["full width", "\uff0fstatus", []],
    ["fraction slash", "\u2044status", []],
    ["division slash", "\u2215status", []],
    ["zero-width space", "\u200b/status", []],
    ["word joiner", "\u2060/status", []],
    ["right-to-left override", "\u202e/status", []],
    ["no-break space", "\u00a0/status", []],
    ["byte-order mark", "\ufeff/status", []],
    ["Cyrillic letters", "/\u0455tatus", []],
    ["full-width letters", "/\uff53tatus", []],
    ["long s", "/\u017ftatus", []],
    ["line separator", "x\u2028/status", []],
    ["form feed", "\f/status", []],
    ["NUL", "\0/status", []],
  ]);
});

describe("what people do see", () => {
  counts([
    ["between paragraphs", "Thanks!\n/status\nBye", [2]],
    ["above a rule", "/status\n---\nx", [1]],
    ["below a heading", "# x\n/status", [2]],
    ["below a table", "| a |\n|---|\n| b |\n/status", [4]],
    ["after a fold, without an empty line", "<details>\nx\n</details>\n/status", [4]],
    ["several", "/status\n\n/status\n/status", [1, 3, 4]],
  ]);
});

it("tells own words from code and from foreign words", () => {
  const text = "own\n\n> quote\n\n```\ncode\n```\n<!-- hidden -->\nown";
  expect(readLines(text).map((line) => line.standing)).toEqual([
    ...["spoken", "spoken", "foreign", "spoken", "literal", "literal", "literal", "foreign", "spoken"],
  ]);
});
