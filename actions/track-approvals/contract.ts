import {
  channelInputs,
  commonInputs,
  commonOutputs,
  defineContract,
  releaseInputs,
} from "@release-approval/action-kit";

export const contract = defineContract({
  name: "track-approvals",
  title: "Track release approvals",
  description:
    "Reads the reviews of a release, records what counts, answers what does not, and redraws the issue.",
  inputs: {
    ...commonInputs,
    "issue-number": {
      ...releaseInputs["issue-number"],
      description:
        "Number of the release's issue. Default: the event's issue; without one, every open release.",
    },
    role: {
      kind: "text",
      description: "In a review job: the role whose environment the job has.",
      longest: 100,
    },
    outcome: {
      kind: "choice",
      description: "How publishing ended.",
      allowed: ["success", "failure", "cancelled"],
    },
    "release-workflow": {
      kind: "text",
      description: "Workflow file to start when the release is authorized, `publish.yml`.",
      longest: 300,
    },
    remind: {
      kind: "flag",
      description: "Remind everybody who is awaited, at most once a day.",
      default: "false",
    },
    ...channelInputs,
  },
  outputs: {
    ...commonOutputs,
    "approved-roles": { description: "Roles whose review is in, as a JSON list." },
    "pending-roles": { description: "Roles that the release waits for, as a JSON list." },
    authorized: { description: "`true` when the release may ship." },
  },
});
