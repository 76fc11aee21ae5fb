import type { Job, Permissions, Workflow } from "./workflow.ts";

/** A job where it runs: in the workflow that an event starts, or in one that such a workflow calls. */
export type JobRun = {
  /** The workflow that the event starts. */
  started: Workflow;
  /** The workflow that the job stands in. */
  file: Workflow;
  job: Job;
  /** The job that calls `file`; null: nobody does. */
  caller: Job | null;
};

/** Events that do not start a workflow by themselves. */
const called = "workflow_call";

/**
 * Every job that an event can start, those of called workflows of the same repository with them (one level: GitHub
 * allows more, and nobody needs them here).
 * @param repository `owner/name`
 */
export function findJobRuns(workflows: readonly Workflow[], repository: string): JobRun[] {
  return workflows.filter(canStart).flatMap((started) =>
    started.jobs.flatMap((job): JobRun[] => {
      const own = { started, file: started, job, caller: null };
      const path = calledPath(job, repository);
      const file = path === null ? undefined : workflows.find((one) => one.path === path);
      if (file === undefined) return [own];
      return file.jobs.map((inner) => ({ started, file, job: inner, caller: job }));
    }),
  );
}

export function canStart({ triggers }: Workflow): boolean {
  return Object.keys(triggers).some((event) => event !== called);
}

/** `./.github/workflows/x.yml`, or the same with the repository's own name. */
function calledPath({ uses }: Job, repository: string): string | null {
  const [, own, path = ""] =
    /^(?:\.\/|\$\/|([^/]+\/[^/]+)\/)(\.github\/workflows\/[^/@]+)(?:@.+)?$/.exec(uses ?? "") ?? [];
  return path !== "" && (own === undefined || own.toLowerCase() === repository.toLowerCase()) ? path : null;
}

/**
 * What a job's token may do: its own `permissions:`, else the workflow's; within a called workflow no more than the
 * caller's (https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations).
 * @returns one for each place that says something; the lowest holds. Empty: nobody says anything
 */
export function permissionsOf({ started, file, job, caller }: JobRun): Permissions[] {
  const own = job.permissions ?? file.permissions;
  const outer = caller === null ? null : (caller.permissions ?? started.permissions);
  return [own, outer].filter((one) => one !== null);
}

const levels = ["none", "read", "write"];

/** Whether all of these permissions grant a scope at a level. */
export function grants(all: readonly Permissions[], scope: string, level: "read" | "write"): boolean {
  return all.every((permissions) => {
    if (permissions === "write-all") return true;
    if (permissions === "read-all") return level === "read";
    return levels.indexOf(permissions[scope] ?? "none") >= levels.indexOf(level);
  });
}

/** `job publish of .github/workflows/publish.yml`, for people. */
export function nameOf({ file, job }: Pick<JobRun, "file" | "job">): string {
  return `job \`${job.id}\` of \`${file.path}\``;
}
