import type { Policy } from "../../policy/schema.ts";
import { patternSource } from "../path-pattern.ts";
import type { EnvironmentSettings, RefPattern } from "../settings.ts";
import { withEnvironments } from "./buttons.ts";
import {
  type Check,
  type Examination,
  type Examined,
  fine,
  found,
  merge,
  type Problem,
  setupStep,
} from "./check.ts";
import { code, listed } from "./words.ts";

/* Which branches may use the buttons. */

export const environmentLimitChecks: readonly Check[] = [
  {
    id: "environments-limited",
    severity: "hole",
    title: "Every role's environment is limited to the default branch and those that the policy trusts",
    why: "A workflow of any branch could else ask reviewers to press a button for something that they do not see.",
    cure: "Run `command: setup` with `apply: true`; take other patterns away by hand.",
    examine: withEnvironments(({ usable }, policy, facts) =>
      merge(usable.map(({ environment }) => examineLimit(environment, policy, facts))),
    ),
  },
  {
    id: "environments-admit-default-branch",
    severity: "note",
    title: "Every role's environment lets the default branch in",
    why: "A review job of a branch that the environment does not let in fails at once.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments(({ usable }, _, { repository: { defaultBranch } }) =>
      found(
        usable.flatMap(({ environment: { name, limit } }) =>
          limit.kind === "patterns" && !limit.patterns.some((one) => admits(one, defaultBranch))
            ? [
                {
                  sentence: `The environment ${code(name)} does not let ${code(defaultBranch)} in, so its review job fails.`,
                  cure: "Run setup, which adds the branch.",
                  paste: setupStep,
                  facts: { environment: name },
                },
              ]
            : [],
        ),
      ),
    ),
  },
];

function examineLimit({ name, limit }: EnvironmentSettings, policy: Policy, facts: Examined): Examination {
  const { defaultBranch } = facts.repository;
  const problem = (what: string, cure: string): Problem => ({
    sentence: `The environment ${code(name)} ${what}.`,
    cure,
    facts: { environment: name },
  });
  switch (limit.kind) {
    case "none": {
      const open = problem("lets every branch in", "Run setup, which limits it to the default branch.");
      return found([{ ...open, paste: setupStep }]);
    }
    case "protected":
      if (!facts.branch.known) return found([], [facts.branch.why]);
      if (facts.branch.value.hasProtectionRule) return fine;
      // Rulesets do not count here: https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments
      return found([
        problem(
          `lets protected branches in, and no protection rule is for ${code(defaultBranch)}: without any, GitHub lets every branch in`,
          `Protect ${code(defaultBranch)} by a branch protection rule, or limit the environment to it by name.`,
        ),
      ]);
    case "patterns": {
      const trusted = [defaultBranch, ...policy.rules["trusted-branches"]];
      const others = limit.patterns.filter((one) => one.kind === "tag" || !trusted.includes(one.name));
      if (others.length === 0) return fine;
      return found([
        problem(
          `lets in what the policy does not trust: ${listed(others.map((one) => `${one.kind} ${code(one.name)}`))}`,
          "Take these patterns away in Settings, Environments, or name the branches under `rules.trusted-branches` of the policy.",
        ),
      ]);
    }
  }
}

function admits({ kind, name }: RefPattern, branch: string): boolean {
  return kind === "branch" && new RegExp(`^${patternSource(name)}$`).test(branch);
}
