/** Tells what happened: a line for each run and job, with what somebody has to know or to do. */

import type { EnvironmentView } from "../embedded.ts";
import type { JobRecord, RunRecord } from "../workflow/index.ts";
import type { Rehearsal } from "./open-rehearsal.ts";
import { waitingEnvironments } from "./play-act.ts";

/** Lines of a failed step's log. */
const LOG_LINES = 20;

const MARKS = {
  success: "✅",
  failure: "❌",
  startup_failure: "❌",
  cancelled: "🚫",
  skipped: "–",
  queued: "…",
  in_progress: "…",
  waiting: "⏳",
  completed: "…",
} as const;

export type Teller = {
  /** What is new since it was asked last, without a line feed at the end. */
  tellNews(): string[];
};

export function createTeller(rehearsal: Rehearsal): Teller {
  const told = new Map<string, string>();
  const isNew = (key: string, stand: string): boolean => {
    const before = told.get(key);
    told.set(key, stand);
    return before !== stand;
  };
  return {
    tellNews: () =>
      rehearsal.runner.runs().flatMap((run) => {
        const jobs = run.jobs.filter((job) => isNew(`job ${run.id} ${job.id}`, standOf(job)));
        const isChanged = isNew(`run ${run.id} ${run.attempt}`, standOf(run));
        if (jobs.length === 0 && !isChanged) return [];
        return [...tellRun(run), ...jobs.flatMap((job) => tellJob(rehearsal, job))];
      }),
  };
}

/** Everything that waits, and what would let it go on. */
export function tellWaiting({ github, runner }: Pick<Rehearsal, "github" | "runner">): string[] {
  const environments = new Map(github.environments().map((view) => [view.name, view]));
  const gates = runner.runs().flatMap((run) =>
    waitingEnvironments(run).map((name) => {
      const view = environments.get(name);
      return `  ${run.title}: ${name}${view ? ` waits for ${describeGate(view)}` : ""}`;
    }),
  );
  const issues = github.issues().filter(({ state }) => state === "open");
  return [...gates, ...issues.map(({ number, title }) => `  issue #${number} is open: ${title}`)];
}

function tellRun(run: RunRecord): string[] {
  const file = run.workflow.replace(/^.*\//, "");
  const attempt = run.attempt > 1 ? `, attempt ${run.attempt}` : "";
  const head = `  ${MARKS[standOf(run)]} ${file}: ${run.title} (run ${run.id}${attempt}, ${run.event}): ${standOf(run)}`;
  return [head, ...(run.problem?.split("\n").map((line) => `      ${line}`) ?? [])];
}

function tellJob({ github }: Rehearsal, job: JobRecord): string[] {
  const stand = standOf(job);
  const gate = github.environments().find(({ name }) => name === job.environment);
  const waits = stand === "waiting" && gate ? `: ${gate.name} waits for ${describeGate(gate)}` : "";
  const group = stand === "queued" && job.group !== undefined ? `: waits for the group ${job.group}` : "";
  const annotations = job.annotations.map(({ level, message }) => indent(`${level}: ${message}`));
  return [
    `    ${MARKS[stand]} ${job.name}${waits}${group}${stand === "skipped" || stand === "cancelled" ? `: ${stand}` : ""}`,
    ...annotations,
    ...job.steps.filter(({ conclusion }) => conclusion === "failure").flatMap(tellFailure),
  ];
}

function tellFailure({ name, log }: JobRecord["steps"][number]): string[] {
  // Workflow commands are for the runner; their annotations are told already.
  const words = log.split("\n").filter((line) => !/^::[a-z-]+[ :]/.test(line));
  const lines = words.join("\n").trimEnd().split("\n").slice(-LOG_LINES);
  return [indent(`step "${name}" failed:`), ...lines.map((line) => indent(`  ${line}`))];
}

function describeGate({ reviewers, waitMinutes }: EnvironmentView): string {
  const timer = waitMinutes > 0 ? [`${waitMinutes} min`] : [];
  const people = reviewers.length > 0 ? [reviewers.join(" or ")] : [];
  return [...people, ...timer].join(" and ") || "nobody";
}

function standOf({ conclusion, status }: Pick<RunRecord, "conclusion" | "status">): keyof typeof MARKS {
  return conclusion ?? status;
}

function indent(text: string): string {
  return `        ${text.replaceAll("\n", "\n          ")}`;
}
