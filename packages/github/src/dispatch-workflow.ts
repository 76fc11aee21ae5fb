import { ConfigurationError, NotFoundError } from "@release-approval/approval";
import { z } from "zod";
import type { Client } from "./client.ts";

export type Dispatch = {
  /** File name of the workflow, `publish.yml`. */
  workflow: string;
  /** Branch or tag whose version of the workflow runs. */
  ref: string;
  inputs: Readonly<Record<string, string>>;
};

/**
 * Starts a workflow.
 * @throws ConfigurationError when there is no such workflow, or it cannot be started with these inputs
 * @throws LostAnswerError when nobody knows whether it was started
 */
export async function dispatchWorkflow(client: Client, dispatch: Dispatch): Promise<void> {
  const { workflow, ref, inputs } = dispatch;
  try {
    await client.rest({
      purpose: `start the workflow ${workflow} on ${ref}`,
      permission: "actions: write",
      effect: "write",
      route: "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
      parameters: { workflow_id: workflow, ref, inputs },
      // 204 without a body; newer servers may answer 200 with the run.
      shape: z.unknown(),
      missing: { what: `there is no workflow ${workflow}`, cure: cureFor(dispatch) },
    });
  } catch (error) {
    throw isRefusal(error) ? notDispatchable(error, dispatch) : error;
  }
}

/** What GitHub answers 404 and 422 to. */
function isRefusal(error: unknown): error is NotFoundError | ConfigurationError {
  if (error instanceof NotFoundError) return true;
  return error instanceof ConfigurationError && error.reasonCode === "refused-by-github";
}

function notDispatchable({ message }: Error, dispatch: Dispatch): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "workflow-not-dispatchable",
    message,
    cure: cureFor(dispatch),
  });
}

function cureFor({ workflow, ref, inputs }: Dispatch): string {
  const names = Object.keys(inputs).map((name) => `\`${name}\``);
  const declared = names.length === 0 ? "" : ` with the inputs ${names.join(", ")}`;
  return `Check that \`.github/workflows/${workflow}\` is on \`${ref}\` and has the trigger \`workflow_dispatch\`${declared}; or correct its name where it is given: input \`release-workflow\`, \`publish\` of the calling workflow.`;
}
