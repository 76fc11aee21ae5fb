/** Settings of the repository that tell whether anybody can get around the gate. */

import { READ_CONTENTS, READ_ENVIRONMENT_SECRETS, READ_SECRETS, READ_SETTINGS } from "../access/needs.ts";
import { notFound, Refused } from "../access/refused.ts";
import type { Needs } from "../access/rights.ts";
import { atLeast, permissionOf } from "../state/accounts.ts";
import { resolveObject } from "../state/git.ts";
import { findOwnersErrors, readOwners } from "../state/settings.ts";
import type { Secret } from "../state/world.ts";
import { environmentOf } from "./environments.ts";
import { page } from "./paging.ts";
import { presentProtection, presentRules } from "./present/protection.ts";
import { repositoryUrl } from "./present/repository.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

const READERS: Needs = { scope: "metadata", level: "read", person: "read" };
/** To whoever is no administrator, protection is not there: see `getProtection`. */
const READ_PROTECTION: Needs = { ...READ_SETTINGS, person: "read" };

export const settingRoutes: readonly Route[] = [
  onRepository("GET /actions/permissions", READ_SETTINGS, getActionsPolicy),
  onRepository("GET /actions/permissions/workflow", READ_SETTINGS, getTokenPolicy),
  onRepository("GET /actions/secrets", READ_SECRETS, (call) => listSecrets(call, call.repository.secrets)),
  onRepository("GET /environments/{environment_name}/secrets", READ_ENVIRONMENT_SECRETS, (call) =>
    listSecrets(call, environmentOf(call).secrets),
  ),
  onRepository("GET /branches/{branch}/protection", READ_PROTECTION, getProtection),
  onRepository("GET /rules/branches/{branch}", READERS, listRules),
  onRepository("GET /codeowners/errors", READ_CONTENTS, listOwnersErrors),
];

function getActionsPolicy({ world, repository }: RepositoryCall): Answer {
  const { enabled, allowedActions } = repository.actionsPolicy;
  const selected = `${repositoryUrl(world, repository)}/actions/permissions/selected-actions`;
  const body = {
    enabled,
    ...(enabled && { allowed_actions: allowedActions }),
    ...(enabled && allowedActions === "selected" && { selected_actions_url: selected }),
    sha_pinning_required: false,
  };
  return { status: 200, body };
}

function getTokenPolicy({ repository: { actionsPolicy } }: RepositoryCall): Answer {
  const body = {
    default_workflow_permissions: actionsPolicy.tokenPermissions,
    can_approve_pull_request_reviews: actionsPolicy.mayApprovePulls,
  };
  return { status: 200, body };
}

/** Names and times; the values are nowhere. */
function listSecrets(call: RepositoryCall, secrets: readonly Secret[]): Answer {
  return page(
    call,
    secrets,
    ({ name, createdAt }) => ({ name, created_at: createdAt, updated_at: createdAt }),
    (rows, total) => ({ total_count: total, secrets: rows }),
  );
}

/** Protection by a branch protection rule; what a ruleset protects is told by its rules. */
function getProtection(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const name = param(call, "branch");
  const isPerson = actor.kind === "person" || actor.kind === "team-reader";
  if (isPerson && !atLeast(permissionOf(repository, actor.account), "admin")) throw notFound();
  if (!repository.git.refs.has(`refs/heads/${name}`)) throw new Refused(404, "Branch not found");
  const protection = repository.protections.get(name);
  if (protection?.through !== "branch-protection") throw new Refused(404, "Branch not protected");
  return { status: 200, body: presentProtection(world, repository, name, protection) };
}

function listRules(call: RepositoryCall): Answer {
  const { repository } = call;
  const protection = repository.protections.get(param(call, "branch"));
  const rules = protection?.through === "ruleset" ? presentRules(repository, protection) : [];
  return page(call, rules, (rule) => rule);
}

function listOwnersErrors(call: RepositoryCall): Answer {
  assertOnlyFilters(call, ["ref"]);
  const { world, repository, query } = call;
  const { git, defaultBranch } = repository;
  const owners = readOwners(repository, resolveObject(git, defaultBranch, query["ref"] ?? "HEAD"));
  if (!owners) throw notFound();
  const errors = findOwnersErrors(world, repository, owners.text);
  return { status: 200, body: { errors: errors.map((error) => ({ ...error, path: owners.path })) } };
}
