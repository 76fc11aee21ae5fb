/** The contexts that expressions see outside of steps. */

import type { EmbeddedGitHub } from "../embedded.ts";
import type { RunnerContext } from "../run-action.ts";
import { runnerContext } from "../runner/context.ts";
import type { Sight, StatusFunctions } from "./expression.ts";
import {
  ancestorsOf,
  type Flow,
  isFlowCancelled,
  type JobNode,
  type JobPart,
  needsOf,
  type RunState,
} from "./run-state.ts";

export type ContextSource = { github: EmbeddedGitHub; vars: Readonly<Record<string, string>> };

/** What a workflow file's own keys can see: `concurrency`, `env`, `run-name`. */
export function flowSight({ github, vars }: ContextSource, flow: Flow): Sight {
  return {
    contexts: {
      github: githubContext(github, flow.run),
      inputs: flow.inputs,
      vars,
      secrets: flow.secrets,
    },
  };
}

/** What a job's condition, name and matrix can see. */
export function nodeSight(source: ContextSource, node: JobNode): Sight {
  const { contexts } = flowSight(source, node.flow);
  const needs = needsOf(node).map(({ plan, result, outputs }) => [plan.id, { result, outputs }]);
  return { contexts: { ...contexts, needs: Object.fromEntries(needs) }, status: statusOf(node) };
}

/** As above, with the part's place in the matrix. */
export function partSight(source: ContextSource, part: JobPart): Sight {
  const { contexts } = nodeSight(source, part.node);
  const { strategy } = part.node;
  return {
    contexts: {
      ...contexts,
      matrix: part.matrix,
      strategy: { ...strategy, "job-index": part.index, "job-total": part.total },
    },
  };
}

/** What the outputs of a called workflow can see. */
export function outputSight(source: ContextSource, flow: Flow): Sight {
  const { contexts } = flowSight(source, flow);
  const jobs = flow.jobs.map(({ plan, result, outputs }) => [plan.id, { result, outputs }]);
  return { contexts: { ...contexts, jobs: Object.fromEntries(jobs) } };
}

/**
 * For a job GitHub looks at every job on which it depends, however far away: with one of them skipped, `success()` is
 * false (github.com/actions/runner/issues/491).
 */
function statusOf(node: JobNode): StatusFunctions {
  const results = ancestorsOf(node).map(({ result }) => result);
  const cancelled = isFlowCancelled(node.flow);
  return {
    success: !cancelled && results.every((result) => result === "success"),
    failure: !cancelled && results.includes("failure"),
    cancelled,
  };
}

/** The run as the environment of a step tells it; in a called workflow it is the caller's. */
export function stepRunner(github: EmbeddedGitHub, run: RunState, job: string): RunnerContext {
  return {
    ...runnerContext(github, { id: run.record.id, attempt: run.record.attempt }, job),
    ref: run.view.ref,
    eventName: run.event.name,
    workflow: workflowName(run),
  };
}

/** As the file says at the commit that runs. */
function workflowName({ main, view }: RunState): string {
  return main?.loaded.workflow.name ?? view.workflowName;
}

function githubContext(github: EmbeddedGitHub, run: RunState): Record<string, unknown> {
  const { fullName, owner, serverUrl } = github;
  const { record, view, event } = run;
  return {
    event_name: event.name,
    event: event.payload,
    actor: view.actor,
    triggering_actor: view.triggeringActor,
    run_id: String(record.id),
    run_number: String(view.number),
    run_attempt: String(record.attempt),
    repository: fullName,
    repository_id: String(github.repositoryId),
    repository_owner: owner,
    repositoryUrl: `git://${serverUrl.replace(/^https?:\/\//, "")}/${fullName}.git`,
    server_url: serverUrl,
    api_url: github.url,
    graphql_url: github.graphqlUrl,
    ref: view.ref,
    ref_name: view.ref.replace(/^refs\/(heads|tags)\//, ""),
    ref_type: view.ref.startsWith("refs/tags/") ? "tag" : "branch",
    head_ref: "",
    base_ref: "",
    sha: view.sha,
    workflow: workflowName(run),
    workflow_ref: `${fullName}/${view.workflow}@${view.ref}`,
    workflow_sha: view.sha,
    retention_days: "90",
    secret_source: "Actions",
  };
}
