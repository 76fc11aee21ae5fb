import { describe, expect, it } from "vitest";
import { fileOf } from "../../test/report-file.ts";
import type { TestFigures } from "./figures.ts";
import { readTests } from "./read.ts";

/* What the real reports do not have: lies, rare elements, and what is easily read wrongly. */

async function read(text: string): Promise<TestFigures> {
  const [reading] = await readTests([fileOf(text)]);
  if (reading?.ok !== true) throw new Error(reading?.problem);
  return reading.found;
}

const suite = (attributes: string, inside: string) =>
  `<testsuite name="s" ${attributes}>${inside}</testsuite>`;
const ok = '<testcase classname="c" name="ok"/>';
const bad = '<testcase classname="c" name="bad"><failure/></testcase>';

type Row = [what: string, report: string, figures: Partial<TestFigures>];

describe("JUnit XML", () => {
  it.each<Row>([
    [
      "no test case at all",
      suite('tests="5" failures="0"', ""),
      { run: 0, remarks: ["a suite says 5 tests and has 0"] },
    ],
    [
      "failures in the attributes alone",
      suite('tests="2" failures="1" errors="1"', ok + ok),
      { run: 2, passed: 2, doubts: ["a suite says 2 failed and has 0"] },
    ],
    [
      "fewer failures in the attributes than there are",
      suite('tests="2" failures="0" errors="0"', ok + bad),
      { failed: 1, doubts: [], remarks: ["a suite says 0 failed and has 1"] },
    ],
    [
      "attributes that are no numbers",
      suite('tests="" failures="many"', ok),
      { passed: 1, remarks: [], doubts: [] },
    ],
    [
      "sums with nested suites",
      suite('tests="3" failures="1"', ok + suite('tests="2" failures="1"', ok + bad)),
      { run: 3, failed: 1, suites: 2, remarks: [], doubts: [] },
    ],
    [
      "sums without nested suites",
      suite('tests="1" failures="0"', ok + suite('tests="2" failures="1"', ok + bad)),
      { run: 3, failed: 1, remarks: [], doubts: [] },
    ],
    [
      "a failure of the suite itself",
      suite("", `<error message="x"/>${ok}`),
      { run: 2, errors: 1, failures: ["s (the suite itself)"] },
    ],
    ["a test case beside suites", `<testsuites>${ok}${suite("", bad)}</testsuites>`, { run: 2, failed: 1 }],
    [
      "failure and error in one",
      suite("", '<testcase name="x"><failure/><failure/><error/></testcase>'),
      { run: 1, failed: 1, errors: 0 },
    ],
    [
      "a failure that is marked as skipped",
      suite("", '<testcase name="x"><skipped/><failure/></testcase>'),
      { run: 1, failed: 1, skipped: 0 },
    ],
    [
      "a failure that is to be done",
      suite('failures="1"', '<testcase name="x"><skipped type="todo"/><failure/></testcase>'),
      { run: 0, failed: 0, skipped: 1, doubts: [] },
    ],
    [
      "a status alone",
      suite("", '<testcase name="x" status="failed"/><testcase name="y" status="error"/>'),
      { failed: 1, errors: 1 },
    ],
    [
      "a failed status that is marked as skipped",
      suite("", '<testcase name="x" status="failed"><skipped/></testcase>'),
      { failed: 1 },
    ],
    ["a status nobody knows", suite("", '<testcase name="x" status="completed"/>'), { passed: 1 }],
    [
      "flaky, and failed in the end",
      suite("", '<testcase name="x"><flakyFailure/><failure/></testcase>'),
      { failed: 1, flaky: 0, retried: 1 },
    ],
    [
      "elements within output",
      suite("", `<testcase name="x"><system-out><failure/></system-out></testcase>`),
      { passed: 1 },
    ],
    [
      "words that look like elements",
      suite(
        "",
        '<testcase name="x"><system-out><![CDATA[<failure/>]]></system-out></testcase><!-- <failure/> -->',
      ),
      { passed: 1, failed: 0 },
    ],
    ["a test case in a test case", suite("", `<testcase name="x">${bad}</testcase>`), { run: 1 }],
    [
      "seconds with separators",
      suite(
        "",
        '<testcase name="x" time="1,204.5"/><testcase name="y" time="NaN"/><testcase name="z" time="-3"/>',
      ),
      { seconds: 1204.5 },
    ],
    [
      "names of a namespace",
      '<j:testsuite xmlns:j="urn:j"><j:testcase name="x"/></j:testsuite>',
      { passed: 1, suites: 1 },
    ],
    [
      "a document type that is only named",
      `<!DOCTYPE testsuite SYSTEM "[junit].dtd">${suite("", ok)}`,
      { passed: 1 },
    ],
    [
      "a long name",
      suite("", `<testcase name="${"long ".repeat(30)}"><failure/></testcase>`),
      { failures: [`${"long ".repeat(30).slice(0, 79)}…`] },
    ],
  ])("%s", async (_, report, figures) => {
    expect(await read(report)).toMatchObject(figures);
  });

  it("keeps the first ten names of what failed", async () => {
    const cases = Array.from({ length: 12 }, (_, at) => `<testcase name="t${at}"><failure/></testcase>`);
    const { failures, failed } = await read(suite("", cases.join("")));
    expect(failed).toBe(12);
    expect(failures).toEqual(["t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"]);
  });
});

describe("TAP", () => {
  const plan = (...lines: string[]) => lines.join("\n");
  it.each<Row>([
    [
      "points without numbers and names",
      plan("1..3", "ok", "not ok", "ok"),
      { run: 3, passed: 2, failed: 1, doubts: [] },
    ],
    ["a plan at the end", plan("ok 1", "1..1"), { run: 1, doubts: [] }],
    ["no plan", plan("TAP version 13", "ok 1"), { run: 1, doubts: ["it has no plan, so it may be cut off"] }],
    [
      "fewer points than planned",
      plan("1..3", "ok 1", "ok 2"),
      { doubts: ["the plan was for 3 tests and 2 ran"] },
    ],
    [
      "more points than planned",
      plan("1..1", "ok 1", "ok 2"),
      { doubts: ["the plan was for 1 tests and 2 ran"] },
    ],
    ["nothing planned", plan("TAP version 14", "1..0 # skipped: no database"), { run: 0, doubts: [] }],
    [
      "bail out",
      plan("1..2", "ok 1", "Bail out! no database", "ok 2"),
      { run: 2, doubts: ["the tests bailed out"] },
    ],
    [
      "directives in any case",
      plan("1..3", "ok 1 # skip", "not ok 2 - b # Todo later", "ok 3 # SKIPPED"),
      { run: 0, skipped: 3 },
    ],
    [
      "a hash in a name",
      plan("1..2", "not ok 1 - issue \\#SKIP", "not ok 2 - issue # 7"),
      { failed: 2, skipped: 0 },
    ],
    [
      "subtests",
      plan(
        "TAP version 14",
        "# Subtest: a",
        "    ok 1 - x",
        "    not ok 2 - y",
        "    1..2",
        "not ok 1 - a",
        "1..1",
      ),
      { run: 2, failed: 1, suites: 1, failures: ["y"], doubts: [] },
    ],
    [
      "a sum that failed though no subtest did",
      plan("    ok 1 - x", "    1..1", "not ok 1 - a", "1..1"),
      { run: 2, failed: 1, failures: ["a"] },
    ],
    [
      "fewer subtests than planned",
      plan("    ok 1 - x", "    1..2", "ok 1 - a", "1..1"),
      { doubts: ["the plan was for 2 tests and 1 ran"] },
    ],
    [
      "subtests in braces",
      plan("1..2", "ok 1 - a {", "    ok 1 - x", "    1..1", "}", "ok 2 - b {", "}"),
      { run: 2, suites: 1, doubts: [] },
    ],
    [
      "a name that ends in a brace",
      plan("1..2", "not ok 1 - parses {", "ok 2 - parses {"),
      { run: 2, failed: 1, doubts: [] },
    ],
    [
      "points within YAML",
      plan("1..1", "not ok 1", "  ---", "  message: |", "    not ok 2", "  ...", ""),
      { run: 1, failed: 1 },
    ],
    [
      "YAML that does not end",
      plan("1..2", "not ok 1", "  ---", "  message: x", "ok 2"),
      { run: 2, failed: 1 },
    ],
    [
      "ends of lines as Windows has them",
      "TAP version 13\r\n1..1\r\nok 1 - a # SKIP\r\n",
      { skipped: 1, doubts: [] },
    ],
    [
      "output in between",
      plan("starting", "1..1", "okay then", "ok 1", "not okay"),
      { run: 1, passed: 1, doubts: [] },
    ],
  ])("%s", async (_, report, figures) => {
    expect(await read(report)).toMatchObject(figures);
  });
});

describe("CTRF", () => {
  const ctrf = (tests: object[], summary: object = {}) =>
    JSON.stringify({ reportFormat: "CTRF", results: { tool: { name: "x" }, summary, tests } });
  it.each<Row>([
    [
      "every status",
      ctrf(
        ["passed", "failed", "skipped", "pending", "other", "odd"].map((status) => ({
          name: status,
          status,
        })),
      ),
      { passed: 1, failed: 1, skipped: 2, errors: 2 },
    ],
    [
      "a flaky test",
      ctrf([{ name: "a", status: "passed", flaky: true, retries: 1, duration: 1500 }]),
      { passed: 1, flaky: 1, retried: 1, seconds: 1.5 },
    ],
    [
      "failures in the summary alone",
      ctrf([{ name: "a", status: "passed" }], { tests: 3, failed: 2 }),
      {
        remarks: ["the summary says 3 tests and there are 1"],
        doubts: ["the summary says 2 failed and there are 0"],
      },
    ],
    [
      "a status that is a property of every object",
      ctrf([{ name: "a", status: "constructor" }]),
      { errors: 1, passed: 0 },
    ],
  ])("%s", async (_, report, figures) => {
    expect(await read(report)).toMatchObject(figures);
  });
});

describe("TRX", () => {
  const run = (inside: string) => `<TestRun>${inside}</TestRun>`;
  const result = (outcome: string) => `<UnitTestResult testId="1" testName="a" outcome="${outcome}"/>`;
  it.each<Row>([
    [
      "every outcome",
      run(
        [
          "Passed",
          "Warning",
          "Failed",
          "NotExecuted",
          "Inconclusive",
          "Timeout",
          "Aborted",
          "Error",
          "toString",
        ]
          .map(result)
          .join(""),
      ),
      { passed: 2, failed: 1, skipped: 2, errors: 4 },
    ],
    [
      "failures in the summary alone",
      run(
        `<Results>${result("Passed")}</Results><ResultSummary outcome="Failed"><Counters total="2" failed="1"/></ResultSummary>`,
      ),
      {
        remarks: ["the summary says 2 tests and there are 1"],
        doubts: ["the summary says 1 failed and there are 0"],
      },
    ],
    [
      "days",
      run('<UnitTestResult testName="a" outcome="Passed" duration="1.02:03:04.5"/>'),
      { seconds: 93_784.5 },
    ],
  ])("%s", async (_, report, figures) => {
    expect(await read(report)).toMatchObject(figures);
  });
});
