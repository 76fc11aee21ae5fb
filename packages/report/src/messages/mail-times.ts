import { DateTime, IANAZone } from "luxon";
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
  const zone = timezone !== null && IANAZone.isValidZone(timezone) ? timezone : "UTC";
  const place = zone === "UTC" ? "UTC" : `(${(zone.split("/").at(-1) ?? zone).replaceAll("_", " ")})`;
  const { year } = DateTime.fromISO(at, { zone });
  const time = (instant: string, named = true) => {
    const moment = DateTime.fromISO(instant, { zone, locale: "en" });
    if (!moment.isValid) return onLine(instant, 40);
    const words = moment.toFormat(moment.year === year ? "ccc d LLL, HH:mm" : "ccc d LLL yyyy, HH:mm");
    return named ? `${words} ${place}` : words;
  };
  return { time, zone };
}
