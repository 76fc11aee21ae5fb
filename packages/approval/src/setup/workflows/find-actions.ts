import type { JobRun } from "./job-runs.ts";
import { resolveText } from "./resolve-text.ts";
import type { Step } from "./workflow.ts";

export type ActionWord = "request" | "track" | "gate" | "audit" | "setup" | "doctor";

/** One of our actions at work. */
export type ActionUse = {
  action: ActionWord;
  run: JobRun;
  /** null: within our reusable workflow of another repository. */
  step: Step | null;
  inputs: Readonly<Record<string, string>>;
};

const folders: Readonly<Record<string, ActionWord>> = {
  "request-approvals": "request",
  "track-approvals": "track",
  "gate-release": "gate",
  "audit-trail": "audit",
};
const words: readonly string[] = [
  "request",
  "track",
  "gate",
  "audit",
  "setup",
  "doctor",
] satisfies ActionWord[];

/** Where our actions are used, in the order of the files. */
export function findActions(runs: readonly JobRun[]): ActionUse[] {
  return runs.flatMap((run) => {
    if (isOurReusable(run.job.uses))
      return (["request", "track"] as const).map((action) => ({
        action,
        run,
        step: null,
        inputs: reusableInputs(run.job.inputs),
      }));
    return run.job.steps.flatMap((step): ActionUse[] => {
      const action = actionOf(step);
      return action === null ? [] : [{ action, run, step, inputs: resolveAll(step.inputs, run) }];
    });
  });
}

function resolveAll(inputs: Step["inputs"], run: JobRun): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, resolveText(text, run)]));
}

/** The reusable workflow that this project ships, called from another repository. */
export function isOurReusable(uses: string | null): boolean {
  return /\/\.github\/workflows\/release-approval\.yml@/.test(uses ?? "");
}

function reusableInputs({ publish, ...inputs }: Readonly<Record<string, string>>): Record<string, string> {
  return { ...inputs, ...(publish === undefined ? {} : { "release-workflow": publish }) };
}

/** Which of our actions a step is, by the action's folder, or by `command` of the all-in-one action. */
export function actionOf({ uses, inputs }: Step): ActionWord | null {
  const folder = /(?:^|\/)actions\/([\w-]+)(?:@|$)/.exec(uses ?? "")?.[1] ?? "";
  if (Object.hasOwn(folders, folder)) return folders[folder] ?? null;
  const isRoot = /^(?:[^/@]+\/[^/@]+@.+|\.\/?|\$\/?)$/.test(uses ?? "");
  const command = inputs["command"] ?? "";
  return isRoot && words.includes(command) ? (command as ActionWord) : null;
}

/** Permissions that a job with one of our actions needs: what each call of GitHub's API asks. */
export function neededPermissions({
  action,
  inputs,
}: Pick<ActionUse, "action" | "inputs">): [string, "read" | "write"][] {
  const contents: [string, "read" | "write"] = [
    "contents",
    action === "audit" && mayBeOn(inputs["attach"]) ? "write" : "read",
  ];
  switch (action) {
    case "request":
    case "gate":
      return [contents, ["issues", "write"], ["actions", "read"]];
    case "track":
      return [contents, ["issues", "write"], ["actions", startsWorkflow(inputs) ? "write" : "read"]];
    case "audit":
    case "setup":
    case "doctor":
      return [contents, ["issues", "read"], ["actions", "read"]];
  }
}

/** Whether the step works with a token of its own, whose rights the file does not tell. */
export function hasOwnToken({ "github-token": token = "" }: Readonly<Record<string, string>>): boolean {
  return token !== "" && !/^\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN)\s*\}\}$/i.test(token);
}

function startsWorkflow({ "release-workflow": workflow = "" }: Readonly<Record<string, string>>): boolean {
  return workflow !== "";
}

/** An expression may come out as true. */
function mayBeOn(text: string | undefined): boolean {
  return text !== undefined && text !== "" && text !== "false";
}
