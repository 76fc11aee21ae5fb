import { expect, test } from "vitest";
import { guessDuration, minutesOf } from "./duration.ts";

test.each([
  ["1m", 1],
  ["15m", 15],
  ["4h", 240],
  ["1d", 1440],
  ["2d", 2880],
  ["1w", 10_080],
  ["9999m", 9999],
])("%s is %i minutes", (duration, minutes) => {
  expect(minutesOf(duration)).toBe(minutes);
});

test.each(["", "0h", "4", "h", "4 h", "4H", "-1h", "1.5h", "1y", "4h ", "01h", "1h30m", "Infinityh"])(
  "%j is no duration",
  (text) => {
    expect(() => minutesOf(text)).toThrow(RangeError);
  },
);

test.each([
  ["4 hours", "4h"],
  ["90min", "90m"],
  ["2D", "2d"],
  [" 1 Week ", "1w"],
  ["3 months", null],
  ["soon", null],
  ["1h30m", null],
  ["0 h", null],
])("%j was meant as %s", (text, guess) => {
  expect(guessDuration(text)).toBe(guess);
});
