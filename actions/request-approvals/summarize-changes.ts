import type { RequestFact } from "@release-approval/approval";
import type { Comparison } from "@release-approval/github";

const mostAuthors = 100;

/** What a request keeps of the changes since the version before: counts and authors. */
export function summarize({ commits, aheadBy, url }: Comparison): NonNullable<RequestFact["changes"]> {
  const authors = [...new Set(commits.map((commit) => commit.author.slice(0, 300)))].slice(0, mostAuthors);
  return {
    commits: aheadBy,
    pullRequests: pullsIn(commits.map((commit) => commit.message)),
    authors,
    url: url.slice(0, 500),
  };
}

// As GitHub names them: `Merge pull request #12 from …`, or `A change (#12)` where they are squashed.
function pullsIn(messages: readonly string[]): number {
  const numbers = messages.flatMap(
    (message) => /^Merge pull request #(\d+) |\(#(\d+)\)$/.exec(message)?.slice(1).filter(Boolean) ?? [],
  );
  return new Set(numbers).size;
}
