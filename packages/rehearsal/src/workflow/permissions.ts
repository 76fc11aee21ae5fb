/** What a job's GITHUB_TOKEN may do. */

import type { TokenPermission, TokenPermissions } from "../embedded.ts";
import type { PermissionsRule } from "./workflow.ts";

/** The whole of it, so that "none" is said, too. */
export type Grant = Readonly<Record<Scope, TokenPermission>>;
type Scope = keyof Required<TokenPermissions>;

const SCOPES: readonly Scope[] = [
  "actions",
  "attestations",
  "checks",
  "contents",
  "deployments",
  "discussions",
  "id-token",
  "issues",
  "packages",
  "pages",
  "pull-requests",
  "statuses",
];

const RANK: Readonly<Record<TokenPermission, number>> = { none: 0, read: 1, write: 2 };

/** What a repository grants where no file says anything: GitHub's restricted default. */
export const DEFAULT_GRANT: Grant = grantEach((scope) =>
  scope === "contents" || scope === "packages" ? "read" : "none",
);

/**
 * The grant of a job.
 * @param rules the job's own and its workflow's, the nearest first
 * @param inherited what holds when no file says anything: the repository's default, or the calling job's grant
 */
export function grantFor(rules: readonly (PermissionsRule | undefined)[], inherited: Grant): Grant {
  const rule = rules.find((candidate) => candidate !== undefined);
  if (rule === undefined) return inherited;
  if (rule === "write-all") return grantEach(() => "write");
  // An OpenID Connect token can be asked for or not; there is nothing to read.
  if (rule === "read-all") return grantEach((scope) => (scope === "id-token" ? "none" : "read"));
  return grantEach((scope) => rule[scope] ?? "none");
}

/** The first permission of which a job asks more than it may have, as GitHub names it. */
export function findExcess(asked: Grant, allowed: Grant): string | undefined {
  const scope = SCOPES.find((name) => RANK[asked[name]] > RANK[allowed[name]]);
  if (scope === undefined) return undefined;
  return `is requesting '${scope}: ${asked[scope]}', but is only allowed '${scope}: ${allowed[scope]}'`;
}

function grantEach(level: (scope: Scope) => TokenPermission): Grant {
  return Object.fromEntries(SCOPES.map((scope) => [scope, level(scope)])) as Grant;
}
