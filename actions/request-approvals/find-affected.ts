import { isTouched, type Policy } from "@release-approval/approval";
import { type GitHub, listChangedFiles } from "@release-approval/github";

/**
 * Roles that a new revision at another commit asks again, where policy asks only those whose files changed. Costs one
 * request, or two where neither commit contains the other. What cannot be told affects everybody: the stricter reading.
 * @param from commit of the revision before
 */
export async function findAffected(
  github: Pick<GitHub, "compareCommits">,
  policy: Policy,
  from: string,
  to: string,
): Promise<string[]> {
  const comparison = await github.compareCommits(from, to);
  const files = await listChangedFiles(github, from, to, comparison);
  return Object.keys(policy.roles).filter((role) => isTouched(role, files, { policy }));
}
