import type { Protection, Repository, World } from "../../state/world.ts";
import { fullName, repositoryUrl } from "./repository.ts";

/** A branch protection rule, as administrators see it. */
export function presentProtection(
  world: World,
  repository: Repository,
  branch: string,
  protection: Protection,
): Record<string, unknown> {
  const url = protectionUrl(world, repository, branch);
  const off = { enabled: false };
  return {
    url,
    required_pull_request_reviews: {
      url: `${url}/required_pull_request_reviews`,
      dismiss_stale_reviews: false,
      require_code_owner_reviews: protection.codeOwnerReviews,
      require_last_push_approval: false,
      required_approving_review_count: protection.requiredReviews,
    },
    required_signatures: { url: `${url}/required_signatures`, ...off },
    enforce_admins: { url: `${url}/enforce_admins`, ...off },
    required_linear_history: off,
    allow_force_pushes: off,
    allow_deletions: off,
    block_creations: off,
    required_conversation_resolution: off,
    lock_branch: off,
    allow_fork_syncing: off,
  };
}

/** What the branch itself tells of it, to everybody who can read. */
export function presentBranchProtection(
  world: World,
  repository: Repository,
  branch: string,
): Record<string, unknown> {
  const through = repository.protections.get(branch)?.through;
  return {
    protected: through !== undefined,
    protection: {
      enabled: through === "branch-protection",
      required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
    },
    protection_url: protectionUrl(world, repository, branch),
  };
}

/** The rules of a ruleset that protects a branch. */
export function presentRules(repository: Repository, protection: Protection): Record<string, unknown>[] {
  const source = {
    ruleset_source_type: "Repository",
    ruleset_source: fullName(repository),
    ruleset_id: protection.rulesetId,
  };
  const parameters = {
    required_approving_review_count: protection.requiredReviews,
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: protection.codeOwnerReviews,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
  };
  return [
    { type: "deletion", ...source },
    { type: "non_fast_forward", ...source },
    { type: "pull_request", parameters, ...source },
  ];
}

function protectionUrl(world: World, repository: Repository, branch: string): string {
  return `${repositoryUrl(world, repository)}/branches/${encodeURIComponent(branch)}/protection`;
}
