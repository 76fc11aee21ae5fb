import type { Account, Instant } from "@release-approval/approval";
import { z } from "zod";
import { graphqlAccount } from "./account.ts";
import { type Client, instantShape } from "./client.ts";
import { firstCommentsQuery } from "./queries/first-comments.graphql.ts";

export type FirstComments = {
  nodeId: string;
  number: number;
  /** The first five, the oldest first. */
  comments: readonly {
    id: number;
    author: Account | null;
    body: string;
    createdAt: Instant;
    lastEditedAt: Instant | null;
  }[];
};

const largestBatch = 100;

const commentShape = z
  .object({
    fullDatabaseId: z.string().or(z.int()).transform(Number).pipe(z.int().positive()),
    author: graphqlAccount.nullable(),
    body: z.string(),
    createdAt: instantShape,
    lastEditedAt: instantShape.nullable(),
  })
  .transform(({ fullDatabaseId, ...comment }) => ({ id: fullDatabaseId, ...comment }));

const issueShape = z.object({
  __typename: z.literal("Issue"),
  id: z.string(),
  number: z.int(),
  comments: z.object({ nodes: z.array(commentShape) }),
});
const otherShape = z.object({ __typename: z.string() });

/**
 * The first comments of some issues, to find a release whose issue somebody has redrawn. One request for each 50.
 * Ids that name no issue are left out.
 */
export async function readFirstComments(
  client: Client,
  nodeIds: readonly string[],
): Promise<readonly FirstComments[]> {
  const issues: FirstComments[] = [];
  for (let start = 0; start < nodeIds.length; start += largestBatch) {
    const { data } = await client.graphql({
      purpose: "read the first comments of the releases' issues",
      text: firstCommentsQuery,
      variables: { ids: nodeIds.slice(start, start + largestBatch) },
      shape: z.object({ nodes: z.array(issueShape.or(otherShape).nullable()) }),
      expected: ({ type, path }) => type === "NOT_FOUND" && path[0] === "nodes" && path.length === 2,
    });
    for (const node of data.nodes) {
      if (node === null || !("comments" in node)) continue;
      issues.push({ nodeId: node.id, number: node.number, comments: node.comments.nodes });
    }
  }
  return issues;
}
