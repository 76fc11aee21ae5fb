import { livingAccount } from "../../state/accounts.ts";
import { nodeId } from "../../state/ids.ts";
import type { Approval, BranchPolicy, Environment, Gate, Repository, World } from "../../state/world.ts";
import { presentAuthor, presentUser } from "./account.ts";
import { pageUrl, repositoryUrl } from "./repository.ts";
import { presentTeam } from "./team.ts";

export function presentEnvironment(
  world: World,
  repository: Repository,
  environment: Environment,
): Record<string, unknown> {
  const { branches } = environment;
  return {
    ...presentBareEnvironment(world, repository, environment),
    created_at: environment.createdAt,
    updated_at: environment.updatedAt,
    can_admins_bypass: environment.adminsCanBypass,
    protection_rules: presentRules(world, repository, environment),
    deployment_branch_policy:
      branches === "all"
        ? null
        : { protected_branches: branches === "protected", custom_branch_policies: branches === "custom" },
  };
}

/** Only the rules that there are: an environment without any has an empty list. */
function presentRules(world: World, repository: Repository, environment: Environment): unknown[] {
  const { waitMinutes, preventSelfReview, branches, ruleIds } = environment;
  const rule = (id: number, type: string, details: Record<string, unknown> = {}) => ({
    id,
    node_id: nodeId("Gate", id),
    type,
    ...details,
  });
  const reviewers = presentReviewers(world, repository, environment);
  return [
    ...(waitMinutes > 0 ? [rule(ruleIds.wait, "wait_timer", { wait_timer: waitMinutes })] : []),
    ...(reviewers.length > 0
      ? [
          rule(ruleIds.reviewers, "required_reviewers", {
            prevent_self_review: preventSelfReview,
            reviewers,
          }),
        ]
      : []),
    ...(branches === "all" ? [] : [rule(ruleIds.branches, "branch_policy")]),
  ];
}

export function presentReviewers(
  world: World,
  repository: Repository,
  { reviewers }: Environment,
): { type: string; reviewer: Record<string, unknown> }[] {
  return reviewers.flatMap(({ type, id }) => {
    const account = type === "User" ? livingAccount(world, id) : undefined;
    if (account) return { type, reviewer: presentUser(world, account) };
    const team = type === "Team" ? world.teams.find((candidate) => candidate.id === id) : undefined;
    return team ? { type, reviewer: presentTeam(world, repository.owner, team) } : [];
  });
}

export function presentApproval(
  world: World,
  repository: Repository,
  { environments, state, userId, comment }: Approval,
): Record<string, unknown> {
  return {
    environments: environments.map((environment) => ({
      ...presentBareEnvironment(world, repository, environment),
      created_at: environment.createdAt,
      updated_at: environment.updatedAt,
    })),
    state,
    user: presentAuthor(world, userId),
    comment,
  };
}

/** @param gate the first of the jobs that wait for the environment */
export function presentPending(
  world: World,
  repository: Repository,
  { environment, since }: Gate,
  mayApprove: boolean,
): Record<string, unknown> {
  const { waitMinutes } = environment;
  return {
    environment: presentBareEnvironment(world, repository, environment),
    wait_timer: waitMinutes,
    wait_timer_started_at: waitMinutes > 0 ? since : null,
    current_user_can_approve: mayApprove,
    reviewers: presentReviewers(world, repository, environment),
  };
}

export function presentBranchPolicy({ id, name, type }: BranchPolicy): Record<string, unknown> {
  return { id, node_id: nodeId("BranchPolicy", id), name, type };
}

function presentBareEnvironment(
  world: World,
  repository: Repository,
  { id, name }: Environment,
): Record<string, unknown> {
  const encoded = encodeURIComponent(name);
  return {
    id,
    node_id: nodeId("Environment", id),
    name,
    url: `${repositoryUrl(world, repository)}/environments/${encoded}`,
    html_url: `${pageUrl(world, repository)}/deployments/activity_log?environments_filter=${encoded}`,
  };
}
