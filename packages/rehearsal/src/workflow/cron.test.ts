import { expect, it } from "vitest";
import { wasDue } from "./cron.ts";

/* 23 November 2026 is a Monday. */

it.each<[string, string, string, boolean]>([
  ["17 * * * *", "2026-11-23T09:16:59Z", "2026-11-23T09:17:00Z", true],
  ["17 * * * *", "2026-11-23T09:17:00Z", "2026-11-23T10:16:59Z", false],
  ["17 * * * *", "2026-11-23T09:17:00Z", "2026-11-25T00:00:00Z", true],
  ["*/15 9-10 * * *", "2026-11-23T10:31:00Z", "2026-11-23T10:45:00Z", true],
  ["*/15 9-10 * * *", "2026-11-23T10:45:00Z", "2026-11-24T08:59:00Z", false],
  ["0 7 * * mon-fri", "2026-11-21T00:00:00Z", "2026-11-22T23:59:00Z", false],
  ["0 7 * * 1,3", "2026-11-24T00:00:00Z", "2026-11-25T07:00:00Z", true],
  ["0 0 1 * mon", "2026-11-30T23:00:00Z", "2026-12-01T00:00:00Z", true],
  ["0 0 1 jan *", "2026-11-23T00:00:00Z", "2026-12-31T00:00:00Z", false],
])("%s is due after %s until %s: %s", (cron, since, until, expected) => {
  expect(wasDue(cron, Date.parse(since), Date.parse(until))).toBe(expected);
});

it("is told in the time zone of the workflow", () => {
  const [since, until] = [Date.parse("2026-11-23T05:59:00Z"), Date.parse("2026-11-23T06:00:00Z")];
  expect(wasDue("0 7 * * *", since, until, "Europe/Berlin")).toBe(true);
  expect(wasDue("0 7 * * *", since, until)).toBe(false);
});
