/*
 * What a repository's settings say, as plain data. `packages/github` reads and writes them; here they are compared with
 * what the policy implies.
 */

/** Who may press an environment's button. `name`: a login, or a team's slug. */
export type Reviewer = { kind: "user" | "team"; id: number; name: string };

export type RefPattern = { kind: "branch" | "tag"; name: string };

/** Which branches may use an environment. */
export type BranchLimit =
  | { kind: "none" }
  /** Branches that have a protection rule; every branch while none has one. */
  | { kind: "protected" }
  | { kind: "patterns"; patterns: readonly RefPattern[] };

export type EnvironmentSettings = {
  name: string;
  reviewers: readonly Reviewer[];
  preventsSelfReview: boolean;
  waitMinutes: number;
  limit: BranchLimit;
  /** null: GitHub does not say. */
  adminsMayBypass: boolean | null;
};

/** Required reviewers of one environment: https://docs.github.com/rest/deployments/environments */
export const mostReviewers = 6;

/** GitHub does not tell environments apart by case. */
export function findEnvironment(
  all: readonly EnvironmentSettings[],
  name: string,
): EnvironmentSettings | null {
  return all.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
}
