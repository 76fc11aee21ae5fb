import { describe, expect, it } from "vitest";
import type { Reading } from "../report.ts";
import type { CoverageFigures } from "./figures.ts";
import { type CoverageThresholds, judgeCoverage } from "./judge.ts";

const reading = (lines: [number, number], branches: [number, number] = [0, 0]): Reading<CoverageFigures> => ({
  ok: true,
  format: "lcov",
  found: {
    lines: { covered: lines[0], total: lines[1] },
    branches: { covered: branches[0], total: branches[1] },
    remarks: [],
  },
});
const unreadable: Reading<CoverageFigures> = { ok: false, problem: "a.info is empty." };
const line: CoverageThresholds = { min: 90, by: "line" };
const branch: CoverageThresholds = { min: 80, by: "branch" };

describe("coverage against the policy", () => {
  it.each<
    [
      what: string,
      readings: Reading<CoverageFigures>[],
      thresholds: CoverageThresholds | undefined,
      verdict: object,
    ]
  >([
    [
      "enough",
      [reading([90, 100], [1, 4])],
      line,
      {
        verdict: "met",
        threshold: "line 90 %",
        figures: {
          line: 90,
          "lines-covered": 90,
          lines: 100,
          branch: 25,
          "branches-covered": 1,
          branches: 4,
        },
      },
    ],
    [
      "just too little is not shown as enough",
      [reading([89_999, 100_000])],
      line,
      {
        verdict: "unmet",
        figures: { line: 89.9, "lines-covered": 89_999, lines: 100_000, problem: "too few are covered" },
      },
    ],
    [
      "several reports",
      [reading([1, 2]), reading([9, 10])],
      line,
      { verdict: "unmet", figures: expect.objectContaining({ line: 83.3, lines: 12 }) },
    ],
    [
      "branches",
      [reading([1, 2], [4, 5])],
      branch,
      { verdict: "met", threshold: "branch 80 %", figures: expect.objectContaining({ branch: 80 }) },
    ],
    [
      "branches that no report tells of",
      [reading([2, 2])],
      branch,
      { verdict: "unmet", figures: expect.objectContaining({ problem: "the reports tell of no branches" }) },
    ],
    [
      "no lines",
      [reading([0, 0])],
      line,
      { verdict: "unmet", figures: { problem: "the reports tell of no lines" } },
    ],
    ["no lines, and nothing asked", [reading([0, 0])], undefined, { verdict: "unmet" }],
    [
      "little, and nothing asked",
      [reading([1, 100])],
      undefined,
      { verdict: "met", figures: { line: 1, "lines-covered": 1, lines: 100 } },
    ],
    ["0 asked", [reading([0, 100])], { min: 0, by: "line" }, { verdict: "met" }],
    [
      "one report that cannot be read",
      [reading([1, 1]), unreadable],
      line,
      {
        verdict: "unreadable",
        threshold: "line 90 %",
        figures: { problem: "a.info is empty.", unreadable: 1 },
      },
    ],
    ["no report", [], line, { verdict: "missing", threshold: "line 90 %", figures: {} }],
  ])("%s", (_, readings, thresholds, verdict) => {
    expect(judgeCoverage(readings, thresholds)).toMatchObject({ item: "coverage", ...verdict });
  });

  it("shows what was asked about first", () => {
    const { figures } = judgeCoverage([reading([1, 2], [3, 4])], branch);
    expect(Object.keys(figures)[0]).toBe("branch");
  });

  it("passes on what a report contradicts itself about", () => {
    const one = reading([1, 2]);
    if (one.ok) one.found = { ...one.found, remarks: ["the report says 2 of 2 lines and has 1 of 2"] };
    expect(judgeCoverage([one]).figures).toMatchObject({
      remark: "the report says 2 of 2 lines and has 1 of 2",
    });
  });
});
