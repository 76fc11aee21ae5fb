import fc from "fast-check";
import { lexer } from "marked";
import { describe, expect, it } from "vitest";
import { runs } from "../../../approval/test/runs.ts";
import { plainTitle } from "./headings.ts";
import { readSections } from "./sections.ts";

const titles = (text: string) =>
  readSections(text.split(/\r?\n/)).sections.map(
    ({ level, title, hasContent }) => `${level} ${title}${hasContent ? "" : " (empty)"}`,
  );

describe("the headings of a document", () => {
  it.each<[string, string, string[]]>([
    ["with marks", "# A\ntext\n### B ###\ntext", ["1 A", "3 B"]],
    ["underlined", "A\n===\ntext\n\nB\nand more\n---\ntext", ["1 A", "2 B and more"]],
    ["without anything under them", "# A\n## B\n\n## C\ntext", ["1 A", "2 B (empty)", "2 C"]],
    [
      "with comments under them",
      "# A\n<!-- to do -->\n# B\n<!--\ntext\n-->\n\n# C\ntext",
      ["1 A (empty)", "1 B (empty)", "1 C"],
    ],
    ["with rules under them", "# A\n---\n* * *\n# B\ntext", ["1 A (empty)", "1 B"]],
    ["in code", "# A\n```md\n# B\n```\n~~~\n# C\n```\n# D\n~~~\n    # E", ["1 A"]],
    ["in code of a list", "# A\n- ```\n  # B\n  ```\n# C\ntext", ["1 A", "1 C"]],
    ["in code that never ends", "# A\n```\n# B", ["1 A"]],
    ["in comments", "# A\ntext <!-- # B\n# C\n--> more\n# D", ["1 A", "1 D (empty)"]],
    ["after the mark of a comment in code", "# A\nuse `<!--` here\n# B\ntext", ["1 A", "1 B"]],
    ["after front matter", "---\ntitle: x\n# no\n---\n# A\ntext", ["1 A"]],
    ["with Windows' line ends", "# A\r\ntext\r\n\r\nB\r\n===\r\n", ["1 A", "1 B (empty)"]],
    ["that are no headings", "#A\n####### B\n- # C\n> # D\n\\# E\n", []],
    ["under lists and tables", "- a\n---\n1. b\n---\n| c |\n---\n", []],
    ["with only a table", "# A\n| a |\n| - |\n", ["1 A"]],
    ["with only a picture", "# A\n![a](b.png)\n", ["1 A"]],
  ])("%s", (_, text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  const lines = fc.constantFrom(
    "# One",
    "## Two ##",
    "Three",
    "===",
    "---",
    "",
    "",
    "text",
    "```",
    "```sh",
    "~~~",
    "````",
    "<!-- comment -->",
    "    # indented",
    "> # quoted\n",
    "- listed\n---\n",
    "1. numbered\n---\n",
    "* * *",
    "`code` and <b>more</b>",
  );

  it("are those that marked finds", () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 14 }), (all) => {
        const text = ["start", "", ...all].join("\n");
        const expected = lexer(text).flatMap((one) =>
          one.type === "heading" ? [`${one.depth} ${one.raw.trim()}`] : [],
        );
        const found = readSections(text.split("\n")).sections;
        expect(found.map(({ level }) => level)).toEqual(expected.map((one) => Number(one.charAt(0))));
      }),
      runs(3000),
    );
  });
});

describe("a heading is the same", () => {
  it.each([
    ["Rollback plan", "ROLLBACK PLAN!"],
    ["Rollback plan", "**Rollback** `plan`:"],
    ["Rollback plan", "3.1 Rollback-plan"],
    ["Rollback plan", "[Rollback plan](#rollback)"],
    ["Risks & mitigations", "Risks and Mitigations"],
    ["What's next", "Whats next"],
    ["Überblick", "U\u0308BERBLICK"],
  ])("%s: %s", (one, other) => {
    expect(plainTitle(other)).toBe(plainTitle(one));
  });

  it.each([
    ["Rollback", "Rollback plan"],
    ["Phase 1", "Phase 2"],
    ["2026", "2025"],
  ])("and not %s: %s", (one, other) => {
    expect(plainTitle(other)).not.toBe(plainTitle(one));
  });
});
