/** The two dispatches: what a workflow's token writes starts no workflow, except through these. */

import { WRITE_ACTIONS, WRITE_CONTENTS } from "../access/needs.ts";
import { invalid, unprocessable } from "../access/refused.ts";
import { peel } from "../state/git.ts";
import { createRun, readWorkflow } from "../state/runs.ts";
import { readBody } from "./body.ts";
import { pageUrl, repositoryUrl } from "./present/repository.ts";
import { type Answer, onRepository, type RepositoryCall, type Route } from "./route.ts";
import { workflowNamed } from "./runs.ts";

const MOST_INPUTS = 25;
const MOST_PAYLOAD_KEYS = 10;

export const dispatchRoutes: readonly Route[] = [
  onRepository("POST /actions/workflows/{workflow_id}/dispatches", WRITE_ACTIONS, dispatchWorkflow),
  onRepository("POST /dispatches", WRITE_CONTENTS, dispatchRepository),
];

function dispatchWorkflow(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const workflow = workflowNamed(call);
  const fields = readBody(call, "WorkflowDispatch");
  const ref = fields.requiredText("ref");
  const inputs = (fields.value("inputs") ?? {}) as Record<string, unknown>;
  const commit = peel(repository.git, branchOrTag(call, ref));
  if (!commit) throw unprocessable(`No ref found for: ${ref}`);
  const text = readWorkflow(repository, workflow.path, commit.sha) ?? "";
  if (!text.includes("workflow_dispatch")) {
    throw unprocessable("Workflow does not have 'workflow_dispatch' trigger");
  }
  if (Object.keys(inputs).length > MOST_INPUTS) throw unprocessable(`More than ${MOST_INPUTS} inputs`);
  const run = createRun(world, repository, {
    path: workflow.path,
    branch: ref.replace(/^refs\/(heads|tags)\//, ""),
    sha: commit.sha,
    actorId: actor.account.id,
    event: "workflow_dispatch",
  });
  const { login } = actor.account;
  repository.dispatches.push({
    kind: "workflow",
    workflow: workflow.path,
    ref,
    inputs,
    actor: login,
    run: run.id,
  });
  if (fields.flag("return_run_details") !== true) return { status: 204 };
  const body = {
    workflow_run_id: run.id,
    run_url: `${repositoryUrl(world, repository)}/actions/runs/${run.id}`,
    html_url: `${pageUrl(world, repository)}/actions/runs/${run.id}`,
  };
  return { status: 200, body };
}

function dispatchRepository(call: RepositoryCall): Answer {
  const fields = readBody(call, "RepositoryDispatch");
  const event = fields.requiredText("event_type");
  const payload = fields.value("client_payload") ?? {};
  if (event.length > 100) throw invalid("RepositoryDispatch", "event_type", "invalid");
  if (Object.keys(payload).length > MOST_PAYLOAD_KEYS) {
    throw unprocessable(`No more than ${MOST_PAYLOAD_KEYS} properties are allowed`);
  }
  const { login } = call.actor.account;
  call.repository.dispatches.push({ kind: "repository", event, payload, actor: login });
  return { status: 204 };
}

function branchOrTag({ repository: { git } }: RepositoryCall, ref: string): string | undefined {
  return git.refs.get(ref) ?? git.refs.get(`refs/heads/${ref}`) ?? git.refs.get(`refs/tags/${ref}`);
}
