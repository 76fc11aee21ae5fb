import { drawIssue, type GitHub, type LoadedRelease, type Published } from "@release-approval/github";
import { drawRelease } from "./describe-run.ts";
import { type Observed, observeRelease } from "./observe-release.ts";

/** Each round, at least one other run or person was quicker; they do not go on like that. */
const mostRounds = 3;

/**
 * Draws the issue anew while others write at the same moment: of two runs, the one that read first may draw last, and
 * its older picture would stand until somebody speaks again. Costs nothing when nobody else wrote.
 */
export async function catchUp(
  github: GitHub,
  published: Published,
  load: () => Promise<LoadedRelease | null>,
): Promise<void> {
  let { behind } = published;
  for (let round = 0; behind && round < mostRounds; round += 1) {
    const loaded = await load();
    if (loaded === null) return;
    behind = await drawAgain(github, observeRelease(loaded));
  }
}

/**
 * Draws the issue as it stands now.
 * @returns whether somebody else commented meanwhile
 */
export function drawAgain(github: GitHub, { release, evaluation }: Observed): Promise<boolean> {
  const { decision } = evaluation;
  const draw = (entries: number) => drawRelease(release, decision, entries);
  return drawIssue(github, { release, decision, draw }, 0);
}
