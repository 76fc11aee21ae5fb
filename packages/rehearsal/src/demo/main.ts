/** `npm run demo`: plays the specification's story with the built actions, and leaves what they made in a folder. */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openStage, type Stage } from "../stage.ts";
import { CAST, SERVER_URL } from "./cast.ts";
import type { Moment, Play } from "./direction.ts";
import { renderIssuePage } from "./issue-page.ts";
import { findFirstDay, type History, loadHistory } from "./load-history.ts";
import { clearOutput, writeOutput } from "./output-folder.ts";
import { type Ending, playStory } from "./story.ts";
import { StoryError } from "./story-error.ts";
import { startTimeline, type Timeline } from "./timeline.ts";

const HELP = `Plays a release from request to audit with the built actions, on a GitHub that is embedded here.

usage: npm run demo -- [--output <folder>]

  --output <folder>   where the documents go; demo-output when left out
  --help              show this

It ends with 0 when everything went as the story says, and with 1 otherwise. Nothing leaves this machine.
`;

const root = resolve(import.meta.dirname, "../../../..");

await main();

async function main(): Promise<void> {
  try {
    const { values } = parseArgs({
      options: { output: { type: "string", default: "demo-output" }, help: { type: "boolean" } },
    });
    if (values.help) process.stdout.write(HELP);
    else await playDemo(resolve(values.output));
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`\n${explain(error)}\n`);
  }
}

function explain(error: unknown): string {
  if (error instanceof StoryError) return `The demo failed: ${error.message}`;
  if (!(error instanceof Error)) return `The demo failed: ${String(error)}`;
  const wrongArgument = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (wrongArgument) return `${error.message}\n\n${HELP}`;
  return `The demo failed: ${error.stack ?? error.message}`;
}

async function playDemo(output: string): Promise<void> {
  const began = performance.now();
  const dist = join(root, "dist");
  requireBuilt(dist);
  clearOutput(output);
  const temporary = mkdtempSync(join(tmpdir(), "demo-"));
  const [first, second] = twoDays(findFirstDay(root));
  const timeline = startTimeline(process.stdout);
  const workspace = join(temporary, "workspace");
  mkdirSync(workspace);
  const stage = await openStage({
    dist,
    workspace,
    // Every run loads the same code: it is compiled once.
    env: { NODE_COMPILE_CACHE: join(temporary, "compiled") },
    owner: "acme",
    repository: "proxmox-mpc",
    serverUrl: SERVER_URL,
    people: CAST,
    now: `${first}T08:00:00Z`,
  });
  try {
    const history = await loadHistory(stage.github, root);
    introduce(timeline, history);
    const play: Play = { stage, timeline, history, workspace, temp: join(temporary, "runner"), moments: [] };
    const ending = await playStory(play, [first, second]);
    const proofs = prove(stage, ending, history);
    const paths = keep(stage, ending, play.moments, output);
    conclude(timeline, paths, proofs, performance.now() - began);
  } finally {
    await stage.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

function requireBuilt(dist: string): void {
  const files = ["index", "request-approvals", "track-approvals", "gate-release", "audit-trail"];
  const missing = files.filter((name) => !existsSync(join(dist, `${name}.js`)));
  if (missing.length > 0)
    throw new StoryError(`The actions are not built (dist/${missing[0]}.js is missing). Run: npm run build`);
}

function twoDays(first: string): [string, string] {
  const next = new Date(first);
  next.setUTCDate(next.getUTCDate() + 1);
  return [first, next.toISOString().slice(0, 10)];
}

function introduce(timeline: Timeline, history: History): void {
  timeline.heading("Release Approval: Proxmox-MPC v1.2.0, a minor release, from request to audit");
  timeline.text(
    "The actions are the built ones in dist/, started as GitHub's runner starts them, on a GitHub that is embedded here. Nothing leaves this machine.",
  );
  const commits = history.count === 1 ? "one commit" : `${history.count} commits`;
  const head = `${history.head.slice(0, 7)} “${history.subject}”`;
  timeline.text(
    history.kind === "own"
      ? `Under review is this repository itself: ${commits}, the newest is ${head}.`
      : `This folder is no git repository, so ${commits} were made up as samples; the newest is ${head}.`,
  );
  const people = CAST.map(({ login, part }) => `${login} (${part})`);
  timeline.text(`The people are samples, and so is their clock (UTC): ${people.join(", ")}.`);
}

function keep(stage: Stage, ending: Ending, moments: readonly Moment[], output: string): string[] {
  const { github } = stage;
  const page = renderIssuePage(github.issue(ending.issue), github.comments(ending.issue), {
    moments,
    people: CAST.map(({ login }) => login),
    repository: github.fullName,
    url: `${github.serverUrl}/${github.fullName}`,
  });
  return writeOutput(output, [ending.authorization, ...ending.audit, { name: "issue.html", text: page }]);
}

/** Three sentences that are true, or an error. */
function prove(stage: Stage, ending: Ending, history: History): [string, string, string] {
  const { github } = stage;
  github.assertNoViolations();
  const { commit, approvals } = readAuthorization(ending.authorization.text);
  if (commit !== ending.commit || approvals !== 6)
    throw new StoryError(`The authorization names ${commit} and ${approvals} approvals.`);
  const digest = createHash("sha256").update(ending.authorization.text).digest("hex");
  const kept = github.comments(ending.issue).filter(({ body }) => body.includes(`"digest":"${digest}"`));
  if (digest !== ending.authorization.sha256 || kept.length !== 1)
    throw new StoryError("The authorization is not the one whose digest the history keeps.");
  const claims = github.comments(ending.issue).filter(({ body }) => body.includes('"kind":"claim"'));
  if (claims.length !== 1) throw new StoryError(`${claims.length} runs claimed the release.`);
  return [
    `Six people in six roles approved exactly ${commit.slice(0, 7)}; the review of ${history.head.slice(0, 7)} did not count for it.`,
    "Of three runs that wanted to publish one could: not the one before the last review, not the one after it.",
    `The authorization's SHA-256 stands in the history, and all ${github.requests.count()} requests were as GitHub describes them.`,
  ];
}

function readAuthorization(text: string): { commit: string; approvals: number } {
  const { commit, approvals } = JSON.parse(text) as { commit?: unknown; approvals?: unknown };
  return { commit: String(commit), approvals: Array.isArray(approvals) ? approvals.length : 0 };
}

function conclude(
  timeline: Timeline,
  paths: readonly string[],
  proofs: readonly string[],
  milliseconds: number,
): void {
  timeline.heading("Proven");
  timeline.end(proofs.map((text) => ({ label: "✅", text })));
  timeline.heading(`Written, after ${(milliseconds / 1000).toFixed(1)} s`);
  const contents = ["the authorization", "the audit record", "the audit, to read", "the issue, to look at"];
  timeline.end(paths.map((path, index) => ({ label: showPath(path), text: contents[index] ?? "" })));
}

// Relative where that is shorter and stays below.
function showPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith("..") ? path : below;
}
