import { nodeId } from "../../state/ids.ts";
import type { Deployment, DeploymentStatus, Repository, World } from "../../state/world.ts";
import { presentAuthor } from "./account.ts";
import { pageUrl, repositoryUrl } from "./repository.ts";

export function presentDeployment(
  world: World,
  repository: Repository,
  deployment: Deployment,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const url = `${api}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId("Deployment", deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.statuses.at(-1)?.environment ?? deployment.environment,
    description: deployment.description,
    creator: presentAuthor(world, deployment.creatorId),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: api,
    transient_environment: deployment.isTransient,
    production_environment: deployment.isProduction,
    performed_via_github_app: null,
  };
}

export function presentDeploymentStatus(
  world: World,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const url = `${api}/deployments/${deployment.id}`;
  const run = deployment.job && `${pageUrl(world, repository)}/actions/runs/${deployment.job.runId}`;
  const log = status.logUrl || run || "";
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId("DeploymentStatus", status.id),
    state: status.state,
    creator: presentAuthor(world, status.creatorId),
    description: status.description,
    environment: status.environment,
    target_url: log,
    log_url: log,
    environment_url: status.environmentUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: api,
    performed_via_github_app: null,
  };
}
