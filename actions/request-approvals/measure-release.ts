import type { InputsOf } from "@release-approval/action-kit";
import type { EvidenceItem, ReleaseType } from "@release-approval/approval";
import type { GitHub, LoadedPolicy } from "@release-approval/github";
import { chooseType, type Previous } from "./choose-type.ts";
import type { contract } from "./contract.ts";
import { findBaseline } from "./evidence/find-baseline.ts";
import { type EvidencePlace, gatherEvidence, toCommits } from "./evidence/gather-evidence.ts";
import { findSecurity, type Security } from "./find-security.ts";

type Inputs = InputsOf<typeof contract> & { version: string };

type Place = Pick<EvidencePlace, "workspace" | "since"> & {
  policy: LoadedPolicy;
  previous: Previous | null;
  /** The version from which the step is counted; null for a first release. */
  base: string | null;
  now: string;
};

export type Measured = {
  type: ReleaseType;
  evidence: EvidenceItem[];
  security: Security;
};

/**
 * How large a release is, what the reports of its build say, and whether it is security-related; from the commits since
 * the release before, and from files of the workspace.
 * @throws ConfigurationError as `chooseType`, and when a path leads out of the workspace
 */
export async function measureRelease(
  github: GitHub,
  inputs: Inputs,
  { workspace, policy: loaded, previous, base, since, now }: Place,
): Promise<Measured> {
  const { policy } = loaded;
  const { version, component, "team-token": teamToken } = inputs;
  const commits = typeof since === "string" ? null : toCommits(since);
  const type = chooseType(policy, version, inputs["release-type"], previous, base, commits);
  const { items, securityReasons } = await gatherEvidence(inputs, {
    workspace,
    policy,
    release: { version, type },
    since,
    baseline: async () =>
      previous === null
        ? null
        : findBaseline(github, { version: previous.version, component }, loaded, teamToken),
    today: now.slice(0, 10),
  });
  const words = [inputs.title ?? "", ...inputs["key-features"]];
  const security = findSecurity(inputs["security-related"], policy, since, words, securityReasons);
  return { type, evidence: items, security };
}
