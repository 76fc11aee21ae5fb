import { describe, expect, it } from "vitest";
import { readSarif } from "./sarif.ts";

const rule = (properties: object, level?: string) => ({
  id: "rule/one",
  properties,
  ...(level !== undefined && { defaultConfiguration: { level } }),
});

function read(result: object, rules: readonly object[] = [], extensions: readonly object[] = []) {
  return readSarif({
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "Scanner", version: "1.0", rules }, extensions }, results: [result] }],
  });
}

describe("a result of SARIF", () => {
  it.each<[string, object, readonly object[], string]>([
    ["a level", { ruleId: "x", level: "error" }, [], "high"],
    ["a level", { ruleId: "x", level: "note" }, [], "low"],
    ["no level", { ruleId: "x" }, [], "medium"],
    ["the level of its rule", { ruleId: "rule/one" }, [rule({}, "error")], "high"],
    ["the level of the rule at its index", { ruleIndex: 0 }, [rule({}, "note")], "low"],
    ["the rule above its own", { ruleId: "rule/one/2" }, [rule({}, "error")], "high"],
    [
      "a score of its rule",
      { ruleId: "rule/one", level: "note" },
      [rule({ "security-severity": "9.0" })],
      "critical",
    ],
    ["a score of its rule", { ruleId: "rule/one" }, [rule({ "security-severity": "8.9" })], "high"],
    ["a score of its rule", { ruleId: "rule/one" }, [rule({ "security-severity": "6.9" })], "medium"],
    ["a score of its rule", { ruleId: "rule/one" }, [rule({ "security-severity": "3.9" })], "low"],
    [
      "a score of its own",
      { ruleId: "rule/one", properties: { "security-severity": 9.8 } },
      [rule({ "security-severity": "1.0" })],
      "critical",
    ],
    [
      "a score that is none",
      { ruleId: "rule/one", level: "note" },
      [rule({ "security-severity": "bad" })],
      "unknown",
    ],
    ["a level that is none", { ruleId: "x", level: "fatal" }, [], "unknown"],
    ["a kind that a person must judge", { ruleId: "x", kind: "review", level: "none" }, [], "unknown"],
  ])("with %s: %j is %s", (_, result, rules, rating) => {
    expect(read(result, rules).findings.map((one) => one.rating)).toEqual([rating]);
  });

  it("has the rule of an extension", () => {
    const found = read(
      { rule: { id: "e", index: 0, toolComponent: { index: 0 } } },
      [rule({}, "note")],
      [{ rules: [{ id: "e", properties: { "security-severity": "9.5" } }] }],
    );
    expect(found.findings).toMatchObject([{ rating: "critical", causes: [{ names: ["e"] }] }]);
  });

  it.each<[string, object, "counts" | "suppressed" | "nothing"]>([
    ["kind pass", { kind: "pass" }, "nothing"],
    ["kind notApplicable", { kind: "notApplicable" }, "nothing"],
    ["kind informational", { kind: "informational" }, "nothing"],
    ["kind open", { kind: "open" }, "counts"],
    ["a kind that nobody knows", { kind: "__proto__" }, "counts"],
    ["baselineState absent", { baselineState: "absent" }, "nothing"],
    ["baselineState unchanged", { baselineState: "unchanged" }, "counts"],
    ["no suppressions", { suppressions: [] }, "counts"],
    ["a suppression in the source", { suppressions: [{ kind: "inSource" }] }, "suppressed"],
    ["an accepted suppression", { suppressions: [{ kind: "external", status: "accepted" }] }, "suppressed"],
    ["one under review", { suppressions: [{ kind: "external", status: "underReview" }] }, "counts"],
    ["a rejected one", { suppressions: [{ kind: "external", status: "rejected" }] }, "counts"],
    [
      "one accepted, one rejected",
      { suppressions: [{ status: "accepted" }, { status: "rejected" }] },
      "counts",
    ],
    ["a status that nobody knows", { suppressions: [{ status: "Accepted!" }] }, "counts"],
  ])("with %s", (_, more, effect) => {
    const { findings, suppressed } = read({ ruleId: "x", level: "error", ...more });
    expect({ findings: findings.length, suppressed }).toEqual({
      findings: effect === "counts" ? 1 : 0,
      suppressed: effect === "suppressed" ? 1 : 0,
    });
  });

  it("is told with its place and its tool", () => {
    const scan = read({
      ruleId: "x",
      message: { text: "A shell reads it." },
      locations: [{ physicalLocation: { artifactLocation: { uri: "src/a.ts" }, region: { startLine: 7 } } }],
    });
    expect(scan.tool).toBe("Scanner 1.0");
    expect(scan.findings).toMatchObject([{ where: "src/a.ts:7", title: "A shell reads it." }]);
  });

  it("is cut where it is longer than anybody reads", () => {
    const { findings } = read({ ruleId: "x".repeat(1e6), message: { text: "y".repeat(1e6) } });
    expect(JSON.stringify(findings).length).toBeLessThan(1000);
  });
});
