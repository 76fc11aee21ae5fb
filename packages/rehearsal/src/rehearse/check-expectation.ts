/** Holds what happened against an expectation of the script. */

import type { RunRecord } from "../workflow/index.ts";
import type { Rehearsal } from "./open-rehearsal.ts";
import { newestIssue, newestRun, runsOf } from "./play-act.ts";
import { RehearseError } from "./rehearse-error.ts";
import type { Expectation } from "./script.ts";

/** @returns what is otherwise than expected, a sentence each */
export function findDifferences(rehearsal: Rehearsal, expected: Expectation): string[] {
  const checks = [checkRun, checkJobs, checkRuns, checkAnnotation, checkDecision, checkIssue, checkTag];
  return checks.flatMap((check) => {
    try {
      return check(rehearsal, expected);
    } catch (error) {
      if (error instanceof RehearseError) return [error.message];
      throw error;
    }
  });
}

type Check = (rehearsal: Rehearsal, expected: Expectation) => string[];

const checkRun: Check = (rehearsal, { run, workflow }) => {
  if (run === undefined) return [];
  const newest = newestRun(rehearsal, workflow);
  return compare(`the run of ${nameOf(newest)}`, newest.conclusion ?? newest.status, run);
};

const checkJobs: Check = (rehearsal, { jobs, workflow }) => {
  if (jobs === undefined) return [];
  const run = newestRun(rehearsal, workflow);
  return Object.entries(jobs).flatMap(([name, expected]) => {
    const job = run.jobs.find((each) => each.name === name);
    if (job) return compare(`the job "${name}"`, job.conclusion ?? job.status, expected);
    const names = run.jobs.map((each) => `"${each.name}"`).join(", ");
    return [`${nameOf(run)} has no job "${name}". It has: ${names || "none"}`];
  });
};

const checkRuns: Check = (rehearsal, { runs, workflow }) =>
  runs === undefined
    ? []
    : compare(
        `the number of runs${workflow ? ` of ${workflow}` : ""}`,
        runsOf(rehearsal, workflow).length,
        runs,
      );

const checkAnnotation: Check = (rehearsal, { annotation, workflow }) => {
  if (annotation === undefined) return [];
  const messages = newestRun(rehearsal, workflow).jobs.flatMap(({ annotations }) =>
    annotations.map(({ message }) => message),
  );
  if (messages.some((message) => message.includes(annotation))) return [];
  return [
    `no annotation says "${annotation}". There are: ${messages.map((each) => `"${each}"`).join(", ") || "none"}`,
  ];
};

/** The newest that any action said. */
const checkDecision: Check = (rehearsal, { decision, workflow }) => {
  if (decision === undefined) return [];
  const steps = runsOf(rehearsal, workflow).flatMap(({ jobs }) => jobs.flatMap((job) => job.steps));
  const said = steps.flatMap(({ outputs }) => outputs["decision"] ?? []).at(-1);
  return compare("the decision", said ?? "none", decision);
};

const checkIssue: Check = (rehearsal, { issue, labels = [], says }) => {
  if (issue === undefined && labels.length === 0 && says === undefined) return [];
  const number = newestIssue(rehearsal);
  const view = rehearsal.github.issue(number);
  const written = [view.body, ...rehearsal.github.comments(number).map(({ body }) => body)];
  const missing = labels.filter((label) => !view.labels.includes(label));
  return [
    ...(issue === undefined ? [] : compare(`issue #${number}`, view.state, issue)),
    ...missing.map(
      (label) => `issue #${number} lacks the label "${label}". It has: ${view.labels.join(", ") || "none"}`,
    ),
    ...(says === undefined || written.some((text) => text.includes(says))
      ? []
      : [`neither issue #${number} nor a comment says "${says}"`]),
  ];
};

const checkTag: Check = ({ github }, { tag }) =>
  tag === undefined || github.filesAt(`refs/tags/${tag}`) ? [] : [`there is no tag ${tag}`];

function compare(what: string, found: string | number, expected: string | number): string[] {
  return found === expected ? [] : [`${what} is ${found}, not ${expected}`];
}

function nameOf({ workflow }: RunRecord): string {
  return workflow.replace(/^.*\//, "");
}
