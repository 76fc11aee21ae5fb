import { cut } from "../formats/cut.ts";
import { fieldOf, isObject, listOf, numberOf, textOf } from "../formats/fields.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { type Better, longestUnit, type Measurement, nameOf } from "./measurement.ts";
import { betterBy } from "./units.ts";

/*
 * Benchmark reports in JSON. Of each benchmark the figure that its tool shows first: the mean, or a rate.
 */

/** `hyperfine --export-json`: seconds for each command. @throws Unreadable */
export function readHyperfine(report: unknown): Measurement[] {
  return listOf(fieldOf(report, "results")).map((one) => {
    const codes = listOf(fieldOf(one, "exit_codes"));
    const name = nameOf([textOf(fieldOf(one, "command"), 10_000)]);
    if (codes.some((code) => code !== 0))
      throw new Unreadable("tells of a command that failed while it was measured");
    return measure(name, fieldOf(one, "mean"), "s");
  });
}

/** `vitest bench --outputJson`: operations in a second. @throws Unreadable */
export function readVitestBench(report: unknown): Measurement[] {
  return listOf(fieldOf(report, "files")).flatMap((file) =>
    listOf(fieldOf(file, "groups")).flatMap((group) =>
      listOf(fieldOf(group, "benchmarks")).map((one) =>
        measure(
          nameOf([textOf(fieldOf(group, "fullName"), 10_000), textOf(fieldOf(one, "name"), 10_000)]),
          fieldOf(one, "hz"),
          "ops/s",
        ),
      ),
    ),
  );
}

/** `pytest --benchmark-json`: seconds for each call. @throws Unreadable */
export function readPytestBenchmark(report: unknown): Measurement[] {
  return listOf(fieldOf(report, "benchmarks")).map((one) => {
    const name = textOf(fieldOf(one, "fullname"), 10_000) ?? textOf(fieldOf(one, "name"), 10_000);
    return measure(nameOf([name]), fieldOf(one, "stats", "mean"), "s");
  });
}

/** `-rf json` of JMH: in each mode what it measures, for each set of parameters. @throws Unreadable */
export function readJmh(report: unknown): Measurement[] {
  return listOf(report).map((one) => {
    const parameters = fieldOf(one, "params");
    const shown = isObject(parameters)
      ? Object.entries(parameters)
          .slice(0, 20)
          .map(([key, value]) => `${cut(key, 100)}=${textOf(value, 100) ?? ""}`)
          .join(", ")
      : null;
    const mode = textOf(fieldOf(one, "mode"), 20);
    const unit = textOf(fieldOf(one, "primaryMetric", "scoreUnit"), longestUnit) ?? "";
    const name = nameOf([textOf(fieldOf(one, "benchmark"), 10_000), shown, mode]);
    const better = mode === "thrpt" ? "bigger" : "smaller";
    return measure(name, fieldOf(one, "primaryMetric", "score"), unit, better);
  });
}

/**
 * What github-action-benchmark takes (`customSmallerIsBetter` and `customBiggerIsBetter` look alike): a list of name, unit
 * and value. @throws Unreadable
 */
export function readActionBenchmark(report: unknown): Measurement[] {
  return listOf(report).map((one) => readBench(one, null, null));
}

/**
 * What github-action-benchmark keeps, `data.js` or its JSON: of each suite the newest run. @throws Unreadable
 */
export function readActionHistory(report: unknown): Measurement[] {
  const suites = fieldOf(report, "entries");
  if (!isObject(suites)) throw new Unreadable("is a history of benchmarks without `entries`");
  const several = Object.keys(suites).length > 1;
  return Object.entries(suites).flatMap(([suite, runs]) => {
    const newest = listOf(runs).at(-1);
    const tool = textOf(fieldOf(newest, "tool"), 50);
    return listOf(fieldOf(newest, "benches")).map((one) => readBench(one, several ? suite : null, tool));
  });
}

// The tools whose figures are rates, where the unit does not tell.
const tools: Readonly<Record<string, Better>> = {
  customBiggerIsBetter: "bigger",
  benchmarkjs: "bigger",
  pytest: "bigger",
  customSmallerIsBetter: "smaller",
  cargo: "smaller",
  go: "smaller",
  googlecpp: "smaller",
  catch2: "smaller",
  julia: "smaller",
  jmh: "smaller",
  benchmarkdotnet: "smaller",
};

function readBench(one: unknown, suite: string | null, tool: string | null): Measurement {
  const unit = textOf(fieldOf(one, "unit"), longestUnit) ?? "";
  const said = tool !== null && Object.hasOwn(tools, tool) ? tools[tool] : undefined;
  const custom = tool?.startsWith("custom") === true ? said : undefined;
  const byUnit = betterBy(unit);
  return measure(
    nameOf([suite, textOf(fieldOf(one, "name"), 10_000)]),
    fieldOf(one, "value"),
    unit,
    custom ?? (byUnit === "either" ? (said ?? byUnit) : byUnit),
  );
}

/** @throws Unreadable for what is no number */
export function measure(name: string, value: unknown, unit: string, better = betterBy(unit)): Measurement {
  const number = numberOf(value);
  if (number === null || number < 0) throw new Unreadable("holds a benchmark without a figure");
  return { name, value: number, unit, better };
}
