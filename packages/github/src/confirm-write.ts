import { setTimeout as sleep } from "node:timers/promises";
import { LostAnswerError } from "./lost-answer-error.ts";

export type OnceOptions<T> = {
  /** The write. Lost answers must surface as `LostAnswerError`, as everything of this package does. */
  write: () => Promise<T>;
  /** Reads again: what the write left behind, or null where there is no trace of it. */
  find: () => Promise<T | null>;
  /** Waits so many milliseconds; real time unless given. */
  pause?: (milliseconds: number) => Promise<unknown>;
};

/** GitHub's readers lag a little behind its writers: what was just written may need a moment to be seen. */
const settling = 1000;

/**
 * Performs a write that must happen once. After a lost answer it waits, looks for the effect and returns that; it
 * writes a second time only where nothing is found, and never a third.
 * @throws LostAnswerError when the second answer is lost too and its effect cannot be found; every other error as is
 */
export async function writeOnce<T>({ write, find, pause = sleep }: OnceOptions<T>): Promise<T> {
  const first = await attempt(write);
  if (!(first instanceof LostAnswerError)) return first;
  const found = await look(find, pause);
  if (found !== null) return found;
  const second = await attempt(write);
  if (!(second instanceof LostAnswerError)) return second;
  const foundLater = await look(find, pause);
  if (foundLater !== null) return foundLater;
  throw second;
}

/**
 * Performs a write that does no harm when it happens twice: after a lost answer it waits, and writes once more.
 * @throws LostAnswerError when the second answer is lost too; every other error as is
 */
export async function writeAgain<T>(
  write: () => Promise<T>,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<T> {
  const first = await attempt(write);
  if (!(first instanceof LostAnswerError)) return first;
  await pause(settling);
  return write();
}

async function attempt<T>(write: () => Promise<T>): Promise<T | LostAnswerError> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof LostAnswerError) return error;
    throw error;
  }
}

async function look<T>(
  find: () => Promise<T | null>,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<T | null> {
  await pause(settling);
  return find();
}
