import { type EntryBlock, entryDigest, parseEntry, printEntry } from "@release-approval/approval";
import { type EmbeddedGitHub, leastPermissions, type Played, type Stage } from "@release-approval/rehearsal";
import { openSample, roleEnvironments } from "../cast.ts";

/*
 * A repository with many open releases. The actions play a few; the others are copies of what those wrote, which cost
 * milliseconds where an action costs hundreds. Each has a run of its own, with buttons.
 */

export const workflow = ".github/workflows/release-approval.yml";
const block = /\n*<!-- release-approval\/1 .*$/s;

/** @param rateLimit requests and points of the hour of each run; GitHub's 1,000 when left out */
export function openRepository(rateLimit?: number): Promise<Stage> {
  return openSample({ environments: roleEnvironments, ...(rateLimit !== undefined && { rateLimit }) });
}

/** Copies a release with all that was said in it: another version, issue and run, and else the same. */
export async function copyRelease({ github }: Stage, original: number, version: string): Promise<number> {
  const issue = github.issue(original);
  const source = requestIn(github, original);
  const { id } = github.createRun({ workflow, actor: "mia" });
  const number = Math.max(...github.issues().map((one) => one.number)) + 1;
  // What names the original, and what it is in the copy; comments and digests are added as they come.
  const names = new Map([
    [source.version, version],
    [`/issues/${original}`, `/issues/${number}`],
    [`/runs/${source.run.id}`, `/runs/${id}`],
  ]);
  const own = (text: string) => [...names].reduce((told, [from, to]) => told.replaceAll(from, to), text);
  await github.as("github-actions[bot]").createIssue({ title: own(issue.title), body: own(issue.body) });
  await github.as("mia").label(number, ...issue.labels);
  for (const { id: before, author, body } of github.comments(original)) {
    const entry = parseEntry(body);
    const copied =
      entry?.ok === true ? copyBlock(entry.block, { number, run: [source.run.id, id], own }) : null;
    const text = copied === null ? own(body) : `${own(body.replace(block, ""))}\n\n${printEntry(copied)}`;
    const after = await github.as(author ?? "").comment(number, text);
    names.set(`comment:${before}`, `comment:${after}`).set(`"comment":${before}`, `"comment":${after}`);
    names.set(`issuecomment-${before}`, `issuecomment-${after}`);
    if (entry?.ok === true && copied !== null) names.set(entry.digest, entryDigest(copied));
  }
  return number;
}

type Copy = { number: number; run: readonly [from: number, to: number]; own: (text: string) => string };

function copyBlock(original: EntryBlock, { number, run: [from, to], own }: Copy): EntryBlock {
  const told = JSON.parse(own(JSON.stringify(original))) as EntryBlock;
  const ofRun = <T extends { id: number }>(run: T): T => (run.id === from ? { ...run, id: to } : run);
  const facts = told.facts.map((fact) =>
    fact.kind === "request" ? { ...fact, run: ofRun(fact.run) } : fact,
  );
  return { ...told, issue: number, run: ofRun(told.run), facts };
}

function requestIn(github: EmbeddedGitHub, issue: number) {
  for (const { body } of github.comments(issue)) {
    const entry = parseEntry(body);
    for (const fact of entry?.ok === true ? entry.block.facts : []) if (fact.kind === "request") return fact;
  }
  throw new Error(`#${issue} has no request`);
}

export type Sweep = Played & {
  /** GraphQL points, and requests of REST. */
  points: number;
  core: number;
  left: readonly number[];
};

/** Tracks every open release as a schedule does, and tells what it cost of GraphQL points. */
export async function sweep(stage: Stage): Promise<Sweep> {
  const { github } = stage;
  const run = github.createRun({ workflow, actor: "mia", event: "schedule" });
  const token = github.mintToken({ run: run.id, permissions: leastPermissions["track-approvals"] });
  const event = { name: "schedule", payload: { schedule: "17 * * * *" } };
  const played = await stage.play("track-approvals", {}, { run, token, event });
  const answer = await fetch(`${github.url}/rate_limit`, {
    headers: { authorization: `Bearer ${token}`, "user-agent": "test" },
  });
  const { resources } = (await answer.json()) as {
    resources: Record<"core" | "graphql", { used: number }>;
  };
  const { left = [] } = JSON.parse(played.outputs["result"] ?? "{}") as { left?: number[] };
  return { ...played, points: resources.graphql.used, core: resources.core.used, left };
}
