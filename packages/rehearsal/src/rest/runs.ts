/** Workflows and their runs. */

import { READ_ACTIONS, WRITE_ACTIONS } from "../access/needs.ts";
import { forbidden, notFound, Refused } from "../access/refused.ts";
import { readDuration } from "../clock.ts";
import { sameLogin } from "../state/accounts.ts";
import { cancelRun, findWorkflow, listWorkflowPaths, rerun, workflowOf } from "../state/runs.ts";
import type { Attempt, Run, Workflow } from "../state/world.ts";
import { page } from "./paging.ts";
import { presentJob } from "./present/job.ts";
import { presentRun, presentWorkflow } from "./present/run.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, numberParam, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

const FILTERS = ["actor", "branch", "event", "status", "head_sha", "exclude_pull_requests"];
const LONGEST_RERUN = readDuration("30d");

export const runRoutes: readonly Route[] = [
  onRepository("GET /actions/workflows", READ_ACTIONS, listWorkflows),
  onRepository("GET /actions/workflows/{workflow_id}", READ_ACTIONS, getWorkflow),
  onRepository("GET /actions/workflows/{workflow_id}/runs", READ_ACTIONS, listRunsOfWorkflow),
  onRepository("GET /actions/runs", READ_ACTIONS, (call) => listRuns(call, () => true)),
  onRepository("GET /actions/runs/{run_id}", READ_ACTIONS, getRun),
  onRepository("DELETE /actions/runs/{run_id}", WRITE_ACTIONS, removeRun),
  onRepository("GET /actions/runs/{run_id}/attempts/{attempt_number}", READ_ACTIONS, getAttempt),
  onRepository("GET /actions/runs/{run_id}/jobs", READ_ACTIONS, listJobs),
  onRepository("GET /actions/runs/{run_id}/attempts/{attempt_number}/jobs", READ_ACTIONS, listJobsOfAttempt),
  onRepository("POST /actions/runs/{run_id}/cancel", WRITE_ACTIONS, postCancel),
  onRepository("POST /actions/runs/{run_id}/rerun", WRITE_ACTIONS, (call) => postRerun(call, "all")),
  onRepository("POST /actions/runs/{run_id}/rerun-failed-jobs", WRITE_ACTIONS, (call) =>
    postRerun(call, "failed"),
  ),
];

/** @throws Refused 404 */
export function workflowNamed(call: RepositoryCall): Workflow {
  const workflow = findWorkflow(call.world, call.repository, param(call, "workflow_id"));
  if (!workflow) throw notFound();
  return workflow;
}

function listWorkflows(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const workflows = listWorkflowPaths(repository).map((path) => workflowOf(world, repository, path));
  return page(
    call,
    workflows,
    (workflow) => presentWorkflow(world, repository, workflow),
    (rows, total) => ({ total_count: total, workflows: rows }),
  );
}

function getWorkflow(call: RepositoryCall): Answer {
  return { status: 200, body: presentWorkflow(call.world, call.repository, workflowNamed(call)) };
}

function listRunsOfWorkflow(call: RepositoryCall): Answer {
  const { id } = workflowNamed(call);
  return listRuns(call, ({ workflowId }) => workflowId === id);
}

/** Newest first. */
function listRuns(call: RepositoryCall, belongs: (run: Run) => boolean): Answer {
  assertOnlyFilters(call, FILTERS);
  const { world, repository, query } = call;
  const { actor, branch, event, status, head_sha: sha } = query;
  const actorId = world.accounts.find(({ login }) => sameLogin(login, actor ?? ""))?.id;
  const runs = [...repository.runs.values()].filter(
    (run) =>
      belongs(run) &&
      (actor === undefined || run.actorId === actorId) &&
      (branch === undefined || run.branch === branch) &&
      (event === undefined || run.event === event) &&
      (status === undefined || run.status === status || run.conclusion === status) &&
      (sha === undefined || run.sha === sha),
  );
  return page(
    call,
    runs.reverse(),
    (run) => presentRun(world, repository, run),
    (rows, total) => ({ total_count: total, workflow_runs: rows }),
  );
}

function getRun(call: RepositoryCall): Answer {
  return { status: 200, body: presentRun(call.world, call.repository, runOf(call)) };
}

function getAttempt(call: RepositoryCall): Answer {
  const run = runOf(call);
  return { status: 200, body: presentRun(call.world, call.repository, run, attemptOf(call, run)) };
}

/** Those of the last attempt, unless `filter=all`. */
function listJobs(call: RepositoryCall): Answer {
  assertOnlyFilters(call, ["filter"]);
  const run = runOf(call);
  return answerJobs(call, run, call.query["filter"] === "all" ? run.attempts : run.attempts.slice(-1));
}

function listJobsOfAttempt(call: RepositoryCall): Answer {
  const run = runOf(call);
  return answerJobs(call, run, [attemptOf(call, run)]);
}

function answerJobs(call: RepositoryCall, run: Run, attempts: readonly Attempt[]): Answer {
  const jobs = attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ attempt, job })));
  return page(
    call,
    jobs,
    ({ attempt, job }) => presentJob(call.world, call.repository, run, attempt, job),
    (rows, total) => ({ total_count: total, jobs: rows }),
  );
}

function removeRun(call: RepositoryCall): Answer {
  call.repository.runs.delete(runOf(call).id);
  return { status: 204 };
}

function postCancel(call: RepositoryCall): Answer {
  const run = runOf(call);
  if (run.status === "completed") throw new Refused(409, "Cannot cancel a workflow run that is completed.");
  cancelRun(call.world, run);
  return { status: 202, body: {} };
}

/** "You can re-run a workflow or jobs in a workflow for up to 30 days after its initial run." */
function postRerun(call: RepositoryCall, scope: Attempt["scope"]): Answer {
  const { world, actor } = call;
  const run = runOf(call);
  if (run.status !== "completed") throw forbidden("This workflow is already running");
  if (Date.parse(run.createdAt) + LONGEST_RERUN < Date.parse(world.clock.now())) {
    throw forbidden("Unable to re-run this workflow run because it was created over a month ago");
  }
  if (scope === "failed" && run.conclusion === "success") {
    throw forbidden("This workflow run has no failed jobs");
  }
  rerun(world, run, actor.account.id, scope);
  return { status: 201, body: {} };
}

function attemptOf(call: RepositoryCall, run: Run): Attempt {
  const attempt = run.attempts[numberParam(call, "attempt_number") - 1];
  if (!attempt) throw notFound();
  return attempt;
}

/** @throws Refused 404 */
export function runOf(call: RepositoryCall): Run {
  const run = call.repository.runs.get(numberParam(call, "run_id"));
  if (!run) throw notFound();
  return run;
}
