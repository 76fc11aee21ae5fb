import type { Comparison } from "./compare-commits.ts";
import type { GitHub } from "./connect.ts";

/**
 * Paths of the files that differ between two commits. GitHub lists what one side changed since both were one; where the
 * other side changed something, too, it is asked for that as well, which costs one more request.
 * @param comparison of `base` with `head`
 * @returns null: not all of them are known
 */
export async function listChangedFiles(
  github: Pick<GitHub, "compareCommits">,
  base: string,
  head: string,
  comparison: Comparison | null,
): Promise<readonly string[] | null> {
  if (comparison === null || comparison.isTruncated) return null;
  if (comparison.status === "ahead" || comparison.status === "identical") return comparison.files;
  const back = await github.compareCommits(head, base);
  if (back === null || back.isTruncated) return null;
  return [...new Set([...comparison.files, ...back.files])];
}
