import { describe, expect, test } from "vitest";
import {
  addCalendar,
  addWorking,
  atStartOf,
  dueAt,
  endOf,
  isQuiet,
  isTimezone,
  minutesBetween,
  warnBefore,
} from "./calendar.ts";
import type { Policy } from "./policy/schema.ts";

type Calendar = Policy["calendar"];
const utc: Calendar = {
  timezone: "UTC",
  workdays: ["mon", "tue", "wed", "thu", "fri"],
  hours: "09:00-17:00",
  holidays: [],
};
const berlin: Calendar = { ...utc, timezone: "Europe/Berlin" };

test.each([
  ["2026-11-24T15:02:00Z", "15m", "2026-11-24T15:17:00Z"],
  ["2026-11-24T15:02:07Z", "4h", "2026-11-24T19:02:07Z"],
  ["2026-11-27T15:02:00Z", "2d", "2026-11-29T15:02:00Z"],
  ["2026-12-24T15:02:00Z", "1w", "2026-12-31T15:02:00Z"],
  ["2028-02-28T23:59:59Z", "1d", "2028-02-29T23:59:59Z"],
])("calendar time: %s and %s is %s", (at, duration, expected) => {
  expect(addCalendar(at, duration)).toBe(expected);
});

// 23 November 2026 is a Monday.
const worked: [string, string, string, Calendar, string][] = [
  ["within a day", "2026-11-23T10:00:00Z", "2h", utc, "2026-11-23T12:00:00Z"],
  ["to the second", "2026-11-23T10:00:30Z", "15m", utc, "2026-11-23T10:15:30Z"],
  ["up to closing", "2026-11-23T09:00:00Z", "8h", utc, "2026-11-23T17:00:00Z"],
  ["over a night", "2026-11-23T16:00:00Z", "2h", utc, "2026-11-24T10:00:00Z"],
  ["over a weekend", "2026-11-27T16:00:00Z", "2h", utc, "2026-11-30T10:00:00Z"],
  ["from before opening", "2026-11-23T03:00:00Z", "1h", utc, "2026-11-23T10:00:00Z"],
  ["from after closing", "2026-11-23T17:00:00Z", "1h", utc, "2026-11-24T10:00:00Z"],
  ["from a Saturday", "2026-11-28T12:00:00Z", "1h", utc, "2026-11-30T10:00:00Z"],
  ["a day is one workday's hours", "2026-11-23T12:00:00Z", "1d", utc, "2026-11-24T12:00:00Z"],
  ["two days", "2026-11-26T12:00:00Z", "2d", utc, "2026-11-30T12:00:00Z"],
  ["a week is as many workdays as it has", "2026-11-23T12:00:00Z", "1w", utc, "2026-11-30T12:00:00Z"],
  [
    "a week of four workdays",
    "2026-11-23T12:00:00Z",
    "1w",
    { ...utc, workdays: ["mon", "tue", "wed", "thu"] },
    "2026-11-30T12:00:00Z",
  ],
  [
    "a workday named twice is one",
    "2026-11-23T12:00:00Z",
    "1w",
    { ...utc, workdays: ["mon", "mon"] },
    "2026-11-30T12:00:00Z",
  ],
  ["64 hours are eight workdays", "2026-11-23T09:00:00Z", "64h", utc, "2026-12-02T17:00:00Z"],
  [
    "over a holiday",
    "2026-12-24T16:00:00Z",
    "2h",
    { ...utc, holidays: ["2026-12-25"] },
    "2026-12-28T10:00:00Z",
  ],
  [
    "from a holiday",
    "2026-12-25T10:00:00Z",
    "1h",
    { ...utc, holidays: ["2026-12-25", "2026-12-28"] },
    "2026-12-29T10:00:00Z",
  ],
  [
    "over the year's end",
    "2026-12-31T16:00:00Z",
    "2h",
    { ...utc, holidays: ["2027-01-01"] },
    "2027-01-04T10:00:00Z",
  ],
  ["winter in Berlin", "2026-11-23T08:00:00Z", "2h", berlin, "2026-11-23T10:00:00Z"],
  ["summer in Berlin", "2026-07-20T07:00:00Z", "2h", berlin, "2026-07-20T09:00:00Z"],
  ["from before opening in Berlin", "2026-11-23T07:00:00Z", "2h", berlin, "2026-11-23T10:00:00Z"],
  // Summer time begins on Sunday 29 March 2026 and ends on Sunday 25 October.
  ["into summer time", "2026-03-27T15:00:00Z", "2h", berlin, "2026-03-30T08:00:00Z"],
  ["out of summer time", "2026-10-23T14:00:00Z", "2h", berlin, "2026-10-26T09:00:00Z"],
  [
    "a holiday is a day of the zone",
    "2026-11-23T23:30:00Z",
    "1h",
    { ...berlin, holidays: ["2026-11-24"] },
    "2026-11-25T09:00:00Z",
  ],
  [
    "round the clock, the day that has 23 hours",
    "2026-03-28T23:00:00Z",
    "24h",
    { ...berlin, workdays: ["sat", "sun", "mon"], hours: "00:00-24:00" },
    "2026-03-29T23:00:00Z",
  ],
  [
    "round the clock, the day that has 25 hours",
    "2026-10-24T22:00:00Z",
    "25h",
    { ...berlin, workdays: ["sat", "sun", "mon"], hours: "00:00-24:00" },
    "2026-10-25T23:00:00Z",
  ],
  [
    "hours that daylight saving leaves out",
    "2026-03-28T12:00:00Z",
    "30m",
    { ...berlin, workdays: ["sun"], hours: "02:00-03:00" },
    "2026-04-05T00:30:00Z",
  ],
  ["half hours", "2026-11-23T08:00:00Z", "1d", { ...utc, hours: "08:30-12:15" }, "2026-11-23T12:15:00Z"],
  [
    "a zone half an hour off",
    "2026-11-23T03:30:00Z",
    "1h",
    { ...utc, timezone: "Asia/Kolkata" },
    "2026-11-23T04:30:00Z",
  ],
  [
    "the other side of the date line",
    "2026-11-22T19:00:00Z",
    "1h",
    { ...utc, timezone: "Pacific/Auckland" },
    "2026-11-22T21:00:00Z",
  ],
];

describe("working time", () => {
  test.each(worked)("%s: %s and %s", (_, at, duration, calendar, expected) => {
    expect(addWorking(at, duration, calendar)).toBe(expected);
  });

  test("by the clock of the release type", () => {
    expect(dueAt("2026-11-27T16:00:00Z", "8h", "always", utc)).toBe("2026-11-28T00:00:00Z");
    expect(dueAt("2026-11-27T16:00:00Z", "8h", "working", utc)).toBe("2026-11-30T16:00:00Z");
  });

  test("a year of it is soon reckoned", () => {
    const started = performance.now();
    expect(addWorking("2026-01-01T00:00:00Z", "52w", utc)).toBe("2026-12-30T17:00:00Z");
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

test.each([
  ["no instant", "yesterday", "1h", utc],
  ["no duration", "2026-11-23T10:00:00Z", "1 hour", utc],
  ["no workdays", "2026-11-23T10:00:00Z", "1h", { ...utc, workdays: [] }],
  ["no hours", "2026-11-23T10:00:00Z", "1h", { ...utc, hours: "17:00-09:00" }],
  ["no such zone", "2026-11-23T10:00:00Z", "1h", { ...utc, timezone: "Mars/Olympus" }],
])("%s: refused", (_, at, duration, calendar) => {
  expect(() => addWorking(at, duration, calendar)).toThrow(RangeError);
});

test.each([
  ["UTC", true],
  ["Europe/Berlin", true],
  ["Europe/Berln", false],
  ["", false],
])("%j is a time zone: %s", (name, is) => {
  expect(isTimezone(name)).toBe(is);
});

describe("days, in the calendar's time zone", () => {
  const newYork = { timezone: "America/New_York" };
  test.each([
    ["2026-12-07", utc, "2026-12-07T00:00:00Z", "2026-12-07T23:59:59Z"],
    ["2026-12-07", newYork, "2026-12-07T05:00:00Z", "2026-12-08T04:59:59Z"],
    // The day on which the clocks are set back has 25 hours.
    ["2026-11-01", newYork, "2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z"],
    ["2026-03-29", { timezone: "Europe/Berlin" }, "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z"],
  ])("%s", (date, calendar, first, last) => {
    expect([atStartOf(date, calendar), endOf(date, calendar)]).toEqual([first, last]);
  });

  test("what is no day is refused", () => {
    expect(() => atStartOf("2026-02-30", utc)).toThrow(RangeError);
  });
});

test.each([
  [
    "a day before a week is over",
    "2026-11-23T09:00:00Z",
    "2026-11-30T09:00:00Z",
    "24h",
    "2026-11-29T09:00:00Z",
  ],
  [
    "half the time when it is shorter",
    "2026-11-23T09:00:00Z",
    "2026-11-23T17:00:00Z",
    "24h",
    "2026-11-23T13:00:00Z",
  ],
  [
    "at once when there is none",
    "2026-11-23T09:00:00Z",
    "2026-11-23T09:00:00Z",
    "24h",
    "2026-11-23T09:00:00Z",
  ],
  [
    "at the end when it began later",
    "2026-11-24T09:00:00Z",
    "2026-11-23T09:00:00Z",
    "24h",
    "2026-11-23T09:00:00Z",
  ],
])("a warning comes %s", (_, start, due, before, expected) => {
  expect(warnBefore(due, start, before)).toBe(expected);
});

test.each([
  ["2026-11-24T21:59:59Z", "22:00-07:00", "UTC", false],
  ["2026-11-24T22:00:00Z", "22:00-07:00", "UTC", true],
  ["2026-11-24T06:59:00Z", "22:00-07:00", "UTC", true],
  ["2026-11-24T07:00:00Z", "22:00-07:00", "UTC", false],
  ["2026-11-24T12:30:00Z", "12:00-13:00", "UTC", true],
  ["2026-11-24T13:00:00Z", "12:00-13:00", "UTC", false],
  ["2026-11-24T21:30:00Z", "22:00-07:00", "Europe/Berlin", true],
  ["2026-11-24T22:00:00Z", undefined, "UTC", false],
])("%s with quiet hours %s in %s: %s", (at, quiet, timezone, expected) => {
  expect(isQuiet(at, quiet === undefined ? { timezone } : { quiet, timezone })).toBe(expected);
});

test.each([
  ["2026-11-24T09:00:00Z", "2026-11-24T09:00:59Z", 0],
  ["2026-11-24T09:00:00Z", "2026-11-24T11:01:00Z", 121],
  ["2026-11-24T11:00:00Z", "2026-11-24T09:00:00Z", 0],
])("from %s to %s: %i whole minutes", (from, to, expected) => {
  expect(minutesBetween(from, to)).toBe(expected);
});
