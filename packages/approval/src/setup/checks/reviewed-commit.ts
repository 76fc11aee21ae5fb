import { actionOf } from "../workflows/find-actions.ts";
import type { Publishing } from "../workflows/find-publishing.ts";
import { type JobRun, nameOf } from "../workflows/job-runs.ts";
import type { Step } from "../workflows/workflow.ts";
import type { Problem } from "./check.ts";

/** Jobs that publish behind the gate from a checkout of something else than the gate says. */
export function commitProblems(publishing: readonly Publishing[]): Problem[] {
  const runs = new Set(publishing.filter(({ guard }) => guard === "guarded").map(({ run }) => run));
  return [...runs]
    .filter((run) => !gateKnowsTheCommit(run))
    .flatMap((run) =>
      run.job.steps.filter(takesAnything).map((step) => ({
        sentence: `Step ${step.number} of the ${nameOf(run)} checks out what the branch is now, and the job publishes that.`,
        cure: "Say which commit.",
        paste: {
          language: "yaml" as const,
          text: `with:\n  ref: \${{ ${ownGate(run) ? "steps" : "needs"}.gate.outputs.commit }}`,
        },
        facts: { path: run.file.path, job: run.job.id, step: step.number },
      })),
    );
}

/** The gate stays shut for another commit where it is told which one is about to ship. */
function gateKnowsTheCommit({ file, job }: JobRun): boolean {
  const jobs = [job, ...file.jobs.filter(({ id }) => job.needs.includes(id))];
  return jobs.some(({ steps }) =>
    steps.some((step) => actionOf(step) === "gate" && (step.inputs["commit"] ?? "") !== ""),
  );
}

function takesAnything({ uses, inputs }: Step): boolean {
  return uses?.startsWith("actions/checkout@") === true && !/\.outputs\.commit\b/.test(inputs["ref"] ?? "");
}

function ownGate({ job }: JobRun): boolean {
  return job.steps.some((step) => actionOf(step) === "gate");
}
