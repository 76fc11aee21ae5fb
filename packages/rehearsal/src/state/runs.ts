/** Workflow files and their runs. */

import { peel, readBlob } from "./git.ts";
import type { Attempt, Repository, Run, Workflow, World } from "./world.ts";

const FOLDER = ".github/workflows/";

/** The workflow of a path; one that runs but is on no branch is known by its path all the same. */
export function workflowOf(world: World, repository: Repository, path: string): Workflow {
  const known = repository.workflows.find((workflow) => workflow.path === path);
  if (known) return known;
  const workflow = { id: world.nextId("workflow"), path, createdAt: world.clock.now() };
  repository.workflows.push(workflow);
  return workflow;
}

/** Workflows as an address names them: by number, or by the name of the file. */
export function findWorkflow(world: World, repository: Repository, name: string): Workflow | undefined {
  const paths = listWorkflowPaths(repository);
  for (const path of paths) workflowOf(world, repository, path);
  return repository.workflows.find(({ id, path }) => String(id) === name || path === `${FOLDER}${name}`);
}

export function listWorkflowPaths(repository: Repository): string[] {
  const head = repository.git.refs.get(`refs/heads/${repository.defaultBranch}`);
  const tree = peel(repository.git, head)?.tree() ?? new Map();
  return [...tree.keys()].filter((path) => path.startsWith(FOLDER) && /\.ya?ml$/.test(path));
}

/** The file's text at a commit, or `undefined`. */
export function readWorkflow(repository: Repository, path: string, sha: string): string | undefined {
  const entry = repository.git.commits.get(sha)?.tree().get(path);
  return entry ? readBlob(repository.git, entry.oid)?.toString("utf8") : undefined;
}

/** The `name:` of a workflow file, or its path, as GitHub shows it. */
export function workflowName(repository: Repository, workflow: Workflow): string {
  const head = repository.git.refs.get(`refs/heads/${repository.defaultBranch}`) ?? "";
  const text = readWorkflow(repository, workflow.path, head) ?? "";
  const name = /^name:\s*(.+?)\s*$/m.exec(text)?.[1];
  return name?.replace(/^(["'])(.*)\1$/, "$2") ?? workflow.path;
}

export function createRun(
  world: World,
  repository: Repository,
  draft: { path: string; branch: string; sha: string; actorId: number; event: string },
): Run {
  const workflow = workflowOf(world, repository, draft.path);
  const now = world.clock.now();
  const earlier = [...repository.runs.values()].filter(({ workflowId }) => workflowId === workflow.id);
  const run: Run = {
    id: world.nextId("run"),
    number: Math.max(0, ...earlier.map(({ number }) => number)) + 1,
    workflowId: workflow.id,
    branch: draft.branch,
    sha: draft.sha,
    event: draft.event,
    actorId: draft.actorId,
    status: "in_progress",
    conclusion: null,
    createdAt: now,
    updatedAt: now,
    attempts: [{ number: 1, triggeringActorId: draft.actorId, startedAt: now, conclusion: null }],
  };
  repository.runs.set(run.id, run);
  return run;
}

/** Commit, branch and actor stay; only who asked for it is another. */
export function rerun(world: World, run: Run, actorId: number): Attempt {
  const now = world.clock.now();
  const number = run.attempts.length + 1;
  const attempt = { number, triggeringActorId: actorId, startedAt: now, conclusion: null };
  const earlier = run.attempts.at(-1);
  // Only what has ended can be run again.
  if (earlier) earlier.conclusion = run.conclusion ?? "failure";
  run.attempts.push(attempt);
  Object.assign(run, { status: "in_progress", conclusion: null, updatedAt: now });
  return attempt;
}

export function completeRun(world: World, run: Run, conclusion: string): void {
  Object.assign(run, { status: "completed", conclusion, updatedAt: world.clock.now() });
}
