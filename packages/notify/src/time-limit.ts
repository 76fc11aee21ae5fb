import { clearTimeout, setTimeout } from "node:timers";
import { type Failure, SendError } from "./failure.ts";

/** Why an `AbortSignal` of ours ends what is under way. */
function timeUp(failure: Pick<Failure, "reason" | "again" | "scope">): SendError {
  return new SendError({ ...failure, after: null });
}

/**
 * Ends what is under way when all the time is up. Its timer keeps the process alive, unlike that of
 * `AbortSignal.timeout`: whoever awaits the end gets it.
 */
export function startBudget(milliseconds: number): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const end = () =>
    controller.abort(
      timeUp({ reason: "the time that messages may take was over", again: false, scope: "time" }),
    );
  if (milliseconds <= 0) end();
  const timer = setTimeout(end, milliseconds);
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}

/**
 * Gives work a time of its own, within that of `outer`. Ends on time even when the work does not heed its signal, as a
 * look-up of a name cannot.
 * @throws SendError when the time is up; what the work throws
 */
export async function withinTime<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const own = new AbortController();
  const reason = `it did not answer within ${seconds(milliseconds)}`;
  const timer = setTimeout(() => own.abort(timeUp({ reason, again: true, scope: "channel" })), milliseconds);
  const signal = AbortSignal.any([outer, own.signal]);
  try {
    return await Promise.race([rejectWhenAborted(signal), work(signal)]);
  } finally {
    clearTimeout(timer);
  }
}

/** Never resolves. First in a race, it gives the reason before the work can say what being cut off did to it. */
export function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
