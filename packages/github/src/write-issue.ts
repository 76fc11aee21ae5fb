import { type Account, type Instant, ReleaseApprovalError } from "@release-approval/approval";
import { z } from "zod";
import { restAccount } from "./account.ts";
import { type Client, instantShape } from "./client.ts";

/** GitHub's own limits, in characters. What we write is bounded before it comes here, so beyond them is a bug. */
export const longestTitle = 256;
export const longestBody = 65_536;

export type NewIssue = { title: string; body: string; labels: readonly string[] };
export type IssueChange = {
  title?: string;
  body?: string;
  state?: "open" | "closed";
  labels?: readonly string[];
  /** GitHub refuses the whole change when one of them cannot be assigned. */
  assignees?: readonly string[];
};
export type CreatedIssue = {
  number: number;
  nodeId: string;
  url: string;
  author: Account | null;
  createdAt: Instant;
};
export type CreatedComment = { id: number; url: string; author: Account | null; createdAt: Instant };

const write = { permission: "issues: write", effect: "write" } as const;

const createdIssue = z
  .object({
    number: z.int(),
    node_id: z.string(),
    html_url: z.string(),
    user: restAccount.nullable(),
    created_at: instantShape,
  })
  .transform(
    (issue): CreatedIssue => ({
      number: issue.number,
      nodeId: issue.node_id,
      url: issue.html_url,
      author: issue.user,
      createdAt: issue.created_at,
    }),
  );

const createdComment = z
  .object({ id: z.int(), html_url: z.string(), user: restAccount.nullable(), created_at: instantShape })
  .transform(
    (comment): CreatedComment => ({
      id: comment.id,
      url: comment.html_url,
      author: comment.user,
      createdAt: comment.created_at,
    }),
  );

/**
 * Opens an issue. Labels that the repository lacks are made by GitHub.
 * @throws LostAnswerError when nobody knows whether it was opened
 */
export async function createIssue(client: Client, issue: NewIssue): Promise<CreatedIssue> {
  assertFits(issue);
  return client.rest({
    ...write,
    purpose: "create the issue",
    route: "POST /repos/{owner}/{repo}/issues",
    parameters: { title: issue.title, body: issue.body, labels: [...issue.labels] },
    shape: createdIssue,
  });
}

/**
 * Changes what is named of an issue; labels are replaced whole.
 * @returns how many comments the issue had then
 * @throws LostAnswerError when nobody knows whether it was changed
 */
export async function updateIssue(client: Client, number: number, change: IssueChange): Promise<number> {
  assertFits(change);
  const { comments } = await client.rest({
    ...write,
    purpose: `change issue #${number}`,
    route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
    parameters: { ...change, issue_number: number },
    shape: z.object({ comments: z.int() }),
    missing: noIssue(number),
  });
  return comments;
}

/**
 * Posts a comment.
 * @throws LostAnswerError when nobody knows whether it was posted
 */
export async function createComment(client: Client, number: number, body: string): Promise<CreatedComment> {
  assertFits({ body });
  return client.rest({
    ...write,
    purpose: `comment on issue #${number}`,
    route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    parameters: { issue_number: number, body },
    shape: createdComment,
    missing: noIssue(number),
  });
}

/**
 * Reacts to a comment. GitHub keeps one reaction of a kind for each account, so a lost answer is simply tried again.
 * @param comment numeric id
 * @returns false: the comment is gone
 */
export async function react(client: Client, comment: number, content: "+1" | "confused"): Promise<boolean> {
  const done = await client.restOrNull(
    {
      ...write,
      purpose: `react to comment ${comment}`,
      route: "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions",
      parameters: { comment_id: comment, content },
      shape: z.object({ id: z.int() }),
      repeatable: true,
    },
    [404],
  );
  return done !== null;
}

/**
 * Assigns people, as far as GitHub lets them be assigned. A courtesy: whatever goes wrong, the release goes on.
 * @returns whether GitHub accepted it
 */
export async function addAssignees(
  client: Client,
  number: number,
  logins: readonly string[],
): Promise<boolean> {
  if (logins.length === 0) return true;
  try {
    await client.rest({
      ...write,
      purpose: `assign people to issue #${number}`,
      route: "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees",
      parameters: { issue_number: number, assignees: [...logins] },
      shape: z.object({ number: z.int() }),
      missing: noIssue(number),
    });
    return true;
  } catch (error) {
    if (error instanceof ReleaseApprovalError) return false;
    throw error;
  }
}

function noIssue(number: number): { what: string; cure: string } {
  return {
    what: `issue #${number} is not there, or the token cannot see it`,
    cure: `Check the number ${number}; a deleted or transferred issue cannot be used again. In a private repository the job needs \`issues: write\` under \`permissions:\`.`,
  };
}

function assertFits({ title = "", body = "" }: { title?: string; body?: string }): void {
  if (title.length > longestTitle)
    throw new RangeError(`Title of ${title.length} characters, ${longestTitle} fit`);
  if (body.length > longestBody)
    throw new RangeError(`Body of ${body.length} characters, ${longestBody} fit`);
}
