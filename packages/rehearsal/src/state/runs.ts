/** Workflow files and their runs. */

import type { RunReport } from "../embedded.ts";
import { noteJobs } from "./deployments.ts";
import { peel, readBlob } from "./git.ts";
import { stir } from "./news.ts";
import type { Attempt, Repository, Run, Workflow, World } from "./world.ts";

const FOLDER = ".github/workflows/";

/** The workflow of a path; one that runs but is on no branch is known by its path all the same. */
export function workflowOf(world: World, repository: Repository, path: string): Workflow {
  const known = repository.workflows.find((workflow) => workflow.path === path);
  if (known) return known;
  const createdAt = world.clock.now();
  const workflow: Workflow = { id: world.nextId("workflow"), path, state: "active", createdAt };
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
  draft: { path: string; branch: string; ref?: string; sha: string; actorId: number; event: string },
): Run {
  const workflow = workflowOf(world, repository, draft.path);
  const now = world.clock.now();
  const earlier = [...repository.runs.values()].filter(({ workflowId }) => workflowId === workflow.id);
  const run: Run = {
    id: world.nextId("run"),
    number: Math.max(0, ...earlier.map(({ number }) => number)) + 1,
    workflowId: workflow.id,
    branch: draft.branch,
    ref: draft.ref ?? `refs/heads/${draft.branch}`,
    sha: draft.sha,
    event: draft.event,
    actorId: draft.actorId,
    status: "in_progress",
    conclusion: null,
    cancelRequested: false,
    createdAt: now,
    updatedAt: now,
    attempts: [startAttempt(1, draft.actorId, now, "all")],
    approvals: [],
  };
  repository.runs.set(run.id, run);
  return run;
}

/** Commit, branch and actor stay; only who asked for it is another. So do the reviews of earlier attempts. */
export function rerun(world: World, run: Run, actorId: number, scope: Attempt["scope"] = "all"): Attempt {
  const now = world.clock.now();
  const attempt = startAttempt(run.attempts.length + 1, actorId, now, scope);
  const earlier = run.attempts.at(-1);
  // Only what has ended can be run again.
  if (earlier) earlier.conclusion = run.conclusion ?? "failure";
  run.attempts.push(attempt);
  Object.assign(run, { status: "in_progress", conclusion: null, cancelRequested: false, updatedAt: now });
  stir(world);
  return attempt;
}

export function completeRun(world: World, run: Run, conclusion: string): void {
  Object.assign(run, { status: "completed", conclusion, updatedAt: world.clock.now() });
  stir(world);
}

export function cancelRun(world: World, run: Run): void {
  run.cancelRequested = true;
  completeRun(world, run, "cancelled");
}

/** How the present attempt stands, as who runs it says. */
export function reportRun(world: World, repository: Repository, run: Run, report: RunReport): void {
  const { status, conclusion = null, jobs } = report;
  Object.assign(run, { status, conclusion, updatedAt: world.clock.now() });
  const attempt = run.attempts.at(-1);
  if (!jobs || !attempt) return;
  attempt.jobs = jobs.map((job) => ({ ...job }));
  noteJobs(world, repository, run, jobs);
}

function startAttempt(number: number, actorId: number, now: string, scope: Attempt["scope"]): Attempt {
  return { number, triggeringActorId: actorId, startedAt: now, scope, jobs: [], conclusion: null };
}
