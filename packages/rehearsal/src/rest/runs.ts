/** Workflows and their runs. */

import { READ_ACTIONS, WRITE_ACTIONS } from "../access/needs.ts";
import { notFound, Refused } from "../access/refused.ts";
import { sameLogin } from "../state/accounts.ts";
import { completeRun, findWorkflow, listWorkflowPaths, workflowOf } from "../state/runs.ts";
import type { Run, Workflow } from "../state/world.ts";
import { page } from "./paging.ts";
import { presentRun, presentWorkflow } from "./present/run.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, numberParam, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

const FILTERS = ["actor", "branch", "event", "status", "head_sha", "exclude_pull_requests"];

export const runRoutes: readonly Route[] = [
  onRepository("GET /actions/workflows", READ_ACTIONS, listWorkflows),
  onRepository("GET /actions/workflows/{workflow_id}", READ_ACTIONS, getWorkflow),
  onRepository("GET /actions/workflows/{workflow_id}/runs", READ_ACTIONS, listRunsOfWorkflow),
  onRepository("GET /actions/runs", READ_ACTIONS, (call) => listRuns(call, () => true)),
  onRepository("GET /actions/runs/{run_id}", READ_ACTIONS, getRun),
  onRepository("DELETE /actions/runs/{run_id}", WRITE_ACTIONS, removeRun),
  onRepository("GET /actions/runs/{run_id}/attempts/{attempt_number}", READ_ACTIONS, getAttempt),
  onRepository("POST /actions/runs/{run_id}/cancel", WRITE_ACTIONS, cancelRun),
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
  const attempt = run.attempts[numberParam(call, "attempt_number") - 1];
  if (!attempt) throw notFound();
  return { status: 200, body: presentRun(call.world, call.repository, run, attempt) };
}

function removeRun(call: RepositoryCall): Answer {
  call.repository.runs.delete(runOf(call).id);
  return { status: 204 };
}

function cancelRun(call: RepositoryCall): Answer {
  const run = runOf(call);
  if (run.status === "completed") throw new Refused(409, "Cannot cancel a workflow run that is completed.");
  completeRun(call.world, run, "cancelled");
  return { status: 202, body: {} };
}

function runOf(call: RepositoryCall): Run {
  const run = call.repository.runs.get(numberParam(call, "run_id"));
  if (!run) throw notFound();
  return run;
}
