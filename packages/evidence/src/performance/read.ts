import { fieldOf, isObject } from "../formats/fields.ts";
import { readJson } from "../formats/json.ts";
import type { Text } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { readReports } from "../reading.ts";
import type { Reading, ReportFile } from "../report.ts";
import {
  readActionBenchmark,
  readActionHistory,
  readHyperfine,
  readJmh,
  readPytestBenchmark,
  readVitestBench,
} from "./formats.ts";
import { readGoBench } from "./go-bench.ts";
import type { Measurement } from "./measurement.ts";

type Format = { name: string; is: (report: unknown) => boolean; read: (report: unknown) => Measurement[] };

const formats: readonly Format[] = [
  { name: "hyperfine", is: (it) => every(fieldOf(it, "results"), "command"), read: readHyperfine },
  { name: "Vitest bench", is: (it) => every(fieldOf(it, "files"), "groups"), read: readVitestBench },
  {
    name: "pytest-benchmark",
    is: (it) => every(fieldOf(it, "benchmarks"), "stats"),
    read: readPytestBenchmark,
  },
  { name: "JMH", is: (it) => every(it, "primaryMetric"), read: readJmh },
  { name: "github-action-benchmark", is: (it) => every(it, "unit"), read: readActionBenchmark },
  { name: "github-action-benchmark", is: (it) => isObject(fieldOf(it, "entries")), read: readActionHistory },
];

/** Reads benchmark reports, told apart by what is in them. */
export function readPerformance(files: readonly ReportFile[]): Promise<Reading<Measurement[]>[]> {
  return readReports(files, async (text) => {
    const { format, found } = await readAny(text);
    if (found.length === 0) throw new Unreadable("holds no benchmark");
    return { format, found };
  });
}

async function readAny(text: Text): Promise<{ format: string; found: Measurement[] }> {
  if (text.start === "{" || text.start === "[") return readReport(await readJson(text));
  if (text.start === "w") return readReport(await readJson(withoutAssignment(text)));
  const found = await readGoBench(text);
  if (found.length === 0) throw unknownFormat();
  return { format: "Go", found };
}

function readReport(report: unknown): { format: string; found: Measurement[] } {
  const format = formats.find(({ is }) => is(report));
  if (format === undefined) throw unknownFormat();
  return { format: format.name, found: format.read(report) };
}

function unknownFormat(): Unreadable {
  return new Unreadable(
    "is no benchmark report that can be read: github-action-benchmark, hyperfine, Vitest, pytest-benchmark, JMH or Go",
  );
}

/** `window.BENCHMARK_DATA = {…}`: what github-action-benchmark's page loads. */
function withoutAssignment({ start, pieces }: Text): Text {
  return { start, pieces: dropBeginning(pieces) };
}

async function* dropBeginning(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let before: string | null = "";
  for await (const piece of pieces) {
    if (before === null) {
      yield piece;
      continue;
    }
    before += piece;
    if (before.length < 200) continue;
    yield before.replace(assignment, "");
    before = null;
  }
  if (before !== null) yield before.replace(assignment, "");
}

const assignment = /^\s{0,50}window\.BENCHMARK_DATA\s{0,10}=\s{0,10}/;

function every(value: unknown, key: string): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((one) => fieldOf(one, key) !== undefined);
}
