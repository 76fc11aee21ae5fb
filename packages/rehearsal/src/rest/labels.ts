/** Labels of the repository and of issues. */

import { MANAGE_ISSUES, READ_ISSUES, TRIAGE_ISSUES } from "../access/needs.ts";
import { invalid, notFound } from "../access/refused.ts";
import { labelIssue, setLabels, unlabelIssue } from "../state/issues.ts";
import { createLabel, findLabel, labelsOf } from "../state/labels.ts";
import type { Issue } from "../state/world.ts";
import { readBody, readNames } from "./body.ts";
import { issueOf } from "./issues.ts";
import { page } from "./paging.ts";
import { presentLabel } from "./present/issue.ts";
import { type Answer, onRepository, param, type RepositoryCall, type Route, sceneOf } from "./route.ts";

export const labelRoutes: readonly Route[] = [
  onRepository("GET /labels", READ_ISSUES, listLabels),
  onRepository("POST /labels", MANAGE_ISSUES, postLabel),
  onRepository("GET /labels/{name}", READ_ISSUES, getLabel),
  onRepository("GET /issues/{issue_number}/labels", READ_ISSUES, (call) => presentAll(call, issueOf(call))),
  onRepository("POST /issues/{issue_number}/labels", TRIAGE_ISSUES, addLabels),
  onRepository("PUT /issues/{issue_number}/labels", TRIAGE_ISSUES, putLabels),
  onRepository("DELETE /issues/{issue_number}/labels/{name}", TRIAGE_ISSUES, removeLabel),
];

function listLabels(call: RepositoryCall): Answer {
  return page(call, call.repository.labels, (label) => presentLabel(call.world, call.repository, label));
}

function postLabel(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const fields = readBody(call, "Label");
  const name = fields.requiredText("name");
  const color = fields.text("color") ?? "ededed";
  const description = fields.text("description") ?? null;
  if (!/^[0-9a-f]{6}$/i.test(color)) throw invalid("Label", "color", "invalid");
  if ((description?.length ?? 0) > 100) throw invalid("Label", "description", "invalid");
  if (findLabel(repository, name)) throw invalid("Label", "name", "already_exists");
  const label = createLabel(world, repository, { name, color, description });
  return { status: 201, body: presentLabel(world, repository, label) };
}

function getLabel(call: RepositoryCall): Answer {
  const label = findLabel(call.repository, param(call, "name"));
  if (!label) throw notFound();
  return { status: 200, body: presentLabel(call.world, call.repository, label) };
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
