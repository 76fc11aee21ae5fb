import { z } from "zod";
import type { Client } from "./client.ts";

/**
 * Ends a workflow run that still waits. One that has ended, or is gone, needs nothing more.
 * GitHub: "Cancel a workflow run", 409 where it has ended.
 */
export async function cancelRun(client: Client, run: number): Promise<void> {
  await client.restOrNull(
    {
      purpose: `cancel the workflow run ${run}`,
      permission: "actions: write",
      effect: "write",
      // Cancelling twice is cancelling once.
      repeatable: true,
      route: "POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel",
      parameters: { run_id: run },
      shape: z.unknown(),
    },
    [404, 409],
  );
}
