import { DateTime, IANAZone } from "luxon";
import { minutesOf, readDuration } from "./policy/duration.ts";
import type { Policy } from "./policy/schema.ts";
import type { Instant } from "./snapshot.ts";

/*
 * Deadlines. Windows are calendar time; the roles' times of `clock: working` count only the hours in which the
 * policy's people work, in its time zone, holidays and daylight saving included (READING.md, "The matrix is the rule").
 */

type Calendar = Policy["calendar"];

const weekdays: readonly Calendar["workdays"][number][] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * A duration of calendar time after an instant: a day is 24 hours.
 * @throws RangeError where `at` is no instant or `duration` none
 */
export function addCalendar(at: Instant, duration: string): Instant {
  return print(read(at).plus({ minutes: minutesOf(duration) }));
}

/** So many minutes after an instant. */
export function addMinutes(at: Instant, minutes: number): Instant {
  return print(read(at).plus({ minutes }));
}

/**
 * A duration of working time after an instant. A start outside working hours counts from the next opening, and a
 * time that is used up just as the day closes ends there, not at the next opening.
 * @param duration `1d` is one workday's hours, `1w` as many workdays as a week has
 * @throws RangeError where an argument is no instant, duration or calendar with working hours
 */
export function addWorking(at: Instant, duration: string, calendar: Calendar): Instant {
  const spans = readHours(calendar);
  let left = workingMinutesOf(duration, spans, calendar) * 60_000;
  const start = read(at).setZone(calendar.timezone);
  for (let day = start.startOf("day"); ; day = day.plus({ days: 1 }).startOf("day")) {
    if (!isWorkday(day, calendar)) continue;
    const opens = Math.max(atMinute(day, spans.opens).toMillis(), start.toMillis());
    const open = atMinute(day, spans.closes).toMillis() - opens;
    if (open <= 0) continue;
    if (left <= open) return print(DateTime.fromMillis(opens + left));
    left -= open;
  }
}

/** When a role's time is up: `within` after `at`, by the clock of the release type. */
export function dueAt(at: Instant, within: string, clock: "always" | "working", calendar: Calendar): Instant {
  return clock === "working" ? addWorking(at, within, calendar) : addCalendar(at, within);
}

/**
 * The first moment of a day, in the calendar's time zone.
 * @param date `2026-12-07`
 */
export function atStartOf(date: string, { timezone }: Pick<Calendar, "timezone">): Instant {
  return print(dayOf(date, timezone));
}

/** The last moment of a day, in the calendar's time zone: dates up to which something holds include their day. */
export function endOf(date: string, { timezone }: Pick<Calendar, "timezone">): Instant {
  return print(dayOf(date, timezone).plus({ days: 1 }).startOf("day").minus({ seconds: 1 }));
}

function dayOf(date: string, zone: string): DateTime {
  const day = DateTime.fromISO(date, { zone }).startOf("day");
  if (!day.isValid) throw new RangeError(`${JSON.stringify(date)} is no day such as 2026-12-07.`);
  return day;
}

/** So long before a moment, or half of the time that there is, whichever is less. Durations are calendar time. */
export function warnBefore(due: Instant, start: Instant, before: string): Instant {
  const whole = read(due).diff(read(start)).toMillis();
  const lead = Math.min(minutesOf(before) * 60_000, Math.max(0, whole) / 2);
  return print(read(due).minus({ milliseconds: lead }));
}

/** So long before a moment, in calendar time, but not before another one. */
export function backFrom(due: Instant, before: string, earliest: Instant): Instant {
  const at = addMinutes(due, -minutesOf(before));
  return at < earliest ? earliest : at;
}

/** Whole minutes from one moment to a later one; 0 when it is not later. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor(read(to).diff(read(from)).as("minutes")));
}

/** Whether it is the time of day in which nobody is to be disturbed. Hours may run over midnight. */
export function isQuiet(at: Instant, { quiet, timezone }: Pick<Calendar, "quiet" | "timezone">): boolean {
  const [from, to] = (quiet ?? "").split("-");
  if (from === undefined || to === undefined) return false;
  const time = read(at).setZone(timezone).toFormat("HH:mm");
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

/** Whether a name is a time zone that can be reckoned with. */
export function isTimezone(name: string): boolean {
  // Luxon remembers what it created; to ask it anew each time takes most of the time of a decision.
  return IANAZone.create(name).isValid;
}

type Hours = { opens: number; closes: number };

// Minutes of the day.
function readHours(calendar: Calendar): Hours {
  const [opens = Number.NaN, closes = Number.NaN] = calendar.hours.split("-").map((time) => {
    const [hour = Number.NaN, minute = Number.NaN] = time.split(":").map(Number);
    return hour * 60 + minute;
  });
  if (!(opens < closes) || calendar.workdays.length === 0 || !isTimezone(calendar.timezone))
    throw new RangeError("The calendar has no working hours, no workdays or no known time zone.");
  return { opens, closes };
}

function workingMinutesOf(duration: string, { opens, closes }: Hours, calendar: Calendar): number {
  const { count, unit } = readDuration(duration);
  if (unit === "d") return count * (closes - opens);
  if (unit === "w") return count * (closes - opens) * new Set(calendar.workdays).size;
  return minutesOf(duration);
}

function isWorkday(day: DateTime, calendar: Calendar): boolean {
  const weekday = weekdays[day.weekday - 1];
  return (
    weekday !== undefined &&
    calendar.workdays.includes(weekday) &&
    !calendar.holidays.includes(day.toFormat("yyyy-MM-dd"))
  );
}

// By the wall clock, so that nine o'clock stays nine o'clock when the clocks change; 24:00 is the next midnight.
function atMinute(day: DateTime, minute: number): DateTime {
  if (minute === 24 * 60) return day.plus({ days: 1 }).startOf("day");
  return day.set({ hour: Math.floor(minute / 60), minute: minute % 60 });
}

function read(at: Instant): DateTime {
  const time = DateTime.fromISO(at, { zone: "utc" });
  if (!time.isValid)
    throw new RangeError(`${JSON.stringify(at)} is no instant such as 2026-11-24T15:02:00Z.`);
  return time;
}

function print(time: DateTime): Instant {
  return time.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
