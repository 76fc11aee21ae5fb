import type { Policy } from "../../policy/schema.ts";
import { wantedEnvironments } from "../wanted-environments.ts";
import { actionOf, isOurReusable } from "../workflows/find-actions.ts";
import { type JobRun, nameOf } from "../workflows/job-runs.ts";
import { type Check, type Examined, found, type Problem, withPolicy, withWorkflows } from "./check.ts";
import { code, yamlWord } from "./words.ts";

/* Jobs that wait for somebody, for days at times. */

export const reviewJobChecks: readonly Check[] = [
  {
    id: "review-jobs",
    severity: "note",
    title: "Review jobs make no deployments, and one rejection stops no other review",
    why: "`deployment: false` keeps the page of deployments for deployments; `fail-fast: false` keeps the other reviews waiting when one is rejected.",
    cure: "Write both in the review job.",
    examine: withPolicy((policy, facts) =>
      withWorkflows((known) => found(reviewJobs(policy, known).flatMap(reviewJobProblems)))(facts),
    ),
  },
  {
    id: "review-concurrency",
    severity: "note",
    title: "No workflow that waits for reviews has a concurrency group as a whole",
    why: "A run that waits for a review holds its group, for days: whatever else is in it waits, or is cancelled.",
    cure: "Move `concurrency` into the track job.",
    examine: withPolicy((policy, facts) =>
      withWorkflows((known) => {
        const files = reviewJobs(policy, known).flatMap(({ started, file }) => [started, file]);
        const grouped = [...new Set(files)].filter(({ concurrency }) => concurrency !== "none");
        return found(
          grouped.map(({ path, concurrency }) => ({
            sentence: `${code(path)} has a \`concurrency\` group around its review jobs: a waiting review ${concurrency === "cancels" ? "is cancelled by the next run" : "holds up every other run of the group"}.`,
            cure: "Take it away at the top, and give the track job one.",
            paste: {
              language: "yaml",
              text: "jobs:\n  track:\n    concurrency: { group: \"release-approval-${{ github.event.issue.number || 'all' }}\" }",
            },
            facts: { path },
          })),
        );
      })(facts),
    ),
  },
];

/** Jobs that wait for a role's button, and those that call our reusable workflow, which has some. */
function reviewJobs(policy: Policy, { runs, repository }: Examined): JobRun[] {
  const names = new Set(
    wantedEnvironments(policy, repository.defaultBranch).map(({ name }) => name.toLowerCase()),
  );
  return runs.filter(({ job }) => {
    if (isOurReusable(job.uses)) return true;
    if (job.environment === null) return false;
    const isOurs = job.steps.some((step) => actionOf(step) === "track");
    return names.has(job.environment.name.toLowerCase()) || (isOurs && job.environment.name.includes("${{"));
  });
}

function reviewJobProblems(run: JobRun): Problem[] {
  const { job } = run;
  if (job.environment === null) return [];
  const { name, deployment } = job.environment;
  return [
    ...(deployment
      ? [
          {
            sentence: `The ${nameOf(run)} makes a deployment of every review.`,
            cure: "Write it so.",
            paste: {
              language: "yaml" as const,
              text: `environment:\n  name: ${yamlWord(name)}\n  deployment: false`,
            },
            facts: { path: run.file.path, job: job.id },
          },
        ]
      : []),
    ...(job.isMatrix && job.failFast
      ? [
          {
            sentence: `In the ${nameOf(run)} one rejection cancels every review that still waits.`,
            cure: "Write it so.",
            paste: { language: "yaml" as const, text: "strategy:\n  fail-fast: false" },
            facts: { path: run.file.path, job: job.id },
          },
        ]
      : []),
  ];
}
