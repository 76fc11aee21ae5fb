import { setTimeout as sleep } from "node:timers/promises";

/*
 * When to wait for GitHub, and for how long.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */

/** Longer than this nobody waits on a billed runner: the run ends and says when the limit resets. */
export const longestWaitSeconds = 60;
const mostWaits = 2;

/**
 * Whether a refusal for a rate limit is waited out. It had no effect, so this holds for writes as well.
 * @param seconds what GitHub asks for
 * @param waited how often this request has waited already
 */
export function worthWaiting(seconds: number, waited: number): boolean {
  return seconds <= longestWaitSeconds && waited < mostWaits;
}

/** GitHub allows 80 new issues and comments a minute; the rest is left to whatever else runs in the repository. */
const createdPerMinute = 60;

/** The part of a Bottleneck group that the throttling plugin uses. */
export type Limiter = {
  key: (id: string) => { schedule: (job: unknown, run: () => Promise<void>) => Promise<void> };
};

/** Lets every request through at once: the plugin would put a second between any two, reads by GraphQL included. */
export const unhurried: Limiter = { key: () => ({ schedule: (_job, run) => run() }) };

/**
 * Lets new issues and comments through at once until a minute's share is used, then one as soon as the oldest is a
 * minute old. The plugin would put three seconds between any two.
 * @param secondLasts milliseconds that a second lasts; tests shorten it
 */
export function paceCreation(secondLasts: number): Limiter {
  const minute = 60 * secondLasts;
  const recent: number[] = [];
  let line: Promise<void> = Promise.resolve();
  const admit = async () => {
    const oldest = recent.length < createdPerMinute ? undefined : recent.shift();
    const wait = oldest === undefined ? 0 : oldest + minute - performance.now();
    if (wait > 0) await sleep(wait);
    recent.push(performance.now());
  };
  return {
    key: () => ({
      schedule: (_job, run) => {
        line = line.then(admit);
        return line.then(run);
      },
    }),
  };
}
