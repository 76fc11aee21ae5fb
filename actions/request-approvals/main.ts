import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import { connectRun } from "../run/connect-run.ts";
import { openMessenger } from "../run/messenger.ts";
import type { contract } from "./contract.ts";
import { describeRequest } from "./describe-request.ts";
import { findVersion } from "./find-version.ts";
import { openRelease } from "./open-release.ts";
import { prepareRequest } from "./prepare-request.ts";

type Contract = typeof contract;

/** Opens a release for review: the same version and commit is found again, another commit is the next revision. */
export async function main(inputs: InputsOf<Contract>, kit: Kit<Contract>): Promise<Result<Contract>> {
  const github = connectRun(inputs["github-token"], kit.environment);
  const messenger = await openMessenger(inputs, { redact: kit.redact, pause: github.pause });
  const { ref, component } = inputs;
  const version =
    inputs.version ?? (await findVersion(github, ref ?? kit.environment.sha ?? "HEAD", component));
  const prepared = await prepareRequest(github, { ...inputs, version }, kit.environment);
  const opened = await openRelease(github, prepared, {
    teamToken: inputs["team-token"],
    dryRun: inputs["dry-run"],
    environment: kit.environment,
    messenger,
  });
  kit.debug(`${github.requests()} requests to GitHub.`);
  return describeRequest(prepared, opened, kit.environment.run.id);
}
