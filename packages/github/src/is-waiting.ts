import { z } from "zod";
import type { Client } from "./client.ts";

/** Whether jobs of a run wait for their environments. A run that is gone waits for nothing. */
export async function isWaiting(client: Client, run: number): Promise<boolean> {
  const pending = await client.restOrNull(
    {
      purpose: `see what the workflow run ${run} waits for`,
      permission: "actions: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments",
      parameters: { run_id: run },
      shape: z.array(z.unknown()),
    },
    [404],
  );
  return pending !== null && pending.length > 0;
}
