/** Which runs an event starts. */

import type { EmbeddedGitHub, GitHubEvent } from "../embedded.ts";
import { WorkflowProblem } from "./problem.ts";
import { readWorkflow } from "./read-workflow.ts";
import { isTriggered } from "./triggers.ts";
import type { Workflow } from "./workflow.ts";

const FOLDER = ".github/workflows/";

/** GitHub's `schedule` starts one workflow and no other. */
export type StartingEvent = GitHubEvent & { workflow?: string };

/** @returns the ids of the runs; a dispatch has one already */
export async function startRuns(github: EmbeddedGitHub, event: StartingEvent): Promise<number[]> {
  if (event.run !== undefined) return [event.run];
  if (event.name === "workflow_dispatch" || github.filesAt(event.sha) === undefined) return [];
  const workflows = await readWorkflows(github, event.sha);
  const enabled = workflows.filter(({ path }) => github.workflowState(path) === "active");
  const started = enabled.filter((workflow) =>
    event.workflow === undefined
      ? isTriggered(workflow, event, () => changedPaths(event))
      : workflow.path === event.workflow,
  );
  return started.map(({ path }) => {
    const branch = event.ref.replace(/^refs\/(heads|tags)\//, "");
    const { actor, ref, sha, name } = event;
    return github.createRun({ workflow: path, branch, ref, sha, actor, event: name }).id;
  });
}

/** What `schedule` would start now: one event for each workflow of the default branch that has times. */
export async function listScheduled(github: EmbeddedGitHub): Promise<StartingEvent[]> {
  const workflows = await readWorkflows(github, github.head());
  return workflows.flatMap(({ path, on }) => {
    const [first] = on.schedule ?? [];
    return first ? [scheduleEvent(github, path, first.cron)] : [];
  });
}

export function scheduleEvent(github: EmbeddedGitHub, workflow: string, cron: string): StartingEvent {
  return {
    name: "schedule",
    workflow,
    payload: { schedule: cron },
    actor: github.owner,
    ref: `refs/heads/${github.defaultBranch}`,
    sha: github.head(),
    byWorkflow: false,
  };
}

/** Workflow files at a commit. One that cannot be read starts nothing. */
export async function readWorkflows(github: EmbeddedGitHub, sha: string): Promise<Workflow[]> {
  const files = [...(github.filesAt(sha, FOLDER)?.files ?? [])].filter(([path]) =>
    /^[^/]+\.ya?ml$/.test(path.slice(FOLDER.length)),
  );
  const workflows = await Promise.all(
    files.map(([path, { content }]) => readOnce(path, content.toString("utf8"))),
  );
  return workflows.filter((workflow) => workflow !== undefined);
}

const known = new Map<string, Promise<Workflow | undefined>>();

/** Every event asks for all files, which seldom change. */
function readOnce(path: string, text: string): Promise<Workflow | undefined> {
  const key = `${path}\n${text}`;
  const reading = known.get(key) ?? readIfValid(path, text);
  known.set(key, reading);
  return reading;
}

async function readIfValid(path: string, text: string): Promise<Workflow | undefined> {
  try {
    return await readWorkflow({ path, text });
  } catch (error) {
    if (error instanceof WorkflowProblem) return undefined;
    throw error;
  }
}

/** Of the commits of a push, as its payload names them. */
function changedPaths({ payload }: GitHubEvent): string[] {
  const commits = (payload["commits"] ?? []) as Record<
    "added" | "removed" | "modified",
    string[] | undefined
  >[];
  return commits.flatMap(({ added = [], removed = [], modified = [] }) => [
    ...added,
    ...removed,
    ...modified,
  ]);
}
