/** What happened and is still to be told: to workflows that start on it, and to jobs that wait for it. */

import { ACTIONS_BOT } from "./accounts.ts";
import type { Comment, Issue, Label, Release, Repository, World } from "./world.ts";

/** Former values, by field, as webhooks write them. */
export type Former = Readonly<Record<string, { from: string }>>;

export type IssueAction =
  | "opened"
  | "edited"
  | "closed"
  | "reopened"
  | "labeled"
  | "unlabeled"
  | "assigned"
  | "unassigned"
  | "locked"
  | "unlocked"
  | "deleted"
  | "transferred";

export type News = { repository: Repository; actorId: number } & (
  | {
      kind: "issue";
      action: IssueAction;
      issue: Issue;
      label?: Label;
      assigneeId?: number;
      former?: Former;
      movedTo?: { repository: Repository; issue: Issue };
    }
  | {
      kind: "comment";
      action: "created" | "edited" | "deleted";
      issue: Issue;
      comment: Comment;
      former?: Former;
    }
  | { kind: "label"; action: "created" | "edited" | "deleted"; label: Label; former?: Former }
  | { kind: "push"; ref: string; before: string | null; after: string }
  | { kind: "release"; action: "created" | "published" | "released" | "prereleased"; release: Release }
  | {
      kind: "workflow-dispatch";
      workflow: string;
      ref: string;
      sha: string;
      inputs: Readonly<Record<string, string>> | null;
      runId: number;
    }
  | { kind: "repository-dispatch"; event: string; payload: Readonly<Record<string, unknown>> }
);

/** Remembers it until the write is over; only the home repository has workflows that could start on it. */
export function tell(world: World, news: News): void {
  if (news.repository.home) world.news.push(news);
}

/** Remembers that a waiting job may go on. */
export function stir(world: World): void {
  world.stirred = true;
}

/** What the token of a workflow writes starts no workflow, dispatches aside. */
export function isByWorkflow({ actorId }: Pick<News, "actorId">): boolean {
  return actorId === ACTIONS_BOT.id;
}
