import type { ListedReview } from "@release-approval/approval";
import { z } from "zod";
import { restAccount } from "./account.ts";
import type { Client } from "./client.ts";

const reviewsShape = z.array(
  z.object({
    state: z.string(),
    comment: z.string().nullish(),
    // An account that is gone may come as null, or as nothing but a name.
    user: restAccount.nullish().catch(null),
    environments: z.array(z.object({ id: z.int().nullish(), name: z.string().nullish() })).nullish(),
  }),
);

/**
 * What people did with the buttons of a run, at any attempt. GitHub tells neither when nor in which order.
 * @returns `gone` where GitHub no longer knows the run
 */
export async function readRunReviews(client: Client, run: number): Promise<readonly ListedReview[] | "gone"> {
  const found = await client.restOrNull(
    {
      purpose: `read the reviews of the workflow run ${run}`,
      permission: "actions: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals",
      parameters: { run_id: run },
      shape: reviewsShape,
    },
    [404],
  );
  if (found === null) return "gone";
  return found.flatMap(({ state, comment, user, environments }) =>
    state === "approved" || state === "rejected"
      ? [
          {
            verdict: state,
            person: user ?? null,
            text: comment ?? "",
            environments: (environments ?? []).flatMap(({ id, name }) =>
              typeof id === "number" && typeof name === "string" ? [{ id, name }] : [],
            ),
          },
        ]
      : [],
  );
}
