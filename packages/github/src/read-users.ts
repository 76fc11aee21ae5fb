import type { Account } from "@release-approval/approval";
import { z } from "zod";
import { graphqlAccount } from "./account.ts";
import type { Client } from "./client.ts";
import { usersQuery } from "./queries/users.graphql.ts";

const largestBatch = 100;
const shape = z.record(z.string(), graphqlAccount.nullable());

/**
 * People by their logins, by lower-case login; null: nobody has that login (an organisation is no person). One request
 * for each 100 different logins, none for none.
 */
export async function readUsers(
  client: Client,
  logins: readonly string[],
): Promise<ReadonlyMap<string, Account | null>> {
  const asked = [...new Set(logins.map((login) => login.toLowerCase()))];
  const found = new Map<string, Account | null>();
  for (let start = 0; start < asked.length; start += largestBatch) {
    const batch = asked.slice(start, start + largestBatch);
    const { data } = await client.graphql({
      purpose: "look up the people whom the policy names",
      text: usersQuery(batch.length),
      variables: Object.fromEntries(batch.map((login, n) => [`login${n}`, login])),
      shape,
      expected: ({ type, path }) => type === "NOT_FOUND" && path.length === 1,
    });
    batch.forEach((login, n) => {
      found.set(login, data[`u${n}`] ?? null);
    });
  }
  return found;
}
