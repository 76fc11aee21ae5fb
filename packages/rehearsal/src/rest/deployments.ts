/** Deployments and their statuses. */

import { READ_DEPLOYMENTS, WRITE_DEPLOYMENTS } from "../access/needs.ts";
import { invalid, notFound, notImplemented, unprocessable } from "../access/refused.ts";
import { addStatus, createDeployment, isProduction } from "../state/deployments.ts";
import { environmentNamed } from "../state/environments.ts";
import { resolveCommit } from "../state/git.ts";
import type { Deployment, DeploymentState } from "../state/world.ts";
import { readBody } from "./body.ts";
import { page } from "./paging.ts";
import { presentDeployment, presentDeploymentStatus } from "./present/deployment.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, numberParam, onRepository, type RepositoryCall, type Route } from "./route.ts";

const STATES: readonly string[] = [
  "error",
  "failure",
  "inactive",
  "in_progress",
  "queued",
  "pending",
  "success",
] satisfies DeploymentState[];
const LONGEST_DESCRIPTION = 140;

export const deploymentRoutes: readonly Route[] = [
  onRepository("GET /deployments", READ_DEPLOYMENTS, listDeployments),
  onRepository("POST /deployments", WRITE_DEPLOYMENTS, postDeployment),
  onRepository("GET /deployments/{deployment_id}", READ_DEPLOYMENTS, getDeployment),
  onRepository("GET /deployments/{deployment_id}/statuses", READ_DEPLOYMENTS, listStatuses),
  onRepository("POST /deployments/{deployment_id}/statuses", WRITE_DEPLOYMENTS, postStatus),
];

/** Newest first. */
function listDeployments(call: RepositoryCall): Answer {
  assertOnlyFilters(call, ["sha", "ref", "task", "environment"]);
  const { world, repository, query } = call;
  const wanted = (name: "sha" | "ref" | "task" | "environment", deployment: Deployment) =>
    query[name] === undefined || query[name] === "none" || query[name] === deployment[name];
  const deployments = repository.deployments.filter(
    (deployment) =>
      wanted("sha", deployment) &&
      wanted("ref", deployment) &&
      wanted("task", deployment) &&
      wanted("environment", deployment),
  );
  return page(call, deployments.reverse(), (deployment) => presentDeployment(world, repository, deployment));
}

/** Checks of commits are not kept here, so none can be missing; merging before a deployment is refused by name. */
function postDeployment(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const fields = readBody(call, "Deployment");
  const ref = fields.requiredText("ref");
  if ((fields.list("required_contexts") ?? []).length > 0) throw notImplemented("required_contexts");
  const head = repository.git.refs.get(`refs/heads/${repository.defaultBranch}`);
  const commit = resolveCommit(repository.git, repository.defaultBranch, ref);
  if (!commit) throw unprocessable(`No ref found for: ${ref}`);
  const isBranch = repository.git.refs.has(`refs/heads/${ref}`);
  if (isBranch && fields.flag("auto_merge") !== false && commit.sha !== head) {
    throw notImplemented("auto_merge of a branch other than the default one");
  }
  const environment = environmentNamed(world, repository, fields.text("environment") ?? "production").name;
  const deployment = createDeployment(world, repository, {
    sha: commit.sha,
    ref,
    task: fields.text("task") ?? "deploy",
    environment,
    description: fields.text("description") ?? null,
    payload: (fields.value("payload") ?? {}) as Deployment["payload"],
    creatorId: actor.account.id,
    isTransient: fields.flag("transient_environment") ?? false,
    isProduction: fields.flag("production_environment") ?? isProduction(environment),
    job: null,
  });
  return { status: 201, body: presentDeployment(world, repository, deployment) };
}

function getDeployment(call: RepositoryCall): Answer {
  return { status: 200, body: presentDeployment(call.world, call.repository, deploymentOf(call)) };
}

/** Newest first. */
function listStatuses(call: RepositoryCall): Answer {
  const deployment = deploymentOf(call);
  return page(call, [...deployment.statuses].reverse(), (status) =>
    presentDeploymentStatus(call.world, call.repository, deployment, status),
  );
}

function postStatus(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const deployment = deploymentOf(call);
  const fields = readBody(call, "DeploymentStatus");
  const state = fields.requiredText("state");
  const description = fields.text("description") ?? "";
  if (!STATES.includes(state)) throw invalid("DeploymentStatus", "state", "invalid");
  if (description.length > LONGEST_DESCRIPTION) throw invalid("DeploymentStatus", "description", "invalid");
  const environment = fields.text("environment");
  const status = addStatus(world, repository, deployment, {
    state: state as DeploymentState,
    creatorId: actor.account.id,
    description,
    ...(environment !== undefined && { environment }),
    logUrl: fields.text("log_url") ?? fields.text("target_url") ?? "",
    environmentUrl: fields.text("environment_url") ?? "",
    autoInactive: fields.flag("auto_inactive") ?? true,
  });
  return { status: 201, body: presentDeploymentStatus(world, repository, deployment, status) };
}

/** @throws Refused 404 */
function deploymentOf(call: RepositoryCall): Deployment {
  const id = numberParam(call, "deployment_id");
  const deployment = call.repository.deployments.find((candidate) => candidate.id === id);
  if (!deployment) throw notFound();
  return deployment;
}
