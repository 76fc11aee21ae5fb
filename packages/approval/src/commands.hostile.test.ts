import { cpuUsage } from "node:process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../test/any-text.ts";
import { type Command, parseCommands } from "./commands.ts";
import { looksLikeApproval, textDigest } from "./text.ts";

const fragments = [
  "/approve",
  "/reject x",
  "/resolve C1",
  " ",
  "\n",
  "\r",
  "\r\n",
  "\n\n",
  ">",
  "> ",
  "- ",
  "1. ",
  "    ",
  "\t",
  "```",
  "~~~",
  "`",
  "``",
  "<!--",
  "-->",
  "<details>",
  "</details>",
  "<pre>",
  "</pre>",
  "<code",
  "<a b='",
  '"',
  "<?",
  "?>",
  "[x]:",
  "](",
  "# ",
  "---",
  "===",
  "before release:",
  "- [ ] ",
  "conditions",
  "risk:",
  "text",
  "\\",
  "\u200b",
  "\ud800",
  "👍",
  "/tmp",
  "__proto__",
];
const markdown = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(""));
const anything = fc.oneof(markdown, fc.string(), anyText(30));

const withoutPlace = (commands: Command[]) => commands.map((command) => ({ ...command, line: 0 }));

describe("whatever the text is", () => {
  it("never throws, and lists commands in order", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const lines = parseCommands(text).map((command) => command.line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        expect(typeof looksLikeApproval(text)).toBe("boolean");
        expect(textDigest(text)).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 3000 },
    );
  });

  it("a command that is quoted changes nothing", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const quoted = `> /approve qa\n> before release: x\n\n${text}`;
        expect(withoutPlace(parseCommands(quoted))).toEqual(withoutPlace(parseCommands(text)));
      }),
      { numRuns: 2000 },
    );
  });

  it("a command in a comment that nobody sees changes nothing", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const hidden = `<!--\n/reject\nbefore release: x\n-->\n\n${text}`;
        expect(withoutPlace(parseCommands(hidden))).toEqual(withoutPlace(parseCommands(text)));
      }),
      { numRuns: 2000 },
    );
  });

  it("nothing is a command but a line of the text that begins with a slash", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const lines = text.split(/\r\n?|\n/);
        for (const command of parseCommands(text)) expect(lines[command.line - 1]).toMatch(/^ {0,3}\//);
      }),
    );
  });
});

/** GitHub takes 65,536 characters; what is quadratic takes seconds for these. */
describe("large text", () => {
  const units = [
    "a",
    " ",
    "\n",
    "/",
    "/a",
    "/approve ",
    "/approve\n",
    "/tmp\n",
    "> ",
    ">",
    "- ",
    "-",
    "1. ",
    "- \n",
    "\t",
    "`",
    "` `` ",
    "```\n",
    "<",
    "<a ",
    "<a b='",
    "<a \"'",
    "<!--",
    "<!-- -->",
    "<!",
    "<?x ",
    "<div>\n",
    "<details>",
    "<pre></code>",
    "</details>",
    "[",
    "](\n",
    "\\",
    "*",
    "* ",
    "**",
    "_",
    "# ",
    "- [ ] a\n",
    "before release:",
    "before release:\n",
    "before release ",
    "**Conditions**: x\n",
    "risk: ",
    "  x\n",
    "C1 ",
    "@a ",
    "2026-12-07 ",
    "👍",
    "\u200b",
    "+1 ",
    "a:",
    "(",
    "::",
  ];
  const starts = [
    "",
    "/approve ",
    "/approve\n",
    "/resolve C1 ",
    "/delegate qa @octocat ",
    "/override ",
    "/waive ",
    "> ",
    "```\n",
    "<div>",
    "- ".repeat(200),
    "before release:\n",
    "/approve\nbefore release: none",
    "[x](\n/a",
  ];
  /** Of the processor's time: what else the machine does is no matter. The best of some tries, since code warms up. */
  const best = (limit: number, run: () => void): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 8 && least >= limit; tries += 1) {
      const before = cpuUsage();
      run();
      least = Math.min(least, cpuUsage(before).user / 1000);
    }
    return least;
  };

  it.each(units)("64 kB of %j take less than 100 ms, wherever they stand", (unit) => {
    for (const start of starts) {
      // What stands at the end makes a pattern that went too far come back.
      const text = `${start}${unit.repeat(65_536 / unit.length)}\u2028x`;
      expect(
        best(100, () => parseCommands(text)),
        start,
      ).toBeLessThan(100);
    }
  });

  it.each([
    "/approve\nbefore release: x\n- [ ] y\n\n",
    "> a\n- b\n  `c` <code>d</code>\n\n",
    "/tmp\n",
    "/releasd\n",
    "<details>\n\n</details>\n\n",
  ])("1 MB of %j takes less than a second", (unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    expect(best(1000, () => parseCommands(text))).toBeLessThan(1000);
    expect(best(1000, () => looksLikeApproval(text))).toBeLessThan(1000);
    expect(best(1000, () => textDigest(text))).toBeLessThan(1000);
  });
});
