/** The runner's context of a run on the embedded GitHub. */

import type { EmbeddedGitHub } from "../embedded.ts";
import type { RunnerContext } from "../run-action.ts";

/** @param run a run of `github.createRun`; without one, the head of the default branch */
export function runnerContext(
  github: EmbeddedGitHub,
  run?: { id: number; attempt?: number },
  job?: string,
): RunnerContext {
  const { fullName: repository, repositoryId, url: apiUrl, graphqlUrl, serverUrl } = github;
  const place = { repository, repositoryId, apiUrl, graphqlUrl, serverUrl, ...(job ? { job } : {}) };
  if (!run) return { ...place, ref: `refs/heads/${github.defaultBranch}`, sha: github.head() };
  const view = github.run(run.id, run.attempt);
  return {
    ...place,
    ref: `refs/heads/${view.branch}`,
    sha: view.sha,
    actor: view.actor,
    triggeringActor: view.triggeringActor,
    runId: view.id,
    runAttempt: view.attempt,
    runNumber: view.number,
    workflow: view.workflowName,
    workflowPath: view.workflow,
    eventName: view.event,
  };
}
