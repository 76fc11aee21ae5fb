import { evidenceItem } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import type { Reading } from "../report.ts";
import type { TestFigures } from "./figures.ts";
import { judgeTests, type TestThresholds } from "./judge.ts";

const none: TestFigures = {
  run: 0,
  passed: 0,
  failed: 0,
  errors: 0,
  skipped: 0,
  retried: 0,
  flaky: 0,
  suites: 1,
  ran: new Set(),
  failures: [],
  seconds: 0,
  doubts: [],
  remarks: [],
};

function reading(figures: Partial<TestFigures>): Reading<TestFigures> {
  const found = { ...none, ...figures };
  return {
    ok: true,
    format: "JUnit XML",
    found: { ...found, run: found.passed + found.failed + found.errors },
  };
}

const unreadable: Reading<TestFigures> = { ok: false, problem: "a.xml is cut off: its end is missing." };
const spec: TestThresholds = { "min-success": 95 };

describe("test results against the policy", () => {
  it.each<
    [what: string, readings: Reading<TestFigures>[], thresholds: TestThresholds | undefined, verdict: object]
  >([
    [
      "all passed",
      [reading({ passed: 3, seconds: 1.26 })],
      spec,
      {
        verdict: "met",
        threshold: "success 95 %",
        figures: { success: 100, run: 3, failed: 0, skipped: 0, passed: 3, suites: 1, seconds: 1.3 },
      },
    ],
    [
      "just enough",
      [reading({ passed: 95, failed: 5 })],
      spec,
      { verdict: "met", figures: expect.objectContaining({ success: 95 }) },
    ],
    [
      "just too few are not shown as enough",
      [reading({ passed: 9_499, failed: 501 })],
      spec,
      { verdict: "unmet", figures: expect.objectContaining({ success: 94.9, problem: "too few passed" }) },
    ],
    [
      "errors are no success",
      [reading({ passed: 9, errors: 1, failures: ["c > x"] })],
      spec,
      { verdict: "unmet", figures: expect.objectContaining({ success: 90, errors: 1, failures: "c > x" }) },
    ],
    [
      "skipped ones are apart",
      [reading({ passed: 1, skipped: 99 })],
      spec,
      { verdict: "met", figures: expect.objectContaining({ success: 100, skipped: 99 }) },
    ],
    [
      "too many skipped",
      [reading({ passed: 89, skipped: 11 })],
      { ...spec, "max-skipped": 10 },
      {
        verdict: "unmet",
        threshold: "success 95 %; skipped at most 10 %",
        figures: expect.objectContaining({ problem: "too many were skipped" }),
      },
    ],
    [
      "not too many skipped",
      [reading({ passed: 90, skipped: 10 })],
      { "max-skipped": 10 },
      { verdict: "met" },
    ],
    [
      "several reports",
      [reading({ passed: 90, failed: 10, failures: ["a"] }), reading({ passed: 100, flaky: 1, retried: 2 })],
      spec,
      {
        verdict: "met",
        figures: {
          success: 95,
          run: 200,
          failed: 10,
          skipped: 0,
          passed: 190,
          flaky: 1,
          retried: 2,
          suites: 2,
          seconds: 0,
          failures: "a",
        },
      },
    ],
    [
      "nothing was run",
      [reading({ skipped: 5 })],
      spec,
      {
        verdict: "unmet",
        figures: {
          run: 0,
          failed: 0,
          skipped: 5,
          passed: 0,
          suites: 1,
          seconds: 0,
          problem: "no test was run",
        },
      },
    ],
    ["nothing was run, and nothing asked", [reading({})], { "min-success": 0 }, { verdict: "unmet" }],
    [
      "a suite that did not run",
      [reading({ passed: 1, ran: new Set(["unit"]) }), reading({ passed: 1, ran: new Set(["e2e"]) })],
      { "required-suites": ["unit", "e2e", "security"] },
      {
        verdict: "unmet",
        threshold: "success 95 %; suites unit, e2e, security",
        figures: expect.objectContaining({ problem: "not run: security" }),
      },
    ],
    [
      "a report that is not whole",
      [reading({ passed: 5, doubts: ["the tests bailed out"] })],
      spec,
      {
        verdict: "unmet",
        figures: expect.objectContaining({ success: 100, problem: "the tests bailed out" }),
      },
    ],
    [
      "a report that contradicts itself",
      [reading({ passed: 5, remarks: ["a suite says 7 tests and has 5"] })],
      spec,
      { verdict: "met", figures: expect.objectContaining({ remark: "a suite says 7 tests and has 5" }) },
    ],
    [
      "without thresholds, as usual",
      [reading({ passed: 94, failed: 6 })],
      undefined,
      { verdict: "unmet", threshold: "success 95 %" },
    ],
    [
      "one report that cannot be read",
      [reading({ passed: 1 }), unreadable],
      spec,
      { verdict: "unreadable", figures: { problem: "a.xml is cut off: its end is missing.", unreadable: 1 } },
    ],
    ["no report", [], spec, { verdict: "missing", threshold: "success 95 %", figures: {} }],
  ])("%s", (_, readings, thresholds, verdict) => {
    const judged = judgeTests(readings, thresholds);
    expect(judged).toMatchObject({ item: "tests", ...verdict });
    expect(evidenceItem.safeParse(judged).success).toBe(true);
  });

  it("keeps to the length that a record may have", () => {
    const suites = Array.from({ length: 100 }, (_, at) => `suite ${at} `.padEnd(200, "x"));
    const judged = judgeTests([reading({ passed: 1 })], { "required-suites": suites });
    expect(evidenceItem.safeParse(judged).success).toBe(true);
    expect(String(judged.figures["problem"]).length).toBe(1_000);
  });

  it("puts first what has room everywhere", () => {
    const { figures } = judgeTests([reading({ passed: 8, failed: 1, errors: 1, skipped: 2 })], spec);
    expect(Object.keys(figures).slice(0, 5)).toEqual(["success", "run", "failed", "skipped", "errors"]);
  });
});
