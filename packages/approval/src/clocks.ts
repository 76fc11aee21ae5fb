import { addCalendar } from "./calendar.ts";
import type { Instant } from "./snapshot.ts";

/**
 * Environments with a wait timer and no reviewer: a job that names one starts that much later, without a runner.
 * GitHub's cron may come hours late; these do not.
 */
export const clocks = [
  { name: "release-approval-clock-15m", minutes: 15 },
  { name: "release-approval-clock-1h", minutes: 60 },
  { name: "release-approval-clock-4h", minutes: 240 },
] as const;

/**
 * The clocks worth waiting for: something falls due since the one before.
 * @param times when something falls due; null: it has no time
 */
export function clocksFor(openedAt: Instant, times: readonly (Instant | null)[]): string[] {
  let before = openedAt;
  return clocks.flatMap(({ name, minutes }) => {
    const from = before;
    const rings = addCalendar(openedAt, `${minutes}m`);
    before = rings;
    return times.some((time) => time !== null && time > from && time <= rings) ? [name] : [];
  });
}
