import type { Instant } from "@release-approval/approval";

/* Absolute times, in English and UTC: a stored "in 3 h" goes stale. An instant that is none is shown as it stands. */

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type Parts = { weekday: string; day: number; month: string; year: number; date: string; time: string };

function partsOf(instant: Instant): Parts | null {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  return {
    weekday: days[date.getUTCDay()] ?? "",
    day: date.getUTCDate(),
    month: months[date.getUTCMonth()] ?? "",
    year: date.getUTCFullYear(),
    date: iso.slice(0, 10),
    time: iso.slice(11, 16),
  };
}

/** `Tue 24 Nov 08:15`. */
export function day(instant: Instant): string {
  const at = partsOf(instant);
  return at === null ? instant : `${at.weekday} ${at.day} ${at.month} ${at.time}`;
}

/** `Mon 7 Dec 2026, 09:00 UTC`. */
export function longDay(instant: Instant): string {
  const at = partsOf(instant);
  return at === null ? instant : `${at.weekday} ${at.day} ${at.month} ${at.year}, ${at.time} UTC`;
}

/** `24 Nov 15:02 UTC`. */
export function shortDay(instant: Instant): string {
  const at = partsOf(instant);
  return at === null ? instant : `${at.day} ${at.month} ${at.time} UTC`;
}

/** `2024-01-15 14:30`, as in the specification's tracker. */
export function minute(instant: Instant): string {
  const at = partsOf(instant);
  return at === null ? instant : `${at.date} ${at.time}`;
}
