/** The environment that the runner gives to a step. */

import type { RunnerContext } from "../run-action.ts";
import type { StepOptions } from "./run-step.ts";

export type StepFiles = {
  output: string;
  env: string;
  path: string;
  state: string;
  summary: string;
  event: string;
  workspace: string;
  temp: string;
};

/** Nothing of our own environment but these reaches the action. The last lets a bundle start quicker the second time. */
const KEPT = ["PATH", "HOME", "TMP", "TMPDIR", "NODE_COMPILE_CACHE"];

export function createEnvironment(options: StepOptions, files: StepFiles): Record<string, string> {
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    ...contextVariables(options.github),
    ...fileVariables(files),
    ...options.env,
    ...inputVariables({ ...options.defaults, ...options.inputs }),
  };
}

/** `github-token` becomes `INPUT_GITHUB-TOKEN`: capitals, and only spaces change. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}

function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]));
}

function fileVariables(files: StepFiles): Record<string, string> {
  return {
    GITHUB_OUTPUT: files.output,
    GITHUB_ENV: files.env,
    GITHUB_PATH: files.path,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_WORKSPACE: files.workspace,
    RUNNER_TEMP: files.temp,
    RUNNER_TOOL_CACHE: files.temp,
  };
}

function contextVariables(github: RunnerContext): Record<string, string> {
  const { repository, actor = "octocat", ref = "refs/heads/main", sha = "0".repeat(40) } = github;
  const path = github.workflowPath ?? ".github/workflows/main.yml";
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "__run",
    GITHUB_ACTOR: actor,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_BASE_REF: "",
    GITHUB_EVENT_NAME: github.eventName ?? "workflow_dispatch",
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_HEAD_REF: "",
    GITHUB_JOB: github.job ?? "job",
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags)\//, ""),
    GITHUB_REF_TYPE: ref.startsWith("refs/tags/") ? "tag" : "branch",
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: String(github.repositoryId ?? 1),
    GITHUB_REPOSITORY_OWNER: repository.split("/")[0] ?? "",
    GITHUB_RUN_ATTEMPT: String(github.runAttempt ?? 1),
    GITHUB_RUN_ID: String(github.runId ?? 1),
    GITHUB_RUN_NUMBER: String(github.runNumber ?? 1),
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_SHA: sha,
    GITHUB_TRIGGERING_ACTOR: github.triggeringActor ?? actor,
    GITHUB_WORKFLOW: github.workflow ?? path,
    GITHUB_WORKFLOW_REF: `${repository}/${path}@${ref}`,
    GITHUB_WORKFLOW_SHA: sha,
    RUNNER_ARCH: "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "rehearsal",
    RUNNER_OS: "Linux",
  };
}
