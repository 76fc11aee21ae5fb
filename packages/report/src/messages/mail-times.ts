import { IANAZone } from "luxon";
import { day, longDay } from "../dates.ts";
import type { Reader } from "./message.ts";
import { onLine } from "./plain.ts";

export type Times = {
  /** `Tue 24 Nov, 18:00 (Berlin)`; the year where it is another one. `named` false: without its place. */
  time: (instant: string, named?: boolean) => string;
  /** The zone they are in: `Europe/Berlin`. */
  zone: string;
};

/**
 * Times as one person reads them: in their zone, or in UTC where that is not known.
 * @param at when the message is written: years are said where they differ from its year
 */
export function timesFor({ timezone }: Pick<Reader, "timezone">, at: string): Times {
  const name = timezone !== null && IANAZone.isValidZone(timezone) ? timezone : "UTC";
  const zone = IANAZone.create(name);
  const place = name === "UTC" ? "UTC" : `(${(name.split("/").at(-1) ?? name).replaceAll("_", " ")})`;
  const year = wallClock(at, zone)?.slice(0, 4);
  const time = (instant: string, named = true) => {
    const wall = wallClock(instant, zone);
    if (wall === null) return onLine(instant, 40);
    const words =
      wall.slice(0, 4) === year
        ? day(wall).replace(/ (?=\d\d:\d\d$)/u, ", ")
        : longDay(wall).replace(/ UTC$/u, "");
    return named ? `${words} ${place}` : words;
  };
  return { time, zone: name };
}

/** What clocks there show, written as if it were UTC; null where it is no instant. */
function wallClock(instant: string, zone: IANAZone): string | null {
  const moment = Date.parse(instant);
  return Number.isNaN(moment) ? null : new Date(moment + zone.offset(moment) * 60_000).toISOString();
}
