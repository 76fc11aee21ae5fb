import type { Policy } from "../policy/schema.ts";
import type { Directory } from "./choose-reviewers.ts";
import { type EnvironmentEntry, planEnvironment } from "./plan-environment.ts";
import type { EnvironmentSettings } from "./settings.ts";
import { wantedEnvironments } from "./wanted-environments.ts";
import { type WantedLabel, wantedLabels } from "./wanted-labels.ts";

export type LabelEntry = { kind: "label"; action: "create" | "keep" } & WantedLabel;
export type PlanEntry = EnvironmentEntry | LabelEntry;

/** What became of an entry. `untouched`: nothing was to do, or nothing can be done. */
export type SetupOutcome = {
  entry: PlanEntry;
  result: "planned" | "written" | "untouched" | "not-on-this-plan" | "refused";
  /** What GitHub said to it. */
  said: string | null;
};

export type SetupFacts = {
  policy: Policy;
  defaultBranch: string;
  directory: Directory;
  environments: readonly EnvironmentSettings[];
  /** Names of the labels that are there. */
  labels: readonly string[];
  /** Labels of a new request. */
  requestLabels: readonly string[];
};

/**
 * All that a policy implies and a repository lacks, in the order in which it is done: environments with their reviewers
 * and branches, clocks, labels. Done, it plans nothing more.
 */
export function planSetup(facts: SetupFacts): PlanEntry[] {
  const { policy, defaultBranch, directory, environments, labels, requestLabels } = facts;
  const present = new Set(labels.map((name) => name.toLowerCase()));
  return [
    ...wantedEnvironments(policy, defaultBranch).map((one) => planEnvironment(one, environments, directory)),
    ...wantedLabels(policy, requestLabels).map(
      (label): LabelEntry => ({
        kind: "label",
        action: present.has(label.name.toLowerCase()) ? "keep" : "create",
        ...label,
      }),
    ),
  ];
}

/** Whether an entry of a plan changes anything. */
export function isChange({ action }: Pick<PlanEntry, "action">): boolean {
  return action === "create" || action === "change";
}
