import { type ActionUse, hasOwnToken, neededPermissions } from "../workflows/find-actions.ts";
import { grants, type JobRun, nameOf, permissionsOf } from "../workflows/job-runs.ts";
import type { Permissions } from "../workflows/workflow.ts";
import { type Check, type Examined, found, type Problem, withWorkflows } from "./check.ts";
import { code, listed } from "./words.ts";

export const permissionCheck: Check = {
  id: "job-permissions",
  severity: "stops",
  title: "Every job with one of these actions has the permissions that it needs",
  why: "A job that states some permissions has no others.",
  cure: "Add the lines under `permissions:` of the job.",
  examine: withWorkflows(findMissingPermissions),
};

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
        ? "Give the job these permissions."
        : `Give these permissions to the job, and to ${code(run.caller.id)} of ${code(run.started.path)}, which calls it.`,
    paste: {
      language: "yaml",
      text: `jobs:\n  ${run.job.id}:\n    permissions: { ${line.join(", ")} }`,
    },
    facts: {
      path: run.file.path,
      job: run.job.id,
      missing: missing.map(([scope, level]) => `${scope}: ${level}`),
    },
  };
}
