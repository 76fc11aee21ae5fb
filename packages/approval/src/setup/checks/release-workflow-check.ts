import type { Policy } from "../../policy/schema.ts";
import { isExpression } from "../workflows/resolve-text.ts";
import type { Workflow } from "../workflows/workflow.ts";
import { type Check, type Examined, found, type Problem, withPolicy, withWorkflows } from "./check.ts";
import { fileName, releaseWorkflows } from "./involved-files.ts";
import { code, listed } from "./words.ts";

export const releaseWorkflowCheck: Check = {
  id: "release-workflow",
  severity: "stops",
  title: "The workflow that publishes can be started",
  why: "track-approvals starts it with the input `version` once a release is authorized. An unknown input makes GitHub refuse.",
  cure: "Correct `release-workflow` (or `publish`), or the triggers of that workflow.",
  examine: withPolicy((policy, facts) => withWorkflows((known) => findReleaseWorkflow(policy, known))(facts)),
};

function findReleaseWorkflow(policy: Policy, { uses, files, repository }: Examined) {
  const named = uses
    .filter(({ action }) => action === "track")
    .map(({ inputs }) => inputs["release-workflow"] ?? "");
  const unknown = [...new Set(named.filter(isExpression))];
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
    return file.workflow === null ? [unreadable(file.path)] : dispatchProblems(policy, name, file.workflow);
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

function unreadable(path: string): Problem {
  return {
    sentence: `track-approvals is told to start ${code(path)}, which cannot be read as a workflow.`,
    cure: "Correct the file: it is no YAML, or has no jobs.",
    facts: { path },
  };
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
