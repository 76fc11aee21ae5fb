import { NotFoundError } from "@release-approval/approval";
import type { EnvironmentSettings } from "@release-approval/approval/setup";
import { z } from "zod";
import type { Client } from "../client.ts";
import { asAdministrator, notAdministrator } from "./as-administrator.ts";
import { environmentShape } from "./read-environment-settings.ts";
import { type Written, writeSetting } from "./written.ts";

const route = "/repos/{owner}/{repo}/environments/{environment_name}";

/**
 * Creates or replaces an environment: GitHub takes away what the request does not name, so `target` is all of it. Doing
 * it twice is doing it once. Rules that Apps have added stay.
 *
 * Required reviewers and wait timers in private repositories need an Enterprise plan: below, GitHub answers 422 with words
 * about the billing plan, and 404 on the free plan, which has no environments there at all.
 * @throws PermissionError `administration-missing`
 */
export async function putEnvironment(
  client: Client,
  { name, ...target }: EnvironmentSettings,
  { isPrivate }: { isPrivate: boolean },
): Promise<Written> {
  const put = () =>
    client.rest({
      purpose: `set up the environment ${name}`,
      permission: null,
      effect: "write",
      repeatable: true,
      route: `PUT ${route}`,
      parameters: { environment_name: name, ...bodyOf(target) },
      shape: environmentShape,
    });
  try {
    return await writeSetting(() => asAdministrator(put));
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    if (isPrivate) return { kind: "not-on-this-plan", said: error.message };
    throw notAdministrator(error);
  }
}

function bodyOf(target: Omit<EnvironmentSettings, "name">): Record<string, unknown> {
  const { reviewers, preventsSelfReview, waitMinutes, limit, adminsMayBypass } = target;
  return {
    wait_timer: waitMinutes,
    // GitHub refuses it where there is no reviewer.
    ...(reviewers.length > 0 && { prevent_self_review: preventsSelfReview }),
    reviewers: reviewers.map(({ kind, id }) => ({ type: kind === "user" ? "User" : "Team", id })),
    deployment_branch_policy:
      limit.kind === "none"
        ? null
        : {
            protected_branches: limit.kind === "protected",
            custom_branch_policies: limit.kind === "patterns",
          },
    // GitHub's description leaves it out, and GitHub takes it. Only where somebody switched it off: it must stay off.
    ...(adminsMayBypass === false && { can_admins_bypass: false }),
  };
}

/**
 * Lets a branch, or branches by a pattern, use an environment that is limited by patterns.
 * @throws PermissionError `administration-missing`
 */
export function addBranchPattern(
  client: Client,
  { environment, pattern }: { environment: string; pattern: string },
): Promise<Written> {
  const add = () =>
    client.rest({
      purpose: `let the branch ${pattern} use the environment ${environment}`,
      permission: null,
      effect: "write",
      route: `POST ${route}/deployment-branch-policies`,
      parameters: { environment_name: environment, name: pattern, type: "branch" },
      shape: z.unknown(),
    });
  return writeSetting(() => asAdministrator(add));
}
