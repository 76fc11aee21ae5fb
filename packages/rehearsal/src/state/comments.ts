/** Comments of issues, and reactions to them. */

import type { Reaction as ReactionContent } from "../embedded.ts";
import { note } from "./issues.ts";
import { tell } from "./news.ts";
import { editText, writeText } from "./text.ts";
import type { Comment, Issue, Reaction, Repository, World } from "./world.ts";

type Scene = { world: World; repository: Repository; actorId: number };

export function createComment(scene: Scene, issue: Issue, body: string): Comment {
  const { world, actorId } = scene;
  const now = world.clock.now();
  const comment: Comment = {
    ...writeText(body),
    id: world.nextId("comment"),
    issueNumber: issue.number,
    authorId: actorId,
    createdAt: now,
    updatedAt: now,
    minimized: null,
    reactions: [],
  };
  issue.comments.push(comment);
  issue.updatedAt = now;
  tell(world, { kind: "comment", action: "created", repository: scene.repository, actorId, issue, comment });
  return comment;
}

export function editComment(scene: Scene, issue: Issue, comment: Comment, body: string): void {
  const { world, repository, actorId } = scene;
  const from = comment.body;
  if (!editText(world, comment, body, actorId)) return;
  comment.updatedAt = world.clock.now();
  const former = { body: { from } };
  tell(world, { kind: "comment", action: "edited", repository, actorId, issue, comment, former });
}

/** Only the timeline remembers it then. */
export function deleteComment(scene: Scene, issue: Issue, comment: Comment): void {
  issue.comments = issue.comments.filter(({ id }) => id !== comment.id);
  note(scene, issue, { kind: "comment-deleted", authorId: comment.authorId });
  const { world, repository, actorId } = scene;
  tell(world, { kind: "comment", action: "deleted", repository, actorId, issue, comment });
}

export function findComment(
  repository: Repository,
  id: number,
): { issue: Issue; comment: Comment } | undefined {
  for (const issue of repository.issues.values()) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment) return { issue, comment };
  }
  return undefined;
}

/** A second reaction of the same kind by the same person is the first one. */
export function react(
  { world, actorId }: Scene,
  subject: { reactions: Reaction[] },
  content: ReactionContent,
): { reaction: Reaction; isNew: boolean } {
  const known = subject.reactions.find(
    (reaction) => reaction.userId === actorId && reaction.content === content,
  );
  if (known) return { reaction: known, isNew: false };
  const reaction = { id: world.nextId("reaction"), content, userId: actorId, createdAt: world.clock.now() };
  subject.reactions.push(reaction);
  return { reaction, isNew: true };
}
