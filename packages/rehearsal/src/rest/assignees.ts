/** Assignees of an issue. */

import { READ_ISSUES, TRIAGE_ISSUES } from "../access/needs.ts";
import { notFound } from "../access/refused.ts";
import { findAccount, findAssignable } from "../state/accounts.ts";
import { assign, unassign } from "../state/issues.ts";
import { readBody, readNames } from "./body.ts";
import { issueOf } from "./issues.ts";
import { presentIssue } from "./present/issue.ts";
import { type Answer, onRepository, param, type RepositoryCall, type Route, sceneOf } from "./route.ts";

export const assigneeRoutes: readonly Route[] = [
  onRepository("POST /issues/{issue_number}/assignees", TRIAGE_ISSUES, postAssignees),
  onRepository("DELETE /issues/{issue_number}/assignees", TRIAGE_ISSUES, deleteAssignees),
  onRepository("GET /assignees/{assignee}", READ_ISSUES, checkAssignee),
];

/** This route passes over those who cannot be assigned, without a word. */
function postAssignees(call: RepositoryCall): Answer {
  const logins = readNames(readBody(call, "Issue").list("assignees") ?? [], "Issue", "assignees");
  const ids = logins.flatMap((login) => findAssignable(call.world, call.repository, login)?.id ?? []);
  const issue = issueOf(call);
  assign(sceneOf(call), issue, ids);
  return { status: 201, body: presentIssue(call.world, call.repository, issue) };
}

function deleteAssignees(call: RepositoryCall): Answer {
  const logins = readNames(readBody(call, "Issue").list("assignees") ?? [], "Issue", "assignees");
  const ids = logins.flatMap((login) => findAccount(call.world, login)?.id ?? []);
  const issue = issueOf(call);
  unassign(sceneOf(call), issue, ids);
  return { status: 200, body: presentIssue(call.world, call.repository, issue) };
}

function checkAssignee(call: RepositoryCall): Answer {
  if (!findAssignable(call.world, call.repository, param(call, "assignee"))) throw notFound();
  return { status: 204 };
}
