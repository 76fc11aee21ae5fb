import type { Checked } from "./check.ts";
import { checkTimezone } from "./check-names.ts";
import { minutesOf } from "./duration.ts";
import { type Draft, quote } from "./problem.ts";

/** Times that come after the deadline, when nothing can happen any more. */
export function checkTimes({ policy }: Checked): Draft[] {
  return Object.entries(policy.releaseTypes).flatMap(([type, { window, override, selfApprovalAfter }]) => {
    const times = [
      { key: ["window", "target"], time: window.target },
      { key: ["override", "after"], time: override.kind === "automatic" ? override.after : null },
      { key: ["self-approval-after"], time: selfApprovalAfter ?? null },
    ];
    return times.flatMap(({ key, time }): Draft[] => {
      if (time === null || minutesOf(time) <= minutesOf(window.deadline)) return [];
      return [
        {
          path: ["release-types", type, ...key],
          at: "value",
          what: `${time} is later than the deadline of ${type} releases, ${window.deadline}`,
          found: time,
          allowed: `at most ${window.deadline}`,
          cure: "Make it shorter, or the deadline longer.",
          depends: [["release-types", type, "window"]],
        },
      ];
    });
  });
}

/** A time zone that does not exist, and hours that end before they begin. */
export function checkCalendar({ file }: Checked): Draft[] {
  const { timezone, hours } = file.calendar;
  const zone = timezone === undefined ? [] : checkTimezone(timezone, ["calendar", "timezone"]);
  const [opens = "", closes = ""] = hours?.split("-") ?? [];
  // Times of two digits each sort as they follow.
  if (hours === undefined || opens < closes) return zone;
  const backwards: Draft = {
    path: ["calendar", "hours"],
    at: "value",
    what: `the hours ${quote(hours)} end before they begin`,
    found: quote(hours),
    allowed: "hours of one day such as 09:00-17:00",
    cure: "Write the earlier time first; a night's work is two days.",
  };
  return [...zone, backwards];
}
