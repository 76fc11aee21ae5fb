/** Numbers and node ids. Each kind counts from another start, so that a number used for the wrong kind is noticed. */

import type { IdKind } from "./world.ts";

const FIRST: Record<IdKind, number> = {
  account: 1_000_001,
  asset: 10_000_001,
  "branch-policy": 20_000_001,
  comment: 2_000_000_001,
  deployment: 1_500_000_001,
  "deployment-status": 1_600_000_001,
  edit: 50_000_001,
  environment: 800_000_001,
  event: 1_700_000_001,
  issue: 1_900_000_001,
  label: 60_000_001,
  pull: 1_800_000_001,
  reaction: 30_000_001,
  release: 40_000_001,
  repository: 700_000_001,
  rule: 75_000_001,
  ruleset: 3_000_001,
  run: 9_000_000_001,
  team: 5_000_001,
  workflow: 80_000_001,
};

/** Prefixes as on github.com. */
const PREFIXES = {
  User: "U",
  Bot: "BOT",
  Organization: "O",
  Repository: "R",
  Issue: "I",
  IssueComment: "IC",
  PullRequest: "PR",
  Label: "LA",
  Reaction: "REA",
  Release: "RE",
  ReleaseAsset: "RA",
  Ref: "REF",
  Commit: "C",
  Blob: "B",
  Tag: "TA",
  Team: "T",
  Workflow: "W",
  WorkflowRun: "WFR",
  CheckRun: "CR",
  Environment: "EN",
  Gate: "GA",
  BranchPolicy: "GBP",
  Deployment: "DE",
  DeploymentStatus: "DES",
  Event: "EV",
  UserContentEdit: "UCE",
} as const;

export type NodeKind = keyof typeof PREFIXES;

export function countIds(): (kind: IdKind) => number {
  const next = { ...FIRST };
  return (kind) => {
    const id = next[kind];
    next[kind] = id + 1;
    return id;
  };
}

/** An opaque id that tells its kind and what it stands for. */
export function nodeId(kind: NodeKind, ...parts: (number | string)[]): string {
  return `${PREFIXES[kind]}_${Buffer.from(parts.join("\n")).toString("base64url")}`;
}

/** The reverse of `nodeId`, or `undefined` for what is no id of ours. */
export function readNodeId(id: string): { kind: NodeKind; parts: string[] } | undefined {
  const split = id.indexOf("_");
  const prefix = id.slice(0, split);
  const kind = (Object.keys(PREFIXES) as NodeKind[]).find((name) => PREFIXES[name] === prefix);
  if (split < 0 || kind === undefined) return undefined;
  return {
    kind,
    parts: Buffer.from(id.slice(split + 1), "base64url")
      .toString("utf8")
      .split("\n"),
  };
}
