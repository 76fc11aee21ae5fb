import { z } from "zod";
import { Unreadable } from "../formats/unreadable.ts";
import type { Outcome, Tally, TestCase } from "./figures.ts";

/** Common Test Report Format (ctrf.io): what is read of it. Times are milliseconds. */
const report = z.object({
  results: z.object({
    summary: z.object({ tests: z.number(), failed: z.number() }).partial().optional(),
    tests: z.array(
      z.object({
        name: z.string().default(""),
        status: z.string(),
        rawStatus: z.string().optional(),
        duration: z.number().optional(),
        suite: z.union([z.string(), z.array(z.string())]).optional(),
        retries: z.number().optional(),
        flaky: z.boolean().optional(),
      }),
    ),
  }),
});
type Test = z.infer<typeof report>["results"]["tests"][number];

/** `other` is what the format has for all that has no name: nobody knows that it passed, but of what is still to do. */
const outcomes: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ["passed", "passed"],
  ["failed", "failed"],
  ["skipped", "skipped"],
  ["pending", "skipped"],
]);

/** @throws Unreadable for JSON that is no CTRF */
export function ctrf(json: unknown, tally: Tally): void {
  const parsed = report.safeParse(json);
  if (!parsed.success) throw new Unreadable("is in no format of test results that is read");
  const { tests, summary } = parsed.data.results;
  const suites = new Set<string>();
  let bad = 0;
  for (const test of tests) {
    const one = toCase(test);
    for (const suite of one.suites) suites.add(suite);
    if (one.outcome === "failed" || one.outcome === "errored") bad += 1;
    tally.add(one);
  }
  for (const _ of suites) tally.addSuite();
  if (summary?.tests !== undefined && summary.tests !== tests.length)
    tally.remark(`the summary says ${summary.tests} tests and there are ${tests.length}`);
  if ((summary?.failed ?? 0) > bad)
    tally.doubt(`the summary says ${summary?.failed} failed and there are ${bad}`);
}

function toCase({
  name,
  status,
  rawStatus,
  duration = 0,
  suite = [],
  retries = 0,
  flaky = false,
}: Test): TestCase {
  return {
    name,
    outcome: status === "other" && rawStatus === "todo" ? "skipped" : (outcomes.get(status) ?? "errored"),
    suites: typeof suite === "string" ? [suite] : suite,
    seconds: duration > 0 && duration < 1e12 ? duration / 1000 : 0,
    retried: retries > 0,
    flaky,
  };
}
