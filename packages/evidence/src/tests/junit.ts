import { readCount, readSeconds } from "../formats/number.ts";
import type { XmlHandler } from "../formats/xml.ts";
import type { Outcome, Tally } from "./figures.ts";

/*
 * JUnit XML has no standard. What is read here is what Surefire, Gradle, pytest, Jest, vitest, Mocha, go-junit-report,
 * gotestsum, cargo-nextest, PHPUnit, GoogleTest, CTest and node:test write: `testcase` elements in `testsuite` elements, which
 * may be nested. Test cases are counted; what the attributes of a suite say is compared with that.
 */

type Attributes = Readonly<Record<string, string>>;
type Counts = { tests: number; bad: number };
type Group = {
  name: string;
  /** Where one of failures and errors is left out, there may be more of that kind: `atLeast`. */
  claims: { tests: number | undefined; bad: number | undefined; atLeast: boolean };
  /** Without nested suites; with them. */
  own: Counts;
  all: Counts;
};
type Case = {
  suites: string[];
  name: string;
  seconds: number;
  status: Outcome;
  failure: boolean;
  error: boolean;
  skipped: boolean;
  /** node:test: what is to be done may fail. */
  todo: boolean;
  retried: boolean;
  flaky: boolean;
};

/** What CTest, GoogleTest and some others say in an attribute. */
const statuses: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ["notrun", "skipped"],
  ["disabled", "skipped"],
  ["skipped", "skipped"],
  ["ignored", "skipped"],
  ["suppressed", "skipped"],
  ["fail", "failed"],
  ["failed", "failed"],
  ["failure", "failed"],
  ["error", "errored"],
  ["broken", "errored"],
]);

/** Reads the elements of a report whose root is `testsuites` or `testsuite`. */
export function junit(tally: Tally): XmlHandler {
  const groups: Group[] = [];
  const open: string[] = [];
  let current: Case | null = null;
  return {
    open: (name, attributes) => {
      const parent = open.at(-1);
      open.push(name);
      if (name === "testsuite" || name === "testsuites") groups.push(startGroup(attributes));
      if (name === "testsuite") tally.addSuite();
      if (name === "testcase" && current === null) current = startCase(attributes, groups.at(-1)?.name ?? "");
      else if (current !== null && parent === "testcase") mark(current, name, attributes);
      else if ((name === "failure" || name === "error") && parent === "testsuite")
        finish(suiteFailure(groups.at(-1)?.name ?? "", name), groups, tally);
    },
    close: (name) => {
      open.pop();
      if (name === "testcase" && current !== null && !open.includes("testcase")) {
        finish(current, groups, tally);
        current = null;
      }
      if (name === "testsuite" || name === "testsuites") endGroup(groups, tally);
    },
  };
}

function startGroup({ name = "", tests, failures, errors }: Attributes): Group {
  const [failed, errored] = [readCount(failures), readCount(errors)];
  const bad = failed === undefined && errored === undefined ? undefined : (failed ?? 0) + (errored ?? 0);
  return {
    name,
    claims: { tests: readCount(tests), bad, atLeast: failed === undefined || errored === undefined },
    own: { tests: 0, bad: 0 },
    all: { tests: 0, bad: 0 },
  };
}

function startCase({ name = "", classname = "", time, status, result }: Attributes, suite: string): Case {
  const said = statuses.get((status ?? "").toLowerCase()) ?? statuses.get((result ?? "").toLowerCase());
  return {
    suites: [suite, classname],
    name: name.includes(classname) ? name : `${classname} > ${name}`,
    seconds: readSeconds(time),
    status: said ?? "passed",
    failure: false,
    error: false,
    skipped: false,
    todo: false,
    retried: false,
    flaky: false,
  };
}

function suiteFailure(suite: string, name: "failure" | "error"): Case {
  const none = startCase({ name: `${suite} (the suite itself)` }, suite);
  return { ...none, failure: name === "failure", error: name === "error" };
}

/** Surefire: `flaky…` in a test that passed in the end, `rerun…` in one that never did. */
function mark(one: Case, element: string, { type }: Attributes): void {
  switch (element) {
    case "failure":
      one.failure = true;
      return;
    case "error":
    // PHPUnit up to 9: a test that could not be run as it should.
    case "warning":
      one.error = true;
      return;
    case "skipped":
    case "disabled":
    case "ignored":
      one.skipped = true;
      one.todo ||= type === "todo";
      return;
    case "flakyFailure":
    case "flakyError":
      one.flaky = true;
      return;
    case "rerunFailure":
    case "rerunError":
      one.retried = true;
  }
}

function finish(one: Case, groups: Group[], tally: Tally): void {
  const outcome = outcomeOf(one);
  const { name, suites, seconds, retried, flaky } = one;
  tally.add({ name, suites, seconds, retried, flaky, outcome });
  // As its suite's attributes count it.
  const bad = outcome === "failed" || outcome === "errored" || one.failure || one.error ? 1 : 0;
  const own = groups.at(-1)?.own;
  if (own !== undefined) addCounts(own, { tests: 1, bad });
  for (const { all } of groups) addCounts(all, { tests: 1, bad });
}

function outcomeOf({ failure, error, skipped, todo, status }: Case): Outcome {
  if (todo) return "skipped";
  if (failure) return "failed";
  if (error) return "errored";
  if (skipped && status === "passed") return "skipped";
  return status;
}

function addCounts(to: Counts, more: Counts): void {
  to.tests += more.tests;
  to.bad += more.bad;
}

/** Some tools leave out nested suites in a suite's attributes, some do not: either is right. */
function endGroup(groups: Group[], tally: Tally): void {
  const group = groups.pop();
  if (group === undefined) return;
  const { claims, own, all } = group;
  if (claims.tests !== undefined && claims.tests !== own.tests && claims.tests !== all.tests)
    tally.remark(`a suite says ${claims.tests} tests and has ${all.tests}`);
  if (claims.bad === undefined || claims.bad === own.bad || claims.bad === all.bad) return;
  const sentence = `a suite says ${claims.bad} failed and has ${all.bad}`;
  if (claims.bad > all.bad) tally.doubt(sentence);
  else if (!claims.atLeast) tally.remark(sentence);
}
