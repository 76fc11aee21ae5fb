/** Deployments: made by jobs with an environment, or by request. */

import type { JobReport } from "../embedded.ts";
import { ACTIONS_BOT } from "./accounts.ts";
import type { Deployment, DeploymentState, Gate, Repository, Run, World } from "./world.ts";

export type DeploymentDraft = Pick<
  Deployment,
  | "sha"
  | "ref"
  | "task"
  | "environment"
  | "description"
  | "payload"
  | "creatorId"
  | "isTransient"
  | "isProduction"
  | "job"
>;

export type StatusDraft = {
  state: DeploymentState;
  creatorId: number;
  description?: string;
  environment?: string;
  logUrl?: string;
  environmentUrl?: string;
  /** Whether earlier deployments to the same environment become inactive; true when left out. */
  autoInactive?: boolean;
};

export function createDeployment(world: World, repository: Repository, draft: DeploymentDraft): Deployment {
  const now = world.clock.now();
  const deployment = {
    ...draft,
    id: world.nextId("deployment"),
    statuses: [],
    createdAt: now,
    updatedAt: now,
  };
  repository.deployments.push(deployment);
  return deployment;
}

/**
 * A job's own deployment is there as soon as the job asks, before anybody reviewed. That it is `pending` until then is
 * assumed: the description has no state for a deployment that waits.
 */
export function deployForJob(world: World, repository: Repository, run: Run, gate: Gate): void {
  const deployment = createDeployment(world, repository, {
    sha: run.sha,
    ref: run.branch,
    task: "deploy",
    environment: gate.environment.name,
    description: null,
    payload: {},
    creatorId: ACTIONS_BOT.id,
    isTransient: false,
    isProduction: isProduction(gate.environment.name),
    job: { runId: run.id, attempt: gate.attempt, name: gate.job },
  });
  const state = gate.answer === "refused" ? "failure" : "pending";
  addStatus(world, repository, deployment, { state, creatorId: ACTIONS_BOT.id });
}

/** "Default: `true` when `environment` is `production`" (REST, Create a deployment). */
export function isProduction(environment: string): boolean {
  return environment === "production";
}

export function addStatus(
  world: World,
  repository: Repository,
  deployment: Deployment,
  draft: StatusDraft,
): Deployment["statuses"][number] {
  const now = world.clock.now();
  const status = {
    id: world.nextId("deployment-status"),
    state: draft.state,
    creatorId: draft.creatorId,
    description: draft.description ?? "",
    environment: draft.environment ?? deployment.statuses.at(-1)?.environment ?? deployment.environment,
    logUrl: draft.logUrl ?? "",
    environmentUrl: draft.environmentUrl ?? "",
    createdAt: now,
  };
  deployment.statuses.push(status);
  deployment.updatedAt = now;
  if (draft.state === "success" && draft.autoInactive !== false) retire(world, repository, deployment);
  return status;
}

/** A job went on: so does its deployment. A cancelled one ends in `error`, which is assumed. */
export function noteJobs(world: World, repository: Repository, run: Run, jobs: readonly JobReport[]): void {
  for (const { name, status, conclusion } of jobs) {
    const gate = { runId: run.id, attempt: run.attempts.length, job: name };
    if (status === "in_progress") noteJobState(world, repository, gate, "in_progress");
    if (status !== "completed") continue;
    const state = conclusion === "success" ? "success" : conclusion === "cancelled" ? "error" : "failure";
    noteJobState(world, repository, gate, state);
  }
}

/** Saying it twice is saying it once. */
export function noteJobState(
  world: World,
  repository: Repository,
  { runId, attempt, job }: Pick<Gate, "runId" | "attempt" | "job">,
  state: DeploymentState,
): void {
  const deployment = repository.deployments.find(
    ({ job: made }) => made?.runId === runId && made.attempt === attempt && made.name === job,
  );
  const last = deployment?.statuses.at(-1)?.state;
  if (!deployment || last === state || last === "success" || last === "failure") return;
  addStatus(world, repository, deployment, { state, creatorId: ACTIONS_BOT.id });
}

/** Earlier deployments to the same environment are over, unless they are transient or in production. */
function retire(world: World, repository: Repository, { id, environment }: Deployment): void {
  const earlier = repository.deployments.filter(
    (other) =>
      other.id < id &&
      other.environment === environment &&
      !other.isTransient &&
      !other.isProduction &&
      other.statuses.at(-1)?.state === "success",
  );
  for (const deployment of earlier) {
    addStatus(world, repository, deployment, { state: "inactive", creatorId: ACTIONS_BOT.id });
  }
}
