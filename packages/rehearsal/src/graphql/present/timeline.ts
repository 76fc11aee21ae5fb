import { livingAccount } from "../../state/accounts.ts";
import { nodeId } from "../../state/ids.ts";
import type { Comment, Issue, TimelineEvent } from "../../state/world.ts";
import { connection } from "../connection.ts";
import { notImplemented } from "../fields.ts";
import type { RepositoryView } from "../view.ts";
import { presentAccount, presentActor } from "./actor.ts";
import { constantCase, presentComment, presentLabel } from "./issue.ts";

/** Kind of event to its GraphQL type; the filter `itemTypes` writes it in capitals. */
const TYPES: Record<TimelineEvent["kind"], string> = {
  closed: "ClosedEvent",
  reopened: "ReopenedEvent",
  labeled: "LabeledEvent",
  unlabeled: "UnlabeledEvent",
  locked: "LockedEvent",
  unlocked: "UnlockedEvent",
  renamed: "RenamedTitleEvent",
  assigned: "AssignedEvent",
  unassigned: "UnassignedEvent",
  "comment-deleted": "CommentDeletedEvent",
};
const COMMENT = "ISSUE_COMMENT";

type Item = { at: string; type: string; key: string } & ({ event: TimelineEvent } | { comment: Comment });

export function timelineItems(view: RepositoryView, issue: Issue) {
  const list = (types: unknown): Item[] => {
    const wanted = Array.isArray(types) ? types.map(String) : undefined;
    const known = [COMMENT, ...Object.values(TYPES).map(filterName)];
    const unknown = wanted?.find((type) => !known.includes(type));
    if (unknown !== undefined) throw notImplemented(`IssueTimelineItemsItemType.${unknown}`);
    return listItems(issue).filter(({ type }) => wanted?.includes(type) ?? true);
  };
  return connection(
    ["itemTypes"],
    ({ itemTypes }) => list(itemTypes),
    ({ key }) => key,
    (item) =>
      "comment" in item ? presentComment(view, issue, item.comment) : presentEvent(view, item.event),
    (items) => ({ filteredCount: items.length, updatedAt: issue.updatedAt }),
  );
}

function listItems(issue: Issue): Item[] {
  const comments = issue.comments.map(
    (comment): Item => ({ at: comment.createdAt, type: COMMENT, key: `comment-${comment.id}`, comment }),
  );
  const events = issue.timeline.map(
    (event): Item => ({
      at: event.createdAt,
      type: filterName(TYPES[event.kind]),
      key: `event-${event.id}`,
      event,
    }),
  );
  return [...comments, ...events].sort((a, b) => a.at.localeCompare(b.at));
}

function presentEvent(view: RepositoryView, event: TimelineEvent): unknown {
  const common = {
    __typename: TYPES[event.kind],
    id: nodeId("Event", event.id),
    databaseId: event.id,
    createdAt: event.createdAt,
    actor: presentActor(view.world, event.actorId),
  };
  return { ...common, ...detailsOf(view, event) };
}

function detailsOf(view: RepositoryView, event: TimelineEvent): Record<string, unknown> {
  switch (event.kind) {
    case "closed":
    case "reopened":
      return { stateReason: constantCase(event.stateReason) };
    case "labeled":
    case "unlabeled": {
      const label = view.repository.labels.find(({ id }) => id === event.labelId);
      return { label: label ? presentLabel(view, label) : null };
    }
    case "locked":
      return { lockReason: constantCase(event.lockReason) };
    case "unlocked":
      return {};
    case "renamed":
      return { previousTitle: event.from, currentTitle: event.to };
    case "assigned":
    case "unassigned": {
      const account = livingAccount(view.world, event.assigneeId);
      return { assignee: account ? presentAccount(view.world, account) : null };
    }
    case "comment-deleted":
      return { deletedCommentAuthor: presentActor(view.world, event.authorId) };
  }
}

/** `CommentDeletedEvent` to `COMMENT_DELETED_EVENT`. */
function filterName(type: string): string {
  return type.replace(/(?<!^)([A-Z])/g, "_$1").toUpperCase();
}
