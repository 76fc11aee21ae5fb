const minutes = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 };

/** A duration's number and unit: `4h` is 4 and `h`. Throws a RangeError where the text is none. */
export function readDuration(duration: string): { count: number; unit: keyof typeof minutes } {
  const [, count, unit] = /^([1-9]\d*)([mhdw])$/.exec(duration) ?? [];
  switch (unit) {
    case "m":
    case "h":
    case "d":
    case "w":
      return { count: Number(count), unit };
    default:
      throw new RangeError(`${JSON.stringify(duration)} is no duration such as 15m, 4h, 2d or 1w.`);
  }
}

/** Minutes of calendar time: a day has 1,440, a week seven days. Throws a RangeError where the text is none. */
export function minutesOf(duration: string): number {
  const { count, unit } = readDuration(duration);
  return count * minutes[unit];
}

/** What somebody meant who wrote `4 hours`, `90min` or `2D`; null where that is no guess. */
export function guessDuration(text: string): string | null {
  const [, count, word = ""] = /^\s*([1-9]\d{0,3})\s*([a-z]{1,8})\s*$/i.exec(text) ?? [];
  const unit = word.charAt(0).toLowerCase();
  const words = /^(m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)$/i;
  return count !== undefined && words.test(word) ? `${count}${unit}` : null;
}
