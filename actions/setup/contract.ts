import { commonInputs, commonOutputs, defineContract } from "@release-approval/action-kit";

/** A command of the all-in-one action, without an action of its own: it is run once, and then when roles change. */
export const contract = defineContract({
  name: "setup",
  title: "Set up release approval",
  description:
    "Plans the environments, reviewers, branch limits, clocks and labels that the policy implies, and makes them with `apply: true` and an administrator's token. Takes nothing away.",
  inputs: {
    ...commonInputs,
    "github-token": {
      ...commonInputs["github-token"],
      description:
        "Token of an administrator, with Administration and Issues: read and write, Actions and Contents: read. The workflow's own can plan, and change nothing.",
    },
    apply: {
      kind: "flag",
      description:
        "Change the repository. Otherwise, and with `dry-run`, setup only tells what it would change.",
      default: "false",
    },
  },
  outputs: {
    decision: {
      description: "`planned`, `applied`, `unchanged`, or `incomplete` where GitHub refused something.",
    },
    "reason-code": commonOutputs["reason-code"],
    result: commonOutputs.result,
  },
});
