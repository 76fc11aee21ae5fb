import { policyFragment } from "./overview.graphql.ts";

/** A file at a commit, and how that commit lies to the default branch. */
export const pinnedQuery = `query ReadPinned($owner: String!, $name: String!, $file: String!, $commit: String!) {
  repository(owner: $owner, name: $name) {
    policy: object(expression: $file) { ...PolicyText }
    defaultBranchRef { name compare(headRef: $commit) { status } }
  }
}
${policyFragment}`;
