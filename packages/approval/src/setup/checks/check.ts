import type { Json } from "../../decision.ts";
import type { Policy } from "../../policy/schema.ts";
import type { DoctorFacts, WorkflowFile } from "../doctor-facts.ts";
import type { ActionUse } from "../workflows/find-actions.ts";
import type { Publishing } from "../workflows/find-publishing.ts";
import type { JobRun } from "../workflows/job-runs.ts";

/**
 * `stops`: a release could not be approved or shipped today. `hole`: somebody could slip past the gate. `note`: it works,
 * and not as well as it could.
 */
export const severities = ["stops", "hole", "note"] as const;
export type Severity = (typeof severities)[number];

/** Something to paste: a command, or lines of YAML. */
export type Paste = { language: "sh" | "yaml" | "text"; text: string };

export type Problem = {
  /** What is wrong, with names; `code` in backticks. */
  sentence: string;
  /** What to do. */
  cure: string;
  paste?: Paste;
  facts: Readonly<Record<string, Json>>;
  /** Where it is less than the check's own. */
  severity?: Severity;
};

/** What a check found. Neither problems nor unknowns: it holds. */
export type Examination = {
  problems: readonly Problem[];
  /** What could not be looked at, and why; never taken for fine. */
  unknown: readonly string[];
};

export type Check = {
  /** kebab-case, stable. */
  id: string;
  severity: Severity;
  /** What holds where nothing is wrong. */
  title: string;
  /** Why it matters, for the documentation. */
  why: string;
  /** The usual cure, for the documentation. */
  cure: string;
  examine: (facts: Examined) => Examination;
};

/** The facts, with what follows from the workflows. */
export type Examined = DoctorFacts & {
  files: readonly WorkflowFile[];
  runs: readonly JobRun[];
  uses: readonly ActionUse[];
  publishing: readonly Publishing[];
};

export const fine: Examination = { problems: [], unknown: [] };

export function found(problems: readonly Problem[], unknown: readonly string[] = []): Examination {
  return { problems, unknown };
}

/** All that several looks found; what is unknown for the same reason is told once. */
export function merge(all: readonly Examination[]): Examination {
  return {
    problems: all.flatMap(({ problems }) => problems),
    unknown: [...new Set(all.flatMap(({ unknown }) => unknown))],
  };
}

/** For checks that need a policy. */
export function withPolicy(
  examine: (policy: Policy, facts: Examined) => Examination,
): (facts: Examined) => Examination {
  return (facts) =>
    facts.policy.ok
      ? examine(facts.policy.policy, facts)
      : found([], ["There is no valid policy to compare with."]);
}

/** For checks that need the workflows. */
export function withWorkflows(examine: (facts: Examined) => Examination): (facts: Examined) => Examination {
  return (facts) => (facts.workflows.known ? examine(facts) : found([], [facts.workflows.why]));
}

/** The step that makes what is missing. */
export const setupStep: Paste = {
  language: "yaml",
  text: [
    "- uses: OWNER/release-approval@v1",
    "  with:",
    "    command: setup",
    "    apply: true",
    "    github-token: ${{ secrets.RELEASE_APPROVAL_SETUP_TOKEN }}",
  ].join("\n"),
};
