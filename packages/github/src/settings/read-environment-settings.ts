import type {
  BranchLimit,
  EnvironmentSettings,
  RefPattern,
  Reviewer,
} from "@release-approval/approval/setup";
import { z } from "zod";
import type { Client } from "../client.ts";
import { readPages } from "./read-pages.ts";

const reviewerShape = z
  .object({
    type: z.enum(["User", "Team"]),
    reviewer: z.object({ id: z.int(), login: z.string().optional(), slug: z.string().optional() }),
  })
  .transform(
    ({ type, reviewer }): Reviewer => ({
      kind: type === "User" ? "user" : "team",
      id: reviewer.id,
      name: (type === "User" ? reviewer.login : reviewer.slug) ?? String(reviewer.id),
    }),
  );
/** Apps may add rules of their own; those are kept by GitHub whatever we write. */
const ruleShape = z.object({
  type: z.string(),
  wait_timer: z.int().nonnegative().optional(),
  prevent_self_review: z.boolean().optional(),
  reviewers: z.array(reviewerShape).optional(),
});
export const environmentShape = z.object({
  name: z.string(),
  protection_rules: z.array(ruleShape).default([]),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
  /** Not in GitHub's description, and in its answers. */
  can_admins_bypass: z.boolean().nullish(),
});
const patternShape = z
  .object({ name: z.string(), type: z.enum(["branch", "tag"]).default("branch") })
  .transform(({ name, type }): RefPattern => ({ kind: type, name }));

const route = "GET /repos/{owner}/{repo}/environments";

/**
 * The repository's environments with all their rules. One request for each 100, and one for each environment that is
 * limited by patterns and that `interesting` names. Where the plan has no environments there are none.
 * @param interesting whether an environment's patterns are asked for; of others they are not known, and none are told
 */
export async function readEnvironmentSettings(
  client: Client,
  interesting: (name: string) => boolean,
): Promise<EnvironmentSettings[]> {
  const found = await readPages(client, {
    purpose: "read the environments",
    permission: "actions: read",
    route,
    // GitHub leaves the list out where a repository has no environment.
    shape: z
      .object({ environments: z.array(environmentShape).default([]) })
      .transform(({ environments }) => environments),
    absent: [404],
  });
  return Promise.all(found.map((one) => present(client, one, interesting(one.name))));
}

async function present(
  client: Client,
  environment: z.output<typeof environmentShape>,
  withPatterns: boolean,
): Promise<EnvironmentSettings> {
  const { name, protection_rules: rules, can_admins_bypass: bypass = null } = environment;
  return {
    name,
    reviewers: rules.flatMap(({ reviewers = [] }) => reviewers),
    preventsSelfReview: rules.some((rule) => rule.prevent_self_review === true),
    waitMinutes: rules.reduce((sum, { wait_timer = 0 }) => sum + wait_timer, 0),
    limit: await readLimit(client, environment, withPatterns),
    adminsMayBypass: bypass,
  };
}

async function readLimit(
  client: Client,
  { name, deployment_branch_policy: policy }: z.output<typeof environmentShape>,
  withPatterns: boolean,
): Promise<BranchLimit> {
  if (policy === null || policy === undefined) return { kind: "none" };
  if (policy.protected_branches) return { kind: "protected" };
  if (!withPatterns) return { kind: "patterns", patterns: [] };
  const patterns = await readPages(client, {
    purpose: `read which branches may use the environment ${name}`,
    permission: "actions: read",
    route: `${route}/{environment_name}/deployment-branch-policies`,
    parameters: { environment_name: name },
    shape: z.object({ branch_policies: z.array(patternShape) }).transform((page) => page.branch_policies),
  });
  return { kind: "patterns", patterns };
}
