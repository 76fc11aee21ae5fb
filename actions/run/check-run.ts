import type { RunEnvironment } from "@release-approval/action-kit";
import {
  ConfigurationError,
  isTrustedBranch,
  type Policy,
  type Repository,
} from "@release-approval/approval";

/**
 * Refuses to write where nobody would believe it: entries of a run on another branch or workflow file than the policy
 * trusts count for nothing. The runner's word is enough here; readers of the entry ask GitHub.
 * @throws ConfigurationError `run-not-trusted`
 */
export function checkRun(
  { ref, workflow }: RunEnvironment,
  { policy, repository }: { policy: Policy; repository: Repository },
): void {
  // GitHub's record of a run calls a tag its branch, too; `trusted-branches` may name it.
  const branch = /^refs\/(?:heads|tags)\/(.+)$/.exec(ref ?? "")?.[1] ?? null;
  const files = policy.rules["trusted-workflows"];
  const fileIsTrusted = workflow === null || files.length === 0 || files.includes(workflow.path);
  if (ref === null || (isTrustedBranch(policy, repository, branch) && fileIsTrusted)) return;
  const place = fileIsTrusted ? `on ${ref}` : `of the workflow ${workflow?.path}`;
  throw new ConfigurationError({
    reasonCode: "run-not-trusted",
    message: `This run is ${place}, which the policy does not trust to write a release's history.`,
    cure: `Start the workflow on ${repository.defaultBranch}, or name the place under \`rules\` of the policy: \`trusted-branches\`, \`trusted-workflows\`.`,
  });
}
