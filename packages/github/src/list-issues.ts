import type { Account, Instant } from "@release-approval/approval";
import { z } from "zod";
import { restAccount } from "./account.ts";
import type { Client } from "./client.ts";

export type ListedIssue = {
  number: number;
  nodeId: string;
  title: string;
  body: string;
  state: "open" | "closed";
  author: Account | null;
  /** How many people and bots have put 👀 to it. */
  eyes: number;
};

const pageSize = 100;

const issueShape = z.object({
  number: z.int(),
  node_id: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]),
  user: restAccount.nullable(),
  reactions: z.object({ eyes: z.int() }).nullish(),
  /** Only a pull request has it; GitHub lists both as issues. */
  pull_request: z.unknown().optional(),
});

/**
 * Issues that one account opened, the newest first, without pull requests. One request for each 100, made when the
 * caller comes to them: whoever stops early saves the rest.
 * @param since those that were changed since then
 * @param creator as REST writes it: `github-actions[bot]`
 */
export async function* listReleaseIssues(
  client: Client,
  {
    creator,
    state,
    since,
  }: { creator: string; state: "open" | "closed" | "all"; since?: Instant | undefined },
): AsyncGenerator<ListedIssue, void, undefined> {
  for (let page = 1; ; page += 1) {
    const found = await client.rest({
      purpose: "list the releases' issues",
      permission: "issues: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/issues",
      parameters: {
        creator,
        state,
        ...(since && { since }),
        sort: "created",
        direction: "desc",
        per_page: pageSize,
        page,
      },
      shape: z.array(issueShape),
    });
    for (const { node_id, body, user, pull_request, reactions, ...issue } of found) {
      if (pull_request) continue;
      yield { ...issue, nodeId: node_id, body: body ?? "", author: user, eyes: reactions?.eyes ?? 0 };
    }
    if (found.length < pageSize) return;
  }
}
