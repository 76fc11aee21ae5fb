import { policyFragment } from "./overview.graphql.ts";

/** So many files at commits, and how those lie to the default branch: variables `$file0`, `$commit0` … */
export function pinnedTogetherQuery(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables = numbers.map((n) => `$file${n}: String!, $commit${n}: String!`);
  return `query ReadPinnedTogether(${["$owner: String!", "$name: String!", ...variables].join(", ")}) {
  repository(owner: $owner, name: $name) {
    ${numbers.map((n) => `file${n}: object(expression: $file${n}) { ...PolicyText }`).join("\n    ")}
    defaultBranchRef {
      ${numbers.map((n) => `place${n}: compare(headRef: $commit${n}) { status }`).join("\n      ")}
    }
  }
}
${policyFragment}`;
}

/** A file at a commit, and how that commit lies to the default branch. */
export const pinnedQuery = `query ReadPinned($owner: String!, $name: String!, $file: String!, $commit: String!) {
  repository(owner: $owner, name: $name) {
    policy: object(expression: $file) { ...PolicyText }
    defaultBranchRef { name compare(headRef: $commit) { status } }
  }
}
${policyFragment}`;
