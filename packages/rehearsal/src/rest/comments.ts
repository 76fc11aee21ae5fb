/** Comments of issues. */

import { READ_ISSUES, WRITE_ISSUES } from "../access/needs.ts";
import { forbidden, notFound } from "../access/refused.ts";
import { mayWrite } from "../access/rights.ts";
import { createComment, deleteComment, editComment, findComment } from "../state/comments.ts";
import type { Comment, Issue } from "../state/world.ts";
import { readBody } from "./body.ts";
import { assertFits, issueOf } from "./issues.ts";
import { page } from "./paging.ts";
import { presentComment } from "./present/issue.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, numberParam, onRepository, type RepositoryCall, type Route, sceneOf } from "./route.ts";

export const commentRoutes: readonly Route[] = [
  onRepository("GET /issues/{issue_number}/comments", READ_ISSUES, listComments),
  onRepository("POST /issues/{issue_number}/comments", WRITE_ISSUES, postComment),
  onRepository("GET /issues/comments/{comment_id}", READ_ISSUES, getComment),
  onRepository("PATCH /issues/comments/{comment_id}", WRITE_ISSUES, patchComment),
  onRepository("DELETE /issues/comments/{comment_id}", WRITE_ISSUES, removeComment),
];

/** @throws Refused 404 */
export function commentOf(call: RepositoryCall): { issue: Issue; comment: Comment } {
  const found = findComment(call.repository, numberParam(call, "comment_id"));
  if (!found) throw notFound();
  return found;
}

/** @throws Refused 403: in a locked issue only writers have a say */
export function assertOpenFor(call: RepositoryCall, issue: Issue): void {
  if (!issue.locked || mayWrite(call.actor, call.repository)) return;
  throw forbidden("Unable to create comment because issue is locked.");
}

function listComments(call: RepositoryCall): Answer {
  assertOnlyFilters(call, ["since"]);
  const since = call.query["since"] ?? "";
  const comments = issueOf(call).comments.filter(({ updatedAt }) => updatedAt >= since);
  return page(call, comments, (comment) => presentComment(call.world, call.repository, comment));
}

function postComment(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const body = readBody(call, "IssueComment").requiredText("body");
  assertFits("IssueComment", body);
  assertOpenFor(call, issue);
  const comment = createComment(sceneOf(call), issue, body);
  return {
    status: 201,
    body: presentComment(call.world, call.repository, comment),
    headers: {
      location: `${call.world.apiUrl}${call.path.replace(/\/\d+\/comments$/, "")}/comments/${comment.id}`,
    },
  };
}

function getComment(call: RepositoryCall): Answer {
  return { status: 200, body: presentComment(call.world, call.repository, commentOf(call).comment) };
}

function patchComment(call: RepositoryCall): Answer {
  const { issue, comment } = commentOf(call);
  assertMayChange(call, comment);
  const body = readBody(call, "IssueComment").requiredText("body");
  assertFits("IssueComment", body);
  editComment(sceneOf(call), issue, comment, body);
  return { status: 200, body: presentComment(call.world, call.repository, comment) };
}

function removeComment(call: RepositoryCall): Answer {
  const { issue, comment } = commentOf(call);
  assertMayChange(call, comment);
  deleteComment(sceneOf(call), issue, comment);
  return { status: 204 };
}

/** Authors may, and everybody with write access: that is why an edited comment proves nothing. */
function assertMayChange(call: RepositoryCall, comment: Comment): void {
  if (comment.authorId === call.actor.account.id || mayWrite(call.actor, call.repository)) return;
  throw forbidden("Must have admin rights to Repository.");
}
