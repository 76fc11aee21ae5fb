import { z } from "zod";
import type { Client, GraphqlError } from "./client.ts";
import { checkPath } from "./names.ts";
import { pinnedQuery } from "./queries/pinned.graphql.ts";
import { policyShape, policyText } from "./read-overview.ts";

export type Pinned = {
  /** The policy's text at that commit; null: no such file, or no such commit. */
  text: string | null;
  /** Whether the default branch contains the commit. */
  isAncestor: boolean;
};

export const placeShape = z.object({ status: z.enum(["AHEAD", "BEHIND", "DIVERGED", "IDENTICAL"]) });

const shape = z.object({
  repository: z.object({
    policy: policyShape.nullable(),
    defaultBranchRef: z.object({ name: z.string(), compare: placeShape.nullable() }).nullable(),
  }),
});

/**
 * The policy that a request pinned. One request, and a second where GraphQL cannot compare with a commit.
 * @throws ConfigurationError when the commit has a folder or a binary file there
 */
export async function readPinned(
  client: Client,
  { commit, path }: { commit: string; path: string },
): Promise<Pinned> {
  const file = `${commit}:${checkPath(path, "the pinned policy's path")}`;
  const { data } = await client.graphql({
    purpose: `read the policy at ${commit.slice(0, 7)}`,
    text: pinnedQuery,
    variables: { owner: client.repo.owner, name: client.repo.repo, file, commit },
    shape,
    expected: isNotCompared,
  });
  const { policy, defaultBranchRef: branch } = data.repository;
  return {
    text: policyText(policy, path),
    isAncestor: branch !== null && (await contains(client, branch, commit)),
  };
}

type Branch = { name: string; compare: { status: string } | null };

/** The branch is the base of GraphQL's comparison: a commit that lies behind it is one of its own. */
export function isOwn({ status }: { status: string }): boolean {
  return status === "BEHIND" || status === "IDENTICAL";
}

async function contains(client: Client, { name, compare }: Branch, commit: string): Promise<boolean> {
  if (compare !== null) return isOwn(compare);
  const found = await client.restOrNull(
    {
      purpose: `compare ${commit.slice(0, 7)} with the default branch`,
      permission: "contents: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/compare/{basehead}",
      parameters: { basehead: `${commit}...${name}`, per_page: 1 },
      shape: z.object({ status: z.enum(["ahead", "behind", "diverged", "identical"]) }),
    },
    [404],
  );
  return found?.status === "ahead" || found?.status === "identical";
}

/** That a `headRef` may be a commit is not documented, so every refusal of that field leads to REST. */
function isNotCompared({ path }: GraphqlError): boolean {
  return path.includes("compare");
}
