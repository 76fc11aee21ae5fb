/** The reactions to some issues. */
export const marksQuery = `query ReadMarks($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Issue { number reactionGroups { content viewerHasReacted } }
  }
}`;
