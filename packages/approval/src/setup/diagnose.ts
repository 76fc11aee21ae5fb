import type { Check, Examined, Problem, Severity } from "./checks/check.ts";
import { chapters } from "./checks/checks.ts";
import type { DoctorFacts } from "./doctor-facts.ts";
import { findActions } from "./workflows/find-actions.ts";
import { findPublishing } from "./workflows/find-publishing.ts";
import { findJobRuns } from "./workflows/job-runs.ts";

/** A check as it came out. */
export type Checked = Pick<Check, "id" | "title" | "severity"> & {
  /** `unknown`: nothing is wrong with what could be seen, and not all could be seen. */
  state: "fine" | "found" | "unknown";
  problems: readonly (Problem & { severity: Severity })[];
  unknown: readonly string[];
};

/** Looks at a repository with all checks, in the order of the documentation. */
export function diagnose(facts: DoctorFacts): Checked[] {
  const examined = examine(facts);
  return chapters.flatMap(({ checks }) =>
    checks.map(({ id, title, severity, examine: look }) => {
      const { problems, unknown } = look(examined);
      return {
        id,
        title,
        severity,
        state: problems.length > 0 ? "found" : unknown.length > 0 ? "unknown" : "fine",
        problems: problems.map((problem) => ({ ...problem, severity: problem.severity ?? severity })),
        unknown,
      };
    }),
  );
}

function examine(facts: DoctorFacts): Examined {
  const files = facts.workflows.known ? facts.workflows.value : [];
  const workflows = files.flatMap(({ workflow }) => (workflow === null ? [] : [workflow]));
  const runs = findJobRuns(workflows, `${facts.repository.owner}/${facts.repository.name}`);
  return { ...facts, files, runs, uses: findActions(runs), publishing: findPublishing(runs) };
}

/** Whether a release could be approved and shipped today, as far as can be seen. */
export function isStopped(checked: readonly Checked[]): boolean {
  return problemsOf(checked, "stops").length > 0;
}

export function problemsOf(checked: readonly Checked[], severity: Severity): Problem[] {
  return checked.flatMap(({ problems }) => problems.filter((problem) => problem.severity === severity));
}
