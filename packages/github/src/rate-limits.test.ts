import { describe, expect, it } from "vitest";
import { paceCreation, unhurried, worthWaiting } from "./rate-limits.ts";

describe("waiting for a rate limit", () => {
  it.each([
    [1, 0, true],
    [60, 0, true],
    [60, 1, true],
    [60, 2, false],
    [61, 0, false],
    [3600, 0, false],
  ])("of %i s after %i waits: %s", (seconds, waited, expected) => {
    expect(worthWaiting(seconds, waited)).toBe(expected);
  });
});

describe("the pace of new issues and comments", () => {
  const nothing = () => Promise.resolve();

  it("holds nobody back below a minute's share, and then until the oldest is a minute old", async () => {
    const limiter = paceCreation(5);
    const start = performance.now();
    for (let n = 0; n < 60; n += 1) await limiter.key("x").schedule({}, nothing);
    expect(performance.now() - start).toBeLessThan(200);
    await limiter.key("x").schedule({}, nothing);
    expect(performance.now() - start).toBeGreaterThanOrEqual(295);
  });

  it("of everything else is free", async () => {
    let runs = 0;
    await unhurried.key("x").schedule({}, async () => {
      runs += 1;
    });
    expect(runs).toBe(1);
  });
});
