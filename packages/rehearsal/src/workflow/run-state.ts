/** A run while it goes on: its workflow, the workflows called by it, their jobs. */

import type { EnvironmentGate, GitHubEvent, RunView } from "../embedded.ts";
import type { Claim } from "./concurrency.ts";
import type { Loaded } from "./load-workflow.ts";
import type { Grant } from "./permissions.ts";
import type { JobRecord, Result, RunRecord } from "./records.ts";
import type { JobPlan } from "./workflow.ts";

export type RunState = {
  record: RunRecord;
  event: Pick<GitHubEvent, "name" | "payload">;
  /** Of the present attempt. */
  view: RunView;
  /** `undefined` for one that could not begin. */
  main?: Flow;
};

/** A workflow that is played: the run's own, or one that a job calls. */
export type Flow = {
  run: RunState;
  loaded: Loaded;
  /** The job that calls it. */
  caller?: JobPart;
  inputs: Readonly<Record<string, unknown>>;
  secrets: Readonly<Record<string, string>>;
  /** What its jobs may do where its file says nothing. */
  inherited: Grant;
  /** `waiting` for its concurrency group. */
  phase: "new" | "waiting" | "active" | "done";
  claim?: Claim;
  /** Somebody cancelled it, or another run of its concurrency group. */
  cancelled: boolean;
  jobs: JobNode[];
  /** The attempt before, when failed jobs alone are run again. */
  earlier?: Flow;
};

/** A job of a workflow file, with all that its matrix makes of it. */
export type JobNode = {
  flow: Flow;
  plan: JobPlan;
  phase: "pending" | "active" | "done";
  parts: JobPart[];
  /** As `needs` sees it: `continue-on-error` is taken into account. */
  result: Result | null;
  outputs: Readonly<Record<string, string>>;
  strategy: { "fail-fast": boolean; "max-parallel": number };
  /** Taken over from the attempt before, as it was. */
  isReused: boolean;
};

/** One of a job's matrix, or the job itself where it has none. */
export type JobPart = {
  node: JobNode;
  record: JobRecord;
  matrix: Readonly<Record<string, unknown>> | null;
  index: number;
  total: number;
  phase: "queued" | "gated" | "ready" | "running" | "done";
  /** `continue-on-error` forgives its failure. */
  isForgiven: boolean;
  claim?: Claim;
  gate?: EnvironmentGate;
  /** Since when it waits there, ISO 8601. */
  gatedAt?: string;
  abort: AbortController;
  /** The workflow that it calls. */
  called?: Flow;
  /** The same one of the attempt before, when failed jobs alone are run again. */
  earlier?: JobPart;
  /** In which order it ended among all of the run. */
  endedAs: number;
};

/** A called workflow ends with its caller. */
export function isFlowCancelled(flow: Flow): boolean {
  return flow.cancelled || (flow.caller !== undefined && isFlowCancelled(flow.caller.node.flow));
}

/** Every job on which a job depends, directly or not. */
export function ancestorsOf(node: JobNode): JobNode[] {
  const found = new Set<JobNode>();
  const visit = (plan: JobPlan): void => {
    for (const id of plan.needs) {
      const need = node.flow.jobs.find((job) => job.plan.id === id);
      if (!need || found.has(need)) continue;
      found.add(need);
      visit(need.plan);
    }
  };
  visit(node.plan);
  return [...found];
}

export function needsOf(node: JobNode): JobNode[] {
  return node.flow.jobs.filter(({ plan }) => node.plan.needs.includes(plan.id));
}

/** Every part of a workflow and of those that it calls. */
export function partsOf(flow: Flow): JobPart[] {
  return flow.jobs.flatMap(({ parts }) =>
    parts.flatMap((part) => [part, ...(part.called ? partsOf(part.called) : [])]),
  );
}

/** Waiting for a group that a caller holds would never end: GitHub cancels instead. */
export function isHeldAbove(part: JobPart, group: string): boolean {
  const { claim, caller } = part.node.flow;
  const isHeld = [part.claim, claim].some(
    (each) => each?.state === "held" && each.group.toLowerCase() === group.toLowerCase(),
  );
  return isHeld || (caller !== undefined && isHeldAbove(caller, group));
}

/** How several ended, taken together. */
export function combineResults(results: readonly Result[]): Result {
  if (results.includes("failure")) return "failure";
  if (results.includes("cancelled")) return "cancelled";
  return results.includes("success") ? "success" : "skipped";
}
