import { describe, expect, it } from "vitest";
import { fileOf, fixture, printed } from "../../test/report-file.ts";
import type { Better, Measurement } from "./measurement.ts";
import { readPerformance } from "./read.ts";

/** Each figure, and the same as the tool printed it where it could be run. */
const figures: readonly [
  report: string,
  format: string,
  measured: readonly [name: string, value: number, unit: string, better: Better, told: string | null][],
][] = [
  [
    "hyperfine.json",
    "hyperfine",
    [
      ["sleep 0.02", 0.0244, "s", "smaller", "24.4 ms"],
      ["sleep 0.01", 0.0119, "s", "smaller", "11.9 ms"],
    ],
  ],
  [
    "hyperfine-parameters.json",
    "hyperfine",
    [
      ["sleep 0.01", 0.02046, "s", "smaller", "20.5 ms"],
      ["sleep 0.02", 0.02347, "s", "smaller", "23.5 ms"],
    ],
  ],
  [
    "vitest-bench.json",
    "Vitest bench",
    [
      ["sums.bench.ts > sort", 41_017.24, "ops/s", "bigger", "sort 41,017.24"],
      ["sums.bench.ts > sums > reduce", 98_089.86, "ops/s", "bigger", "reduce 98,089.86"],
      ["sums.bench.ts > sums > loop", 492_779.43, "ops/s", "bigger", "loop 492,779.43"],
    ],
  ],
  [
    "vitest-bench-nested.json",
    "Vitest bench",
    [["text.bench.ts > text > long > split", 35_757.01, "ops/s", "bigger", "split 35,757.01"]],
  ],
  [
    "pytest-benchmark.json",
    "pytest-benchmark",
    [
      ["test_sums.py::test_sum", 1.97347e-5, "s", "smaller", "19,734.7320"],
      ["test_sums.py::test_sorted[10]", 3.195e-7, "s", "smaller", "319.5059"],
      ["test_sums.py::test_sorted[100]", 1.37976e-6, "s", "smaller", "1,379.7597"],
    ],
  ],
  [
    "pytest-benchmark-groups.json",
    "pytest-benchmark",
    [
      ["test_groups.py::test_join", 1.8237e-6, "s", "smaller", "test_join 1,823.7019"],
      ["test_groups.py::test_split", 2.24248e-6, "s", "smaller", "test_split 2,242.4762"],
    ],
  ],
  [
    "jmh.json",
    "JMH",
    [
      ["rocket.Sums.sum > size=10 > thrpt", 1099.744, "ops/us", "bigger", "10 thrpt 2 1099.744"],
      ["rocket.Sums.sum > size=100 > thrpt", 572.749, "ops/us", "bigger", "100 thrpt 2 572.749"],
      ["rocket.Sums.sum > size=10 > avgt", 0.0012456, "us/op", "smaller", "10 avgt 2 0.001"],
      ["rocket.Sums.sum > size=100 > avgt", 0.0014724, "us/op", "smaller", "100 avgt 2 0.001"],
    ],
  ],
  [
    "jmh-sample.json",
    "JMH",
    [
      ["rocket.Sums.sum > size=10 > sample", 0.119, "us/op", "smaller", "10 sample 6113 0.119"],
      ["rocket.Sums.sum > size=10 > ss", 5.433, "us/op", "smaller", "10 ss 2 5.433"],
    ],
  ],
  [
    "jmh-part.json",
    "JMH",
    [["rocket.Sums.sum > size=10 > avgt", 30.076, "ns/op", "smaller", "10 avgt 2 30.076"]],
  ],
  [
    "go-bench.txt",
    "Go",
    [
      ["BenchmarkSum", 384.3, "ns/op", "smaller", null],
      ["BenchmarkSum B/op", 0, "B/op", "smaller", null],
      ["BenchmarkSum allocs/op", 0, "allocs/op", "smaller", null],
      ["BenchmarkSort/ten", 125, "ns/op", "smaller", null],
      ["BenchmarkSort/ten MB/s", 640.11, "MB/s", "bigger", null],
      ["BenchmarkSort/ten sorts/s", 8_042_011, "sorts/s", "bigger", null],
      ["BenchmarkSort/ten B/op", 80, "B/op", "smaller", null],
      ["BenchmarkSort/ten allocs/op", 1, "allocs/op", "smaller", null],
      ["BenchmarkSort/hundred", 755.7, "ns/op", "smaller", null],
      ["BenchmarkSort/hundred MB/s", 1058.58, "MB/s", "bigger", null],
      ["BenchmarkSort/hundred sorts/s", 1_325_065, "sorts/s", "bigger", null],
      ["BenchmarkSort/hundred B/op", 896, "B/op", "smaller", null],
      ["BenchmarkSort/hundred allocs/op", 1, "allocs/op", "smaller", null],
    ],
  ],
  ["go-bench-count.txt", "Go", [["BenchmarkSum", 387.8, "ns/op", "smaller", null]]],
  [
    "github-action-benchmark-smaller.json",
    "github-action-benchmark",
    [
      ["Start", 118.4, "ms", "smaller", null],
      ["Bundle", 912, "KiB", "smaller", null],
      ["CPU load", 50, "Percent", "either", null],
    ],
  ],
  [
    "github-action-benchmark-bigger.json",
    "github-action-benchmark",
    [
      ["Requests", 12_840.5, "req/s", "bigger", null],
      ["Throughput", 350, "MB/s", "bigger", null],
    ],
  ],
  [
    "github-action-benchmark-data.js",
    "github-action-benchmark",
    [
      ["Score", 90, "points", "bigger", null],
      ["Sort", 3218, "ops/sec", "bigger", null],
    ],
  ],
];

async function read(content: string): Promise<Measurement[] | string> {
  const [reading] = await readPerformance([fileOf(content, { path: "bench" })]);
  return reading === undefined ? "" : reading.ok ? reading.found : reading.problem;
}

describe("a benchmark report", () => {
  it.each(figures)("%s is read as %s, with its figures", async (report, format, measured) => {
    const [reading] = await readPerformance([fixture(`performance/${report}`)]);
    expect(reading).toMatchObject({ ok: true, format });
    const found = reading?.ok === true ? reading.found : [];
    expect(found.map(({ name, unit, better }) => [name, unit, better])).toEqual(
      measured.map(([name, , unit, better]) => [name, unit, better]),
    );
    for (const [at, [, value, , , told]] of measured.entries()) {
      expect((found[at]?.value ?? Number.NaN) / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 2);
      if (told !== null)
        expect(printed(`performance/${report.replace(/\.\w+$/, ".printed.txt")}`)).toContain(told);
    }
  });

  it.each([
    ["hyperfine-failing.json", "tells of a command that failed while it was measured."],
    ["vitest-bench-failed.json", "holds a benchmark without a figure."],
    ["go-bench-failed.txt", "tells of a benchmark that failed."],
  ])("%s, where a benchmark failed, is not believed", async (report, problem) => {
    const path = `performance/${report}`;
    expect(await readPerformance([fixture(path)])).toEqual([{ ok: false, problem: `${path} ${problem}` }]);
  });

  it.each([
    ["", "bench is empty."],
    ["[]", "bench is no benchmark report that can be read"],
    ['{"files":[]}', "bench is no benchmark report that can be read"],
    ['{"files":[{"groups":[]}]}', "bench holds no benchmark."],
    ['[{"name":"a","unit":"ms","value":', "bench is not JSON, or is cut off."],
    ['[{"name":"a","unit":"ms","value":"NaN"}]', "bench holds a benchmark without a figure."],
    ['[{"name":"a","unit":"ms","value":-1}]', "bench holds a benchmark without a figure."],
    ['[{"name":"a","unit":"ms","value":1e999}]', "bench holds a benchmark without a figure."],
    ["pkg: a\nBenchmarkX 1 5 ns/op\nBenchmarkY", "bench is cut off: a package begins"],
    ["window.BENCHMARK_DATA = {", "bench is not JSON, or is cut off."],
    ["PASS\nok  \texample.com/rocket\t0.1s\n", "bench is no benchmark report that can be read"],
  ])("that says %j cannot be read", async (content, problem) => {
    expect(await read(content)).toContain(problem);
  });

  it("tells packages of Go apart, and processors where they differ", async () => {
    const text =
      "pkg: a\nBenchmarkX-2 1 5 ns/op\nBenchmarkX-4 1 3 ns/op\npkg: b\nBenchmarkX-2 1 7 ns/op\nPASS\n";
    const found = await read(text);
    expect(typeof found === "string" ? found : found.map(({ name }) => name)).toEqual([
      "a > BenchmarkX-2",
      "a > BenchmarkX-4",
      "b > BenchmarkX-2",
    ]);
  });

  it("keeps long names short, and apart", async () => {
    const long = "x".repeat(500);
    const found = await read(
      JSON.stringify(["1", "2"].map((end) => ({ name: `${long}${end}`, unit: "ms", value: 1 }))),
    );
    const names = typeof found === "string" ? [] : found.map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    expect(names.every((name) => name.length <= 120)).toBe(true);
  });
});
