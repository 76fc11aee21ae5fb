import { commentPage } from "../../rest/present/issue.ts";
import { pageUrl } from "../../rest/present/repository.ts";
import { nodeId } from "../../state/ids.ts";
import { labelsOf } from "../../state/labels.ts";
import type { Comment, Issue, Label, Pull } from "../../state/world.ts";
import { connection } from "../connection.ts";
import { lazily, type Node } from "../fields.ts";
import type { RepositoryView } from "../view.ts";
import { presentActor } from "./actor.ts";
import { presentObject } from "./git.ts";
import { presentRepository } from "./repository.ts";
import { textFields } from "./text.ts";
import { timelineItems } from "./timeline.ts";

export function presentIssue(view: RepositoryView, issue: Issue): Node {
  return {
    __typename: "Issue",
    id: nodeId("Issue", issue.id),
    databaseId: issue.id,
    fullDatabaseId: String(issue.id),
    number: issue.number,
    title: issue.title,
    url: `${pageUrl(view.world, view.repository)}/issues/${issue.number}`,
    state: issue.state.toUpperCase(),
    stateReason: constantCase(issue.stateReason),
    closed: issue.state === "closed",
    closedAt: issue.closedAt,
    locked: issue.locked,
    activeLockReason: constantCase(issue.lockReason),
    repository: lazily(() => presentRepository(view)),
    ...textFields(view, issue),
    labels: labelConnection(view, issue.labelIds),
    assignees: connection(
      [],
      () => issue.assigneeIds,
      (id) => id,
      (id) => presentActor(view.world, id),
    ),
    comments: connection(
      [],
      () => issue.comments,
      ({ id }) => id,
      (comment) => presentComment(view, issue, comment),
    ),
    timelineItems: timelineItems(view, issue),
  };
}

export function presentComment(view: RepositoryView, issue: Issue, comment: Comment): Node {
  return {
    __typename: "IssueComment",
    id: nodeId("IssueComment", comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    url: commentPage(view.world, view.repository, comment),
    issue: lazily(() => presentIssue(view, issue)),
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    ...textFields(view, comment),
  };
}

/** Merged ones only. */
export function presentPull(view: RepositoryView, pull: Pull): Node {
  const mergeCommit = pull.commits.at(-1);
  return {
    __typename: "PullRequest",
    id: nodeId("PullRequest", pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body,
    url: `${pageUrl(view.world, view.repository)}/pull/${pull.number}`,
    state: "MERGED",
    merged: true,
    mergedAt: pull.mergedAt,
    createdAt: pull.createdAt,
    closedAt: pull.mergedAt,
    baseRefName: view.repository.defaultBranch,
    author: lazily(() => presentActor(view.world, pull.authorId)),
    mergeCommit: lazily(() => (mergeCommit === undefined ? null : presentObject(view, mergeCommit))),
    labels: labelConnection(view, pull.labelIds),
  };
}

export function presentLabel({ world, repository }: RepositoryView, label: Label): Node {
  return {
    __typename: "Label",
    id: nodeId("Label", label.id),
    name: label.name,
    color: label.color,
    description: label.description,
    isDefault: false,
    createdAt: label.createdAt,
    url: `${pageUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
  };
}

/** `not_planned` and `too heated` to `NOT_PLANNED` and `TOO_HEATED`. */
export function constantCase(text: string | null): string | null {
  return text === null ? null : text.toUpperCase().replace(/[ -]/g, "_");
}

function labelConnection(view: RepositoryView, ids: readonly number[]) {
  return connection(
    [],
    () => labelsOf(view.repository, ids),
    ({ id }) => id,
    (label) => presentLabel(view, label),
  );
}
