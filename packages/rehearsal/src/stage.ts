import { join } from "node:path";
import type { EmbeddedGitHub, GitHubOptions, TokenPermissions } from "./embedded.ts";
import { type RunActionResult, runAction } from "./run-action.ts";
import { runnerContext } from "./runner/context.ts";
import type { Pace } from "./runner/in-process.ts";
import { startGitHub } from "./start-github.ts";

/*
 * The four built actions on an embedded GitHub, each in a run of its own with the least permissions that the README
 * gives it. The acceptance tests play on it.
 */

export type ActionName = "request-approvals" | "track-approvals" | "gate-release" | "audit-trail";

export type StageOptions = GitHubOptions & {
  /** Folder of the built actions. */
  dist: string;
  /** Workspace of the runs; a folder of their own when left out. */
  workspace?: string;
  /** Further environment variables of every run. */
  env?: Readonly<Record<string, string>>;
  /** Actions are played in this process, unless a play asks for its own. */
  inProcess?: Pace;
};

export type PlayOptions = {
  actor?: string;
  branch?: string;
  event?: { name: string; payload: unknown };
  permissions?: TokenPermissions;
  /** Continues a run instead of starting one. */
  run?: { id: number; attempt: number };
  /** Another file of `dist`, such as the all-in-one action. */
  file?: string;
  token?: string;
  /** RUNNER_TEMP, for who wants what the action left there; a folder that is removed when left out. */
  temp?: string;
  /** The checkout in which it works; the stage's when left out. */
  workspace?: string;
  /** A process of its own, whatever the stage says. What is to be killed has one anyway. */
  ownProcess?: boolean;
  timeoutMs?: number;
  signal?: AbortSignal;
};

export type Played = RunActionResult & {
  run: { id: number; attempt: number };
  /** Requests to GitHub that this action made. */
  requests: number;
};

export type Stage = {
  github: EmbeddedGitHub;
  play(action: ActionName, inputs?: Readonly<Record<string, string>>, options?: PlayOptions): Promise<Played>;
  /** A person comments, and the tracking run that GitHub starts for it is played. */
  say(login: string, issue: number, text: string): Promise<Played>;
  close(): Promise<void>;
};

/** The file of the workflow in which an action runs. */
const workflows: Readonly<Record<ActionName, string>> = {
  "request-approvals": ".github/workflows/release-approval.yml",
  "track-approvals": ".github/workflows/release-approval.yml",
  "gate-release": ".github/workflows/publish.yml",
  "audit-trail": ".github/workflows/publish.yml",
};

/** The permissions that the README's set-up gives the job of each action. */
export const leastPermissions: Readonly<Record<ActionName, TokenPermissions>> = {
  "request-approvals": { contents: "read", issues: "write", actions: "read" },
  "track-approvals": { contents: "read", issues: "write", actions: "write" },
  "gate-release": { contents: "read", issues: "write", actions: "read" },
  "audit-trail": { contents: "read", issues: "read", actions: "read" },
};

export async function openStage(options: StageOptions): Promise<Stage> {
  const github = await startGitHub(options);
  const play: Stage["play"] = (action, inputs = {}, settings = {}) =>
    playAction(github, options, action, inputs, settings);
  return {
    github,
    play,
    async say(login, issue, text) {
      const comment = await github.as(login).comment(issue, text);
      const payload = { action: "created", issue: { number: issue }, comment: { id: comment } };
      return play(
        "track-approvals",
        { "release-workflow": "publish.yml" },
        { actor: login, event: { name: "issue_comment", payload } },
      );
    },
    close: () => github.close(),
  };
}

async function playAction(
  github: EmbeddedGitHub,
  stage: StageOptions,
  action: ActionName,
  inputs: Readonly<Record<string, string>>,
  options: PlayOptions,
): Promise<Played> {
  const { actor = stage.people?.[0]?.login ?? "", branch = github.defaultBranch, event } = options;
  const { workspace = stage.workspace } = options;
  const name = event?.name ?? "workflow_dispatch";
  const workflow = workflows[action];
  const run = options.run ?? github.createRun({ workflow, branch, actor, event: name });
  const token =
    options.token ??
    github.mintToken({ run: run.id, permissions: options.permissions ?? leastPermissions[action] });
  const before = github.requests.count();
  const result = await runAction({
    file: join(stage.dist, options.file ?? `${action}.js`),
    inProcess: needsProcess(options) ? undefined : stage.inProcess,
    inputs: { "github-token": token, ...inputs },
    github: {
      ...runnerContext(github),
      runId: run.id,
      runAttempt: run.attempt,
      actor,
      eventName: name,
      workflowPath: workflow,
      ref: `refs/heads/${branch}`,
    },
    ...(event !== undefined && { event: event.payload }),
    ...(workspace !== undefined && { cwd: workspace }),
    ...(stage.env !== undefined && { env: stage.env }),
    ...(options.temp !== undefined && { temp: options.temp }),
    ...(options.timeoutMs !== undefined && { timeoutMs: options.timeoutMs }),
    ...(options.signal !== undefined && { signal: options.signal }),
  });
  return { ...result, run, requests: github.requests.count() - before };
}

function needsProcess({ ownProcess = false, timeoutMs, signal }: PlayOptions): boolean {
  return ownProcess || timeoutMs !== undefined || signal !== undefined;
}
