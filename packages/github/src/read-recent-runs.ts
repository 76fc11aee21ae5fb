import type { Run } from "@release-approval/approval";
import { z } from "zod";
import type { Client } from "./client.ts";
import { presentRun, runShape } from "./read-run.ts";

export type RecentRuns = {
  /** Those of one attempt: who started the earlier ones of the others, the list does not tell. */
  runs: readonly Run[];
  /** The lowest id of the page; null: there are no runs beyond it. */
  oldest: number | null;
};

const pageSize = 100;

/**
 * A page of a workflow's runs, the newest first, each as `readRun` tells it.
 * @param workflow path of its file
 * @param page the first is 1
 * @returns nothing where GitHub knows no such workflow
 */
export async function readRecentRuns(client: Client, workflow: string, page: number): Promise<RecentRuns> {
  const found = await client.restOrNull(
    {
      purpose: `list the runs of ${workflow}`,
      permission: "actions: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
      parameters: { workflow_id: workflow.replace(/^.*\//, ""), per_page: pageSize, page },
      shape: z.object({ workflow_runs: z.array(runShape) }),
    },
    [404],
  );
  const listed = found?.workflow_runs ?? [];
  return {
    runs: listed.filter((run) => (run.run_attempt ?? 1) === 1).map((run) => presentRun(run, [])),
    oldest: listed.length < pageSize ? null : Math.min(...listed.map(({ id }) => id)),
  };
}
