import { ConflictError, NotFoundError, type Policy } from "@release-approval/approval";
import { findReleaseIssues, type GitHub, loadPolicy } from "@release-approval/github";

/**
 * The number of the issue that asks for a version: the input itself, or found by the version.
 * @throws NotFoundError when nobody asked for it; ConflictError when several components have such a version
 */
export async function findIssue(
  github: GitHub,
  inputs: { policy: string; version: string | null; "issue-number": number | null },
): Promise<number> {
  if (inputs["issue-number"] !== null) return inputs["issue-number"];
  const version = inputs.version ?? "";
  const overview = await github.readOverview({ policyPath: inputs.policy });
  const { policy } = await loadPolicy(github, {
    commit: overview.head,
    path: inputs.policy,
    text: overview.policy,
  });
  return findByVersion(github, policy, version);
}

async function findByVersion(github: GitHub, policy: Policy, version: string): Promise<number> {
  const found = await findReleaseIssues(github, { version, state: "all", policy });
  const open = found.filter((issue) => issue.state === "open");
  const [first, second] = open.length > 0 ? open : found;
  if (first === undefined) throw notAskedFor(version);
  if (second === undefined) return first.number;
  throw new ConflictError({
    reasonCode: "version-ambiguous",
    message: `Several issues ask for ${version}: ${[...found].map((issue) => `#${issue.number}`).join(", ")}.`,
    cure: "Say which with `issue-number`.",
  });
}

/** @returns the error for a version that has no request */
export function notAskedFor(version: string): NotFoundError {
  return new NotFoundError({
    reasonCode: "not-requested",
    message: `Nobody has asked for the release of ${version}.`,
    cure: "Ask for it with request-approvals, and check the spelling of the version.",
  });
}
