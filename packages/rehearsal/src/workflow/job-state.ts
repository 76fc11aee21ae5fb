/** A job while its steps are played. */

import type { RunnerContext } from "../run-action.ts";
import type { ArtifactStore } from "./equivalents/equivalent.ts";
import type { Sight } from "./expression.ts";
import type { Template } from "./github-parser.ts";
import type { Masks } from "./masks.ts";
import type { Grant } from "./permissions.ts";
import type { Place, Places } from "./places.ts";
import type { JobRecord, Result } from "./records.ts";
import type { RunDefaults, StepsWork } from "./workflow.ts";

/** What playing a job takes. */
export type JobTask = {
  places: Places;
  /** The repository of the workflow file that holds the job. */
  place: Place;
  work: StepsWork;
  /** `env` and `defaults.run` of the workflow file. */
  workflowEnv?: Template;
  workflowDefaults: RunDefaults;
  /** Contexts that do not change while it runs: `github`, `needs`, `matrix`, `secrets` … */
  contexts: Readonly<Record<string, unknown>> & { github: Readonly<Record<string, unknown>> };
  runner: RunnerContext;
  event: unknown;
  permissions: Grant;
  /** Values that its log hides. */
  secrets: readonly string[];
  workspace: string;
  temp: string;
  /** HOME of its processes: an empty one, so that no script finds the credentials of whoever rehearses. */
  home: string;
  artifacts: ArtifactStore;
  /** Filled while it runs. */
  record: JobRecord;
  /** Cancels it. */
  signal: AbortSignal;
};

export type JobState = {
  task: JobTask;
  masks: Masks;
  /** Of the workflow, the job, and what steps wrote to GITHUB_ENV. */
  env: Record<string, string>;
  /** What steps wrote to GITHUB_PATH, the last one first. */
  paths: string[];
  status: "success" | "failure" | "cancelled";
  posts: PostStep[];
};

export type PostStep = { name: string; if: Template; play(frame: Frame): Promise<Performed> };

/** Steps that see one another: those of a job, or of a composite action. */
export type Frame = {
  job: JobState;
  /** What `$/…` means. */
  place: Place;
  /** The `steps` context. */
  steps: Record<string, { outputs: Readonly<Record<string, string>>; outcome: Result; conclusion: Result }>;
  failed: boolean;
  /** Of a composite action: its inputs, its folder, and the `env` of the step that uses it. */
  action?: {
    inputs: Readonly<Record<string, string>>;
    folder: string;
    env: Readonly<Record<string, string>>;
  };
};

/** What became of a step. */
export type Performed = {
  outcome: "success" | "failure" | "cancelled";
  outputs: Readonly<Record<string, string>>;
  log: string;
};

export function isCancelled({ task, status }: JobState): boolean {
  return task.signal.aborted || status === "cancelled";
}

/** What an expression in a step can see. */
export function sightOf(frame: Frame, stepEnv: Readonly<Record<string, string>> = {}): Sight {
  const { job, action, steps } = frame;
  const { task } = job;
  const cancelled = isCancelled(job);
  const status = cancelled ? "cancelled" : frame.failed ? "failure" : "success";
  return {
    contexts: {
      ...task.contexts,
      ...(action && {
        inputs: action.inputs,
        github: { ...task.contexts.github, action_path: action.folder },
      }),
      env: { ...job.env, ...action?.env, ...stepEnv },
      steps,
      job: { status },
      runner: {
        name: "rehearsal",
        os: "Linux",
        arch: "X64",
        environment: "github-hosted",
        temp: task.temp,
        tool_cache: task.temp,
        workspace: task.workspace,
        debug: "",
      },
    },
    status: {
      success: status === "success",
      failure: status === "failure",
      cancelled: status === "cancelled",
    },
  };
}
