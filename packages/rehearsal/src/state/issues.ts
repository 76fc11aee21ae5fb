/** Issues: their state, title, labels, assignees and lock, each change noted in the timeline. */

import { addLabelsByName } from "./labels.ts";
import { type Former, type IssueAction, tell } from "./news.ts";
import { editText, writeText } from "./text.ts";
import type { Issue, Label, Repository, TimelineEvent, World } from "./world.ts";

type Scene = { world: World; repository: Repository; actorId: number };
/** An event without what `note` fills in. */
type Note = TimelineEvent extends infer Event
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
  announce(scene, issue, "opened");
  labelIssue(scene, issue, draft.labels);
  assign(scene, issue, draft.assigneeIds);
  return issue;
}

/** Issues and pull requests share their numbers. */
export function nextNumber(repository: Repository): number {
  const { issues, departures, pulls } = repository;
  return Math.max(0, ...issues.keys(), ...departures.keys(), ...pulls.keys()) + 1;
}

export function editIssueBody(scene: Scene, issue: Issue, body: string): void {
  const from = issue.body;
  if (!editText(scene.world, issue, body, scene.actorId)) return;
  issue.updatedAt = scene.world.clock.now();
  announce(scene, issue, "edited", { former: { body: { from } } });
}

export function rename(scene: Scene, issue: Issue, title: string): void {
  if (title === issue.title) return;
  const from = issue.title;
  note(scene, issue, { kind: "renamed", from, to: title });
  issue.title = title;
  announce(scene, issue, "edited", { former: { title: { from } } });
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
  const kind = closed ? "closed" : "reopened";
  note(scene, issue, { kind, stateReason: issue.stateReason });
  announce(scene, issue, kind);
}

/** Adds labels, making those that the repository does not have yet. */
export function labelIssue(scene: Scene, issue: Issue, names: readonly string[]): void {
  const added = addLabelsByName(scene.world, scene.repository, scene.actorId, names);
  for (const label of added.filter(({ id }) => !issue.labelIds.includes(id))) {
    issue.labelIds.push(label.id);
    note(scene, issue, { kind: "labeled", labelId: label.id });
    announce(scene, issue, "labeled", { label });
  }
}

export function unlabelIssue(scene: Scene, issue: Issue, labelIds: readonly number[]): void {
  for (const labelId of labelIds.filter((id) => issue.labelIds.includes(id))) {
    issue.labelIds = issue.labelIds.filter((id) => id !== labelId);
    note(scene, issue, { kind: "unlabeled", labelId });
    const label = scene.repository.labels.find(({ id }) => id === labelId);
    announce(scene, issue, "unlabeled", label && { label });
  }
}

export function setLabels(scene: Scene, issue: Issue, names: readonly string[]): void {
  const wanted = addLabelsByName(scene.world, scene.repository, scene.actorId, names).map(({ id }) => id);
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
    announce(scene, issue, "assigned", { assigneeId });
  }
}

export function unassign(scene: Scene, issue: Issue, accountIds: readonly number[]): void {
  for (const assigneeId of accountIds.filter((id) => issue.assigneeIds.includes(id))) {
    issue.assigneeIds = issue.assigneeIds.filter((id) => id !== assigneeId);
    note(scene, issue, { kind: "unassigned", assigneeId });
    announce(scene, issue, "unassigned", { assigneeId });
  }
}

export function lockIssue(scene: Scene, issue: Issue, lockReason: string | null): void {
  if (issue.locked) return;
  Object.assign(issue, { locked: true, lockReason });
  note(scene, issue, { kind: "locked", lockReason });
  announce(scene, issue, "locked");
}

export function unlockIssue(scene: Scene, issue: Issue): void {
  if (!issue.locked) return;
  Object.assign(issue, { locked: false, lockReason: null });
  note(scene, issue, { kind: "unlocked" });
  announce(scene, issue, "unlocked");
}

export function note(scene: Scene, issue: Issue, what: Note): void {
  const createdAt = scene.world.clock.now();
  const event = { ...what, id: scene.world.nextId("event"), actorId: scene.actorId, createdAt };
  issue.timeline.push(event as TimelineEvent);
  issue.updatedAt = createdAt;
}

export function announce(
  { world, repository, actorId }: Scene,
  issue: Issue,
  action: IssueAction,
  details: {
    label?: Label;
    assigneeId?: number;
    former?: Former;
    movedTo?: { repository: Repository; issue: Issue };
  } = {},
): void {
  tell(world, { kind: "issue", repository, actorId, issue, action, ...details });
}
