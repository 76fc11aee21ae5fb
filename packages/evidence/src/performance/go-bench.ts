import { cut } from "../formats/cut.ts";
import { readLines } from "../formats/lines.ts";
import type { Text } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { measure } from "./formats.ts";
import { longestUnit, type Measurement, nameOf } from "./measurement.ts";

/*
 * The text that `go test -bench` prints.
 * @see https://pkg.go.dev/golang.org/x/perf/benchfmt and https://go.dev/design/14313-benchmark-format
 */

type Line = { name: string; processors: string | null; figures: { value: number; unit: string }[] };

const mostLines = 100_000;

/** Reads figures of benchmarks; of several runs of one (`-count`) the middle one. @throws Unreadable */
export async function readGoBench(text: Text): Promise<Measurement[]> {
  const found: { home: string; line: Line }[] = [];
  let home = "";
  let isOpen = false;
  for await (const lines of readLines(text))
    for (const line of lines) {
      if (/^(?:--- FAIL|FAIL|panic:)/.test(line)) throw new Unreadable("tells of a benchmark that failed");
      if (line.startsWith("goos: ") || line.startsWith("pkg: ")) isOpen = true;
      if (line === "PASS" || /^ok\s/.test(line)) isOpen = false;
      if (line.startsWith("pkg: ")) home = cut(line.slice(5), 500);
      const read = readLine(line);
      if (read !== null) found.push({ home, line: read });
      if (found.length > mostLines) throw new Unreadable("holds more benchmarks than are read");
    }
  // A part of the output, such as its figures alone, has no beginning either.
  if (isOpen) throw new Unreadable("is cut off: a package begins, and does not end with `PASS`");
  const several = new Set(found.map((one) => one.home)).size > 1;
  const hasProcessors = new Set(found.map(({ line }) => line.processors)).size > 1;
  return middleOf(
    found.flatMap(({ home, line }) => {
      // The number of processors tells benchmarks apart only where it differs, and a runner may have more of them next time.
      const name = hasProcessors && line.processors !== null ? `${line.name}-${line.processors}` : line.name;
      return line.figures.map(({ value, unit }) =>
        measure(nameOf([several ? home : null, unit === "ns/op" ? name : `${name} ${unit}`]), value, unit),
      );
    }),
  );
}

/** `BenchmarkSort-8   2000   125.0 ns/op   80 B/op`. */
function readLine(line: string): Line | null {
  if (!line.startsWith("Benchmark") || line.length > 10_000) return null;
  const [whole = "", runs = "", ...rest] = line.split(/\s+/).filter((one) => one !== "");
  if (!/^\d{1,15}$/.test(runs) || rest.length < 2) return null;
  const [, name = whole, processors = null] = /^(.*)-(\d{1,5})$/.exec(whole) ?? [];
  const figures: Line["figures"] = [];
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const value = Number(rest[at]);
    if (!Number.isFinite(value)) return null;
    figures.push({ value, unit: cut(rest[at + 1] ?? "", longestUnit) });
  }
  return { name, processors, figures };
}

function middleOf(all: readonly Measurement[]): Measurement[] {
  const runs = new Map<string, Measurement[]>();
  for (const one of all) {
    const known = runs.get(one.name);
    if (known === undefined) runs.set(one.name, [one]);
    else known.push(one);
  }
  return [...runs.values()].flatMap((same) => {
    const sorted = same.toSorted((a, b) => a.value - b.value);
    return sorted[Math.floor((sorted.length - 1) / 2)] ?? [];
  });
}
