import { commonInputs, commonOutputs, defineContract } from "@release-approval/action-kit";

/** A command of the all-in-one action, without an action of its own. */
export const contract = defineContract({
  name: "doctor",
  title: "Release approval doctor",
  description:
    "Looks for all that would make a release fail, or slip past the gate, and tells the cure of each. Changes nothing; red when a release could not be approved today.",
  inputs: commonInputs,
  outputs: {
    decision: { description: "`healthy`, `notes`, `holes` (a way around the gate) or `stopped`." },
    "reason-code": commonOutputs["reason-code"],
    result: commonOutputs.result,
  },
});
