import { describe, expect, it } from "vitest";
import { fixture, printed, reportsIn } from "../../test/report-file.ts";
import type { TestFigures } from "./figures.ts";
import { readTests } from "./read.ts";

/*
 * Real reports (fixtures/tests/SOURCES.md). `says` is what the tool itself printed when it wrote the report, put together from
 * our figures: where the two do not agree, a comment says why.
 */

type Row = {
  format: string;
  /** run, passed, failed, errors, skipped, retried, flaky, suites */
  counts: readonly [number, number, number, number, number, number, number, number];
  failures: readonly string[];
  ran?: readonly string[];
  doubts?: readonly string[];
  remarks?: readonly string[];
  says?: (figures: TestFigures) => string;
  /** Where what was printed is, when it is not beside the report. */
  printed?: string;
};

const engine = ["engine has thrust", 'engine hooks "before all" hook for "never comes to this"'];

const rows: Readonly<Record<string, Row>> = {
  "junit/vitest.xml": {
    format: "JUnit XML",
    counts: [9, 7, 2, 0, 2, 0, 0, 2],
    failures: ["vt/engine.test.js > engine > has thrust", "vt/nose.test.js > breaks"],
    ran: ["vt/nose.test.js"],
    says: ({ failed, passed, run, skipped }) =>
      `${failed} failed | ${passed} passed | ${skipped - 1} skipped | 1 todo (${run + skipped})`,
  },
  "junit/jest-junit.xml": {
    format: "JUnit XML",
    counts: [9, 6, 2, 1, 1, 0, 0, 2],
    failures: [
      "engine has thrust",
      "Test suite failed to run > jt/broken.test.cjs",
      "Test suite failed to run > jt/broken.test.cjs",
    ],
    ran: ["engine"],
    // It writes a test that is to be done as one that passed, and the file that cannot be loaded as two test cases.
    says: ({ passed, failed, skipped }) =>
      `${failed - 1} failed, ${skipped} skipped, 1 todo, ${passed - 1} passed, 8 total`,
    remarks: [
      "a suite says 7 tests and has 8",
      "a suite says 0 tests and has 2",
      "a suite says 1 failed and has 2",
      "a suite says 7 tests and has 10",
      "a suite says 2 failed and has 3",
    ],
  },
  "junit/mocha-junit-reporter.xml": {
    format: "JUnit XML",
    counts: [5, 3, 2, 0, 0, 0, 0, 4],
    failures: engine,
    // It leaves out the test cases that are pending.
    says: ({ passed, failed }) => `${passed} passing (20ms) 2 pending ${failed} failing`,
    remarks: ["a suite says 5 tests and has 3", "a suite says 7 tests and has 5"],
  },
  "junit/node-test.xml": {
    format: "JUnit XML",
    counts: [7, 6, 1, 0, 2, 0, 0, 3],
    failures: ["engine > has thrust"],
    ran: ["engine.nested", "with steps"],
    // It prints a test that holds others as one more; the report has it as a suite.
    says: ({ run, passed, failed, skipped, suites }) =>
      `tests ${run + skipped + 1} ℹ suites ${suites - 1} ℹ pass ${passed + 1} ℹ fail ${failed} ℹ cancelled 0 ℹ skipped ${skipped - 1} ℹ todo 1`,
  },
  "junit/pytest.xml": {
    format: "JUnit XML",
    counts: [8, 5, 1, 2, 2, 0, 0, 1],
    failures: [
      "test_engine.TestEngine > test_thrust[300]",
      "test_engine > test_setup_breaks",
      "test_engine > test_teardown_breaks",
    ],
    ran: ["test_engine.TestEngine"],
    // A test whose clean-up breaks is printed as passed and as an error; each try of a test is a test case.
    says: ({ passed, failed, errors, skipped }) =>
      `${failed} failed, ${passed} passed, ${skipped - 1} skipped, 1 xfailed, ${errors} errors, 1 rerun`,
    remarks: ["a suite says 9 tests and has 10"],
  },
  "junit/pytest-collect.xml": {
    format: "JUnit XML",
    counts: [1, 0, 0, 1, 0, 0, 0, 1],
    failures: ["collect.test_broken"],
    says: ({ errors }) => `${errors} error in`,
  },
  "junit/go-junit-report.xml": {
    format: "JUnit XML",
    counts: [5, 3, 2, 0, 1, 0, 0, 2],
    failures: ["acme.example/rocket > TestThrust", "acme.example/rocket > TestThrust/two"],
    ran: ["acme.example/rocket/nose"],
    says: () => "--- FAIL: TestThrust/two (0.00s) --- SKIP: TestFlies (0.00s) --- PASS: TestPoint",
  },
  "junit/gotestsum.xml": {
    format: "JUnit XML",
    counts: [5, 3, 2, 0, 1, 0, 0, 2],
    failures: ["acme.example/rocket > TestThrust/two", "acme.example/rocket > TestThrust"],
    says: ({ run, skipped, failed }) => `DONE ${run + skipped} tests, ${skipped} skipped, ${failed} failures`,
  },
  "junit/gotestsum-rerun.xml": {
    format: "JUnit XML",
    // It does not say which test case is a second try: each counts.
    counts: [7, 3, 4, 0, 1, 0, 0, 2],
    failures: [
      "acme.example/rocket > TestThrust/two",
      "acme.example/rocket > TestThrust",
      "acme.example/rocket > TestThrust/two",
      "acme.example/rocket > TestThrust",
    ],
    says: ({ run, skipped, failed }) =>
      `DONE 2 runs, ${run + skipped} tests, ${skipped} skipped, ${failed} failures`,
  },
  "junit/surefire.xml": {
    format: "JUnit XML",
    counts: [7, 4, 2, 1, 1, 0, 0, 1],
    failures: ["acme.EngineTest > breaks", "acme.EngineTest > fails", "acme.EngineTest > moody"],
    ran: ["acme.EngineTest", "acme.EngineTest$Inner"],
    says: ({ run, failed, errors, skipped }) =>
      `Tests run: ${run + skipped}, Failures: ${failed}, Errors: ${errors}, Skipped: ${skipped}`,
  },
  "junit/surefire-flaky.xml": {
    format: "JUnit XML",
    counts: [7, 5, 1, 1, 1, 3, 1, 1],
    failures: ["acme.EngineTest > breaks", "acme.EngineTest > fails"],
    says: ({ run, failed, errors, skipped, flaky }) =>
      `Tests run: ${run + skipped}, Failures: ${failed}, Errors: ${errors}, Skipped: ${skipped}, Flakes: ${flaky}`,
    remarks: ["a suite says 2 tests and has 8"],
  },
  "junit/gradle.xml": {
    format: "JUnit XML",
    counts: [3, 1, 2, 0, 1, 0, 0, 1],
    failures: ["acme.EngineTest > breaks", "acme.EngineTest > fails"],
    says: ({ run, failed, skipped }) =>
      `${run + skipped} tests completed, ${failed} failed, ${skipped} skipped`,
  },
  "junit/phpunit.xml": {
    format: "JUnit XML",
    counts: [5, 2, 1, 2, 2, 0, 0, 4],
    failures: [
      'EngineTest > testThrust with data set "wrong"',
      "EngineTest > testBreaks",
      "EngineTest > testRisky",
    ],
    ran: ["EngineTest::testThrust"],
    // What it calls risky is an error in the report, and what is incomplete was skipped.
    says: ({ run, failed, errors, skipped }) =>
      `Tests: ${run + skipped}, Assertions: 3, Errors: ${errors - 1}, Failures: ${failed}, Skipped: ${skipped - 1}, Incomplete: 1, Risky: 1.`,
  },
  "junit/ctest.xml": {
    format: "JUnit XML",
    counts: [2, 1, 1, 0, 2, 0, 0, 1],
    failures: ["fails"],
    // Of the two that were not run it takes one into its sum.
    says: ({ run, failed }) => `${failed} tests failed out of ${run + 1}`,
  },
  "junit/googletest.xml": {
    format: "JUnit XML",
    counts: [2, 1, 1, 0, 2, 0, 0, 2],
    failures: ["Engine > Fails"],
    ran: ["Engine"],
    says: ({ passed, skipped, failed }) =>
      `[ PASSED ] ${passed} test. [ SKIPPED ] ${skipped - 1} test, listed below: [ SKIPPED ] Nose.Skips [ FAILED ] ${failed} test, listed below: [ FAILED ] Engine.Fails ${failed} FAILED TEST YOU HAVE 1 DISABLED TEST`,
  },
  "junit/cargo-nextest.xml": {
    format: "JUnit XML",
    counts: [5, 4, 1, 0, 0, 2, 1, 2],
    failures: ["rocket > engine::fails"],
    ran: ["rocket::integration"],
  },
  "tap/vitest.tap": {
    format: "TAP",
    counts: [9, 7, 2, 0, 2, 0, 0, 4],
    failures: ["has thrust", "breaks"],
    ran: ["engine", "nested"],
    says: ({ failed, passed }) => `${failed} failed | ${passed} passed`,
    printed: "junit/vitest.printed.txt",
  },
  "tap/vitest-flat.tap": {
    format: "TAP",
    counts: [9, 7, 2, 0, 2, 0, 0, 0],
    failures: ["vt/engine.test.js > engine > has thrust", "vt/nose.test.js > breaks"],
    says: ({ failed, passed }) => `${failed} failed | ${passed} passed`,
    printed: "junit/vitest.printed.txt",
  },
  "tap/node-test.tap": {
    format: "TAP",
    counts: [7, 6, 1, 0, 2, 0, 0, 3],
    failures: ["has thrust"],
    ran: ["engine", "with steps"],
    says: ({ run, skipped, failed }) =>
      `# tests ${run + skipped + 1} # suites 2 # pass 7 # fail ${failed} # cancelled 0 # skipped ${skipped - 1} # todo 1`,
    printed: "tap/node-test.tap",
  },
  "tap/node-tap.tap": {
    format: "TAP",
    counts: [5, 4, 1, 0, 3, 0, 0, 3],
    failures: ["has thrust"],
    ran: ["inner"],
    says: ({ run, skipped, passed, failed }) =>
      `# { total: ${run + skipped}, pass: ${passed}, fail: ${failed}, todo: 1, skip: ${skipped - 1} }`,
    printed: "tap/node-tap.tap",
  },
  "tap/tape.tap": {
    format: "TAP",
    counts: [3, 2, 1, 0, 2, 0, 0, 0],
    failures: ["has thrust"],
    // It prints what is skipped and to be done as passed.
    says: ({ run, skipped, passed, failed }) =>
      `# tests ${run + skipped} # pass ${passed + skipped} # fail ${failed}`,
    printed: "tap/tape.tap",
  },
  "tap/mocha.tap": {
    format: "TAP",
    counts: [5, 3, 2, 0, 2, 0, 0, 0],
    failures: engine,
    says: ({ run, passed, failed }) => `# tests ${run} # pass ${passed} # fail ${failed}`,
    printed: "tap/mocha.tap",
  },
  "ctrf/jest.json": {
    format: "CTRF",
    counts: [6, 5, 1, 0, 2, 0, 0, 2],
    failures: ["engine has thrust"],
    ran: ["engine.test.cjs > engine"],
    says: ({ run, failed, passed, skipped }) =>
      `${failed} failed, ${skipped - 1} skipped, 1 todo, ${passed} passed, ${run + skipped} total`,
    printed: "junit/jest-junit.printed.txt",
  },
  "ctrf/mocha.json": {
    format: "CTRF",
    counts: [5, 3, 2, 0, 2, 1, 1, 0],
    failures: engine,
    says: ({ passed, failed, skipped }) => `${passed} passing (20ms) ${skipped} pending ${failed} failing`,
    printed: "junit/mocha-junit-reporter.printed.txt",
  },
  "ctrf/pytest.json": {
    format: "CTRF",
    counts: [7, 4, 3, 0, 2, 1, 1, 2],
    failures: [
      "test_engine.py::TestEngine::test_thrust[300]",
      "test_engine.py::test_setup_breaks",
      "test_engine.py::test_teardown_breaks",
    ],
    ran: ["TestEngine"],
    // An error is a failure here, and a test whose clean-up breaks has not passed.
    says: ({ failed, passed }) =>
      `${failed - 2} failed, ${passed + 1} passed, 1 skipped, 1 xfailed, 2 errors, 1 rerun`,
    printed: "junit/pytest.printed.txt",
  },
  "trx/vstest.trx": {
    format: "TRX",
    counts: [4, 2, 1, 1, 2, 0, 0, 3],
    failures: ["HasThrust", "Breaks"],
    ran: ["Acme.Rocket.Tests.EngineTests", "Acme.Rocket.Tests.NoseTests"],
  },
  "trx/data-driven.trx": {
    format: "TRX",
    counts: [3, 2, 1, 0, 0, 0, 0, 1],
    failures: ["Counts (Data Row 1)"],
    ran: ["Acme.Rocket.Tests.EngineTests"],
  },
  "trx/aborted.trx": {
    format: "TRX",
    counts: [2, 2, 0, 0, 0, 0, 0, 1],
    failures: [],
    doubts: ["the run did not end as it should"],
  },
};

describe("test reports", () => {
  it("are all here", () => {
    expect(reportsIn("tests")).toEqual(
      Object.keys(rows)
        .map((path) => `tests/${path}`)
        .sort(),
    );
  });

  it.each(Object.entries(rows))("%s has the figures of its tool", async (path, row) => {
    // Cut anywhere, also within a character.
    const [whole, cut] = await readTests([fixture(`tests/${path}`, 100_000), fixture(`tests/${path}`, 7)]);
    expect(cut).toEqual(whole);
    if (whole?.ok !== true) throw new Error(whole?.problem);
    const { found } = whole;
    const { run, passed, failed, errors, skipped, retried, flaky, suites } = found;
    expect([run, passed, failed, errors, skipped, retried, flaky, suites]).toEqual(row.counts);
    expect(whole.format).toBe(row.format);
    expect(found.failures).toEqual(row.failures);
    expect([...found.ran]).toEqual(expect.arrayContaining([...(row.ran ?? [])]));
    expect(found.doubts).toEqual(row.doubts ?? []);
    expect(found.remarks).toEqual(row.remarks ?? []);
    if (row.says !== undefined)
      expect(printed(`tests/${row.printed ?? path.replace(/\.\w+$/, ".printed.txt")}`)).toContain(
        row.says(found),
      );
  });

  it("knows that nobody ran what was only skipped", async () => {
    const [vstest, gtest] = await readTests([
      fixture("tests/trx/vstest.trx"),
      fixture("tests/junit/googletest.xml"),
    ]);
    expect(vstest?.ok === true && vstest.found.ran.has("Acme.Rocket.Tests.LaterTests")).toBe(false);
    expect(gtest?.ok === true && gtest.found.ran.has("Nose")).toBe(false);
  });

  it.each([
    ["junit/surefire.xml", 0.784],
    ["junit/phpunit.xml", 0.003],
    ["tap/vitest.tap", 0.021],
    ["tap/node-test.tap", 0.007],
    ["ctrf/jest.json", 0.023],
    ["trx/vstest.trx", 1.536],
  ])("%s took %d seconds", async (path, seconds) => {
    const [reading] = await readTests([fixture(`tests/${path}`)]);
    expect(reading?.ok === true ? reading.found.seconds : null).toBeCloseTo(seconds, 3);
  });
});
