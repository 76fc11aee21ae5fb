import { describe, expect, it } from "vitest";
import type { Better } from "./measurement.ts";
import { betterBy, convert } from "./units.ts";

describe("the direction of a unit", () => {
  it.each<[Better, readonly string[]]>([
    [
      "smaller",
      ["ns/op", "us/op", "µs", "ms", "s", "sec", "seconds", "ns/iter", "B/op", "allocs/op", "KiB", "bytes"],
    ],
    [
      "bigger",
      [
        "ops/s",
        "ops/sec",
        "ops/us",
        "req/s",
        "iter/sec",
        "MB/s",
        "sorts/s",
        "Hz",
        "fps",
        "requests per second",
      ],
    ],
    ["either", ["", "points", "Percent", "%", "x", "constructor", "__proto__"]],
  ])("is %s", (better, units) => {
    expect(units.map((unit) => [unit, betterBy(unit)])).toEqual(units.map((unit) => [unit, better]));
  });
});

describe("a value in another unit", () => {
  it.each<[number, string, string, number | null]>([
    [2, "ms", "ms", 2],
    [1500, "ms", "s", 1.5],
    [2, "us/op", "ns/op", 2000],
    [3, "ops/us", "ops/s", 3_000_000],
    [3, "ops/s", "req/s", null],
    [3, "ms", "KiB", null],
    [3, "s", "ops/s", null],
    [3, "constructor", "s", null],
  ])("%d %s in %s", (value, from, to, expected) => {
    const found = convert(value, from, to);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected, 6);
  });
});
