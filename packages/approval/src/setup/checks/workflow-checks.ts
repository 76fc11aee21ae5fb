import type { ActionUse } from "../workflows/find-actions.ts";
import type { Workflow } from "../workflows/workflow.ts";
import {
  type Check,
  type Examination,
  type Examined,
  fine,
  found,
  type Problem,
  withWorkflows,
} from "./check.ts";
import { fileName, involvedPaths, unreadFiles } from "./involved-files.ts";
import { code, shellWord } from "./words.ts";

/* Whether the workflows on the default branch do their part: ask, track, start publishing. */

export const workflowChecks: readonly Check[] = [
  {
    id: "approval-workflow",
    severity: "stops",
    title: "A workflow on the default branch asks for releases",
    why: "Without one there is nothing to approve.",
    cure: "Add the approval workflow; `examples/workflows` has it.",
    examine: withWorkflows(({ uses, files }) => {
      const told = unreadFiles(files);
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
    examine: withTracking((tracks) => {
      if (tracks.some(({ run }) => hearsComments(run.started))) return fine;
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
    examine: withTracking((tracks) => {
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
            paste: { language: "sh", text: `gh workflow enable ${shellWord(fileName(path))}` },
            facts: { path, state },
          })),
        files.some(({ state }) => state === null) ? ["GitHub does not say whether they are enabled."] : [],
      );
    }),
  },
];

/** Where there is no approval workflow at all, that is one problem and not three. */
function withTracking(
  examine: (tracks: readonly ActionUse[]) => Examination,
): (facts: Examined) => Examination {
  return withWorkflows(({ uses }) => {
    const tracks = uses.filter(({ action }) => action === "track");
    const isThere = tracks.length > 0 || uses.some(({ action }) => action === "request");
    return isThere ? examine(tracks) : found([], ["There is no approval workflow yet."]);
  });
}

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
