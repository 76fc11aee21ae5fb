/** Times of `schedule`. */

import { DateTime } from "luxon";
import type { EmbeddedGitHub } from "../embedded.ts";
import { readWorkflows, type StartingEvent, scheduleEvent } from "./start-runs.ts";

export type CronWatch = {
  /** One event for each time of a workflow that has passed since it was asked last, at most one for each. */
  takeDue(): Promise<StartingEvent[]>;
};

export function watchCron(github: EmbeddedGitHub): CronWatch {
  let seen = Date.parse(github.clock.now());
  return {
    takeDue: async () => {
      const now = Date.parse(github.clock.now());
      const since = seen;
      seen = Math.max(seen, now);
      if (now <= since) return [];
      const workflows = await readWorkflows(github, github.head());
      return workflows.flatMap(({ path, on }) =>
        (on.schedule ?? [])
          .filter(({ cron, timezone }) => wasDue(cron, since, now, timezone))
          .map(({ cron }) => scheduleEvent(github, path, cron)),
      );
    },
  };
}

const MINUTE = 60_000;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/**
 * Whether one of the times lies after `since` and not after `until`, both in milliseconds.
 * @param zone of the IANA, `Europe/Berlin`
 */
export function wasDue(cron: string, since: number, until: number, zone = "UTC"): boolean {
  const isDue = compile(cron);
  const first = Math.floor(since / MINUTE) * MINUTE + MINUTE;
  for (let time = first; time <= until; time += MINUTE) {
    if (isDue(DateTime.fromMillis(time, { zone }))) return true;
  }
  return false;
}

/** With both days given, either is enough, as in cron everywhere. */
function compile(cron: string): (time: DateTime) => boolean {
  const [minutes = "*", hours = "*", days = "*", months = "*", weekdays = "*"] = cron.split(/ +/);
  const minute = readField(minutes, 0, 59);
  const hour = readField(hours, 0, 23);
  const day = readField(days, 1, 31);
  const month = readField(months, 1, 12, MONTHS);
  const weekday = readField(weekdays, 0, 6, DAYS);
  return (time) => {
    if (!minute.has(time.minute) || !hour.has(time.hour) || !month.has(time.month)) return false;
    const isDay = day.has(time.day);
    // Luxon counts Sunday as the seventh day, cron as day 0.
    const isWeekday = weekday.has(time.weekday % 7);
    return days === "*" || weekdays === "*" ? isDay && isWeekday : isDay || isWeekday;
  };
}

/** GitHub's parser has checked the field: lists of values, ranges and steps. */
function readField(field: string, least: number, most: number, names: readonly string[] = []): Set<number> {
  const read = (text: string): number => {
    const name = names.indexOf(text.toLowerCase());
    return name < 0 ? Number(text) : name + least;
  };
  const values = field.split(",").flatMap((part) => {
    const [range = "*", step] = part.split("/");
    const [from = "*", to] = range.split("-");
    const first = from === "*" ? least : read(from);
    const last = to === undefined ? (from === "*" || step !== undefined ? most : first) : read(to);
    const by = step === undefined ? 1 : Number(step);
    return Array.from({ length: Math.floor((last - first) / by) + 1 }, (_, index) => first + index * by);
  });
  return new Set(values);
}
