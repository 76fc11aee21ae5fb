import { z } from "zod";
import type { Client } from "./client.ts";
import { releasesQuery } from "./queries/release.graphql.ts";
import { overviewFields, overviewVariables, presentOverview } from "./read-overview.ts";
import { completeIssue, isIssueMissing, issueShape, type ReleaseView } from "./read-release.ts";

/** Each may come with 100 comments of 65,536 characters: GitHub gives up on what takes longer than ten seconds. */
export const largestBatch = 10;

/**
 * Some issues as `readRelease` reads one: one request for each ten, and one for each further page of 100 comments.
 * @throws as `readRelease`
 */
export async function readReleases(
  client: Client,
  { numbers, policyPath }: { numbers: readonly number[]; policyPath: string },
): Promise<ReadonlyMap<number, ReleaseView>> {
  const found = new Map<number, ReleaseView>();
  for (let start = 0; start < numbers.length; start += largestBatch)
    for (const [number, view] of await readBatch(
      client,
      numbers.slice(start, start + largestBatch),
      policyPath,
    ))
      found.set(number, view);
  return found;
}

async function readBatch(
  client: Client,
  numbers: readonly number[],
  policyPath: string,
): Promise<[number, ReleaseView][]> {
  const numbered = Object.fromEntries(numbers.map((_, n) => [`issue${n}`, issueShape.nullable()]));
  const { data, at } = await client.graphql({
    purpose: `read the issues ${numbers.map((number) => `#${number}`).join(", ")} and the policy`,
    text: releasesQuery(numbers.length),
    variables: {
      ...overviewVariables(client, { policyPath }),
      ...Object.fromEntries(numbers.map((number, n) => [`number${n}`, number])),
    },
    shape: z.object({ repository: z.looseObject({ ...overviewFields({ policyPath }), ...numbered }) }),
    expected: isIssueMissing,
  });
  const { repository } = data;
  const overview = presentOverview(repository, at, { policyPath });
  return Promise.all(
    numbers.map(async (number, n): Promise<[number, ReleaseView]> => {
      const issue = repository[`issue${n}`] as z.output<typeof issueShape> | null;
      return [number, { ...overview, issue: issue === null ? null : await completeIssue(client, issue) }];
    }),
  );
}
