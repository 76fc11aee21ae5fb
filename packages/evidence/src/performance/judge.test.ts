import { describe, expect, it } from "vitest";
import type { Reading } from "../report.ts";
import type { Remembered } from "./compare.ts";
import { judgePerformance } from "./judge.ts";
import type { Measurement } from "./measurement.ts";
import { betterBy } from "./units.ts";

const measured = (...all: [string, number, string][]): Reading<Measurement[]>[] => [
  {
    ok: true,
    format: "",
    found: all.map(([name, value, unit]) => ({ name, value, unit, better: betterBy(unit) })),
  },
];
const before = (...all: [string, number, string][]): Remembered[] =>
  all.map(([name, value, unit]) => ({ name, value, unit }));

const tenPercent = { "max-regression": 10 };

describe("the verdict on performance", () => {
  it.each<[string, [number, string], [number, string], "met" | "unmet", string | number]>([
    ["time, as much as allowed", [100, "ms"], [110, "ms"], "met", 10],
    ["time, a little more than allowed", [100, "ms"], [110.01, "ms"], "unmet", 10.1],
    ["less time", [100, "ms"], [50, "ms"], "met", "none"],
    ["the same", [100, "ms"], [100, "ms"], "met", "none"],
    ["a rate, as much as allowed", [100, "ops/s"], [90, "ops/s"], "met", 10],
    ["a rate, less than allowed", [100, "ops/s"], [89, "ops/s"], "unmet", 11],
    ["a higher rate", [100, "ops/s"], [500, "ops/s"], "met", "none"],
    ["nothing of a rate", [100, "ops/s"], [0, "ops/s"], "unmet", 100],
    ["memory where there was none", [0, "B/op"], [8, "B/op"], "unmet", "a: 0 to 8 B/op"],
    ["none, as before", [0, "B/op"], [0, "B/op"], "met", "none"],
    ["a rate where there was none", [0, "ops/s"], [8, "ops/s"], "met", "none"],
    ["another unit of time", [1, "s"], [1200, "ms"], "unmet", 20],
    ["more of what has no direction", [100, "points"], [120, "points"], "unmet", 20],
    ["less of what has no direction", [100, "points"], [80, "points"], "unmet", 20],
  ])("%s: %j to %j is %s", (_, [then, oldUnit], [now, unit], verdict, regression) => {
    const judgement = judgePerformance(measured(["a", now, unit]), tenPercent, before(["a", then, oldUnit]));
    expect(judgement).toMatchObject({ item: "performance", verdict, figures: { regression } });
  });

  it("names the worst, and what is too slow", () => {
    const now = measured(["a", 130, "ms"], ["b", 200, "ms"], ["c", 90, "ms"], ["d", 1, "ms"]);
    const old = before(["a", 100, "ms"], ["b", 100, "ms"], ["c", 100, "ms"], ["e", 1, "ms"]);
    expect(judgePerformance(now, tenPercent, old)).toEqual({
      measurements: expect.any(Array) as unknown,
      item: "performance",
      verdict: "unmet",
      threshold: "no benchmark more than 10 % worse than in the release before",
      figures: {
        regression: 100,
        worst: "b: 100 to 200 ms (100 % worse)",
        "too-slow": 2,
        which: "b: 100 to 200 ms (100 % worse); a: 100 to 130 ms (30 % worse)",
        benchmarks: 4,
        compared: 3,
        vanished: "e",
        "without-baseline": 1,
      },
    });
  });

  it.each([null, []])("is met the first time, and says so", (baseline) => {
    const judgement = judgePerformance(measured(["a", 1, "ms"]), tenPercent, baseline);
    expect(judgement).toMatchObject({
      verdict: "met",
      figures: { benchmarks: 1, compared: "nothing: this is the first measurement" },
    });
  });

  it.each([
    ["another name", before(["b", 1, "ms"])],
    ["a unit that says nothing of it", before(["a", 1, "KiB"])],
  ])("is unmet where all that was measured is gone: %s", (_, baseline) => {
    const judgement = judgePerformance(measured(["a", 1, "ms"]), tenPercent, baseline);
    expect(judgement).toMatchObject({
      verdict: "unmet",
      figures: { problem: "Nothing that was measured in the release before is measured now." },
    });
  });

  it("is missing without a report, and unreadable with one that cannot be read", () => {
    expect(judgePerformance([], tenPercent, null).verdict).toBe("missing");
    const readings = [...measured(["a", 1, "ms"]), { ok: false as const, problem: "b is empty." }];
    expect(judgePerformance(readings, tenPercent, null)).toEqual({
      item: "performance",
      verdict: "unreadable",
      figures: { problem: "b is empty.", unreadable: 1 },
      threshold: "no benchmark more than 10 % worse than in the release before",
    });
  });

  it("remembers what the next release is compared with: two of one name apart, and no more than fit", () => {
    const many = Array.from({ length: 80 }, (_, at): [string, number, string] => [`b${at}`, at, "ms"]);
    const { measurements = [] } = judgePerformance(
      measured(["a", 1, "ms"], ["a", 2, "ms"], ...many),
      undefined,
      null,
    );
    expect(measurements).toHaveLength(50);
    expect(measurements.slice(0, 3)).toEqual([
      { name: "a", value: 1, unit: "ms" },
      { name: "a (2)", value: 2, unit: "ms" },
      { name: "b0", value: 0, unit: "ms" },
    ]);
    const again = judgePerformance(measured(["a", 1, "ms"], ["a", 2.4, "ms"]), undefined, measurements);
    expect(again.figures["worst"]).toBe("a (2): 2 to 2.4 ms (20 % worse)");
  });
});
