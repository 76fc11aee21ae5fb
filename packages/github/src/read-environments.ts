import type { Environment } from "@release-approval/approval";
import { z } from "zod";
import type { Client } from "./client.ts";

const pageSize = 100;

const ruleShape = z.object({
  type: z.string(),
  wait_timer: z.int().nonnegative().nullish(),
  reviewers: z.array(z.unknown()).nullish(),
});
const environmentShape = z.object({
  id: z.int(),
  name: z.string(),
  protection_rules: z.array(ruleShape).nullish(),
});
// GitHub leaves the list out where a repository has no environment.
const pageShape = z.object({ environments: z.array(environmentShape).nullish() });

/** The repository's environments with what their rules ask; none where GitHub has none. One request for each 100. */
export async function readEnvironments(client: Client): Promise<Environment[]> {
  const found: Environment[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await client.restOrNull(
      {
        purpose: "read the environments of the reviews",
        permission: "actions: read",
        effect: "read",
        route: "GET /repos/{owner}/{repo}/environments",
        parameters: { per_page: pageSize, page },
        shape: pageShape,
      },
      // Where the plan has no environments.
      [404],
    );
    const environments = answer?.environments ?? [];
    found.push(
      ...environments.map(({ id, name, protection_rules: rules }) => toEnvironment(id, name, rules ?? [])),
    );
    if (environments.length < pageSize) return found;
  }
}

function toEnvironment(id: number, name: string, rules: readonly z.infer<typeof ruleShape>[]): Environment {
  const required = rules.filter(({ type }) => type === "required_reviewers");
  const timers = rules.filter(({ type }) => type === "wait_timer");
  return {
    id,
    name,
    reviewers: required.reduce((sum, { reviewers }) => sum + (reviewers?.length ?? 0), 0),
    waitMinutes: timers.reduce((sum, { wait_timer }) => sum + (wait_timer ?? 0), 0),
  };
}
