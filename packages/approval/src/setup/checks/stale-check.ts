import type { JobRun } from "../workflows/job-runs.ts";
import { nameOf } from "../workflows/job-runs.ts";
import type { Step } from "../workflows/workflow.ts";
import { type Check, found, withWorkflows } from "./check.ts";
import { code } from "./words.ts";

/** actions/stale closes issues that nobody has spoken in: https://github.com/actions/stale */
export const staleCheck: Check = {
  id: "stale-issues",
  severity: "note",
  title: "No bot closes the issues of releases",
  why: "A release may wait for weeks, and a follow-up longer. A bot that closes quiet issues would close it.",
  cure: "Exempt the label `release` in actions/stale.",
  examine: withWorkflows(({ runs, requestLabels }) =>
    found(
      runs.flatMap((run) =>
        run.job.steps
          .filter((step) => closesReleases(step, requestLabels))
          .map((step) => problem(run, step, requestLabels)),
      ),
    ),
  ),
};

function closesReleases({ uses, inputs }: Step, labels: readonly string[]): boolean {
  if (uses?.startsWith("actions/stale@") !== true) return false;
  const ofIssues = (name: string) =>
    inputs[`days-before-issue-${name}`] || inputs[`days-before-${name}`] || "";
  // A negative number switches it off.
  if (ofIssues("stale").startsWith("-") || ofIssues("close").startsWith("-")) return false;
  const general = labels[0] ?? "";
  if (listIn(inputs["exempt-issue-labels"]).includes(general)) return false;
  // It looks only at issues with these labels, and a release's issue has none of them.
  const only = [...listIn(inputs["only-labels"]), ...listIn(inputs["only-issue-labels"])];
  const any = [...listIn(inputs["any-of-labels"]), ...listIn(inputs["any-of-issue-labels"])];
  if (only.some((label) => !labels.includes(label))) return false;
  return any.length === 0 || any.some((label) => labels.includes(label));
}

function listIn(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((label) => label.trim())
    .filter((label) => label !== "");
}

function problem(run: JobRun, { inputs }: Step, labels: readonly string[]) {
  const exempt = [...listIn(inputs["exempt-issue-labels"]), ...labels.slice(0, 1)].join(",");
  return {
    sentence: `actions/stale in the ${nameOf(run)} closes quiet issues, those of releases too.`,
    cure: `Exempt the label ${code(labels[0] ?? "")}.`,
    paste: { language: "yaml" as const, text: `with:\n  exempt-issue-labels: ${JSON.stringify(exempt)}` },
    facts: { path: run.file.path, job: run.job.id },
  };
}
