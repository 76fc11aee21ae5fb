import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Command, parseCommands } from "../commands.ts";
import { printCommand } from "../text.ts";

/** All but where a command stood and how it was typed. */
function meaning(command: Command): object {
  return { ...command, line: 0, raw: "" };
}

const word = fc.constantFrom(
  "qa",
  "lead",
  "Looks",
  "good",
  "C1",
  "@octocat",
  "until",
  "2026-12-07",
  "a41f9c2",
  "24h",
  "#12",
  "tests",
  "technical",
  "stop",
  ":",
  "-",
  ",",
  "`x",
  "a<b>c",
  "**",
  "before release: x",
  "é",
  "👍",
);
const words = fc.array(word, { maxLength: 6 }).map((list) => list.join(" "));
const plainLine = fc.oneof(
  words,
  fc.constantFrom(
    "",
    "- [ ] a",
    "- [x] b",
    "1. c",
    "before release: d",
    "after release:",
    "**Conditions**: e",
    "Risk Level: low",
    "```",
    "~~~",
    "    code",
    "/tmp",
    "> quoted",
    "<!-- c -->",
    "<details>",
    "</details>",
    "# h",
    "---",
  ),
);
const name = fc.constantFrom(
  "approve",
  "reject",
  "withdraw",
  "resolve",
  "confirm",
  "reopen",
  "delegate",
  "unavailable",
  "conflict",
  "decide",
  "override",
  "ratify",
  "waive",
  "extend",
  "postpone",
  "cancel",
  "critical-only",
  "remind",
  "authorize",
  "released",
  "rolled-back",
  "status",
  "help",
  "aprove",
  "tmp",
);
const start = fc.constantFrom(
  "",
  "C1 ",
  "C2: ",
  "@octocat ",
  "qa @octocat until 2026-12-07",
  "technical: ",
  "stop ",
  "proceed: ",
  "coverage ",
  "24h ",
  "2026-12-07 ",
  "until 2026-12-07",
);
const command = fc
  .tuple(name, start, words, fc.array(plainLine, { maxLength: 5 }))
  .map(([n, s, w, lines]) => [`/${n} ${s}${w}`, ...lines].join("\n"));

describe("printCommand", () => {
  it.each([
    ["/approve qa fine", "/approve qa fine"],
    ["/APPROVE", "/approve"],
    ["/resolve c1 in commit a41f9c2, done", "/resolve C1 a41f9c2 done"],
    ["/delegate @octocat qa", "/delegate qa @octocat"],
    ["/unavailable qa 2026-12-07", "/unavailable qa until 2026-12-07"],
    ["/conflict tech - the cache", "/conflict technical: the cache"],
    ["/decide stop", "/decide stop"],
    ["/postpone to 2026-12-07", "/postpone 2026-12-07"],
    ["/extend 2D holidays", "/extend 2d holidays"],
    ["/override\n- one\n- two", "/override\n\n- one\n- two"],
    ["/postpone 2026-12-07\n- one", "/postpone 2026-12-07: - one"],
    ["/lgtm  now", "/lgtm  now"],
  ])("%j", (text, printed) => {
    const [first] = parseCommands(text);
    expect(first === undefined ? "" : printCommand(first)).toBe(printed);
  });

  it("what is printed is read as the same command", () => {
    fc.assert(
      fc.property(command, (text) => {
        const first = parseCommands(text)[0];
        if (first === undefined || first.name === "unknown" || first.name === "malformed") return;
        const again = parseCommands(printCommand(first)).filter((one) => one.name !== "unknown");
        expect(again.map(meaning)).toEqual([meaning(first)]);
      }),
      { numRuns: 3000 },
    );
  });
});
