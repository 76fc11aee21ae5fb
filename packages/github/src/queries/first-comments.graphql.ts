import { accountFragment } from "../account.ts";

/** The first comments of some issues: enough to find the request that a release began with. */
export const firstCommentsQuery = `query ReadFirstComments($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Issue {
      id
      number
      comments(first: 5) {
        nodes { fullDatabaseId author { ...Account } body createdAt lastEditedAt }
      }
    }
  }
}
${accountFragment}`;
