/** Jobs at the gate of an environment: they wait for a timer and a reviewer, or are turned away. */

import { formatTime, readDuration } from "../clock.ts";
import type { EnvironmentGate, EnvironmentRequest } from "../embedded.ts";
import { atLeast, permissionOf } from "./accounts.ts";
import { deployForJob, noteJobState } from "./deployments.ts";
import { environmentNamed, isReviewer, mayUse } from "./environments.ts";
import { stir } from "./news.ts";
import type { Account, Environment, Gate, Repository, Run, World } from "./world.ts";

/**
 * A job asks for its environment. Which rules hold is settled now; that a later change of them does not touch it is
 * assumed (GitHub does not say).
 */
export function enterEnvironment(
  world: World,
  repository: Repository,
  run: Run,
  request: EnvironmentRequest,
): Gate {
  const environment = environmentNamed(world, repository, request.environment);
  const since = world.clock.now();
  const { waitMinutes } = environment;
  const wait = waitMinutes > 0 ? readDuration(`${waitMinutes}m`) : undefined;
  const gate: Gate = {
    runId: run.id,
    attempt: request.attempt,
    job: request.job,
    environment,
    since,
    opensAt: wait === undefined ? null : formatTime(Date.parse(since) + wait),
    needsReview: environment.reviewers.length > 0,
    answer: mayUse(repository, environment, run.ref) ? "none" : "refused",
  };
  repository.gates.push(gate);
  if (request.deployment) deployForJob(world, repository, run, gate);
  return gate;
}

export function stateOf(world: World, gate: Gate): ReturnType<EnvironmentGate["state"]> {
  switch (gate.answer) {
    case "refused":
    case "rejected":
      return gate.answer;
    case "bypassed":
      return "open";
    case "left":
      return "waiting";
    case "none":
      return !gate.needsReview && isTimeUp(world, gate) ? "open" : "waiting";
    case "approved":
      return isTimeUp(world, gate) ? "open" : "waiting";
  }
}

export function leave(world: World, repository: Repository, gate: Gate): void {
  if (gate.answer === "none" || gate.answer === "approved") gate.answer = "left";
  noteJobState(world, repository, gate, "error");
}

/** What waits in the present attempt of a run, be it for a reviewer or for a timer. */
export function listWaiting(world: World, repository: Repository, run: Run): Gate[] {
  if (run.status === "completed") return [];
  return repository.gates.filter(
    (gate) =>
      gate.runId === run.id &&
      gate.attempt === run.attempts.length &&
      gate.answer !== "left" &&
      stateOf(world, gate) === "waiting",
  );
}

/** A reviewer who can read the repository, and who did not start the run where that is forbidden. */
export function mayReview(
  world: World,
  repository: Repository,
  run: Run,
  environment: Environment,
  account: Account,
): boolean {
  const starter = run.attempts.at(-1)?.triggeringActorId;
  return (
    isReviewer(world, environment, account) &&
    atLeast(permissionOf(repository, account), "read") &&
    !(environment.preventSelfReview && starter === account.id)
  );
}

/**
 * One review of several environments: every job that waits for one of them now has its answer.
 * @returns the gates that it answers; none when this person has nothing to review there
 */
export function review(
  world: World,
  repository: Repository,
  run: Run,
  verdict: {
    account: Account;
    environmentIds: readonly number[];
    state: "approved" | "rejected";
    comment: string;
  },
): Gate[] {
  const { account, environmentIds, state, comment } = verdict;
  const gates = listWaiting(world, repository, run).filter(
    (gate) =>
      gate.needsReview &&
      gate.answer === "none" &&
      environmentIds.includes(gate.environment.id) &&
      mayReview(world, repository, run, gate.environment, account),
  );
  if (gates.length === 0) return [];
  for (const gate of gates) {
    gate.answer = state;
    if (state === "rejected") noteJobState(world, repository, gate, "failure");
  }
  const environments = [...new Set(gates.map(({ environment }) => environment))];
  run.approvals.push({ environments, state, userId: account.id, comment });
  stir(world);
  return gates;
}

/**
 * "Start all waiting jobs". Whether it shows among the run's approvals GitHub does not say: `bypassShows` does.
 * @returns the gates that it opens
 */
export function bypass(
  world: World,
  repository: Repository,
  run: Run,
  account: Account,
  environmentIds: readonly number[],
): Gate[] {
  const gates = listWaiting(world, repository, run).filter(
    ({ environment }) => environmentIds.includes(environment.id) && environment.adminsCanBypass,
  );
  for (const gate of gates) gate.answer = "bypassed";
  if (gates.length > 0 && world.bypassShows === "approved") {
    const environments = [...new Set(gates.map(({ environment }) => environment))];
    run.approvals.push({ environments, state: "approved", userId: account.id, comment: "" });
  }
  stir(world);
  return gates;
}

function isTimeUp(world: World, { opensAt }: Gate): boolean {
  return opensAt === null || opensAt <= world.clock.now();
}
