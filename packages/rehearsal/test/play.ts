import { type EmbeddedGitHub, type GitHubOptions, startGitHub } from "../src/index.ts";
import type { JobRecord, RunRecord } from "../src/workflow/records.ts";
import { type Runner, type RunnerOptions, startRunner } from "../src/workflow/runner.ts";

/* A small repository whose workflows are played. */

export type Stand = {
  github: EmbeddedGitHub;
  runner: Runner;
  /** Dispatches a workflow as mia, and plays it as far as it goes. */
  play(workflow: string, inputs?: Readonly<Record<string, string | boolean>>): Promise<RunRecord>;
  close(): Promise<void>;
};

export type StandOptions = GitHubOptions & {
  runner?: Partial<RunnerOptions>;
};

/** @param workflows text of each, by bare file name */
export async function openStand(
  workflows: Readonly<Record<string, string>>,
  { runner: runnerOptions, ...options }: StandOptions = {},
): Promise<Stand> {
  const github = await startGitHub({
    people: [
      { login: "mia", permission: "admin" },
      { login: "tom", permission: "write" },
      { login: "rob", permission: "read" },
    ],
    workflows,
    ...options,
  });
  const runner = startRunner({ github, root: import.meta.dirname, ...runnerOptions });
  return {
    github,
    runner,
    async play(workflow, inputs) {
      const id = await github.as("mia").dispatch(workflow, inputs ? { inputs } : {});
      await runner.settle();
      return runner.run(id);
    },
    async close() {
      await runner.close();
      github.assertNoViolations();
      await github.close();
    },
  };
}

/** Opens a stand with one workflow that a dispatch starts, plays it, and closes. */
export async function playOnce(jobs: string, options: StandOptions = {}): Promise<RunRecord> {
  const stand = await openStand({ "play.yml": onDispatch(jobs) }, options);
  try {
    return await stand.play("play.yml");
  } finally {
    await stand.close();
  }
}

/** @param body `jobs:` and whatever else the file shall have */
export function onDispatch(body: string): string {
  return `on: workflow_dispatch\n${body}`;
}

/** Conclusion of each job, or its status while it has none, by name. */
export function standing(run: RunRecord): Record<string, string> {
  return Object.fromEntries(run.jobs.map(({ name, conclusion, status }) => [name, conclusion ?? status]));
}

export function jobNamed(run: RunRecord, name: string): JobRecord {
  const job = run.jobs.find((each) => each.name === name);
  if (!job) throw new Error(`There is no job ${name}: ${run.problem ?? run.jobs.map((each) => each.name)}`);
  return job;
}

/** The logs of all steps of a job. */
export function logOf(run: RunRecord, job: string): string {
  return jobNamed(run, job)
    .steps.map(({ log }) => log)
    .join("");
}
