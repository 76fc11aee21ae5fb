import type { Guard, Publishing } from "../workflows/find-publishing.ts";
import { nameOf } from "../workflows/job-runs.ts";
import { type Check, found, merge, type Problem, withWorkflows } from "./check.ts";
import { unreadFiles } from "./involved-files.ts";
import { commitProblems } from "./reviewed-commit.ts";
import { examineSecrets } from "./secrets-at-large.ts";
import { code } from "./words.ts";

/* Whether publishing goes through the gate, and nothing else can publish. */

export const gateChecks: readonly Check[] = [
  {
    id: "gate-before-publishing",
    severity: "hole",
    title: "Every step that publishes stands behind the gate",
    why: "The gate holds what goes through it. A step in a job that does not need it publishes whatever it is given.",
    cure: "Put gate-release before the step, or let its job need a job with the gate.",
    examine: withWorkflows(({ publishing, files }) =>
      found(
        publishing.flatMap((one) => (one.guard === "guarded" ? [] : [unguarded(one, one.guard)])),
        unreadFiles(files),
      ),
    ),
  },
  {
    id: "ships-reviewed-commit",
    severity: "hole",
    title: "What is published is the commit that was reviewed",
    why: "A checkout takes what the branch is now, unless it is told which commit.",
    cure: "Give the checkout `ref`: the gate's output `commit`.",
    examine: withWorkflows(({ publishing }) => found(commitProblems(publishing))),
  },
  {
    id: "publishing-secrets",
    severity: "hole",
    title: "Credentials that publish, or administer, are out of reach of other branches",
    why: "A secret of the repository is there for every workflow on every branch: whoever can push can use it, gate or no gate.",
    cure: "Move them into an environment that only the default branch may use, or do without: npm, PyPI and crates.io can trust a workflow file.",
    examine: withWorkflows((facts) => merge(examineSecrets(facts))),
  },
];

function unguarded({ run, step, what }: Publishing, guard: Exclude<Guard, "guarded">): Problem {
  return {
    sentence: `Step ${step.number} of the ${nameOf(run)} publishes (${what}) ${aroundIt(guard)}.`,
    cure:
      guard === "runs-anyway"
        ? "Ask the gate in the condition."
        : guard === "gate-optional"
          ? "Take `if` and `continue-on-error` away from the gate's step and job."
          : "Put the gate before it.",
    paste: {
      language: "yaml",
      text:
        guard === "runs-anyway"
          ? "if: always() && steps.gate.outputs.authorized == 'true'"
          : '- id: gate\n  uses: OWNER/release-approval/actions/gate-release@v1\n  with: { version: "${{ inputs.version }}" }',
    },
    facts: { path: run.file.path, job: run.job.id, step: step.number, what, guard },
  };
}

function aroundIt(guard: Exclude<Guard, "guarded">): string {
  switch (guard) {
    case "runs-anyway":
      return "although the gate has failed: its condition holds then, too";
    case "gate-optional":
      return "although the gate may be skipped, or may fail without stopping it";
    case "no-gate":
      return `without ${code("gate-release")} before it`;
  }
}
