import { commonInputs, commonOutputs, defineContract, releaseInputs } from "@release-approval/action-kit";

export const contract = defineContract({
  name: "gate-release",
  title: "Gate a release",
  description: "Fails the job unless the release is authorized, for exactly the commit that was reviewed.",
  inputs: {
    ...commonInputs,
    ...releaseInputs,
    commit: {
      kind: "commit",
      description: "Commit that is about to ship. The gate stays shut if another one was reviewed.",
    },
    wait: {
      kind: "duration",
      description:
        "How long to wait for the missing reviews. A waiting job costs minutes: better start it when the release is authorized.",
      default: "0",
    },
    run: {
      kind: "text",
      description: "Command to execute once authorized. It is split into arguments, never handed to a shell.",
    },
  },
  oneOf: [["version", "issue-number"]],
  outputs: {
    ...commonOutputs,
    authorized: { description: "`true` when the release may ship. Otherwise the step has failed." },
    tag: { description: "Tag of the version." },
    authorization: { description: "Path of the authorization, a JSON document." },
    "authorization-sha256": { description: "Its SHA-256, as the ledger keeps it." },
  },
});
