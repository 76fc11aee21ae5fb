/** The two dispatches: what a workflow's token writes starts no workflow, except through these. */

import { WRITE_ACTIONS, WRITE_CONTENTS } from "../access/needs.ts";
import { invalid, unprocessable } from "../access/refused.ts";
import { type DispatchTrigger, readDispatchInputs, readDispatchTrigger } from "../state/dispatch-inputs.ts";
import { peel } from "../state/git.ts";
import { tell } from "../state/news.ts";
import { createRun, readWorkflow } from "../state/runs.ts";
import type { Run } from "../state/world.ts";
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
  const name = fields.requiredText("ref");
  const given = (fields.value("inputs") ?? {}) as Record<string, unknown>;
  if (workflow.state !== "active") {
    throw unprocessable("Cannot trigger a 'workflow_dispatch' on a disabled workflow");
  }
  const ref = branchOrTag(call, name);
  const commit = peel(repository.git, repository.git.refs.get(ref ?? ""));
  if (ref === undefined || !commit) throw unprocessable(`No ref found for: ${name}`);
  if (Object.keys(given).length > MOST_INPUTS) throw unprocessable(`More than ${MOST_INPUTS} inputs`);
  const trigger = triggerOf(readWorkflow(repository, workflow.path, commit.sha) ?? "");
  const reading = readDispatchInputs(trigger, given);
  if ("problem" in reading) throw unprocessable(reading.problem);
  const { id: actorId, login } = actor.account;
  const run = createRun(world, repository, {
    path: workflow.path,
    branch: ref.replace(/^refs\/(heads|tags)\//, ""),
    ref,
    sha: commit.sha,
    actorId,
    event: "workflow_dispatch",
  });
  const started = { workflow: workflow.path, ref, sha: commit.sha, inputs: reading.inputs, runId: run.id };
  repository.dispatches.push({
    kind: "workflow",
    workflow: workflow.path,
    ref: name,
    inputs: given,
    actor: login,
    run: run.id,
  });
  tell(world, { kind: "workflow-dispatch", repository, actorId, ...started });
  return fields.flag("return_run_details") === true ? answerRun(call, run) : { status: 204 };
}

function triggerOf(text: string): DispatchTrigger {
  let trigger: DispatchTrigger | undefined;
  try {
    trigger = readDispatchTrigger(text);
  } catch (error) {
    throw unprocessable(`failed to parse workflow: ${error instanceof Error ? error.message : error}`);
  }
  if (!trigger) throw unprocessable("Workflow does not have 'workflow_dispatch' trigger");
  return trigger;
}

function answerRun({ world, repository }: RepositoryCall, { id }: Run): Answer {
  const body = {
    workflow_run_id: id,
    run_url: `${repositoryUrl(world, repository)}/actions/runs/${id}`,
    html_url: `${pageUrl(world, repository)}/actions/runs/${id}`,
  };
  return { status: 200, body };
}

function dispatchRepository(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const fields = readBody(call, "RepositoryDispatch");
  const event = fields.requiredText("event_type");
  const payload = (fields.value("client_payload") ?? {}) as Record<string, unknown>;
  if (event.length > 100) throw invalid("RepositoryDispatch", "event_type", "invalid");
  if (Object.keys(payload).length > MOST_PAYLOAD_KEYS) {
    throw unprocessable(`No more than ${MOST_PAYLOAD_KEYS} properties are allowed`);
  }
  const { id: actorId, login } = actor.account;
  repository.dispatches.push({ kind: "repository", event, payload, actor: login });
  tell(world, { kind: "repository-dispatch", repository, actorId, event, payload });
  return { status: 204 };
}

/** The whole ref of a branch or tag; a branch wins over a tag of its name. */
function branchOrTag({ repository: { git } }: RepositoryCall, name: string): string | undefined {
  return [name, `refs/heads/${name}`, `refs/tags/${name}`].find((ref) => git.refs.has(ref));
}
