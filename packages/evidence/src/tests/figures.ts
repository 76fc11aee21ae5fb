import { cut } from "../formats/cut.ts";
import { keep } from "../formats/keep.ts";

/** What test reports say, whatever their format. */
export type TestFigures = {
  /** Tests that were run: they passed, failed or ended in an error. */
  run: number;
  passed: number;
  failed: number;
  errors: number;
  /** Apart from those run; expected failures (`todo`) are here too. */
  skipped: number;
  /** Of those run: it took more than one try, whatever came of it. */
  retried: number;
  /** Of those passed: the first try failed. */
  flaky: number;
  /** How many groups of tests the report has. */
  suites: number;
  /** Names of groups, and classes, in which a test was run. */
  ran: ReadonlySet<string>;
  /** The first names of what failed or ended in an error. */
  failures: readonly string[];
  seconds: number;
  /** Why the figures must not be believed: the report is not whole, or hides failures. One is enough to miss the threshold. */
  doubts: readonly string[];
  /** Where a report contradicts itself, and no harm is done: what was counted holds. */
  remarks: readonly string[];
};

export type Outcome = "passed" | "failed" | "errored" | "skipped";

export type TestCase = {
  name: string;
  outcome: Outcome;
  /** Its group, its class: whatever policy may ask for by name. */
  suites: readonly string[];
  seconds: number;
  retried?: boolean;
  flaky?: boolean;
};

export type Tally = {
  add: (one: TestCase) => void;
  addSuite: () => void;
  /** A group in which a test was run, where its tests do not name it. */
  addRan: (suite: string) => void;
  /** Time that belongs to a test that was added before. */
  addSeconds: (seconds: number) => void;
  doubt: (sentence: string) => void;
  remark: (sentence: string) => void;
  figures: () => TestFigures;
};

const mostFailures = 10;
const mostSentences = 5;
const longestName = 80;

/** Policy cannot ask for a longer one. */
const longestSuite = 200;
/** No project has so many; a report that has keeps its first ones. */
const mostSuites = 50_000;

/** Counts test cases one by one; what it keeps does not grow with them. */
export function startTally(): Tally {
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0 };
  const ran = new Set<string>();
  const failures: string[] = [];
  const doubts: string[] = [];
  const remarks: string[] = [];
  let [retried, flaky, suites, seconds] = [0, 0, 0, 0];
  const addRan = (suite: string) => {
    if (suite !== "" && suite.length <= longestSuite && ran.size < mostSuites && !ran.has(suite))
      ran.add(keep(suite));
  };
  const add = (one: TestCase) => {
    counts[one.outcome] += 1;
    seconds += one.seconds;
    if (one.outcome === "skipped") return;
    for (const suite of one.suites) addRan(suite);
    if (one.retried === true || one.flaky === true) retried += 1;
    if (one.outcome === "passed") flaky += one.flaky === true ? 1 : 0;
    else if (failures.length < mostFailures) failures.push(keep(cut(one.name, longestName) || "(no name)"));
  };
  const collect = (list: string[]) => (sentence: string) => {
    if (list.length < mostSentences && !list.includes(sentence)) list.push(sentence);
  };
  return {
    add,
    addRan,
    addSuite: () => {
      suites += 1;
    },
    addSeconds: (more) => {
      seconds += more;
    },
    doubt: collect(doubts),
    remark: collect(remarks),
    figures: () => {
      const { passed, failed, errored: errors, skipped } = counts;
      const run = passed + failed + errors;
      return {
        run,
        passed,
        failed,
        errors,
        skipped,
        retried,
        flaky,
        suites,
        ran,
        failures,
        seconds,
        doubts,
        remarks,
      };
    },
  };
}

/** Several reports as one. */
export function addFigures(all: readonly TestFigures[]): TestFigures {
  const sum = (pick: (one: TestFigures) => number) => all.reduce((total, one) => total + pick(one), 0);
  return {
    run: sum((one) => one.run),
    passed: sum((one) => one.passed),
    failed: sum((one) => one.failed),
    errors: sum((one) => one.errors),
    skipped: sum((one) => one.skipped),
    retried: sum((one) => one.retried),
    flaky: sum((one) => one.flaky),
    suites: sum((one) => one.suites),
    ran: new Set(all.flatMap((one) => [...one.ran])),
    failures: all.flatMap((one) => one.failures).slice(0, mostFailures),
    seconds: sum((one) => one.seconds),
    doubts: all.flatMap((one) => one.doubts).slice(0, mostSentences),
    remarks: all.flatMap((one) => one.remarks).slice(0, mostSentences),
  };
}
