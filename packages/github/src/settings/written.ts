import { ConfigurationError } from "@release-approval/approval";

/** What GitHub said to a change of the settings. */
export type Written =
  | { kind: "written" }
  /** The owner's plan has no required reviewers and no wait timers for this repository. */
  | { kind: "not-on-this-plan"; said: string }
  /** GitHub refuses this very change. */
  | { kind: "refused"; said: string };

/**
 * Writes, and takes GitHub's refusal of the content as an answer.
 * @throws every other error: permission, limits, an unreachable GitHub
 */
export async function writeSetting(write: () => Promise<unknown>): Promise<Written> {
  try {
    await write();
    return { kind: "written" };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.reasonCode !== "refused-by-github") throw error;
    const isPlan = /\b(?:billing )?plan\b/i.test(error.message);
    return { kind: isPlan ? "not-on-this-plan" : "refused", said: error.message };
  }
}
