/** Starts a built action as GitHub's runner would: environment, files, workflow commands, exit code. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Pace, playInProcess } from "./runner/in-process.ts";
import { performStep, runStep, type StepOptions, type StepResult } from "./runner/run-step.ts";

export type RunActionOptions = Omit<StepOptions, "workingDirectory"> & {
  /** The built file, for example `dist/gate-release.js`. */
  file: string;
  /**
   * Plays it in this process, at this pace: for files of `dist`, and where nothing is asked of the process itself.
   */
  inProcess?: Pace | undefined;
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

export type RunActionResult = StepResult & {
  /** Environment names of the inputs that the action read: `INPUT_GITHUB-TOKEN`. */
  inputsRead: string[];
};

const WATCHER = pathToFileURL(join(import.meta.dirname, "runner/watch-inputs.ts")).href;

/** @throws Error when the action wrote a file that the runner could not read */
export async function runAction({ file, inProcess, ...options }: RunActionOptions): Promise<RunActionResult> {
  if (inProcess !== undefined) {
    if (options.signal !== undefined || options.timeoutMs !== undefined)
      throw new TypeError("What is to be ended from outside needs a process of its own");
    return performStep(options, (cwd, env) =>
      playInProcess({ file: resolve(file), env, cwd, pace: inProcess }),
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "inputs-"));
  try {
    const inputsRead = join(folder, "inputs-read");
    const env = { ...options.env, REHEARSAL_INPUTS_READ: inputsRead };
    const command = [process.execPath, "--import", WATCHER, resolve(file)] as const;
    const result = await runStep(command, { ...options, env });
    return { ...result, inputsRead: readNames(inputsRead) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readNames(file: string): string[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as string[];
  } catch {
    // The action was ended before it could write them.
    return [];
  }
}
