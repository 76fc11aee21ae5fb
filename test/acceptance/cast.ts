import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStage, type Stage, type StageOptions } from "@release-approval/rehearsal";

/** The built actions, as they are committed. */
export const dist = fileURLToPath(new URL("../../dist", import.meta.url));

export const cast = [
  { login: "mia", id: 101, permission: "maintain" },
  { login: "tom", id: 102, permission: "write" },
  { login: "pia", id: 103, permission: "write" },
  { login: "quinn", id: 104, permission: "write" },
  { login: "sam", id: 105, permission: "write" },
  { login: "dana", id: 106, permission: "write" },
  { login: "olaf", id: 201, permission: "write" },
  { login: "rob", id: 202, permission: "read" },
] as const;

export const sixRoles = `version: 1
project: Proxmox-MPC
extends: default
evidence: { tests: false, coverage: false, security: false, performance: false }
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam] }
  devops-lead: { members: [dana] }
`;

export const reviewers = ["mia", "tom", "pia", "quinn", "sam", "dana"] as const;

/** An environment for each role, with its member as required reviewer. */
export const roleEnvironments = {
  "approve-release-manager": { reviewers: ["mia"] },
  "approve-technical-lead": { reviewers: ["tom"] },
  "approve-product-owner": { reviewers: ["pia"] },
  "approve-qa-lead": { reviewers: ["quinn"] },
  "approve-security-lead": { reviewers: ["sam"] },
  "approve-devops-lead": { reviewers: ["dana"] },
} as const;

const dispatchable =
  "name: Publish\non:\n  workflow_dispatch:\n    inputs:\n      version: { required: true }\njobs: {}\n";

/** A repository with a policy, six role holders, a writer without a role and a reader; version 1.1.0 is tagged. */
export async function openSample(
  change: Partial<StageOptions> & { policy?: string | null } = {},
): Promise<Stage> {
  const { policy = sixRoles, env = {}, ...options } = change;
  const stage = await openStage({
    dist,
    // Played hundreds of times, in one process where nothing is asked of the process; else compiled once.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "release-approval-compiled"), ...env },
    inProcess: { haste: 20 },
    owner: "acme",
    repository: "proxmox-mpc",
    people: cast,
    now: "2026-11-23T09:00:00Z",
    files: { "README.md": "# Sample\n", ...(policy !== null && { ".github/release-approval.yml": policy }) },
    workflows: { "publish.yml": dispatchable, "release-approval.yml": dispatchable },
    ...options,
  });
  stage.github.tag("v1.1.0");
  stage.github.commit({
    message: "Enhanced console commands (#41)",
    author: "olaf",
    files: { "console.txt": "better\n" },
  });
  stage.github.clock.advance("1h");
  return stage;
}
