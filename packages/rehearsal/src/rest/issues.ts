/** Issues: list, create, read, change, lock. */

import { MANAGE_ISSUES, READ_ISSUES, WRITE_ISSUES } from "../access/needs.ts";
import { forbidden, gone, invalid, moved, notFound, type Refused, unprocessable } from "../access/refused.ts";
import { isVisible, mayTriage } from "../access/rights.ts";
import { findAssignable, sameLogin } from "../state/accounts.ts";
import {
  assign,
  createIssue,
  editIssueBody,
  lockIssue,
  rename,
  setLabels,
  setState,
  unassign,
  unlockIssue,
} from "../state/issues.ts";
import { LONGEST_BODY } from "../state/text.ts";
import type { Departure, Issue, Pull } from "../state/world.ts";
import { type Fields, readBody, readNames } from "./body.ts";
import { page } from "./paging.ts";
import { presentIssue, presentPullAsIssue } from "./present/issue.ts";
import { repositoryUrl } from "./present/repository.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, numberParam, onRepository, type RepositoryCall, type Route, sceneOf } from "./route.ts";

const REASONS = ["completed", "not_planned", "duplicate", "reopened"];
const LOCK_REASONS = ["off-topic", "too heated", "resolved", "spam"];
const SORTS = { created: "createdAt", updated: "updatedAt" } as const;

export const issueRoutes: readonly Route[] = [
  onRepository("GET /issues", READ_ISSUES, listIssues),
  onRepository("POST /issues", WRITE_ISSUES, postIssue),
  onRepository("GET /issues/{issue_number}", READ_ISSUES, getIssue),
  onRepository("PATCH /issues/{issue_number}", WRITE_ISSUES, patchIssue),
  onRepository("PUT /issues/{issue_number}/lock", MANAGE_ISSUES, putLock),
  onRepository("DELETE /issues/{issue_number}/lock", MANAGE_ISSUES, deleteLock),
];

/** @throws Refused 404; 410 or 301 for an issue that was here */
export function issueOf(call: RepositoryCall): Issue {
  const number = numberParam(call, "issue_number");
  const issue = call.repository.issues.get(number);
  if (issue) return issue;
  const departure = call.repository.departures.get(number);
  throw departure ? tellDeparture(call, departure) : notFound();
}

/**
 * Documented (REST, Get an issue): 410 for a deleted issue, 301 for a transferred one, 404 where the other repository
 * may not be read. Assumed: that comments and labels of the issue answer alike, and that writes which the description
 * gives no 301 find nothing; that the new address names the repository (on github.com, its number).
 */
function tellDeparture(call: RepositoryCall, departure: Departure): Refused {
  if (departure.kind === "deleted") return gone("This issue was deleted");
  const { to, number } = departure;
  const redirects = call.method === "GET" || call.method === "PATCH";
  if (!redirects || !isVisible(call.actor, to)) return notFound();
  const rest = /\/issues\/\d+(.*)$/.exec(call.path)?.[1] ?? "";
  return moved(`${repositoryUrl(call.world, to)}/issues/${number}${rest}`);
}

/** @throws Refused 422 for a text that is too long */
export function assertFits(resource: string, body: string): void {
  if (body.length <= LONGEST_BODY) return;
  throw invalid(resource, "body", "custom", `body is too long (maximum is ${LONGEST_BODY} characters)`);
}

function listIssues(call: RepositoryCall): Answer {
  assertOnlyFilters(call, ["state", "creator", "assignee", "labels", "since", "sort", "direction"]);
  const { world, repository, query } = call;
  const pulls = query["assignee"] === undefined ? [...repository.pulls.values()].map(asListed) : [];
  const listed = [...repository.issues.values(), ...pulls].filter(matches(call));
  const key = SORTS[(query["sort"] ?? "created") as keyof typeof SORTS];
  if (key === undefined) throw unprocessable("Sorting by anything but created and updated is not known");
  const sign = query["direction"] === "asc" ? 1 : -1;
  listed.sort((a, b) => sign * (a[key].localeCompare(b[key]) || a.number - b.number));
  return page(call, listed, (item) =>
    "pull" in item ? presentPullAsIssue(world, repository, item.pull) : presentIssue(world, repository, item),
  );
}

type Listed = Issue | ReturnType<typeof asListed>;

function asListed(pull: Pull) {
  return { ...pull, pull, state: "closed" as const, assigneeIds: [] as number[], updatedAt: pull.mergedAt };
}

function matches({ world, repository, query }: RepositoryCall): (item: Listed) => boolean {
  const state = query["state"] ?? "open";
  const wanted = (query["labels"] ?? "").split(",").filter((name) => name !== "");
  const idOf = (login: string | undefined) =>
    login === undefined ? undefined : (world.accounts.find((a) => sameLogin(a.login, login))?.id ?? -1);
  const creator = idOf(query["creator"]);
  const assignee = idOf(query["assignee"]);
  const since = query["since"];
  return (item) => {
    const names = repository.labels.filter(({ id }) => item.labelIds.includes(id)).map(({ name }) => name);
    return (
      (state === "all" || item.state === state) &&
      (creator === undefined || item.authorId === creator) &&
      (assignee === undefined || item.assigneeIds.includes(assignee)) &&
      (since === undefined || item.updatedAt >= since) &&
      wanted.every((label) => names.some((name) => sameLogin(name, label)))
    );
  };
}

function postIssue(call: RepositoryCall): Answer {
  const { world, repository } = call;
  if (!repository.hasIssues) throw notFound();
  const fields = readBody(call, "Issue");
  const title = fields.requiredText("title");
  const body = fields.text("body") ?? "";
  assertFits("Issue", body);
  // GitHub drops labels and assignees of those who may not set them, without a word.
  const privileged = mayTriage(call.actor, repository);
  const labels = privileged ? readNames(fields.list("labels") ?? [], "Label", "name") : [];
  const assigneeIds = privileged ? readAssignees(call, fields) : [];
  const issue = createIssue(sceneOf(call), { title, body, labels, assigneeIds });
  return { status: 201, body: presentIssue(world, repository, issue) };
}

function getIssue(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const pull = repository.pulls.get(numberParam(call, "issue_number"));
  if (pull) return { status: 200, body: presentPullAsIssue(world, repository, pull) };
  return { status: 200, body: presentIssue(world, repository, issueOf(call)) };
}

function patchIssue(call: RepositoryCall): Answer {
  const issue = issueOf(call);
  const privileged = mayTriage(call.actor, call.repository);
  if (!privileged && issue.authorId !== call.actor.account.id) {
    throw forbidden("Must have admin rights to Repository.");
  }
  const fields = readBody(call, "Issue");
  const scene = sceneOf(call);
  // Everything is read before anything is changed: a refused request leaves no trace.
  const title = fields.text("title");
  const body = fields.text("body");
  const change = readState(fields);
  const labels = fields.list("labels");
  const names = labels && readNames(labels, "Label", "name");
  const assigneeIds = fields.list("assignees") && readAssignees(call, fields);
  assertFits("Issue", body ?? "");
  if (title !== undefined) rename(scene, issue, title);
  if (fields.value("body") !== undefined) editIssueBody(scene, issue, body ?? "");
  if (change) setState(scene, issue, change.state, change.reason);
  if (names && privileged) setLabels(scene, issue, names);
  if (assigneeIds && privileged) {
    unassign(
      scene,
      issue,
      issue.assigneeIds.filter((id) => !assigneeIds.includes(id)),
    );
    assign(scene, issue, assigneeIds);
  }
  return { status: 200, body: presentIssue(call.world, call.repository, issue) };
}

function readState(fields: Fields): { state: "open" | "closed"; reason: string | null } | undefined {
  const state = fields.text("state");
  const reason = fields.text("state_reason") ?? null;
  if (reason !== null && !REASONS.includes(reason)) throw invalid("Issue", "state_reason", "invalid");
  if (state === undefined) return undefined;
  if (state !== "open" && state !== "closed") throw invalid("Issue", "state", "invalid");
  return { state, reason };
}

/** Here, unlike on the route for assignees alone, GitHub refuses the whole request. */
function readAssignees(call: RepositoryCall, fields: Fields): number[] {
  return readNames(fields.list("assignees") ?? [], "Issue", "assignees").map((login) => {
    const account = findAssignable(call.world, call.repository, login);
    if (!account) throw invalid("Issue", "assignees", "invalid");
    return account.id;
  });
}

function putLock(call: RepositoryCall): Answer {
  const reason = readBody(call, "Issue").text("lock_reason") ?? null;
  if (reason !== null && !LOCK_REASONS.includes(reason)) throw invalid("Issue", "lock_reason", "invalid");
  lockIssue(sceneOf(call), issueOf(call), reason);
  return { status: 204 };
}

function deleteLock(call: RepositoryCall): Answer {
  unlockIssue(sceneOf(call), issueOf(call));
  return { status: 204 };
}
