/**
 * Plays a built action in this process, many times with one loading of its code, and several at once: each play has an
 * environment, streams and an exit code of its own, by the asynchronous context in which its code runs. Starting a
 * process for each costs most of a second; tests that play thousands cannot afford it.
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import { basename, dirname, join } from "node:path";
import limits from "node:timers";
import timers from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Ended } from "./run-step.ts";

export type Pace = {
  /** How many times as fast it waits before it asks GitHub again. */
  haste: number;
  /** Milliseconds up to which a wait is made shorter; what is longer ends work that hangs, and has to give it time. */
  longest?: number;
  /** How many times as fast time is up for what it limits by `node:timers`: the channels of messages. */
  limits?: number;
  /** Milliseconds after which it gives up a request, whatever it says itself. */
  patience?: number;
};

export type InProcessPlay = {
  /** The built file: `dist/gate-release.js`. Its folder has `index.js`, which starts actions by name. */
  file: string;
  env: Record<string, string>;
  cwd: string;
  pace?: Pace | undefined;
};

type Play = Ended & {
  env: Record<string, string>;
  cwd: string;
  pace: Pace | undefined;
  inputsRead: Set<string>;
  /** Variables that are copied now: copying the whole environment, say for a child process, reads no input. */
  copied: Set<string | symbol>;
};

const plays = new AsyncLocalStorage<Play>();
type Start = (name: string) => Promise<unknown>;

/** @returns how it ended, and the environment names of the inputs that it read */
export async function playInProcess({
  file,
  env,
  cwd,
  pace,
}: InProcessPlay): Promise<Ended & { inputsRead: string[] }> {
  dividePropertiesOnce();
  const { start } = (await import(pathToFileURL(join(dirname(file), "index.js")).href)) as { start: Start };
  const play: Play = {
    ...{ exitCode: 1, timedOut: false, stdout: "", stderr: "", log: "" },
    ...{ env: { ...env }, cwd, pace, inputsRead: new Set(), copied: new Set() },
  };
  // When the action has ended, `process.exit` comes back, and so does this.
  await plays.run(play, () => start(basename(file, ".js")));
  // An action sets it to 1 at once, lest it end without having decided. It cannot be divided: Node forbids that.
  process.exitCode = undefined;
  const { exitCode, timedOut, stdout, stderr, log, inputsRead } = play;
  return { exitCode, timedOut, stdout, stderr, log, inputsRead: [...inputsRead].sort() };
}

let divided = false;

/** From now on, code of a play sees what belongs to the play, and all other code what it saw before. */
function dividePropertiesOnce(): void {
  if (divided) return;
  divided = true;
  divideEnvironment();
  divideStreams();
  divideEnding();
  divideTimers();
}

function divideEnvironment(): void {
  const own = process.env;
  const { cwd } = process;
  const now = () => plays.getStore()?.env ?? own;
  process.env = new Proxy(own, {
    get: (_, name) => {
      const play = plays.getStore();
      const isCopied = play?.copied.delete(name) === true;
      if (!isCopied && typeof name === "string" && name.startsWith("INPUT_")) play?.inputsRead.add(name);
      return Reflect.get(now(), name);
    },
    set: (_, name, value) => Reflect.set(now(), name, String(value)),
    has: (_, name) => Reflect.has(now(), name),
    deleteProperty: (_, name) => Reflect.deleteProperty(now(), name),
    ownKeys: () => Reflect.ownKeys(now()),
    getOwnPropertyDescriptor: (_, name) => {
      const copied = plays.getStore()?.copied;
      copied?.add(name);
      queueMicrotask(() => copied?.clear());
      return Reflect.getOwnPropertyDescriptor(now(), name);
    },
  });
  process.cwd = () => plays.getStore()?.cwd ?? cwd.call(process);
}

function divideStreams(): void {
  for (const name of ["stdout", "stderr"] as const) {
    const stream = process[name];
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    const divide = (chunk: unknown, ...rest: unknown[]): boolean => {
      const play = plays.getStore();
      if (play === undefined) return write(chunk, ...rest);
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString();
      play[name] += text;
      play.log += text;
      const told = rest.at(-1);
      if (typeof told === "function") queueMicrotask(() => told());
      return true;
    };
    stream.write = divide as typeof stream.write;
  }
}

function divideEnding(): void {
  const { exit, on } = process;
  const end = (code?: number): void => {
    const play = plays.getStore();
    if (play === undefined) exit.call(process, code);
    else if (code !== undefined) play.exitCode = code;
  };
  process.exit = end as typeof process.exit;
  // What nobody caught concerns the whole process: whoever runs the tests hears of it.
  process.on = ((name: string, listener: () => void) =>
    plays.getStore() === undefined ? on.call(process, name, listener) : process) as typeof process.on;
}

function divideTimers(): void {
  const hasten = (delay = 0) => {
    const { haste = 1, longest = Number.POSITIVE_INFINITY } = plays.getStore()?.pace ?? {};
    return delay > longest ? delay : delay / haste;
  };
  const { setTimeout: sleep } = timers;
  timers.setTimeout = ((delay, ...rest) => sleep(hasten(delay), ...rest)) as typeof sleep;
  const { setTimeout: limit } = limits;
  const limited = (work: () => void, delay = 0, ...rest: unknown[]) =>
    limit(work, delay / (plays.getStore()?.pace?.limits ?? 1), ...(rest as []));
  limits.setTimeout = Object.assign(limited, limit) as typeof limit;
  syncBuiltinESMExports();
  const { setTimeout: begin } = globalThis;
  const begun = (work: () => void, delay?: number, ...rest: unknown[]) =>
    begin(work, hasten(delay), ...(rest as []));
  globalThis.setTimeout = Object.assign(begun, begin) as typeof begin;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(plays.getStore()?.pace?.patience ?? milliseconds);
}
