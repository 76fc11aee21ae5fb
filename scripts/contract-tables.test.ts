import { describe, expect, it } from "vitest";
import { fillBlocks, printBlocks } from "./contract-tables.ts";

const contract = {
  name: "sample",
  title: "Sample",
  description: "A sample.",
  inputs: {
    policy: { kind: "text", description: "A path.", default: "a|b" },
    version: { kind: "version", description: "A version.", required: true },
    later: { kind: "text", description: "Later.", notYet: "x" },
  },
  outputs: { decision: { description: "The decision." }, tag: { description: "The tag." } },
} as const;

describe("the tables of a contract", () => {
  const blocks = printBlocks([contract]);

  it("show every input and output, with default, whether it is required, and what does not work yet", () => {
    expect(blocks.get("sample")).toBe(`| Input | What it is | Default |
| --- | --- | --- |
| \`policy\` | A path. | \`a\\|b\` |
| \`version\` | A version. Takes a semantic version, as in \`1.2.0\` or \`v2.0.0-rc.1\`. | **required** |

Not supported yet, and refused with a clear error: \`later\`.

| Output | What it is |
| --- | --- |
| \`decision\` | The decision. |
| \`tag\` | The tag. |
`);
  });

  it("say what is common only once where all actions stand together", () => {
    const [own = "", common = ""] = (blocks.get("actions") ?? "").split("### What all of them take and give");
    expect(own).toContain("`version`");
    expect(own).not.toContain("`policy`");
    expect(common).toContain("`policy`");
  });
});

describe("fillBlocks", () => {
  const blocks = new Map([["a", "new\n"]]);

  it("replaces what stands between the markers, and nothing else", () => {
    const filled = "before\n<!-- generated:a -->\n\nnew\n\n<!-- /generated:a -->\nafter";
    expect(
      fillBlocks("before\n<!-- generated:a -->\nold $& <!-- x -->\n<!-- /generated:a -->\nafter", blocks),
    ).toBe(filled);
    expect(fillBlocks(filled, blocks)).toBe(filled);
  });

  it.each([
    ["names no block", "<!-- generated:b -->\n<!-- /generated:b -->", "no block `b`"],
    ["is not closed", "<!-- generated:a -->\n", "absent or not closed"],
    ["is closed by another name", "<!-- generated:a -->\n<!-- /generated:b -->", "absent or not closed"],
    ["is not there", "no marker", "absent or not closed"],
  ])("refuses a marker that %s", (_, markdown, message) => {
    expect(() => fillBlocks(markdown, blocks)).toThrow(message);
  });
});
