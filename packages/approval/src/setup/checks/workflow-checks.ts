import type { Policy } from "../../policy/schema.ts";
import { wantedEnvironments } from "../wanted-environments.ts";
import {
  type ActionUse,
  actionOf,
  hasOwnToken,
  isOurReusable,
  neededPermissions,
} from "../workflows/find-actions.ts";
import { grants, type JobRun, nameOf, permissionsOf } from "../workflows/job-runs.ts";
import type { Permissions, Workflow } from "../workflows/workflow.ts";
import {
  type Check,
  code,
  type Examined,
  fine,
  found,
  listed,
  type Problem,
  withPolicy,
  withWorkflows,
} from "./check.ts";
import { staleCheck } from "./stale-check.ts";

/* Whether the workflows on the default branch do their part: ask, track, start publishing. */

export const workflowChecks: readonly Check[] = [
  {
    id: "approval-workflow",
    severity: "stops",
    title: "A workflow on the default branch asks for releases",
    why: "Without one there is nothing to approve.",
    cure: "Add the approval workflow; `examples/workflows` has it.",
    examine: withWorkflows(({ uses, files }) => {
      const unread = files.filter(({ workflow }) => workflow === null).map(({ path }) => path);
      const told = unread.map((path) => `${code(path)} cannot be read as a workflow.`);
      const asks = uses.some(({ action, run }) => action === "request" && startsByHand(run.started));
      return asks ? found([], told) : found([missingWorkflow(uses)], told);
    }),
  },
  {
    id: "comment-trigger",
    severity: "stops",
    title: "A comment starts track-approvals",
    why: "Nobody would read `/approve` or `/reject` until the gate is asked.",
    cure: "Add `issue_comment` to the triggers of the approval workflow.",
    examine: withWorkflows(({ uses }) => {
      const tracks = uses.filter(({ action }) => action === "track");
      const heard = tracks.some(({ run }) => hearsComments(run.started));
      if (heard) return fine;
      return found([
        {
          sentence:
            "No workflow runs track-approvals when somebody comments, so `/approve` in an issue is not seen.",
          cure: "Add the trigger to the approval workflow.",
          paste: { language: "yaml", text: "on:\n  issue_comment: { types: [created, edited, deleted] }" },
          facts: { trigger: "issue_comment" },
        },
      ]);
    }),
  },
  {
    id: "schedule",
    severity: "note",
    title: "track-approvals runs every hour",
    why: "Deadlines pass without anybody doing anything. Every event looks at them, and so does cron.",
    cure: "Add `schedule` to the triggers of the approval workflow.",
    examine: withWorkflows(({ uses }) => {
      const tracks = uses.filter(({ action }) => action === "track");
      if (tracks.some(({ run }) => Object.hasOwn(run.started.triggers, "schedule"))) return fine;
      return found([
        {
          sentence:
            "No workflow runs track-approvals by the clock: a deadline that passes shows at the next event.",
          cure: "Add the trigger to the approval workflow.",
          paste: { language: "yaml", text: 'on:\n  schedule: [{ cron: "17 * * * *" }]' },
          facts: { trigger: "schedule" },
        },
      ]);
    }),
  },
  {
    id: "workflows-enabled",
    severity: "stops",
    title: "The workflows of the release are enabled",
    why: "GitHub disables workflows with a schedule after 60 quiet days in public repositories; people disable them by hand.",
    cure: "Actions, the workflow, Enable workflow.",
    examine: withWorkflows((facts) => {
      const involved = involvedPaths(facts);
      const files = facts.files.filter(({ path }) => involved.has(path));
      return found(
        files
          .filter(({ state }) => state !== null && state !== "active")
          .map(({ path, state }) => ({
            sentence: `${code(path)} is disabled (${state}), so nothing starts it.`,
            cure: "Enable it.",
            paste: { language: "sh", text: `gh workflow enable ${fileName(path)}` },
            facts: { path, state },
          })),
        files.some(({ state }) => state === null) ? ["GitHub does not say whether they are enabled."] : [],
      );
    }),
  },
  {
    id: "release-workflow",
    severity: "stops",
    title: "The workflow that publishes can be started",
    why: "track-approvals starts it with the input `version` once a release is authorized. An unknown input makes GitHub refuse.",
    cure: "Correct `release-workflow` (or `publish`), or the triggers of that workflow.",
    examine: withPolicy((policy, facts) =>
      withWorkflows((known) => findReleaseWorkflow(policy, known))(facts),
    ),
  },
  {
    id: "job-permissions",
    severity: "stops",
    title: "Every job with one of these actions has the permissions that it needs",
    why: "A job that states some permissions has no others.",
    cure: "Add the lines under `permissions:` of the job.",
    examine: withWorkflows(findMissingPermissions),
  },
  {
    id: "trusted-places",
    severity: "stops",
    title: "What the workflows write is trusted by the policy",
    why: "Entries of another account, or of a workflow file that the policy does not name, count for nothing.",
    cure: "Correct `rules` of the policy, or the workflow.",
    examine: withPolicy((policy, facts) => withWorkflows((known) => findUntrusted(policy, known))(facts)),
  },
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
  staleCheck,
];

/** Events on which track-approvals runs; none of them asks for a release. */
const trackingEvents = ["issue_comment", "issues", "schedule", "workflow_call"];

function startsByHand({ triggers }: Workflow): boolean {
  return Object.keys(triggers).some((event) => !trackingEvents.includes(event));
}

function hearsComments({ triggers }: Workflow): boolean {
  if (!Object.hasOwn(triggers, "issue_comment")) return false;
  const settings = triggers["issue_comment"];
  const types =
    typeof settings === "object" && settings !== null && "types" in settings ? settings.types : null;
  return types === null || types === "created" || (Array.isArray(types) && types.includes("created"));
}

function missingWorkflow(uses: readonly ActionUse[]): Problem {
  const waiting = uses.find(({ action }) => action === "request");
  return {
    sentence:
      waiting === undefined
        ? "No workflow on the default branch uses request-approvals."
        : `${code(waiting.run.started.path)} uses request-approvals, and nothing starts it to ask for a release.`,
    cure:
      waiting === undefined
        ? "Add `.github/workflows/release-approval.yml` to the default branch."
        : "Add the trigger.",
    paste: {
      language: "yaml",
      text:
        waiting === undefined
          ? thinCaller
          : "on:\n  workflow_dispatch:\n    inputs:\n      version: { required: true }",
    },
    facts: { action: "request-approvals" },
  };
}

const thinCaller = `name: Release approval
on:
  workflow_dispatch: { inputs: { version: { description: "Version to release" } } }
  issue_comment: { types: [created, edited, deleted] }
  issues: { types: [closed, reopened, edited, transferred, locked] }
  schedule: [{ cron: "17 * * * *" }]
jobs:
  approval:
    uses: OWNER/release-approval/.github/workflows/release-approval.yml@v1
    permissions: { contents: read, issues: write, actions: write, pull-requests: read }
    with: { publish: publish.yml }`;

/** Files that a release passes through, started or called. */
export function involvedPaths({ uses, publishing, files }: Examined): Set<string> {
  const own = uses.filter(({ action }) => action !== "setup" && action !== "doctor");
  const runs = [...own.map(({ run }) => run), ...publishing.map(({ run }) => run)];
  const started = releaseWorkflows(uses).map((name) => `.github/workflows/${name}`);
  return new Set([
    ...runs.flatMap((run) => [run.started.path, run.file.path]),
    ...started.filter((path) => files.some((file) => file.path === path)),
  ]);
}

/** File names under `release-workflow`, expressions left out. */
function releaseWorkflows(uses: readonly ActionUse[]): string[] {
  const named = uses.map(({ inputs }) => inputs["release-workflow"] ?? "");
  return [...new Set(named.filter((name) => name !== "" && !name.includes("${{")))];
}

function fileName(path: string): string {
  return path.split("/").at(-1) ?? path;
}

function findReleaseWorkflow(policy: Policy, { uses, files, repository }: Examined) {
  const named = uses
    .filter(({ action }) => action === "track")
    .map(({ inputs }) => inputs["release-workflow"] ?? "");
  const unknown = [...new Set(named.filter((name) => name.includes("${{")))];
  const names = releaseWorkflows(uses);
  const problems = names.flatMap((name): Problem[] => {
    const file = files.find(({ path }) => fileName(path) === name);
    if (file === undefined)
      return [
        {
          sentence: `track-approvals is told to start ${code(name)}, and ${code(repository.defaultBranch)} has no such workflow.`,
          cure: "Correct `release-workflow` (`publish` of the reusable workflow), or add the file.",
          facts: { workflow: name },
        },
      ];
    return file.workflow === null ? [] : dispatchProblems(policy, name, file.workflow);
  });
  const silent =
    names.length === 0 && unknown.length === 0 && uses.some(({ action }) => action === "track")
      ? [nothingStarts]
      : [];
  return found(
    [...problems, ...silent],
    unknown.map((name) => `${code(name)} is known only when it runs.`),
  );
}

const nothingStarts: Problem = {
  sentence: "Nothing starts publishing when a release is authorized; somebody has to start it.",
  cure: "Name your workflow in the step of track-approvals, if it should start by itself.",
  paste: { language: "yaml", text: "with:\n  release-workflow: publish.yml" },
  facts: {},
  severity: "note",
};

function dispatchProblems(policy: Policy, name: string, { triggers }: Workflow): Problem[] {
  if (!Object.hasOwn(triggers, "workflow_dispatch"))
    return [
      {
        sentence: `${code(name)} has no trigger \`workflow_dispatch\`, so track-approvals cannot start it.`,
        cure: "Add the trigger.",
        paste: dispatchPaste(["version"]),
        facts: { workflow: name },
      },
    ];
  const inputs = inputsOf(triggers["workflow_dispatch"]);
  const wanted = ["version", ...(Object.keys(policy.components).length > 0 ? ["component"] : [])];
  const absent = wanted.filter((input) => !inputs.has(input));
  const needed = [...inputs].filter(([input, isNeeded]) => isNeeded && !wanted.includes(input));
  return [
    ...(absent.length === 0
      ? []
      : [
          {
            sentence: `${code(name)} does not declare the ${absent.length === 1 ? "input" : "inputs"} ${listed(absent.map(code))}, so GitHub refuses to start it.`,
            cure: "Declare it under `workflow_dispatch`.",
            paste: dispatchPaste(absent),
            facts: { workflow: name, inputs: absent },
          },
        ]),
    ...(needed.length === 0
      ? []
      : [
          {
            sentence: `${code(name)} requires ${listed(needed.map(([input]) => code(input)))}, which track-approvals does not know, so GitHub refuses to start it.`,
            cure: "Give it a default, or do not require it.",
            facts: { workflow: name, inputs: needed.map(([input]) => input) },
          },
        ]),
  ];
}

function dispatchPaste(inputs: readonly string[]): Problem["paste"] & object {
  const lines = inputs.map((input) => `      ${input}: { type: string }`);
  return { language: "yaml", text: `on:\n  workflow_dispatch:\n    inputs:\n${lines.join("\n")}` };
}

/** Inputs, with whether one has to be given. */
function inputsOf(dispatch: unknown): Map<string, boolean> {
  const inputs = recordOf(recordOf(dispatch)["inputs"]);
  return new Map(
    Object.entries(inputs).map(([name, input]) => {
      const { required, default: byDefault } = recordOf(input);
      return [name, required === true && byDefault === undefined];
    }),
  );
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** What a token may do where neither job nor workflow says anything, and the repository's default is the strict one. */
const strictDefault: Permissions = { contents: "read", packages: "read" };

function findMissingPermissions({ uses, actions }: Examined) {
  const byDefault = actions.known ? actions.value.defaultPermissions : null;
  const problems: Problem[] = [];
  const unknown: string[] = [];
  for (const [run, needed] of needsByJob(uses)) {
    const said = permissionsOf(run);
    const holds = said.length > 0 ? said : byDefault === "write" ? (["write-all"] as const) : [strictDefault];
    const missing = [...needed].filter(([scope, level]) => !grants(holds, scope, level));
    if (missing.length === 0) continue;
    if (said.length === 0 && byDefault === null)
      unknown.push(
        `The ${nameOf(run)} states no \`permissions:\`, and the repository's default is for administrators to see.`,
      );
    else problems.push(permissionProblem(run, missing, [...needed]));
  }
  return found(problems, unknown);
}

type Level = "read" | "write";

/** Of several actions in one job the highest level of each permission counts. */
function needsByJob(uses: readonly ActionUse[]): Map<JobRun, Map<string, Level>> {
  const needs = new Map<JobRun, Map<string, Level>>();
  for (const use of uses) {
    if (hasOwnToken(use.inputs)) continue;
    const known = needs.get(use.run) ?? new Map<string, Level>();
    for (const [scope, level] of neededPermissions(use))
      if (known.get(scope) !== "write") known.set(scope, level);
    needs.set(use.run, known);
  }
  return needs;
}

function permissionProblem(run: JobRun, missing: [string, Level][], needed: [string, Level][]): Problem {
  const said = run.job.permissions ?? run.file.permissions;
  const kept = typeof said === "object" && said !== null ? said : {};
  const all = { ...kept, ...Object.fromEntries(needed.filter(([scope]) => kept[scope] !== "write")) };
  const line = Object.entries(all).map(([scope, level]) => `${scope}: ${level}`);
  return {
    sentence: `The ${nameOf(run)} lacks ${listed(missing.map(([scope, level]) => code(`${scope}: ${level}`)))}.`,
    cure:
      run.caller === null
        ? "Give the job this line."
        : `Give this line to the job, and to ${code(run.caller.id)} of ${code(run.started.path)}, which calls it.`,
    paste: { language: "yaml", text: `permissions: { ${line.join(", ")} }` },
    facts: {
      path: run.file.path,
      job: run.job.id,
      missing: missing.map(([scope, level]) => `${scope}: ${level}`),
    },
  };
}

function findUntrusted(policy: Policy, { uses, policyPath }: Examined) {
  const writers = uses.filter(
    ({ action }) => action === "request" || action === "track" || action === "gate",
  );
  const files = policy.rules["trusted-workflows"];
  const paths = [...new Set(writers.map(({ run }) => run.started.path))];
  const author = policy.rules["trusted-author"];
  const isWorkflowsOwn = /^github-actions(?:\[bot\])?(?:#|$)/i.test(author);
  const strangers = isWorkflowsOwn
    ? []
    : writers.filter(({ step, inputs }) => step !== null && !hasOwnToken(inputs));
  return found([
    ...paths
      .filter((path) => files.length > 0 && !files.includes(path))
      .map((path) => ({
        sentence: `${code(path)} writes entries, and ${code("rules.trusted-workflows")} of the policy does not name it, so they count for nothing.`,
        cure: `Name it in ${code(policyPath)}.`,
        paste: {
          language: "yaml" as const,
          text: `rules:\n  trusted-workflows: [${[...files, path].join(", ")}]`,
        },
        facts: { path },
      })),
    ...[...new Set(strangers.map(({ run }) => run))].map((run) => ({
      sentence: `The ${nameOf(run)} writes as \`github-actions[bot]\`, and the policy trusts only ${code(author)}.`,
      cure: "Give the step the token of that App.",
      paste: { language: "yaml" as const, text: "with:\n  github-token: ${{ steps.app.outputs.token }}" },
      facts: { path: run.file.path, job: run.job.id },
    })),
  ]);
}

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
              text: `environment:\n  name: ${name}\n  deployment: false`,
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
