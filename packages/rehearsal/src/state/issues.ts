/** Issues: their state, title, labels, assignees and lock, each change noted in the timeline. */

import { addLabelsByName } from "./labels.ts";
import { editText, writeText } from "./text.ts";
import type { Issue, Repository, TimelineEvent, World } from "./world.ts";

type Scene = { world: World; repository: Repository; actorId: number };
/** An event without what `note` fills in. */
type News = TimelineEvent extends infer Event
  ? Event extends TimelineEvent
    ? Omit<Event, "id" | "actorId" | "createdAt">
    : never
  : never;

export function createIssue(
  scene: Scene,
  draft: { title: string; body: string; labels: readonly string[]; assigneeIds: readonly number[] },
): Issue {
  const { world, repository, actorId } = scene;
  const now = world.clock.now();
  const issue: Issue = {
    ...writeText(draft.body),
    id: world.nextId("issue"),
    number: nextNumber(repository),
    title: draft.title,
    authorId: actorId,
    state: "open",
    stateReason: null,
    locked: false,
    lockReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedById: null,
    labelIds: [],
    assigneeIds: [],
    reactions: [],
    comments: [],
    timeline: [],
  };
  repository.issues.set(issue.number, issue);
  labelIssue(scene, issue, draft.labels);
  assign(scene, issue, draft.assigneeIds);
  return issue;
}

/** Issues and pull requests share their numbers. */
export function nextNumber(repository: Repository): number {
  return Math.max(0, ...repository.issues.keys(), ...repository.pulls.keys()) + 1;
}

export function editIssueBody(scene: Scene, issue: Issue, body: string): void {
  if (editText(scene.world, issue, body, scene.actorId)) issue.updatedAt = scene.world.clock.now();
}

export function rename(scene: Scene, issue: Issue, title: string): void {
  if (title === issue.title) return;
  note(scene, issue, { kind: "renamed", from: issue.title, to: title });
  issue.title = title;
}

export function setState(scene: Scene, issue: Issue, state: "open" | "closed", reason: string | null): void {
  const { world, actorId } = scene;
  if (state === issue.state) {
    if (state === "closed" && reason !== null) issue.stateReason = reason;
    return;
  }
  const closed = state === "closed";
  issue.state = state;
  issue.stateReason = closed ? (reason ?? "completed") : "reopened";
  issue.closedAt = closed ? world.clock.now() : null;
  issue.closedById = closed ? actorId : null;
  note(scene, issue, { kind: closed ? "closed" : "reopened", stateReason: issue.stateReason });
}

/** Adds labels, making those that the repository does not have yet. */
export function labelIssue(scene: Scene, issue: Issue, names: readonly string[]): void {
  const added = addLabelsByName(scene.world, scene.repository, names);
  for (const label of added.filter(({ id }) => !issue.labelIds.includes(id))) {
    issue.labelIds.push(label.id);
    note(scene, issue, { kind: "labeled", labelId: label.id });
  }
}

export function unlabelIssue(scene: Scene, issue: Issue, labelIds: readonly number[]): void {
  for (const labelId of labelIds.filter((id) => issue.labelIds.includes(id))) {
    issue.labelIds = issue.labelIds.filter((id) => id !== labelId);
    note(scene, issue, { kind: "unlabeled", labelId });
  }
}

export function setLabels(scene: Scene, issue: Issue, names: readonly string[]): void {
  const wanted = addLabelsByName(scene.world, scene.repository, names).map(({ id }) => id);
  unlabelIssue(
    scene,
    issue,
    issue.labelIds.filter((id) => !wanted.includes(id)),
  );
  labelIssue(scene, issue, names);
}

export function assign(scene: Scene, issue: Issue, accountIds: readonly number[]): void {
  for (const assigneeId of accountIds.filter((id) => !issue.assigneeIds.includes(id))) {
    issue.assigneeIds.push(assigneeId);
    note(scene, issue, { kind: "assigned", assigneeId });
  }
}

export function unassign(scene: Scene, issue: Issue, accountIds: readonly number[]): void {
  for (const assigneeId of accountIds.filter((id) => issue.assigneeIds.includes(id))) {
    issue.assigneeIds = issue.assigneeIds.filter((id) => id !== assigneeId);
    note(scene, issue, { kind: "unassigned", assigneeId });
  }
}

export function lockIssue(scene: Scene, issue: Issue, lockReason: string | null): void {
  if (issue.locked) return;
  Object.assign(issue, { locked: true, lockReason });
  note(scene, issue, { kind: "locked", lockReason });
}

export function unlockIssue(scene: Scene, issue: Issue): void {
  if (!issue.locked) return;
  Object.assign(issue, { locked: false, lockReason: null });
  note(scene, issue, { kind: "unlocked" });
}

export function note(scene: Scene, issue: Issue, news: News): void {
  const createdAt = scene.world.clock.now();
  const event = { ...news, id: scene.world.nextId("event"), actorId: scene.actorId, createdAt };
  issue.timeline.push(event as TimelineEvent);
  issue.updatedAt = createdAt;
}
