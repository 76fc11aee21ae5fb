/** Issues that leave the repository: deleted, or transferred to another one. */

import { atLeast, permissionOf } from "./accounts.ts";
import { announce, nextNumber } from "./issues.ts";
import { findLabel } from "./labels.ts";
import type { Account, Issue, Repository, World } from "./world.ts";

type Scene = { world: World; repository: Repository; actorId: number };

/** Only administrators may (docs: Deleting an issue). */
export function mayDelete(repository: Repository, account: Account): boolean {
  return atLeast(permissionOf(repository, account), "admin");
}

/** Whoever may write may (docs: Transferring an issue); rights on the other repository are not asked here. */
export function mayTransfer(repository: Repository, account: Account): boolean {
  return atLeast(permissionOf(repository, account), "write");
}

/** Nothing of it can be read any more, not even its comments. */
export function deleteIssue(scene: Scene, issue: Issue): void {
  const { repository } = scene;
  repository.issues.delete(issue.number);
  repository.departures.set(issue.number, { kind: "deleted", id: issue.id });
  announce(scene, issue, "deleted");
}

/**
 * Moves an issue with its comments and assignees, and the labels that the other repository has, too
 * (docs: Transferring an issue). There it has a new number and a new id. That comments keep theirs is assumed.
 */
export function transferIssue(scene: Scene, issue: Issue, to: Repository): Issue {
  const { world, repository } = scene;
  const names = repository.labels.filter(({ id }) => issue.labelIds.includes(id)).map(({ name }) => name);
  const number = nextNumber(to);
  const moved: Issue = {
    ...issue,
    id: world.nextId("issue"),
    number,
    labelIds: names.flatMap((name) => findLabel(to, name)?.id ?? []),
    comments: issue.comments.map((comment) => ({ ...comment, issueNumber: number })),
    updatedAt: world.clock.now(),
  };
  to.issues.set(number, moved);
  repository.issues.delete(issue.number);
  repository.departures.set(issue.number, { kind: "transferred", id: issue.id, to, number });
  announce(scene, issue, "transferred", { movedTo: { repository: to, issue: moved } });
  return moved;
}
