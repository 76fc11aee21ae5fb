import type { JobReport } from "../../embedded.ts";
import { nodeId } from "../../state/ids.ts";
import { workflowName } from "../../state/runs.ts";
import type { Attempt, Repository, Run, World } from "../../state/world.ts";
import { pageUrl, repositoryUrl } from "./repository.ts";

/** A job as its runner reported it. */
export function presentJob(
  world: World,
  repository: Repository,
  run: Run,
  attempt: Attempt,
  job: JobReport,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const workflow = repository.workflows.find(({ id }) => id === run.workflowId);
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: workflow ? workflowName(repository, workflow) : null,
    head_branch: run.branch,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: attempt.number,
    node_id: nodeId("CheckRun", job.id),
    head_sha: run.sha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${pageUrl(world, repository)}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: attempt.startedAt,
    started_at: job.startedAt ?? attempt.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: [],
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: [],
    runner_id: null,
    runner_name: null,
    runner_group_id: null,
    runner_group_name: null,
  };
}
