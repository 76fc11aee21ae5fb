import type { Instant } from "@release-approval/approval";
import { z } from "zod";
import { type Client, instantShape } from "./client.ts";

export type ListedRun = { id: number; createdAt: Instant; status: string; conclusion: string | null };

const runsShape = z.object({
  workflow_runs: z.array(
    z.object({
      id: z.int(),
      created_at: instantShape,
      status: z.string().nullish(),
      conclusion: z.string().nullish(),
    }),
  ),
});

/**
 * The newest 100 runs of a workflow.
 * @param workflow path of its file, `.github/workflows/release.yml`
 */
export async function listRuns(client: Client, workflow: string): Promise<ListedRun[]> {
  const { workflow_runs: runs } = await client.rest({
    purpose: `list the runs of ${workflow}`,
    permission: "actions: read",
    effect: "read",
    route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
    parameters: { workflow_id: workflow.replace(/^.*\//, ""), per_page: 100 },
    shape: runsShape,
  });
  return runs.map(({ id, created_at, status, conclusion }) => ({
    id,
    createdAt: created_at,
    status: status ?? "unknown",
    conclusion: conclusion ?? null,
  }));
}
