import { type Failure, failureOf } from "./failure.ts";
import type { Sent } from "./outgoing.ts";
import type { Sender } from "./sender.ts";
import { rejectWhenAborted, withinTime } from "./time-limit.ts";

/** How much trying there may be. */
export type Limits = {
  /** Aborted when all the time is up. */
  signal: AbortSignal;
  /** Milliseconds until then. */
  left: () => number;
  /** Milliseconds for one try. */
  perTry: number;
  pause: (milliseconds: number) => Promise<void>;
  /** From 0 to below 1. */
  random: () => number;
};

const tries = 3;
/** Of the first pause, in milliseconds. The next one is twice as long. */
const firstPause = 1000;

/**
 * Sends the messages of one channel, one after the other, each with three tries. When the channel itself is down, or
 * the time is over, those after it are not tried.
 * @returns what became of each; never fails
 */
export async function sendInOrder<Message extends { key: string }>(
  messages: readonly Message[],
  sender: Sender<Message>,
  limits: Limits,
): Promise<Sent[]> {
  const results: Sent[] = [];
  let end: Failure | null = null;
  for (const message of messages) {
    const failure: Failure | null = end ?? (await sendOne(message, sender, limits));
    if (failure !== null && failure.scope !== "message") end = failure;
    results.push({
      key: message.key,
      problem: failure === null ? null : `${sender.name} did not get the message: ${failure.reason}.`,
      down: failure?.scope === "channel",
      final: failure?.scope === "message" && !failure.again,
    });
  }
  sender.close();
  return results;
}

async function sendOne<Message>(
  message: Message,
  sender: Sender<Message>,
  limits: Limits,
): Promise<Failure | null> {
  for (let tried = 1; ; tried += 1) {
    const failure = await tryOnce(message, sender, limits);
    if (failure === null || !failure.again) return failure;
    if (tried === tries) return { ...failure, reason: `${failure.reason}, ${tries} times` };
    const wait = Math.max(failure.after ?? 0, pauseAfter(tried, limits.random()));
    if (wait >= limits.left()) return withoutTime(failure, limits.left());
    // When the time is up after all, the next try finds out.
    await Promise.race([limits.pause(wait), rejectWhenAborted(limits.signal)]).catch(() => {});
  }
}

/** A channel that asks for a longer pause than there is time is of no use; a shorter one might have done. */
function withoutTime(failure: Failure, left: number): Failure {
  const ours = failure.scope === "channel" && (failure.after ?? 0) < left;
  const reason = `${failure.reason}, and there is no time for another try`;
  return { ...failure, reason, scope: ours ? "time" : failure.scope };
}

async function tryOnce<Message>(
  message: Message,
  sender: Sender<Message>,
  { perTry, signal }: Limits,
): Promise<Failure | null> {
  try {
    return await withinTime(perTry, signal, (own) => sender.send(message, own));
  } catch (thrown) {
    return failureOf(thrown);
  }
}

/** Between half and all of it, so that runs that failed together do not come back together. */
function pauseAfter(tried: number, random: number): number {
  return Math.round(firstPause * 2 ** (tried - 1) * (0.5 + random / 2));
}
