/** Reviews by button: what was answered in a run, and what waits for an answer. */

import { READ_ACTIONS } from "../access/needs.ts";
import { invalid, Refused } from "../access/refused.ts";
import type { Needs } from "../access/rights.ts";
import { listWaiting, mayReview, review } from "../state/gates.ts";
import type { Gate } from "../state/world.ts";
import { readBody } from "./body.ts";
import { presentDeployment } from "./present/deployment.ts";
import { presentApproval, presentPending } from "./present/environment.ts";
import { type Answer, onRepository, type RepositoryCall, type Route } from "./route.ts";
import { runOf } from "./runs.ts";

/** Who may is settled by the environment, not by a right on the repository. No workflow's token ever may. */
const APPROVE: Needs = { scope: "deployments", level: "write", person: "read", workflowToken: false };

export const approvalRoutes: readonly Route[] = [
  onRepository("GET /actions/runs/{run_id}/approvals", READ_ACTIONS, listApprovals),
  onRepository("GET /actions/runs/{run_id}/pending_deployments", READ_ACTIONS, listPending),
  onRepository("POST /actions/runs/{run_id}/pending_deployments", APPROVE, postReview),
];

/** Those of every attempt. Newest last is assumed: GitHub does not tell the order, nor any time. */
function listApprovals(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const approvals = runOf(call).approvals;
  return { status: 200, body: approvals.map((approval) => presentApproval(world, repository, approval)) };
}

/** One for each environment, however many jobs wait for it. */
function listPending(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const run = runOf(call);
  const byEnvironment = new Map<number, Gate[]>();
  for (const gate of listWaiting(world, repository, run)) {
    const { id } = gate.environment;
    byEnvironment.set(id, [...(byEnvironment.get(id) ?? []), gate]);
  }
  const body = [...byEnvironment.values()].flatMap((gates) => {
    const [first] = gates;
    if (!first) return [];
    const awaitsReview = gates.some(({ needsReview, answer }) => needsReview && answer === "none");
    const mayApprove = awaitsReview && mayReview(world, repository, run, first.environment, actor.account);
    return [presentPending(world, repository, first, mayApprove)];
  });
  return { status: 200, body };
}

/** A review by somebody who is not asked finds nothing to review: GitHub says that, and not that they may not. */
function postReview(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const run = runOf(call);
  const fields = readBody(call, "DeploymentReview");
  const state = fields.requiredText("state");
  if (state !== "approved" && state !== "rejected") throw invalid("DeploymentReview", "state", "invalid");
  const environmentIds = (fields.list("environment_ids") ?? []).map(Number);
  const comment = fields.text("comment") ?? "";
  const gates = review(world, repository, run, { account: actor.account, environmentIds, state, comment });
  if (gates.length === 0) {
    throw new Refused(422, "Validation Failed", {
      errors: "No pending deployment requests to approve or reject",
    });
  }
  const deployments = repository.deployments.filter(({ job }) =>
    gates.some((gate) => job?.runId === gate.runId && job.attempt === gate.attempt && job.name === gate.job),
  );
  return {
    status: 200,
    body: deployments.map((deployment) => presentDeployment(world, repository, deployment)),
  };
}
