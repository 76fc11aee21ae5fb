import { ConfigurationError } from "@release-approval/approval";
import { z } from "zod";
import type { Client, GraphqlError } from "./client.ts";
import { checkPath } from "./names.ts";
import { pinnedTogetherQuery } from "./queries/pinned.graphql.ts";
import { policyShape, policyText } from "./read-overview.ts";
import { isOwn, type Pinned, placeShape } from "./read-pinned.ts";

const largestBatch = 20;

const files = z.record(z.string(), policyShape.nullable());
const shape = z.object({
  repository: z
    .looseObject({ defaultBranchRef: z.record(z.string(), placeShape.nullable()).nullable() })
    .transform(({ defaultBranchRef, ...rest }) => ({
      places: defaultBranchRef ?? {},
      files: files.parse(rest),
    })),
});

/**
 * One file at many commits, by commit: one request for each twenty.
 * @returns without those that `readPinned` has to look at: where GraphQL cannot compare, or the file is none
 */
export async function readPinnedTogether(
  client: Client,
  { commits, path }: { commits: readonly string[]; path: string },
): Promise<ReadonlyMap<string, Pinned>> {
  const found = new Map<string, Pinned>();
  const checked = checkPath(path, "the pinned policy's path");
  for (let start = 0; start < commits.length; start += largestBatch) {
    const batch = commits.slice(start, start + largestBatch);
    const { data } = await client.graphql({
      purpose: `read the policy at ${batch.length} commits`,
      text: pinnedTogetherQuery(batch.length),
      variables: {
        owner: client.repo.owner,
        name: client.repo.repo,
        ...Object.fromEntries(
          batch.flatMap((commit, n) => [
            [`file${n}`, `${commit}:${checked}`],
            [`commit${n}`, commit],
          ]),
        ),
      },
      shape,
      expected: isNotCompared,
    });
    const { places, files: texts } = data.repository;
    batch.forEach((commit, n) => {
      const place = places[`place${n}`];
      const text = readText(texts[`file${n}`] ?? null, path);
      if (place && text !== undefined) found.set(commit, { text, isAncestor: isOwn(place) });
    });
  }
  return found;
}

function readText(file: z.output<typeof policyShape> | null, path: string): string | null | undefined {
  try {
    return policyText(file, path);
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

function isNotCompared({ path }: GraphqlError): boolean {
  return path.some((step) => /^place\d+$/.test(String(step)));
}
