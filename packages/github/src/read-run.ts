import type { Account, Run } from "@release-approval/approval";
import { z } from "zod";
import { restAccount } from "./account.ts";
import { type Client, instantShape, type RestCall } from "./client.ts";

const account = restAccount.nullish().transform((found) => found ?? null);
const repository = z
  .object({ full_name: z.string() })
  .nullish()
  .transform((found) => found?.full_name ?? null);

const attemptShape = z.object({ triggering_actor: account });
export const runShape = attemptShape.extend({
  id: z.int(),
  run_attempt: z.int().positive().optional(),
  path: z.string(),
  head_branch: z.string().nullable(),
  head_sha: z.string(),
  event: z.string(),
  actor: account,
  repository: z.object({ full_name: z.string() }),
  head_repository: repository,
  created_at: instantShape,
  updated_at: instantShape,
  status: z.string().nullish(),
});

/**
 * A workflow run, and who started each of its attempts: one request, and one for each earlier attempt.
 * @returns `gone` where GitHub no longer knows it
 */
export async function readRun(client: Client, id: number): Promise<Run> {
  const run = await client.restOrNull(
    callOf("GET /repos/{owner}/{repo}/actions/runs/{run_id}", { run_id: id }, runShape),
    [404],
  );
  if (run === null) return { state: "gone", id };
  return presentRun(run, await readEarlierActors(client, id, run.run_attempt ?? 1));
}

/** @param earlier who started the attempts before its last one */
export function presentRun(run: z.output<typeof runShape>, earlier: readonly (Account | null)[]): Run {
  return {
    state: "found",
    id: run.id,
    attempt: run.run_attempt ?? 1,
    path: workflowFile(run.path),
    branch: run.head_branch,
    repository: run.repository.full_name,
    headRepository: run.head_repository,
    event: run.event,
    headSha: run.head_sha,
    actor: run.actor,
    triggeringActors: distinct([...earlier, run.triggering_actor]),
    // `run_started_at` is the newest attempt's.
    from: run.created_at,
    to: run.status === "completed" ? run.updated_at : null,
  };
}

async function readEarlierActors(client: Client, id: number, last: number): Promise<(Account | null)[]> {
  const actors: (Account | null)[] = [];
  for (let attempt = 1; attempt < last; attempt += 1) {
    const found = await client.restOrNull(
      callOf(
        "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}",
        { run_id: id, attempt_number: attempt },
        attemptShape,
      ),
      [404],
    );
    actors.push(found?.triggering_actor ?? null);
  }
  return actors;
}

function callOf<Shape extends z.ZodType>(
  route: string,
  parameters: { run_id: number; attempt_number?: number },
  shape: Shape,
): RestCall<Shape> {
  return {
    purpose: `read the workflow run ${parameters.run_id}`,
    permission: "actions: read",
    effect: "read",
    route,
    parameters,
    shape,
  };
}

/** Some events give the path with the ref behind it: `.github/workflows/release.yml@refs/heads/main`. */
function workflowFile(path: string): string {
  return path.replace(/@.*$/, "");
}

function distinct(accounts: readonly (Account | null)[]): Account[] {
  const byId = new Map(accounts.flatMap((it) => (it === null ? [] : [[it.id, it] as const])));
  return [...byId.values()];
}
