/** Labels of the repository and of issues. */

import { MANAGE_ISSUES, READ_ISSUES, TRIAGE_ISSUES } from "../access/needs.ts";
import { invalid, notFound } from "../access/refused.ts";
import { labelIssue, setLabels, unlabelIssue } from "../state/issues.ts";
import { createLabel, editLabel, findLabel, labelsOf } from "../state/labels.ts";
import type { Issue, Label } from "../state/world.ts";
import { type Fields, readBody, readNames } from "./body.ts";
import { issueOf } from "./issues.ts";
import { page } from "./paging.ts";
import { presentLabel } from "./present/issue.ts";
import { type Answer, onRepository, param, type RepositoryCall, type Route, sceneOf } from "./route.ts";

export const labelRoutes: readonly Route[] = [
  onRepository("GET /labels", READ_ISSUES, listLabels),
  onRepository("POST /labels", MANAGE_ISSUES, postLabel),
  onRepository("GET /labels/{name}", READ_ISSUES, getLabel),
  onRepository("PATCH /labels/{name}", MANAGE_ISSUES, patchLabel),
  onRepository("GET /issues/{issue_number}/labels", READ_ISSUES, (call) => presentAll(call, issueOf(call))),
  onRepository("POST /issues/{issue_number}/labels", TRIAGE_ISSUES, addLabels),
  onRepository("PUT /issues/{issue_number}/labels", TRIAGE_ISSUES, putLabels),
  onRepository("DELETE /issues/{issue_number}/labels/{name}", TRIAGE_ISSUES, removeLabel),
];

function listLabels(call: RepositoryCall): Answer {
  return page(call, call.repository.labels, (label) => presentLabel(call.world, call.repository, label));
}

function postLabel(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const fields = readBody(call, "Label");
  const name = fields.requiredText("name");
  const { color = "ededed", description = null } = readLook(fields);
  if (findLabel(repository, name)) throw invalid("Label", "name", "already_exists");
  const label = createLabel(world, repository, actor.account.id, { name, color, description });
  return { status: 201, body: presentLabel(world, repository, label) };
}

function getLabel(call: RepositoryCall): Answer {
  return { status: 200, body: presentLabel(call.world, call.repository, labelOf(call)) };
}

function patchLabel(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const label = labelOf(call);
  const fields = readBody(call, "Label");
  const name = fields.text("new_name") ?? label.name;
  const other = findLabel(repository, name);
  if (other && other !== label) throw invalid("Label", "name", "already_exists");
  editLabel(world, repository, actor.account.id, label, { name, ...readLook(fields) });
  return { status: 200, body: presentLabel(world, repository, label) };
}

function readLook(fields: Fields): Partial<Pick<Label, "color" | "description">> {
  const color = fields.text("color");
  const description = fields.text("description");
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw invalid("Label", "color", "invalid");
  if ((description?.length ?? 0) > 100) throw invalid("Label", "description", "invalid");
  return {
    ...(color !== undefined && { color: color.toLowerCase() }),
    ...(description !== undefined && { description }),
  };
}

/** @throws Refused 404 */
function labelOf(call: RepositoryCall): Label {
  const label = findLabel(call.repository, param(call, "name"));
  if (!label) throw notFound();
  return label;
}

function addLabels(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  labelIssue(sceneOf(call), issue, namesIn(call));
  return presentAll(call, issue);
}

function putLabels(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  setLabels(sceneOf(call), issue, namesIn(call));
  return presentAll(call, issue);
}

function removeLabel(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const label = findLabel(call.repository, param(call, "name"));
  if (!label || !issue.labelIds.includes(label.id)) throw notFound();
  unlabelIssue(sceneOf(call), issue, [label.id]);
  return presentAll(call, issue);
}

function namesIn(call: RepositoryCall): string[] {
  return readNames(readBody(call, "Label").list("labels") ?? [], "Label", "name");
}

/** Longer than a page only beyond GitHub's limit of 100 labels. */
function presentAll(call: RepositoryCall, issue: Issue): Answer {
  const labels = labelsOf(call.repository, issue.labelIds);
  return {
    status: 200,
    body: labels.map((label) => presentLabel(call.world, call.repository, label)),
  };
}
