import type { ReleaseRules } from "@release-approval/approval";
import { cut } from "../formats/cut.ts";
import { percentOf } from "../formats/number.ts";
import { type Judgement, judgeReadings } from "../judgement.ts";
import type { Reading } from "../report.ts";
import { addFigures, type TestFigures } from "./figures.ts";

/** Where the policy names no other: what is given must hold. */
const usualSuccess = 95;

/** In characters, of one figure that is words. */
const longestWords = 1_000;

export type TestThresholds = Exclude<NonNullable<ReleaseRules["evidence"]["tests"]>, false>;

/**
 * Measures what the reports say against the policy. Without thresholds of its own 95 % of the tests run must have passed; and
 * always the reports must be whole, and a test must have been run.
 */
export function judgeTests(
  readings: readonly Reading<TestFigures>[],
  thresholds: TestThresholds = {},
): Judgement {
  const threshold = describe(thresholds);
  const unread = judgeReadings("tests", readings, threshold);
  if (unread !== null) return unread;
  const found = addFigures(readings.flatMap((one) => (one.ok ? [one.found] : [])));
  const reasons = findReasons(found, thresholds);
  return {
    item: "tests",
    verdict: reasons.length === 0 ? "met" : "unmet",
    figures: { ...show(found), ...tell("problem", reasons), ...tell("remark", found.remarks) },
    threshold,
  };
}

/** Why the threshold is missed, without what the figures say by themselves. */
function findReasons(found: TestFigures, thresholds: TestThresholds): string[] {
  const { run, passed, skipped, ran, doubts } = found;
  const {
    "min-success": least = usualSuccess,
    "max-skipped": most,
    "required-suites": suites = [],
  } = thresholds;
  const missing = suites.filter((name) => !ran.has(name));
  return [
    ...(run === 0 ? ["no test was run"] : []),
    ...(run > 0 && passed * 100 < least * run ? ["too few passed"] : []),
    ...(most !== undefined && skipped * 100 > most * (run + skipped) ? ["too many were skipped"] : []),
    ...(missing.length > 0 ? [`not run: ${missing.join(", ")}`] : []),
    ...doubts,
  ];
}

/** The most telling first: not every place has room for all. */
function show(found: TestFigures): Judgement["figures"] {
  const { run, passed, failed, errors, skipped, flaky, retried, suites, failures, seconds } = found;
  const success = percentOf(passed, run);
  return {
    ...(success === null ? {} : { success }),
    run,
    failed,
    skipped,
    ...(errors > 0 ? { errors } : {}),
    passed,
    ...(flaky > 0 ? { flaky } : {}),
    ...(retried > 0 ? { retried } : {}),
    suites,
    seconds: Math.round(seconds * 10) / 10,
    ...tell("failures", failures),
  };
}

function tell(name: string, sentences: readonly string[]): Judgement["figures"] {
  return sentences.length === 0 ? {} : { [name]: cut(sentences.join("; "), longestWords) };
}

function describe(thresholds: TestThresholds): string {
  const {
    "min-success": least = usualSuccess,
    "max-skipped": most,
    "required-suites": suites = [],
  } = thresholds;
  const parts = [
    `success ${least} %`,
    ...(most === undefined ? [] : [`skipped at most ${most} %`]),
    ...(suites.length === 0 ? [] : [`suites ${suites.join(", ")}`]),
  ];
  return cut(parts.join("; "), 300);
}
