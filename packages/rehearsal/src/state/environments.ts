/** Environments and their protection rules. */

import { posix } from "node:path";
import type { EnvironmentOptions } from "../embedded.ts";
import { livingAccount, requireAccount } from "./accounts.ts";
import { stir } from "./news.ts";
import type { Account, BranchPolicy, Environment, Repository, Reviewer, World } from "./world.ts";

export type Rules = Pick<Environment, "reviewers" | "preventSelfReview" | "waitMinutes" | "branches">;

const TEAM = "team:";
const TAG = "tag:";

/** Names are the same whatever their case. */
export function findEnvironment({ environments }: Repository, name: string): Environment | undefined {
  return environments.find((environment) => environment.name.toLowerCase() === name.toLowerCase());
}

/** The environment of this name, without rules when it is new. */
export function environmentNamed(world: World, repository: Repository, name: string): Environment {
  const known = findEnvironment(repository, name);
  if (known) return known;
  const now = world.clock.now();
  const environment: Environment = {
    id: world.nextId("environment"),
    name,
    reviewers: [],
    preventSelfReview: false,
    waitMinutes: 0,
    branches: "all",
    branchPolicies: [],
    adminsCanBypass: true,
    ruleIds: { wait: world.nextId("rule"), reviewers: world.nextId("rule"), branches: world.nextId("rule") },
    secrets: [],
    createdAt: now,
    updatedAt: now,
  };
  repository.environments.push(environment);
  return environment;
}

/** Replaces the rules. Patterns for branches go when branches are no longer told by patterns. */
export function setRules(world: World, environment: Environment, rules: Rules): void {
  Object.assign(environment, rules, { updatedAt: world.clock.now() });
  if (rules.branches !== "custom") environment.branchPolicies = [];
  stir(world);
}

/** "Any jobs currently waiting because of protection rules from the deleted environment will automatically fail." */
export function removeEnvironment(world: World, repository: Repository, environment: Environment): void {
  repository.environments = repository.environments.filter(({ id }) => id !== environment.id);
  for (const gate of repository.gates) {
    if (gate.environment === environment && gate.answer === "none") gate.answer = "rejected";
  }
  stir(world);
}

/** A pattern that is there already is that one. */
export function addBranchPolicy(
  world: World,
  environment: Environment,
  { name, type }: Omit<BranchPolicy, "id">,
): { policy: BranchPolicy; isNew: boolean } {
  const known = environment.branchPolicies.find((policy) => policy.name === name && policy.type === type);
  if (known) return { policy: known, isNew: false };
  const policy = { id: world.nextId("branch-policy"), name, type };
  environment.branchPolicies.push(policy);
  return { policy, isNew: true };
}

export function removeBranchPolicy(environment: Environment, { id }: BranchPolicy): void {
  environment.branchPolicies = environment.branchPolicies.filter((policy) => policy.id !== id);
}

/**
 * Creates or replaces an environment as a test describes it.
 * @throws Error for a reviewer whom nobody knows, and for rules that the owner's plan does not have
 */
export function describeEnvironment(
  world: World,
  repository: Repository,
  name: string,
  options: EnvironmentOptions,
): Environment {
  const { reviewers = [], preventSelfReview = false, waitMinutes = 0, branches = "all" } = options;
  const rules: Rules = {
    reviewers: reviewers.map((reviewer) => reviewerNamed(world, reviewer)),
    preventSelfReview,
    waitMinutes,
    branches: Array.isArray(branches) ? "custom" : (branches as "all" | "protected"),
  };
  const missing = ruleBeyondPlan(world, repository, rules);
  if (missing) throw new Error(`On the free plan a private repository has no ${missing}: ${name}`);
  const environment = environmentNamed(world, repository, name);
  environment.adminsCanBypass = options.adminsCanBypass ?? true;
  environment.branchPolicies = [];
  setRules(world, environment, rules);
  const patterns = Array.isArray(branches) ? (branches as readonly string[]) : [];
  for (const pattern of patterns) addBranchPolicy(world, environment, readPattern(pattern));
  return environment;
}

/** Required reviewers and wait timers of private repositories belong to the Enterprise plan. */
export function ruleBeyondPlan(world: World, repository: Repository, rules: Rules): string | undefined {
  if (world.plan !== "free" || !repository.private) return undefined;
  if (rules.reviewers.length > 0) return "required reviewers";
  return rules.waitMinutes > 0 ? "wait timer" : undefined;
}

/**
 * Whether a ref may use the environment. "Protected branches only" lets every branch in while the repository has no
 * protected one; protection by a ruleset does not count (docs: Deployments and environments).
 */
export function mayUse(repository: Repository, environment: Environment, ref: string): boolean {
  switch (environment.branches) {
    case "all":
      return true;
    case "protected": {
      const names = [...repository.protections]
        .filter(([, { through }]) => through === "branch-protection")
        .map(([name]) => `refs/heads/${name}`);
      return names.length === 0 || names.includes(ref);
    }
    case "custom":
      return environment.branchPolicies.some(({ name, type }) =>
        posix.matchesGlob(ref, `refs/${type === "tag" ? "tags" : "heads"}/${name}`),
      );
  }
}

export function isReviewer(world: World, environment: Environment, account: Account): boolean {
  return environment.reviewers.some(({ type, id }) =>
    type === "User"
      ? id === account.id
      : world.teams.some((team) => team.id === id && team.members.includes(account.id)),
  );
}

/** A login, or `team:slug`; nothing for somebody who is gone. */
export function nameReviewer(world: World, { type, id }: Reviewer): string[] {
  if (type === "User") return [livingAccount(world, id)?.login ?? []].flat();
  return world.teams.filter((team) => team.id === id).map(({ slug }) => `${TEAM}${slug}`);
}

/** `tag:v*` is a pattern of tags, as it is nowhere else a branch: names of branches have no colon. */
export function namePattern({ name, type }: BranchPolicy): string {
  return type === "tag" ? `${TAG}${name}` : name;
}

function readPattern(pattern: string): Omit<BranchPolicy, "id"> {
  return pattern.startsWith(TAG)
    ? { name: pattern.slice(TAG.length), type: "tag" }
    : { name: pattern, type: "branch" };
}

function reviewerNamed(world: World, name: string): Reviewer {
  if (!name.startsWith(TEAM)) return { type: "User", id: requireAccount(world, name).id };
  const slug = name.slice(TEAM.length);
  const team = world.teams.find((candidate) => candidate.slug === slug);
  if (!team) throw new Error(`There is no team ${slug} on the embedded GitHub`);
  return { type: "Team", id: team.id };
}
