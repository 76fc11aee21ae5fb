/** Starts a built action as GitHub's runner would: environment, files, workflow commands, exit code. */

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createEnvironment, type StepFiles } from "./runner/environment.ts";
import { readKeyValues } from "./runner/files.ts";
import { readCommands, type WorkflowCommand } from "./runner/workflow-commands.ts";

export type RunActionOptions = {
  /** The built file, for example `dist/gate-release.js`. */
  file: string;
  /** Values of `with:`. */
  inputs?: Readonly<Record<string, string>>;
  /** Defaults of the inputs, from the action's contract; expressions already resolved. */
  defaults?: Readonly<Record<string, string>>;
  github: RunnerContext;
  /** Payload of the event, what GITHUB_EVENT_PATH points at. */
  event?: unknown;
  /** GITHUB_WORKSPACE and the working directory; without it a folder that is removed afterwards. */
  cwd?: string;
  /** RUNNER_TEMP; without it a folder that is removed afterwards. */
  temp?: string;
  /** Further environment variables, for example those of a step's `env:`. */
  env?: Readonly<Record<string, string>>;
  /** 60 s when left out. */
  timeoutMs?: number;
  /** Ends the action. */
  signal?: AbortSignal;
};

/** The part of the runner's environment that depends on the run. */
export type RunnerContext = {
  repository: string;
  apiUrl: string;
  graphqlUrl: string;
  serverUrl: string;
  repositoryId?: number;
  sha?: string;
  /** `refs/heads/main` when left out. */
  ref?: string;
  actor?: string;
  triggeringActor?: string;
  runId?: number;
  runAttempt?: number;
  runNumber?: number;
  /** Name of the workflow. */
  workflow?: string;
  /** Path of the workflow file, for GITHUB_WORKFLOW_REF. */
  workflowPath?: string;
  job?: string;
  eventName?: string;
};

export type Annotation = {
  level: "error" | "warning" | "notice";
  message: string;
  /** `title`, `file`, `line` and the like. */
  properties: Record<string, string>;
};

export type RunActionResult = {
  /** `null` when a signal ended it. */
  exitCode: number | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
  outputs: Record<string, string>;
  /** Markdown of the step summary. */
  summary: string;
  annotations: Annotation[];
  /** Variables set for later steps. */
  env: Record<string, string>;
  /** State saved for the action's post step. */
  state: Record<string, string>;
  /** Values that the log would hide. */
  masks: string[];
  /** Environment names of the inputs that the action read: `INPUT_GITHUB-TOKEN`. */
  inputsRead: string[];
};

const TIMEOUT = 60_000;
const WATCHER = pathToFileURL(join(import.meta.dirname, "runner/watch-inputs.ts")).href;

/** @throws Error when the action wrote a file that the runner could not read */
export async function runAction(options: RunActionOptions): Promise<RunActionResult> {
  const folder = mkdtempSync(join(tmpdir(), "step-"));
  try {
    const files = prepareFiles(folder, options);
    const inputsRead = join(folder, "inputs-read");
    const env = { ...createEnvironment(options, files), REHEARSAL_INPUTS_READ: inputsRead };
    const ended = await start(options, files.workspace, env);
    const commands = readCommands(ended.stdout);
    return {
      ...ended,
      outputs: readKeyValues(readText(files.output)),
      env: readKeyValues(readText(files.env)),
      state: readKeyValues(readText(files.state)),
      summary: readText(files.summary),
      annotations: commands.flatMap(readAnnotation),
      masks: commands.filter(({ name }) => name === "add-mask").map(({ message }) => message),
      inputsRead: JSON.parse(readText(inputsRead) || "[]") as string[],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepareFiles(folder: string, options: RunActionOptions): StepFiles {
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

type Ended = Pick<RunActionResult, "exitCode" | "timedOut" | "stdout" | "stderr">;

function start(options: RunActionOptions, cwd: string, env: Record<string, string>): Promise<Ended> {
  const { file, signal, timeoutMs = TIMEOUT } = options;
  const child = spawn(process.execPath, ["--import", WATCHER, resolve(file)], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let timedOut = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const kill = () => child.kill("SIGKILL");
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeoutMs);
  if (signal?.aborted) kill();
  signal?.addEventListener("abort", kill);
  return new Promise((fulfil, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", kill);
      fulfil({ exitCode, timedOut, stdout, stderr });
    });
  });
}

function readAnnotation({ name, message, properties }: WorkflowCommand): Annotation[] {
  if (name !== "error" && name !== "warning" && name !== "notice") return [];
  return [{ level: name, message, properties }];
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The action was ended before it could write it, or removed it.
    return "";
  }
}
