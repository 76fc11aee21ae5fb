import { accountFragment } from "../account.ts";
import { type OverviewParts, overviewParts } from "./overview.graphql.ts";

const commentFragment = `fragment CommentFields on IssueComment {
  fullDatabaseId
  url
  author { ...Account }
  body
  createdAt
  lastEditedAt
  editor { ...Account }
  reactionGroups { content viewerHasReacted }
}`;

const deletionFragment = `fragment DeletionFields on CommentDeletedEvent {
  createdAt
  actor { ...Account }
  deletedCommentAuthor { ...Account }
}`;

const closingFragment = `fragment ClosingFields on ClosedEvent {
  createdAt
  actor { ...Account }
}`;

const commentPage = `pageInfo { hasNextPage endCursor } nodes { ...CommentFields }`;
const deletionPage = `pageInfo { hasNextPage endCursor } nodes { ...DeletionFields }`;
const issueFragment = `fragment IssueFields on Issue {
  id
  number
  url
  title
  body
  state
  locked
  author { ...Account }
  createdAt
  labels(first: 100) { nodes { name } }
  assignees(first: 1) { totalCount }
  comments(first: 100) { ${commentPage} }
  timelineItems(itemTypes: [COMMENT_DELETED_EVENT], first: 100) { ${deletionPage} }
  closings: timelineItems(itemTypes: [CLOSED_EVENT], last: 1) { nodes { ...ClosingFields } }
}`;

const pageFragments = [commentFragment, deletionFragment, accountFragment].join("\n");

/** The overview, and the issue with its first 100 comments and deletions, in one request. */
export function releaseQuery(parts: OverviewParts): string {
  const { variables, fields, fragments } = overviewParts(parts);
  return `query ReadRelease(${[...variables, "$number: Int!"].join(", ")}) {
  repository(owner: $owner, name: $name) {
    ${fields.join("\n    ")}
    issue(number: $number) { ...IssueFields }
  }
}
${[issueFragment, closingFragment, ...fragments, pageFragments].join("\n")}`;
}

/** The overview, and so many issues with what `releaseQuery` reads of one: variables `$number0` … */
export function releasesQuery(count: number): string {
  const { variables, fields, fragments } = overviewParts({ ref: false, tags: 0, latestTags: false });
  const numbers = Array.from({ length: count }, (_, index) => index);
  const issues = numbers.map((n) => `issue${n}: issue(number: $number${n}) { ...IssueFields }`);
  return `query ReadReleases(${[...variables, ...numbers.map((n) => `$number${n}: Int!`)].join(", ")}) {
  repository(owner: $owner, name: $name) {
    ${[...fields, ...issues].join("\n    ")}
  }
}
${[issueFragment, closingFragment, ...fragments, pageFragments].join("\n")}`;
}

/** A further page of comments, of deletions, or of both. */
export const morePagesQuery = `query ReadMorePages($owner: String!, $name: String!, $number: Int!, $moreComments: Boolean!, $commentsAfter: String, $moreDeletions: Boolean!, $deletionsAfter: String) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      comments(first: 100, after: $commentsAfter) @include(if: $moreComments) { ${commentPage} }
      timelineItems(itemTypes: [COMMENT_DELETED_EVENT], first: 100, after: $deletionsAfter) @include(if: $moreDeletions) { ${deletionPage} }
    }
  }
}
${pageFragments}`;
