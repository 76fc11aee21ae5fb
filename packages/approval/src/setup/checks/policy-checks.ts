import { type Check, fine, found, type Problem } from "./check.ts";
import { code } from "./words.ts";

/* Whether there are rules to decide by, and a place to keep the records. */

export const policyChecks: readonly Check[] = [
  {
    id: "policy-valid",
    severity: "stops",
    title: "The policy on the default branch is valid",
    why: "Nothing is decided without a policy, and never by the one of a checkout.",
    cure: "Correct the lines that are named, on the default branch.",
    examine: ({ policy }) => (policy.ok ? fine : found(wrongPolicy(policy))),
  },
  {
    id: "policy-in-checkout",
    severity: "note",
    title: "The checkout has the policy of the default branch",
    why: "Releases are decided by the default branch's policy. A change elsewhere has no effect yet.",
    cure: "Merge the change, or check the default branch out.",
    examine: ({ checkout, policyPath, repository }) => {
      if (checkout === "same") return fine;
      if (checkout === "absent") return found([], ["There is no checkout with a policy to compare."]);
      return found([
        {
          sentence: `${code(policyPath)} of this checkout differs from the one on ${code(repository.defaultBranch)}, which is the one that counts.`,
          cure: `Merge it into ${code(repository.defaultBranch)} if it is meant to hold.`,
          facts: { path: policyPath },
        },
      ]);
    },
  },
  {
    id: "repository-open",
    severity: "stops",
    title: "Issues are on, and the repository is not archived",
    why: "A release is an issue: its comments are the record of the reviews.",
    cure: "Settings, General, Features: tick Issues. Unarchive the repository at the end of that page.",
    examine: ({ repository: { owner, name, hasIssues, isArchived } }) =>
      found([
        ...(isArchived
          ? [
              {
                sentence: "The repository is archived, so nothing can be recorded in it.",
                cure: "Unarchive it.",
                paste: { language: "sh" as const, text: `gh repo unarchive ${owner}/${name}` },
                facts: { archived: true },
              },
            ]
          : []),
        ...(hasIssues
          ? []
          : [
              {
                sentence: "Issues are switched off, so a release has nowhere to be reviewed.",
                cure: "Switch them on.",
                paste: { language: "sh" as const, text: `gh repo edit ${owner}/${name} --enable-issues` },
                facts: { issues: false },
              },
            ]),
      ]),
  },
  {
    id: "actions-allowed",
    severity: "stops",
    title: "GitHub Actions are on, and may run these actions",
    why: "Every part of this is an action. Only an administrator's token can see these settings.",
    cure: "Settings, Actions, General: allow the actions, by name if need be.",
    examine: ({ actions, uses }) => {
      if (!actions.known) return found([], [actions.why]);
      const { isEnabled, allowed } = actions.value;
      const where = "Settings, Actions, General";
      if (!isEnabled)
        return found([
          {
            sentence: "GitHub Actions are switched off in this repository.",
            cure: `Switch them on under ${where}.`,
            facts: { enabled: false },
          },
        ]);
      const names = uses.map(({ step, run }) => step?.uses ?? run.job.uses ?? "");
      const foreign = [...new Set(names.filter((name) => !/^[.$]\//.test(name)))];
      if (foreign.length === 0 || allowed === "all") return fine;
      if (allowed === "local_only")
        return found([
          {
            sentence: `Only actions of the repository's own organisation may run, and the workflows use ${foreign.map(code).join(", ")}.`,
            cure: `Unless they are of that organisation, allow them under ${where}.`,
            facts: { allowed, uses: foreign },
            severity: "note",
          },
        ]);
      return found([], [`Whether ${foreign.map(code).join(", ")} are among the selected actions.`]);
    },
  },
];

/** One problem for each line that is wrong; a cure of several lines ends in something to paste. */
function wrongPolicy({ message, cure }: { message: string; cure: string }): Problem[] {
  const [summary = "", ...lines] = message.split("\n");
  const [what = "", ...example] = cure.split("\n");
  return (lines.length === 0 ? [summary] : lines).map((sentence) => ({
    sentence,
    cure: what,
    ...(example.length > 0 && { paste: { language: "yaml" as const, text: example.join("\n") } }),
    facts: {},
  }));
}
