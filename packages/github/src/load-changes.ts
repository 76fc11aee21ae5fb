import {
  factsOf,
  type Ledger,
  type Policy,
  type RequestFact,
  type Snapshot,
} from "@release-approval/approval";
import { listChangedFiles } from "./changed-files.ts";
import type { GitHub } from "./connect.ts";

/** Commits of revisions further back are not looked up: everybody is asked again there. */
const farthestBack = 20;

/**
 * Which files differ between the commits of earlier revisions and the current one's, where a policy asks only the roles
 * again whose files changed. Costs one request for each such commit, and one more where neither contains the other.
 * @returns nothing where no policy asks for it, which costs nothing
 */
export async function loadChanges(
  github: Pick<GitHub, "compareCommits">,
  ledger: Pick<Ledger, "facts">,
  request: RequestFact,
  policies: readonly Policy[],
): Promise<Snapshot["changes"]> {
  if (policies.every(({ rules }) => rules["on-new-commits"] !== "affected-roles")) return [];
  return Promise.all(
    [...leftCommits(ledger, request)].map(async ([from, revision]) => ({
      from,
      files: request.revision - revision > farthestBack ? null : await compare(github, from, request.commit),
    })),
  );
}

/** Commits that earlier revisions asked for and the current one does not, with the newest revision of each. */
export function leftCommits(ledger: Pick<Ledger, "facts">, request: RequestFact): Map<string, number> {
  const found = new Map<string, number>();
  for (const { fact } of factsOf(ledger, "request"))
    if (fact.revision < request.revision && fact.commit !== request.commit)
      found.set(fact.commit, Math.max(fact.revision, found.get(fact.commit) ?? 0));
  return found;
}

async function compare(github: Pick<GitHub, "compareCommits">, from: string, to: string) {
  return listChangedFiles(github, from, to, await github.compareCommits(from, to));
}
