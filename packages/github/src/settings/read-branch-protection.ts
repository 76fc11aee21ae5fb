import { NotFoundError, PermissionError } from "@release-approval/approval";
import type { BranchProtection } from "@release-approval/approval/setup";
import { z } from "zod";
import type { Client } from "../client.ts";

const branchShape = z.object({
  protected: z.boolean(),
  protection: z.object({ enabled: z.boolean().optional() }).optional(),
});
const rulesShape = z.array(
  z.object({
    type: z.string(),
    parameters: z
      .object({
        required_approving_review_count: z.int().optional(),
        require_code_owner_review: z.boolean().optional(),
      })
      .optional(),
  }),
);
const protectionShape = z.object({
  required_pull_request_reviews: z
    .object({
      required_approving_review_count: z.int().optional(),
      require_code_owner_reviews: z.boolean().optional(),
    })
    .optional(),
});

/**
 * How a branch is protected, by a branch protection rule or by rulesets. Three requests. Rulesets everybody can read; a
 * protection rule shows its details to administrators alone.
 */
export async function readBranchProtection(client: Client, branch: string): Promise<BranchProtection> {
  const { protected: isProtected, protection } = await client.rest({
    purpose: `read the branch ${branch}`,
    permission: "contents: read",
    effect: "read",
    route: "GET /repos/{owner}/{repo}/branches/{branch}",
    parameters: { branch },
    shape: branchShape,
  });
  const rules = await readRules(client, branch);
  const hasProtectionRule = protection?.enabled ?? isProtected;
  const details = hasProtectionRule ? await readDetails(client, branch) : noDetails;
  const pulls = rules.flatMap(({ type, parameters }) => (type === "pull_request" ? [parameters ?? {}] : []));
  const reviewed = pulls.some((one) => (one.required_approving_review_count ?? 0) > 0);
  const owned = pulls.some((one) => one.require_code_owner_review === true);
  return {
    hasProtectionRule,
    isProtected: isProtected || rules.length > 0,
    needsReview: reviewed || (details === null ? null : details.reviewed),
    needsCodeOwners: owned || (details === null ? null : details.owned),
  };
}

type Details = { reviewed: boolean; owned: boolean };
const noDetails: Details = { reviewed: false, owned: false };

async function readRules(client: Client, branch: string): Promise<z.output<typeof rulesShape>> {
  return client.rest({
    purpose: `read the rules of the branch ${branch}`,
    permission: null,
    effect: "read",
    route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
    parameters: { branch, per_page: 100 },
    shape: rulesShape,
  });
}

/** null: this token may not see them. GitHub says 404 to some who may not. */
async function readDetails(client: Client, branch: string): Promise<Details | null> {
  try {
    const { required_pull_request_reviews: reviews } = await client.rest({
      purpose: `read how the branch ${branch} is protected`,
      permission: null,
      effect: "read",
      route: "GET /repos/{owner}/{repo}/branches/{branch}/protection",
      parameters: { branch },
      shape: protectionShape,
    });
    return {
      reviewed: (reviews?.required_approving_review_count ?? 0) > 0,
      owned: reviews?.require_code_owner_reviews === true,
    };
  } catch (error) {
    if (error instanceof PermissionError || error instanceof NotFoundError) return null;
    throw error;
  }
}
