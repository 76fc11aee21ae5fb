import type { Account } from "@release-approval/approval";
import { z } from "zod";

/** Selection of an actor: only types that have a numeric id are asked for it (an enterprise account has none). */
export const accountFragment = `fragment Account on Actor {
  __typename
  login
  ... on User { databaseId }
  ... on Bot { databaseId }
  ... on Organization { databaseId }
  ... on Mannequin { databaseId }
}`;

/** No account of GitHub has the id 0: who has no numeric id is nobody's member. */
const noId = 0;

/** An actor of GraphQL as `Account`. */
export const graphqlAccount = z
  .object({ __typename: z.string(), login: z.string(), databaseId: z.int().nullish() })
  .transform(
    (actor): Account => ({
      id: actor.databaseId ?? noId,
      login: actor.login,
      kind: actor.__typename === "User" ? "user" : actor.__typename === "Bot" ? "bot" : "other",
    }),
  );

/** A user of REST as `Account`: a bot's login loses its `[bot]`, so that both APIs give one person one name. */
export const restAccount = z.object({ id: z.int(), login: z.string(), type: z.string() }).transform(
  (user): Account => ({
    id: user.id,
    login: user.type === "Bot" ? user.login.replace(/\[bot\]$/, "") : user.login,
    kind: user.type === "User" ? "user" : user.type === "Bot" ? "bot" : "other",
  }),
);
