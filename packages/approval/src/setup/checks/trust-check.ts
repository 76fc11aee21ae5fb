import type { Policy } from "../../policy/schema.ts";
import { hasOwnToken } from "../workflows/find-actions.ts";
import { nameOf } from "../workflows/job-runs.ts";
import { type Check, type Examined, found, withPolicy, withWorkflows } from "./check.ts";
import { code, yamlWord } from "./words.ts";

export const trustCheck: Check = {
  id: "trusted-places",
  severity: "stops",
  title: "What the workflows write is trusted by the policy",
  why: "Entries of another account, or of a workflow file that the policy does not name, count for nothing.",
  cure: "Correct `rules` of the policy, or the workflow.",
  examine: withPolicy((policy, facts) => withWorkflows((known) => findUntrusted(policy, known))(facts)),
};

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
          text: `rules:\n  trusted-workflows: [${[...files, path].map(yamlWord).join(", ")}]`,
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
