import { ConfigurationError, type Instant } from "@release-approval/approval";
import { z } from "zod";
import { type Client, instantShape } from "./client.ts";
import { checkPath, checkRef } from "./names.ts";
import { type OverviewParts, overviewQuery } from "./queries/overview.graphql.ts";

export type OverviewRequest = {
  /** The policy's file, relative to the repository's root. */
  policyPath: string;
  /** A branch, a tag or a commit to resolve; left out: none. */
  ref?: string | undefined;
  /** Names of tags that may exist already, with their releases. */
  tags?: readonly string[] | undefined;
  /** Lists the newest tags: those whose name begins with this (empty: all); left out: none. */
  latestTags?: string | undefined;
};

export type Overview = {
  /** GitHub's time when it answered: the `now` of the run. */
  now: Instant;
  repository: {
    owner: string;
    name: string;
    id: number;
    defaultBranch: string;
    isPrivate: boolean;
    hasIssues: boolean;
  };
  /** Commit of the default branch's head, whose policy this is. */
  head: string;
  /** Text of the policy on the default branch; null: there is no such file. */
  policy: string | null;
  /** The commit that `ref` names, tags peeled; null: none was asked, or there is no such commit. */
  commit: string | null;
  /** One for each of `tags`, in that order. */
  tags: readonly ExistingTag[];
  /** The newest first, by the date of their commits; at most 100. */
  latestTags: readonly TagName[];
};

export type TagName = { name: string; commit: string };
export type ExistingTag = {
  name: string;
  /** null: no such tag. */
  commit: string | null;
  /** The published release of that tag; a draft is none. */
  release: { url: string; publishedAt: Instant | null } | null;
};

/**
 * The repository, its policy on the default branch, and what else is asked for, in one request.
 * @throws ConfigurationError for an odd path or ref, an empty repository, or a policy that is no text file
 */
export async function readOverview(client: Client, request: OverviewRequest): Promise<Overview> {
  const { data, at } = await client.graphql({
    purpose: "read the repository and its policy",
    text: overviewQuery(partsOf(request)),
    variables: overviewVariables(client, request),
    shape: z.object({ repository: z.looseObject(overviewFields(request)) }),
  });
  return presentOverview(data.repository, at, request);
}

export function partsOf({ ref, tags, latestTags }: OverviewRequest): OverviewParts {
  return { ref: ref !== undefined, tags: tags?.length ?? 0, latestTags: latestTags !== undefined };
}

/** @throws ConfigurationError for what git would read as an expression */
export function overviewVariables(client: Client, request: OverviewRequest): Record<string, unknown> {
  const { policyPath, ref, tags = [], latestTags } = request;
  return {
    owner: client.repo.owner,
    name: client.repo.repo,
    policy: `HEAD:${checkPath(policyPath, "input `policy`")}`,
    ...(ref === undefined ? {} : { ref: checkRef(ref, "input `ref`") }),
    ...(latestTags === undefined ? {} : { tagQuery: latestTags === "" ? null : latestTags }),
    ...Object.fromEntries(
      tags.flatMap((tag, n) => {
        const name = checkRef(tag, "the tag of this version");
        return [
          [`tag${n}`, name],
          [`tagRef${n}`, `refs/tags/${name}`],
        ];
      }),
    ),
  };
}

/** What `... PolicyText` selects: a file, or whatever else has that path. */
export const policyShape = z.object({
  __typename: z.string(),
  text: z.string().nullish(),
  isTruncated: z.boolean().nullish(),
  isBinary: z.boolean().nullish(),
});

const oid = z.object({ __typename: z.string(), oid: z.string() });
const peeled = oid.extend({ target: oid.extend({ target: oid.optional() }).optional() });
const tagShape = z.object({ target: peeled.nullable() }).nullish();
const releaseShape = z
  .object({ url: z.string(), publishedAt: instantShape.nullable(), isDraft: z.boolean() })
  .nullish();

const fixedFields = {
  databaseId: z.int(),
  nameWithOwner: z.string().regex(/^[^/]+\/[^/]+$/),
  isPrivate: z.boolean(),
  hasIssuesEnabled: z.boolean(),
  defaultBranchRef: z
    .object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() })
    .nullable(),
  policy: policyShape.nullable(),
  asked: peeled.nullish(),
  latestTags: z
    .object({ nodes: z.array(z.object({ name: z.string(), target: peeled.nullable() }).nullable()) })
    .nullish(),
};
const fixedShape = z.looseObject(fixedFields);

/** The fields of `Repository` that `overviewQuery` asks for; those of looked-up tags are numbered. */
export function overviewFields({ tags = [] }: OverviewRequest): typeof fixedFields {
  const numbered = tags.flatMap((_, n) => [
    [`tag${n}`, tagShape],
    [`release${n}`, releaseShape],
  ]);
  return { ...fixedFields, ...Object.fromEntries(numbered) };
}

export function presentOverview(
  found: z.infer<typeof fixedShape>,
  now: Instant,
  request: OverviewRequest,
): Overview {
  const [owner = "", name = ""] = found.nameWithOwner.split("/");
  const branch = found.defaultBranchRef;
  if (branch === null || branch.target === null) throw emptyRepository(found.nameWithOwner);
  return {
    now,
    repository: {
      owner,
      name,
      id: found.databaseId,
      defaultBranch: branch.name,
      isPrivate: found.isPrivate,
      hasIssues: found.hasIssuesEnabled,
    },
    head: branch.target.oid,
    policy: policyText(found.policy, request.policyPath),
    commit: commitOf(found.asked ?? null),
    tags: (request.tags ?? []).map((tag, n) => presentTag(tag, found[`tag${n}`], found[`release${n}`])),
    latestTags: (found.latestTags?.nodes ?? []).flatMap((node) => {
      const commit = commitOf(node?.target ?? null);
      const listed = node?.name.startsWith(request.latestTags ?? "") === true && commit !== null;
      return listed ? [{ name: node.name, commit }] : [];
    }),
  };
}

function presentTag(name: string, tag: unknown, release: unknown): ExistingTag {
  const found = releaseShape.parse(release) ?? null;
  const published = found === null || found.isDraft ? null : found;
  return {
    name,
    commit: commitOf(tagShape.parse(tag)?.target ?? null),
    release: published && { url: published.url, publishedAt: published.publishedAt },
  };
}

/** The commit behind a name; null for a tag that points at no commit. */
function commitOf(found: z.infer<typeof peeled> | null): string | null {
  const chain = [found, found?.target, found?.target?.target];
  return chain.find((link) => link?.__typename === "Commit")?.oid ?? null;
}

/**
 * The text of a policy's file.
 * @returns null where there is no file
 * @throws ConfigurationError for a folder, a binary file, or one that GitHub cuts
 */
export function policyText(found: z.infer<typeof policyShape> | null, path: string): string | null {
  if (found === null) return null;
  const wrong =
    found.__typename !== "Blob"
      ? "is no file"
      : found.isBinary !== false
        ? "is a binary file"
        : found.isTruncated === true
          ? "is too large"
          : null;
  if (wrong === null && typeof found.text === "string") return found.text;
  throw new ConfigurationError({
    reasonCode: "policy-unreadable",
    message: `The policy \`${path}\` on the default branch ${wrong ?? "cannot be read as text"}.`,
    cure: "Write the policy as a YAML text file in UTF-8, or name another file in the input `policy`.",
  });
}

function emptyRepository(name: string): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "repository-empty",
    message: `The repository ${name} has no commit on its default branch, so it has no policy.`,
    cure: "Commit the policy to the default branch, then run it again.",
  });
}
