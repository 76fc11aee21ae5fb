import { z } from "zod";
import type { Client } from "./client.ts";
import { marksQuery } from "./queries/marks.graphql.ts";

/*
 * Where a sweep stopped, kept by GitHub: 👀 of the bot's own to the issue at which the next one begins. It notifies
 * nobody and decides nothing: whoever takes it away only makes the next sweep begin at the oldest release.
 */

const content = "eyes";

const issueShape = z.object({
  __typename: z.literal("Issue"),
  number: z.int(),
  reactionGroups: z.array(z.object({ content: z.string(), viewerHasReacted: z.boolean() })).nullable(),
});
const otherShape = z.object({ __typename: z.string() });

/** Numbers of those of these issues that this token's account has marked. One request for each 100, none for none. */
export async function readMarked(client: Client, nodeIds: readonly string[]): Promise<readonly number[]> {
  const marked: number[] = [];
  for (let start = 0; start < nodeIds.length; start += 100) {
    const { data } = await client.graphql({
      purpose: "see where the last sweep stopped",
      text: marksQuery,
      variables: { ids: nodeIds.slice(start, start + 100) },
      shape: z.object({ nodes: z.array(issueShape.or(otherShape).nullable()) }),
      expected: ({ type, path }) => type === "NOT_FOUND" && path[0] === "nodes" && path.length === 2,
    });
    for (const node of data.nodes)
      if (node !== null && "number" in node && isMarked(node.reactionGroups ?? [])) marked.push(node.number);
  }
  return marked;
}

function isMarked(groups: readonly { content: string; viewerHasReacted: boolean }[]): boolean {
  return groups.some((group) => group.content === "EYES" && group.viewerHasReacted);
}

/** Marks an issue; GitHub keeps one reaction of a kind for each account. */
export async function mark(client: Client, number: number): Promise<void> {
  await react(client, number);
}

/** Takes the mark away. Two requests: only whoever reacts is told the reaction's id. */
export async function unmark(client: Client, number: number): Promise<void> {
  const { id } = await react(client, number);
  await client.restOrNull(
    {
      purpose: `take the mark from issue #${number}`,
      permission: "issues: write",
      effect: "write",
      route: "DELETE /repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}",
      parameters: { issue_number: number, reaction_id: id },
      shape: z.unknown(),
      repeatable: true,
    },
    [404],
  );
}

function react(client: Client, number: number): Promise<{ id: number }> {
  return client.rest({
    purpose: `mark issue #${number} as the one at which the next sweep begins`,
    permission: "issues: write",
    effect: "write",
    route: "POST /repos/{owner}/{repo}/issues/{issue_number}/reactions",
    parameters: { issue_number: number, content },
    shape: z.object({ id: z.int() }),
    repeatable: true,
  });
}
