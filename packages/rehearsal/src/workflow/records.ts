/** What the runner tells of the runs that it played. */

import type { RunStatus } from "../embedded.ts";
import type { Annotation } from "../run-action.ts";
import type { Grant } from "./permissions.ts";

export type { RunStatus } from "../embedded.ts";

export type Result = "success" | "failure" | "cancelled" | "skipped";

export type RunRecord = {
  id: number;
  attempt: number;
  /** Path of the workflow file. */
  workflow: string;
  /** `run-name` of the workflow, or its name. */
  title: string;
  event: string;
  actor: string;
  status: RunStatus;
  /** `startup_failure` when it could not begin. */
  conclusion: Result | "startup_failure" | null;
  /** Why it could not begin. */
  problem?: string;
  /** Of the last attempt, in the order in which they became ready. */
  jobs: JobRecord[];
  artifacts: Artifact[];
};

export type JobRecord = {
  id: number;
  /** As the Actions tab shows it; jobs of a called workflow as `caller / job`. */
  name: string;
  /** Its key in the workflow file. */
  key: string;
  status: RunStatus;
  conclusion: Result | null;
  needs: readonly string[];
  environment?: string;
  /** Concurrency group that it waits for or holds. */
  group?: string;
  matrix?: Readonly<Record<string, unknown>>;
  permissions: Grant;
  steps: StepRecord[];
  outputs: Readonly<Record<string, string>>;
  /** Summaries of its steps, one after the other. */
  summary: string;
  annotations: Annotation[];
  startedAt: string | null;
  completedAt: string | null;
};

export type StepRecord = {
  name: string;
  id?: string;
  /** Before `continue-on-error`. */
  outcome: Result;
  /** After it. */
  conclusion: Result;
  /** Without what is masked. */
  log: string;
  outputs: Readonly<Record<string, string>>;
};

export type Artifact = {
  name: string;
  /** Folder of this machine that holds its files, until the runner is closed. */
  folder: string;
  /** Paths below it. */
  files: readonly string[];
};
