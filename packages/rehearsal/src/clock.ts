/** The embedded GitHub's time: whole seconds, and unless told to run it stands until moved. */

/** Milliseconds, or a number with a unit: `30s`, `15m`, `2h`, `3d`. */
export type Duration = number | `${number}${"s" | "m" | "h" | "d"}`;

export type Clock = {
  /** ISO 8601 with whole seconds, as GitHub writes it: `2026-11-23T09:00:00Z`. */
  now(): string;
  set(time: string): void;
  advance(by: Duration): void;
};

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * @param runs whether it goes on like a real clock between being set
 * @param onMove called whenever somebody moved it
 */
export function startClock(time: string, runs = false, onMove: () => void = () => {}): Clock {
  let now = readTime(time);
  let setAt = Date.now();
  const read = (): number => (runs ? now + Date.now() - setAt : now);
  const write = (to: number): void => {
    now = to;
    setAt = Date.now();
    onMove();
  };
  return {
    now: () => formatTime(read()),
    set: (to) => write(readTime(to)),
    advance: (by) => write(read() + readDuration(by)),
  };
}

/** @throws RangeError for what is no duration */
export function readDuration(duration: Duration): number {
  if (typeof duration === "number") return duration;
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(duration);
  if (!match) throw new RangeError(`"${duration}" is no duration; write for example 30s, 15m, 2h or 3d`);
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}

export function formatTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function readTime(time: string): number {
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${time}" is no ISO 8601 time`);
  return milliseconds;
}
