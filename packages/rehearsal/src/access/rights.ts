/** What a token may do to a repository. */

import type { Permission } from "../embedded.ts";
import { atLeast, permissionOf } from "../state/accounts.ts";
import type { Repository } from "../state/world.ts";
import { forbidden, notForIntegration, notFound } from "./refused.ts";
import type { Actor, AppPermissions } from "./tokens.ts";

export type Scope = keyof AppPermissions | "metadata" | "account";

export type Needs = {
  /** What a workflow's or App's token must be granted; every token has `metadata: read`. */
  scope: Scope;
  level: "read" | "write";
  /** What a person needs to be on the repository. */
  person: Permission;
  /** False for what no GITHUB_TOKEN may do, whatever it is granted. */
  workflowToken?: false;
};

/** @throws Refused 403 or 404 */
export function assertAllowed(actor: Actor, repository: Repository | undefined, needs: Needs): void {
  if (repository) assertVisible(actor, repository);
  if (repository?.archived && needs.level === "write") {
    throw forbidden("Repository was archived so is read-only.");
  }
  switch (actor.kind) {
    case "workflow":
    case "app":
      assertGranted(actor, repository, needs);
      break;
    case "team-reader":
      if (needs.level === "write") throw forbidden("Resource not accessible by personal access token");
      break;
    case "person":
      if (repository && !atLeast(permissionOf(repository, actor.account), needs.person)) {
        throw forbidden("Must have admin rights to Repository.");
      }
      break;
  }
}

export function mayWrite(actor: Actor, repository: Repository): boolean {
  if (actor.kind === "team-reader") return false;
  return actor.kind !== "person" || atLeast(permissionOf(repository, actor.account), "write");
}

export function mayTriage(actor: Actor, repository: Repository): boolean {
  if (actor.kind === "team-reader") return false;
  return actor.kind !== "person" || atLeast(permissionOf(repository, actor.account), "triage");
}

/** A private repository is not there for whoever may not see it. */
export function isVisible(actor: Actor, repository: Repository): boolean {
  if (!repository.private) return true;
  switch (actor.kind) {
    case "workflow":
    case "app":
      return repository.home;
    case "team-reader":
      return false;
    case "person":
      return permissionOf(repository, actor.account) !== "none";
  }
}

export function isGranted(actor: Actor, scope: Scope, level: "read" | "write"): boolean {
  if (actor.kind === "person" || actor.kind === "team-reader") return true;
  if (scope === "account") return false;
  if (scope === "metadata") return level === "read";
  const granted = actor.permissions[scope] ?? "none";
  return granted === "write" || granted === level;
}

function assertVisible(actor: Actor, repository: Repository): void {
  if (!isVisible(actor, repository)) throw notFound();
}

function assertGranted(actor: Actor, repository: Repository | undefined, needs: Needs): void {
  const foreign = repository !== undefined && !repository.home;
  if (foreign && needs.level === "read") return;
  if (foreign || !isGranted(actor, needs.scope, needs.level)) throw notForIntegration();
  if (actor.kind === "workflow" && needs.workflowToken === false) throw notForIntegration();
}
