import { notFound } from "../../access/refused.ts";
import { nodeId } from "../../state/ids.ts";
import { workflowName } from "../../state/runs.ts";
import type { Attempt, Repository, Run, Workflow, World } from "../../state/world.ts";
import { presentAuthor } from "./account.ts";
import { pageUrl, presentMinimalRepository, repositoryUrl } from "./repository.ts";

/** @param attempt one of the run's attempts */
export function presentRun(
  world: World,
  repository: Repository,
  run: Run,
  attempt: Attempt | undefined = run.attempts.at(-1),
): Record<string, unknown> {
  const workflow = repository.workflows.find(({ id }) => id === run.workflowId);
  const commit = repository.git.commits.get(run.sha);
  if (!attempt || !workflow) throw notFound();
  const isLast = attempt === run.attempts.at(-1);
  return {
    id: run.id,
    node_id: nodeId("WorkflowRun", run.id),
    name: workflowName(repository, workflow),
    head_branch: run.branch,
    head_sha: run.sha,
    path: workflow.path,
    display_title: commit?.message.split("\n")[0] ?? workflow.path,
    run_number: run.number,
    run_attempt: attempt.number,
    run_started_at: attempt.startedAt,
    event: run.event,
    // An earlier attempt is over, whatever the present one does.
    status: isLast ? run.status : "completed",
    conclusion: isLast ? run.conclusion : attempt.conclusion,
    workflow_id: workflow.id,
    ...runLinks(world, repository, run, attempt),
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: presentAuthor(world, run.actorId),
    triggering_actor: presentAuthor(world, attempt.triggeringActorId),
    referenced_workflows: [],
    head_commit: commit
      ? {
          id: commit.sha,
          tree_id: commit.treeSha,
          message: commit.message,
          timestamp: commit.committer.date,
          author: { name: commit.author.name, email: commit.author.email },
          committer: { name: commit.committer.name, email: commit.committer.email },
        }
      : null,
    repository: presentMinimalRepository(world, repository),
    head_repository: presentMinimalRepository(world, repository),
  };
}

export function presentWorkflow(
  world: World,
  repository: Repository,
  workflow: Workflow,
): Record<string, unknown> {
  const page = pageUrl(world, repository);
  const file = workflow.path.split("/").at(-1);
  return {
    id: workflow.id,
    node_id: nodeId("Workflow", workflow.id),
    name: workflowName(repository, workflow),
    path: workflow.path,
    state: workflow.state,
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${repositoryUrl(world, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/actions/workflows/${file}/badge.svg`,
  };
}

function runLinks(
  world: World,
  repository: Repository,
  run: Run,
  attempt: Attempt,
): Record<string, string | null> {
  const api = repositoryUrl(world, repository);
  const url = `${api}/actions/runs/${run.id}`;
  return {
    url,
    html_url: `${pageUrl(world, repository)}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    workflow_url: `${api}/actions/workflows/${run.workflowId}`,
    previous_attempt_url: attempt.number > 1 ? `${url}/attempts/${attempt.number - 1}` : null,
  };
}
