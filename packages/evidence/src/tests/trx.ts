import { keep } from "../formats/keep.ts";
import { readCount } from "../formats/number.ts";
import type { XmlHandler } from "../formats/xml.ts";
import type { Outcome, Tally } from "./figures.ts";

/*
 * TRX, Visual Studio's test results (schema `vstst.xsd`, TeamTest/2010): `UnitTestResult` elements, and what the run as a
 * whole says in `ResultSummary`. Older files have the results last, newer ones first.
 */

type Attributes = Readonly<Record<string, string>>;
type State = {
  /** Results around this place, the innermost last; a result that holds others is no test of its own. */
  open: { attributes: Attributes; leaf: boolean }[];
  /** The test that is being defined. */
  defined: string | null;
  classOf: Map<string, string>;
  classes: Set<string>;
  /** Tests that were not run: their class has not run because of them. */
  notRun: Set<string>;
  /** Those that hold no others; those that are in no other; all. */
  leaves: number;
  outermost: number;
  all: { tests: number; bad: number };
  claims: { tests: number | undefined; bad: number };
};

/** An outcome that is left out is `Error`, the first of the enumeration. What is not here ended in an error, too. */
const outcomes: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ["Passed", "passed"],
  ["Warning", "passed"],
  ["Failed", "failed"],
  ["NotExecuted", "skipped"],
  ["Inconclusive", "skipped"],
  ["Pending", "skipped"],
]);

/** How a run may end whose results are all there. */
const wholeRuns: ReadonlySet<string> = new Set(["Completed", "Passed", "Failed", "Warning"]);

/** Classes are known for so many tests. */
const mostIds = 200_000;

/** Reads the elements of a report whose root is `TestRun`. */
export function trx(tally: Tally): XmlHandler {
  const state: State = {
    open: [],
    defined: null,
    classOf: new Map(),
    classes: new Set(),
    notRun: new Set(),
    leaves: 0,
    outermost: 0,
    all: { tests: 0, bad: 0 },
    claims: { tests: undefined, bad: 0 },
  };
  return {
    open: (name, attributes) => openElement(name, attributes, state, tally),
    close: (name) => {
      if (name === "UnitTest") state.defined = null;
      if (name === "TestRun") compare(state, tally);
      if (isResult(name)) finish(state, tally);
    },
  };
}

function openElement(name: string, attributes: Attributes, state: State, tally: Tally): void {
  if (isResult(name)) {
    const outer = state.open.at(-1);
    if (outer !== undefined) outer.leaf = false;
    state.open.push({ attributes, leaf: true });
    return;
  }
  switch (name) {
    case "UnitTest":
      state.defined = attributes["id"] ?? "";
      return;
    case "TestMethod":
      if (state.defined !== null) define(state.defined, attributes["className"] ?? "", state, tally);
      return;
    case "ResultSummary":
      if (!wholeRuns.has(attributes["outcome"] ?? "")) tally.doubt("the run did not end as it should");
      return;
    case "Counters":
      state.claims = readClaims(attributes);
  }
}

/** A data-driven test has its rows within, and an ordered test its tests. */
function isResult(name: string): boolean {
  return name === "UnitTestResult" || name === "TestResultAggregation" || name === "GenericTestResult";
}

/** @param text `Acme.Rocket.EngineTests`; older files go on with `, Acme.Rocket, Version=…` */
function define(id: string, text: string, state: State, tally: Tally): void {
  const name = text.split(",", 1)[0] ?? "";
  if (!state.classes.has(name) && state.classes.size < mostIds) {
    state.classes.add(keep(name));
    tally.addSuite();
  }
  if (state.all.tests === 0) {
    if (state.classOf.size < mostIds) state.classOf.set(keep(id), keep(name));
  } else if (!state.notRun.has(id) && state.notRun.size < mostIds) tally.addRan(name);
}

function finish(state: State, tally: Tally): void {
  const result = state.open.pop();
  if (result === undefined) return;
  const { testId = "", testName = "", duration, outcome: said = "" } = result.attributes;
  const outcome = outcomes.get(said) ?? "errored";
  const bad = outcome === "failed" || outcome === "errored" ? 1 : 0;
  state.all = { tests: state.all.tests + 1, bad: state.all.bad + bad };
  if (state.open.length === 0) state.outermost += 1;
  if (!result.leaf) return;
  state.leaves += 1;
  if (outcome === "skipped" && state.notRun.size < mostIds) state.notRun.add(keep(testId));
  const suite = state.classOf.get(testId);
  tally.add({
    name: testName,
    outcome,
    suites: suite === undefined ? [] : [suite],
    seconds: readDuration(duration),
  });
}

function readClaims({ total, failed, error, timeout, aborted }: Attributes): State["claims"] {
  const bad = [failed, error, timeout, aborted].reduce((sum, text) => sum + (readCount(text) ?? 0), 0);
  return { tests: readCount(total), bad };
}

function compare({ claims, leaves, outermost, all }: State, tally: Tally): void {
  if (claims.tests !== undefined && ![leaves, outermost, all.tests].includes(claims.tests))
    tally.remark(`the summary says ${claims.tests} tests and there are ${leaves}`);
  if (claims.bad > all.bad) tally.doubt(`the summary says ${claims.bad} failed and there are ${all.bad}`);
}

/** `00:00:01.2345678`, with days before it where there are any: `1.00:00:00`. */
function readDuration(text = ""): number {
  const parts = /^(?:(\d{1,6})\.)?(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)$/.exec(text);
  if (parts === null) return 0;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = parts;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
