import { expect, it } from "vitest";
import { clocksFor } from "./clocks.ts";

const opened = "2026-11-24T02:00:00Z";

it.each([
  ["nothing falls due soon", ["2026-11-25T02:00:00Z", null], []],
  ["after ten minutes", ["2026-11-24T02:10:00Z"], ["release-approval-clock-15m"]],
  ["just as a clock rings", ["2026-11-24T02:15:00Z"], ["release-approval-clock-15m"]],
  ["a second later", ["2026-11-24T02:15:01Z"], ["release-approval-clock-1h"]],
  [
    "a hotfix: 15 minutes, one hour, four hours",
    ["2026-11-24T02:15:00Z", "2026-11-24T03:00:00Z", "2026-11-24T06:00:00Z"],
    ["release-approval-clock-15m", "release-approval-clock-1h", "release-approval-clock-4h"],
  ],
  ["at once", [opened], []],
])("clocks worth waiting for: %s", (_, times, expected) => {
  expect(clocksFor(opened, times)).toEqual(expected);
});
