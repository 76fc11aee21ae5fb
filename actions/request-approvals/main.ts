import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import { connectRun } from "../run/connect-run.ts";
import type { contract } from "./contract.ts";
import { describeRequest } from "./describe-request.ts";
import { openRelease } from "./open-release.ts";
import { prepareRequest } from "./prepare-request.ts";

type Contract = typeof contract;

/** Opens a release for review: the same version and commit is found again, another commit is the next revision. */
export async function main(inputs: InputsOf<Contract>, kit: Kit<Contract>): Promise<Result<Contract>> {
  const github = connectRun(inputs["github-token"], kit.environment);
  const prepared = await prepareRequest(github, inputs, kit.environment);
  const opened = await openRelease(github, prepared, {
    teamToken: inputs["team-token"],
    dryRun: inputs["dry-run"],
    environment: kit.environment,
  });
  kit.debug(`${github.requests()} requests to GitHub.`);
  return describeRequest(prepared, opened);
}
