import type { ReportFile } from "../src/report.ts";

/*
 * A JUnit XML report of any number of test cases, made while it is read: a million of them are 200 MB. Every hundredth fails
 * with a message and a trace, every fiftieth is skipped, each suite has a thousand and its output.
 */

const perSuite = 1_000;
const perChunk = 64 * 1024;

export type Expected = { run: number; passed: number; failed: number; skipped: number; suites: number };

/** What a reader must find in a report of so many cases. */
export function expectedOf(cases: number): Expected {
  const failed = Math.floor((cases + 99) / 100);
  // Every hundredth is a fiftieth, too, and fails.
  const skipped = Math.floor((cases + 49) / 50) - failed;
  const run = cases - skipped;
  return { run, passed: run - failed, failed, skipped, suites: Math.ceil(cases / perSuite) };
}

/** The report as a file whose chunks are made when they are asked for. `size` is not known before. */
export function millionCases(cases: number): ReportFile {
  return { path: "build/test-results/many.xml", size: 0, chunks: chunksOf(cases) };
}

/** The chunks alone: 64 KiB each, the last one shorter. */
export function* chunksOf(cases: number): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = "";
  for (const piece of piecesOf(cases)) {
    text += piece;
    // A character of the report is a byte.
    for (; text.length >= perChunk; text = text.slice(perChunk))
      yield encoder.encode(text.slice(0, perChunk));
  }
  yield encoder.encode(text);
}

function* piecesOf(cases: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="many">\n';
  for (let from = 0; from < cases; from += perSuite) {
    const until = Math.min(cases, from + perSuite);
    const name = `acme.rocket.stage${from / perSuite}.EngineTest`;
    yield `  <testsuite name="${name}" tests="${until - from}" failures="${Math.ceil((until - from) / 100)}" errors="0" timestamp="2026-11-24T09:00:00" hostname="runner">\n`;
    for (let at = from; at < until; at += 1) yield caseOf(at, name);
    yield `    <system-out><![CDATA[${"INFO the engine is warm and turns as it should\n".repeat(20)}]]></system-out>\n  </testsuite>\n`;
  }
  yield "</testsuites>\n";
}

function caseOf(at: number, suite: string): string {
  const start = `    <testcase classname="${suite}" name="starts in ${at} ways, whatever the weather &amp; wherever the wind comes from" file="src/stage/engine-test.ts" line="${at % 500}" time="0.00${at % 10}"`;
  if (at % 100 === 0)
    return `${start}>\n      <failure message="expected ${at} to be &lt;${at + 1}&gt;" type="AssertionError"><![CDATA[AssertionError: expected ${at}\n    at src/stage/engine-test.ts:${at % 500}:7\n    at run (src/run.ts:10:3)\n]]></failure>\n    </testcase>\n`;
  if (at % 50 === 0) return `${start}>\n      <skipped message="no wind"/>\n    </testcase>\n`;
  return `${start}/>\n`;
}
