import { describe, expect, it } from "vitest";
import { showEvidence, tellEvidence } from "./evidence-words.ts";

type Row = readonly [
  item: string,
  figures: Record<string, string | number>,
  threshold: string | undefined,
  shown: string,
  told: string,
];

const rows: readonly Row[] = [
  [
    "tests",
    {
      success: 93.4,
      run: 1204,
      failed: 70,
      errors: 9,
      skipped: 2,
      failures: "a > b; c",
      problem: "too few passed",
    },
    "success 95 %",
    "93.4 % of 1,204",
    "93.4 % of 1,204 tests passed, 95 % needed; 79 failed, the first: a > b; c",
  ],
  [
    "tests",
    { success: 100, run: 3, failed: 0, problem: "too many were skipped; not run: unit" },
    "success 95 %; skipped at most 5 %; suites unit",
    "100 % of 3",
    "100 % of 3 tests passed, 95 % needed; too many were skipped; not run: unit",
  ],
  ["tests", { problem: "no test was run" }, "success 95 %", "", "no test was run (needed: success 95 %)"],
  [
    "coverage",
    { line: 80, "lines-covered": 8, lines: 10, branch: 50, branches: 2, problem: "too few are covered" },
    "line 90 %",
    "80 %",
    "80 % of 10 lines are covered, 90 % needed",
  ],
  [
    "coverage",
    { branch: 50, branches: 1002, line: 80, lines: 10 },
    "branch 90 %",
    "50 % of branches",
    "50 % of 1,002 branches are covered, 90 % needed",
  ],
  [
    "security",
    { critical: 0, high: 0, medium: 3, low: 1 },
    "no finding that is high or worse",
    "0 high or critical",
    "critical 0, high 0, medium 3, low 1 (needed: no finding that is high or worse)",
  ],
  [
    "security",
    { blocking: 2, first: "CVE-2026-1 (high) in a; CVE-2026-2 (high) in b", critical: 0, high: 2 },
    "no finding that is high or worse",
    "2 high or critical",
    "2 findings too many (needed: no finding that is high or worse): CVE-2026-1 (high) in a; CVE-2026-2 (high) in b",
  ],
  [
    "performance",
    { regression: 2.5, worst: "x" },
    "no benchmark more than 10 % worse",
    "2.5 % worse at most",
    "regression 2.5, worst x (needed: no benchmark more than 10 % worse)",
  ],
  ["performance", { regression: "none" }, undefined, "nothing worse", "regression none"],
  [
    "performance",
    { benchmarks: 3, compared: "nothing: this is the first measurement" },
    undefined,
    "first measurement",
    "benchmarks 3, compared nothing: this is the first measurement",
  ],
  [
    "performance",
    { regression: 30, "too-slow": 1, which: "parse: 10 to 13 ms (30 % worse)" },
    "no benchmark more than 10 % worse",
    "30 % worse at most",
    "1 benchmark too slow (needed: no benchmark more than 10 % worse): parse: 10 to 13 ms (30 % worse)",
  ],
  [
    "release-package",
    { "release-notes": "CHANGELOG.md" },
    undefined,
    "CHANGELOG.md",
    "release notes CHANGELOG.md",
  ],
  ["documentation", { files: 1, changed: 1 }, undefined, "1 file", "files 1, changed 1"],
  ["documentation", { absent: "docs/a.md" }, "there", "absent docs/a.md", "absent docs/a.md (needed: there)"],
  ["deployment-plan", { sections: 2 }, undefined, "", "sections 2"],
  ["rollback-plan", {}, undefined, "", "the threshold is missed"],
  ["constructor", { hasOwnProperty: 1 }, undefined, "hasOwnProperty 1", "hasOwnProperty 1"],
  [
    "accessibility",
    { score: 97, problem: "No report." },
    "98",
    "score 97",
    "score 97; No report (needed: 98)",
  ],
];

describe("what a report says", () => {
  it.each(rows)("%s %j (%s)", (item, figures, threshold, shown, told) => {
    expect(showEvidence({ item, figures, threshold })).toBe(shown);
    expect(tellEvidence({ item, figures, threshold })).toBe(told);
  });
});
