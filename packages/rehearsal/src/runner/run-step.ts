/** Starts the process of a step as GitHub's runner would: environment, files, workflow commands, exit code. */

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Annotation, RunnerContext } from "../run-action.ts";
import { createEnvironment, type StepFiles } from "./environment.ts";
import { readKeyValues } from "./files.ts";
import { readCommands, type WorkflowCommand } from "./workflow-commands.ts";

export type StepOptions = {
  github: RunnerContext;
  /** Values of `with:`, which become INPUT_ variables. */
  inputs?: Readonly<Record<string, string>>;
  /** Defaults of the inputs; expressions already resolved. */
  defaults?: Readonly<Record<string, string>>;
  /** Payload of the event, what GITHUB_EVENT_PATH points at. */
  event?: unknown;
  /** GITHUB_WORKSPACE and the working directory; without it a folder that is removed afterwards. */
  cwd?: string;
  /** Where the step begins to work, when that is another folder than the workspace. */
  workingDirectory?: string;
  /** RUNNER_TEMP; without it a folder that is removed afterwards. */
  temp?: string;
  /** Further environment variables, for example those of a step's `env:`. */
  env?: Readonly<Record<string, string>>;
  /** 60 s when left out. */
  timeoutMs?: number;
  /** Ends the step. */
  signal?: AbortSignal;
};

export type StepResult = {
  /** `null` when a signal ended it. */
  exitCode: number | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
  /** Both, in the order in which they came. */
  log: string;
  outputs: Record<string, string>;
  /** Markdown of the step summary. */
  summary: string;
  annotations: Annotation[];
  /** Variables set for later steps. */
  env: Record<string, string>;
  /** Folders put in front of PATH for later steps, the last one first. */
  paths: string[];
  /** State saved for the action's post step. */
  state: Record<string, string>;
  /** Values that the log would hide. */
  masks: string[];
};

const TIMEOUT = 60_000;

/** Processes of steps, each the first of its group. */
const living = new Set<number>();
process.on("exit", () => {
  for (const pid of living) endGroup(pid);
});

/**
 * @param command program and arguments
 * @throws Error when the step wrote a file that the runner could not read, or its folder is missing
 */
export function runStep(command: readonly [string, ...string[]], options: StepOptions): Promise<StepResult> {
  return performStep(options, (directory, env) => start(command, options, directory, env));
}

/**
 * Prepares the runner's files, lets the step be performed, and reads what it wrote.
 * @throws Error when the step wrote a file that the runner could not read
 */
export async function performStep<T extends Ended>(
  options: StepOptions,
  perform: (directory: string, env: Record<string, string>) => Promise<T>,
): Promise<T & StepResult> {
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  try {
    const files = prepareFiles(folder, options);
    const directory = resolve(files.workspace, options.workingDirectory ?? "");
    const ended = await perform(directory, createEnvironment(options, files));
    const commands = readCommands(ended.stdout);
    return {
      ...ended,
      outputs: readKeyValues(readText(files.output)),
      env: readKeyValues(readText(files.env)),
      paths: readText(files.path).split(/\r?\n/).filter(Boolean).reverse(),
      state: readKeyValues(readText(files.state)),
      summary: readText(files.summary),
      annotations: commands.flatMap(readAnnotation),
      masks: commands.filter(({ name }) => name === "add-mask").map(({ message }) => message),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepareFiles(folder: string, options: StepOptions): StepFiles {
  const files = {
    output: join(folder, "output"),
    env: join(folder, "env"),
    path: join(folder, "path"),
    state: join(folder, "state"),
    summary: join(folder, "summary"),
    event: join(folder, "event.json"),
    workspace: resolve(options.cwd ?? join(folder, "workspace")),
    temp: resolve(options.temp ?? join(folder, "temp")),
  };
  mkdirSync(files.workspace, { recursive: true });
  mkdirSync(files.temp, { recursive: true });
  for (const file of [files.output, files.env, files.path, files.state, files.summary])
    writeFileSync(file, "");
  writeFileSync(files.event, JSON.stringify(options.event ?? {}));
  return files;
}

/** How a step's process ended, and what it printed. */
export type Ended = Pick<StepResult, "exitCode" | "timedOut" | "stdout" | "stderr" | "log">;

function start(
  [program, ...args]: readonly [string, ...string[]],
  { signal, timeoutMs = TIMEOUT }: StepOptions,
  cwd: string,
  env: Record<string, string>,
): Promise<Ended> {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const { pid } = child;
  if (pid !== undefined) living.add(pid);
  const written = { stdout: "", stderr: "", log: "" };
  let timedOut = false;
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
      written.log += text;
    });
  }
  const kill = () => endGroup(pid);
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeoutMs);
  if (signal?.aborted) kill();
  signal?.addEventListener("abort", kill);
  const stopWatching = () => {
    if (pid !== undefined) living.delete(pid);
    clearTimeout(timer);
    signal?.removeEventListener("abort", kill);
  };
  return new Promise((fulfil, reject) => {
    child.once("error", (error) => {
      stopWatching();
      reject(error);
    });
    child.once("close", (exitCode) => {
      stopWatching();
      fulfil({ exitCode, timedOut, ...written });
    });
  });
}

/** The programs that a script started must not outlive it. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended in the meantime.
  }
}

function readAnnotation({ name, message, properties }: WorkflowCommand): Annotation[] {
  if (name !== "error" && name !== "warning" && name !== "notice") return [];
  return [{ level: name, message, properties }];
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The step was ended before it could write it, or removed it.
    return "";
  }
}
