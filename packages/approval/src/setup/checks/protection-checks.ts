import { ownersOf } from "../codeowners.ts";
import { type Check, type Examined, fine, found, type Paste } from "./check.ts";
import { involvedPaths } from "./involved-files.ts";
import { code, listed } from "./words.ts";

/* Whether the rules, and the workflows that hold to them, can be changed by somebody alone. */

export const protectionChecks: readonly Check[] = [
  {
    id: "default-branch-protected",
    severity: "hole",
    title: "The default branch takes changes by reviewed pull request alone",
    why: "Whoever can push there can change the policy and the workflows.",
    cure: "Settings, Rules, Rulesets, New branch ruleset: the default branch, Require a pull request before merging, 1 approval.",
    examine: (facts) => {
      if (!facts.branch.known) return found([], [facts.branch.why]);
      const { isProtected, needsReview } = facts.branch.value;
      const { defaultBranch } = facts.repository;
      if (isProtected && needsReview === null)
        return found(
          [],
          [`${code(defaultBranch)} is protected; how, only an administrator's token can see.`],
        );
      if (needsReview === true) return fine;
      return found([
        {
          sentence: isProtected
            ? `${code(defaultBranch)} is protected, and takes changes that nobody has reviewed.`
            : `${code(defaultBranch)} is not protected: whoever can push can change the policy and the workflows.`,
          cure: "Ask for a reviewed pull request.",
          paste: protect(facts),
          facts: { branch: defaultBranch, protected: isProtected },
        },
      ]);
    },
  },
  {
    id: "codeowners",
    severity: "hole",
    title: "Policy and workflows have code owners",
    why: "Without an owner any reviewer may let a change of the rules pass.",
    cure: "Add the lines to `.github/CODEOWNERS`.",
    examine: (facts) => {
      const text = facts.codeowners?.text ?? "";
      const paths = [facts.policyPath, ...involvedPaths(facts)].sort();
      const orphans = paths.filter((path) => ownersOf(text, path).length === 0);
      const file = facts.codeowners?.path ?? ".github/CODEOWNERS";
      const wrong = facts.codeownersErrors.known ? facts.codeownersErrors.value : [];
      return found(
        [
          ...(orphans.length === 0
            ? []
            : [
                {
                  sentence: `Nobody owns ${listed(orphans.map(code))}.`,
                  cure: `Add a line for each to ${code(file)}, with who answers for the rules.`,
                  paste: {
                    language: "text" as const,
                    text: orphans.map((path) => `/${path.replaceAll(" ", "\\ ")} @OWNER`).join("\n"),
                  },
                  facts: { paths: orphans },
                },
              ]),
          ...wrong.map((error) => ({
            sentence: `GitHub finds an error in ${code(file)}: ${error}, and leaves that line out.`,
            cure: "Correct the line.",
            facts: { path: file, error },
          })),
        ],
        facts.codeownersErrors.known || facts.codeowners === null ? [] : [facts.codeownersErrors.why],
      );
    },
  },
  {
    id: "code-owners-asked",
    severity: "hole",
    title: "A change that has code owners needs their review",
    why: "CODEOWNERS alone only suggests reviewers.",
    cure: "In the rule of the default branch: Require review from Code Owners.",
    examine: (facts) => {
      if (!facts.branch.known) return found([], [facts.branch.why]);
      const { needsCodeOwners, isProtected } = facts.branch.value;
      if (needsCodeOwners === true) return fine;
      if (needsCodeOwners === null)
        return found([], ["Whether code owners have to review, only an administrator's token can see."]);
      return found([
        {
          sentence: isProtected
            ? "Code owners are asked, and a change can be merged without them."
            : "Nothing makes a change of the rules wait for its code owners.",
          cure: "Require their review on the default branch.",
          paste: protect(facts),
          facts: { branch: facts.repository.defaultBranch },
        },
      ]);
    },
  },
];

/** A ruleset adds to what is there; a branch protection rule would be replaced whole. */
function protect({ repository: { owner, name } }: Examined): Paste {
  const ruleset = {
    name: "Release approval",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    rules: [
      { type: "deletion" },
      { type: "non_fast_forward" },
      {
        type: "pull_request",
        parameters: {
          required_approving_review_count: 1,
          require_code_owner_review: true,
          dismiss_stale_reviews_on_push: true,
          require_last_push_approval: true,
          required_review_thread_resolution: false,
        },
      },
    ],
  };
  return {
    language: "sh",
    text: `gh api --method POST repos/${owner}/${name}/rulesets --input - <<'JSON'\n${JSON.stringify(ruleset)}\nJSON`,
  };
}
