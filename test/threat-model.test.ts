import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findGaps, readActors, readThreats, type Threat, tellThreats } from "./documents/threats.ts";
import { keepTable } from "./tables.ts";

/* docs/threat-model.md promises a test for each threat: here it is held to that. */

const root = join(import.meta.dirname, "..");
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null);
const text = read("docs/threat-model.md") ?? "";
const threats = readThreats(text);
const actors = readActors(text);

describe("the threat model", () => {
  it("is there, with every id once and in order", () => {
    expect(threats.length).toBeGreaterThan(50);
    expect(threats.map(({ id }) => id)).toEqual(
      threats.map((_, index) => `T-${String(index + 1).padStart(2, "0")}`),
    );
  });

  it.each(threats.map((threat) => [threat.id, threat] as const))(
    "%s is tried by tests that exist",
    (_, threat) => {
      expect(findGaps(threat, actors, read)).toEqual([]);
    },
  );

  it("leaves out nobody and no kind of threat", () => {
    expect(actors).toHaveLength(8);
    const tried = new Set(threats.flatMap(({ who }) => who));
    expect(actors.filter((actor) => !tried.has(actor))).toEqual([]);
    expect([...new Set(threats.flatMap(({ stride }) => stride))].sort().join("")).toBe("DEIRST");
  });

  it("counts its lines", () => {
    const lines = tellThreats(threats, actors);
    keepTable("attacks: threats by boundary and by actor, and their tests", lines.join("\n"));
    expect(lines.at(-1)).toMatch(new RegExp(`^ +${threats.length} +\\d+  in all$`));
  });
});

describe("this check finds", () => {
  const sample = (tests: string) =>
    `\n## Who\n\n| who | can |\n| --- | --- |\n| writer | write |\n\n## Inside → outside\n\n| T-01 | writer | lies | S | it | – | ${tests} |\n`;
  const gapsIn = (document: string, source: string | null = 'it("a lie is found", () => {});') => {
    const [threat] = readThreats(document);
    return findGaps(threat as Threat, readActors(document), () => source);
  };

  it.each([
    ["nothing wrong where nothing is", "[a](../a.test.ts): “a lie is found”", []],
    [
      "a test that does not exist",
      "[a](../a.test.ts): “a lie is found out”",
      ["T-01: a.test.ts has no test “a lie is found out”"],
    ],
    ["a part of a test's name", "[a](../a.test.ts): “a lie”", ["T-01: a.test.ts has no test “a lie”"]],
    ["a threat without a test", "", ["T-01: no test tries it"]],
  ])("%s", (_, tests, gaps) => {
    expect(gapsIn(sample(tests))).toEqual(gaps);
  });

  it("a file that does not exist, and one that leaves tests out", () => {
    const document = sample("[a](../a.test.ts): “a lie is found”");
    expect(gapsIn(document, null)).toEqual(["T-01: there is no a.test.ts"]);
    expect(gapsIn(document, 'it.skip("a lie is found", () => {});')).toEqual([
      "T-01: a.test.ts leaves tests out",
    ]);
  });

  it("somebody unknown, and another letter", () => {
    const document = sample("[a](../a.test.ts): “a lie is found”").replace(
      "| writer | lies | S |",
      "| wizard | lies | X |",
    );
    expect(gapsIn(document)).toEqual(["T-01: nobody is called wizard", "T-01: X is no letter of STRIDE"]);
  });
});
