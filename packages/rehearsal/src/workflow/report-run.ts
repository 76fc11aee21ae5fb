/** Tells the embedded GitHub how a run stands. */

import type { EmbeddedGitHub, RunReport, RunStatus } from "../embedded.ts";
import type { RunRecord } from "./records.ts";
import type { RunState } from "./run-state.ts";

const reported = new WeakMap<RunRecord, string>();

/** Only what has changed is told. */
export function reportRun(github: EmbeddedGitHub, { record, main }: RunState): void {
  if (record.status !== "completed") record.status = statusOf(record, main?.phase === "waiting");
  const report: RunReport = {
    status: record.status,
    conclusion: record.conclusion,
    jobs: record.jobs.map(({ id, name, status, conclusion, startedAt, completedAt }) => ({
      id,
      name,
      status,
      conclusion,
      startedAt,
      completedAt,
    })),
  };
  const text = JSON.stringify([record.attempt, report]);
  if (reported.get(record) === text) return;
  reported.set(record, text);
  try {
    github.reportRun(record.id, report);
  } catch {
    // Somebody deleted the run.
  }
}

function statusOf({ jobs }: RunRecord, waitsForGroup: boolean): RunStatus {
  const open = jobs.filter(({ status }) => status !== "completed").map(({ status }) => status);
  if (open.includes("in_progress")) return "in_progress";
  if (open.includes("waiting")) return "waiting";
  return waitsForGroup || open.length > 0 || jobs.length === 0 ? "queued" : "in_progress";
}
