import { type Comment, ConflictError, type Deletion, type Issue } from "@release-approval/approval";
import { z } from "zod";
import { graphqlAccount } from "./account.ts";
import { type Client, type GraphqlError, instantShape } from "./client.ts";
import { morePagesQuery, releaseQuery } from "./queries/release.graphql.ts";
import {
  type Overview,
  type OverviewRequest,
  overviewFields,
  overviewVariables,
  partsOf,
  presentOverview,
} from "./read-overview.ts";

export type ReleaseRequest = OverviewRequest & { number: number };

/** The overview with one issue. */
export type ReleaseView = Overview & {
  /** null: there is no issue of that number; a pull request has one, too. */
  issue: Issue | null;
};

const account = graphqlAccount.nullable();
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** GraphQL writes ids beyond 32 bits as strings. */
const bigId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .or(z.int().positive())
  .transform(Number);

const commentShape = z
  .object({
    fullDatabaseId: bigId,
    url: z.string(),
    author: account,
    body: z.string(),
    createdAt: instantShape,
    lastEditedAt: instantShape.nullable(),
    editor: account,
    reactionGroups: z.array(z.object({ content: z.string(), viewerHasReacted: z.boolean() })).nullable(),
  })
  .transform(({ fullDatabaseId, reactionGroups, ...comment }): Comment => {
    const reactedWith = (content: string) =>
      reactionGroups?.some((group) => group.content === content && group.viewerHasReacted) ?? false;
    return {
      ...comment,
      id: fullDatabaseId,
      reacted: { counted: reactedWith("THUMBS_UP"), notCounted: reactedWith("CONFUSED") },
    };
  });

const deletionShape = z
  .object({ createdAt: instantShape, actor: account, deletedCommentAuthor: account })
  .transform(
    (event): Deletion => ({ at: event.createdAt, author: event.deletedCommentAuthor, by: event.actor }),
  );

const comments = z.object({ pageInfo, nodes: z.array(commentShape) });
const deletions = z.object({ pageInfo, nodes: z.array(deletionShape) });

const closings = z.object({
  nodes: z.array(z.object({ createdAt: instantShape, actor: account })),
});

/** What `... IssueFields` selects. */
export const issueShape = z.object({
  id: z.string(),
  number: z.int(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  state: z.enum(["OPEN", "CLOSED"]).transform((state) => (state === "OPEN" ? "open" : "closed")),
  locked: z.boolean(),
  author: account,
  createdAt: instantShape,
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
  assignees: z.object({ totalCount: z.int() }),
  comments,
  timelineItems: deletions,
  closings,
});

const moreShape = z.object({
  repository: z.object({
    issue: z.object({ comments: comments.optional(), timelineItems: deletions.optional() }),
  }),
});

/**
 * An issue with every comment, edit and deletion, and the overview: one request, and one for each further page of
 * 100 comments.
 * @throws ConfigurationError as `readOverview`; ConflictError for a history that has no end
 */
export async function readRelease(client: Client, request: ReleaseRequest): Promise<ReleaseView> {
  const { number } = request;
  const { data, at } = await client.graphql({
    purpose: `read issue #${number} and the policy`,
    text: releaseQuery(partsOf(request)),
    variables: { ...overviewVariables(client, request), number },
    shape: z.object({
      repository: z.looseObject({ ...overviewFields(request), issue: issueShape.nullable() }),
    }),
    expected: isIssueMissing,
  });
  const { issue: found } = data.repository;
  const overview = presentOverview(data.repository, at, request);
  return { ...overview, issue: found === null ? null : await completeIssue(client, found) };
}

/** An issue with its further pages of comments and deletions: one request for each. */
export async function completeIssue(client: Client, found: z.output<typeof issueShape>): Promise<Issue> {
  const { comments, timelineItems, labels, assignees, closings, ...issue } = found;
  const closing = closings.nodes.at(-1);
  const more = await readMorePages(client, issue.number, { comments, timelineItems });
  return {
    ...issue,
    labels: (labels?.nodes ?? []).map((label) => label.name),
    assignees: assignees.totalCount,
    closed:
      issue.state === "open" || closing === undefined ? null : { at: closing.createdAt, by: closing.actor },
    ...more,
  };
}

/** GitHub takes no more than 2,500 comments; what is deleted between them has no end. */
const mostPages = 30;

type Pages = { comments: z.output<typeof comments>; timelineItems: z.output<typeof deletions> };

/** Follows both lists to their ends; a request serves both as long as both go on. */
async function readMorePages(
  client: Client,
  number: number,
  first: Pages,
): Promise<Pick<Issue, "comments" | "deletions">> {
  const found = { comments: [...first.comments.nodes], deletions: [...first.timelineItems.nodes] };
  let commentsAfter = next(first.comments.pageInfo);
  let deletionsAfter = next(first.timelineItems.pageInfo);
  for (let page = 2; commentsAfter !== null || deletionsAfter !== null; page += 1) {
    if (page > mostPages) throw endless(number);
    const { data } = await client.graphql({
      purpose: `read further comments of issue #${number}`,
      text: morePagesQuery,
      variables: {
        owner: client.repo.owner,
        name: client.repo.repo,
        number,
        moreComments: commentsAfter !== null,
        commentsAfter,
        moreDeletions: deletionsAfter !== null,
        deletionsAfter,
      },
      shape: moreShape,
    });
    const { comments, timelineItems } = data.repository.issue;
    found.comments.push(...(comments?.nodes ?? []));
    found.deletions.push(...(timelineItems?.nodes ?? []));
    commentsAfter = next(comments?.pageInfo);
    deletionsAfter = next(timelineItems?.pageInfo);
  }
  return found;
}

function endless(number: number): ConflictError {
  return new ConflictError({
    reasonCode: "history-flooded",
    message: `#${number} has more than ${mostPages * 100} comments, or as many were deleted from it.`,
    cure: "Somebody or something floods it: stop it. Nothing is decided from half a history, and it cannot be made shorter again: an administrator deletes this issue, then ask for the release again. It gets a new one.",
  });
}

function next(page: z.output<typeof pageInfo> | undefined): string | null {
  return page?.hasNextPage === true ? page.endCursor : null;
}

/** GitHub says so for a number that nothing has, and for a pull request's. */
export function isIssueMissing({ type, path }: GraphqlError): boolean {
  return (
    type === "NOT_FOUND" &&
    path.length === 2 &&
    path[0] === "repository" &&
    /^issue\d*$/.test(String(path[1]))
  );
}
