/** How an act has to end, and what it leaves. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "../workflow/index.ts";
import type { Act, Scene } from "./act.ts";
import { POLICY_PATH } from "./cast.ts";
import { readGitHubRelease } from "./read-github-release.ts";
import { StoryError } from "./story-error.ts";
import { expectIssue, issueNumber } from "./tell-issue.ts";

export type Document = { name: string; text: string };

/**
 * Holds the end against what was asked for, and tells it.
 * @returns the authorization, and the documents of the audit trail
 * @throws StoryError for whatever is not as it has to be
 */
export async function closeAct(act: Act, scene: Scene): Promise<Document[]> {
  const { github } = scene;
  expectIssue(scene, `Released: v${act.version}.`);
  if (github.issue(issueNumber(scene)).state !== "closed")
    throw new StoryError("The release is over, and its issue is open.");
  const { published, count } = findPublishing(scene);
  const [authorization, ...others] = readArtifact(published, "authorization");
  if (authorization === undefined || others.length > 0)
    throw new StoryError("The gate has to leave exactly one authorization.");
  checkAuthorization(act, scene, authorization);
  const audit = readArtifact(published, "audit-trail");
  await checkGitHubRelease(scene, audit);
  github.assertNoViolations();
  tellEnd(act, scene, { audit, count });
  return [authorization, ...audit];
}

function tellEnd(
  act: Act,
  { github, timeline, commit }: Scene,
  { audit, count }: { audit: readonly Document[]; count: number },
): void {
  const files = audit.map(({ name }) => name).join(" and ");
  timeline.answer("📦", `GitHub Release v${act.version} at ${commit.slice(0, 7)}, with ${files}.`, "good");
  const ways = Object.entries(act.reviews).filter(([, some]) => some > 0);
  const reviews = ways.map(([way, some]) => `${some} by ${way}`).join(", ");
  const run = count === 1 ? "the one run" : `one of ${count} runs`;
  const requests = github.requests.count();
  timeline.answer("", `Checked: reviews ${reviews}; published by ${run}; ${requests} requests.`, "quiet");
}

/** Whoever starts it and how often: one run publishes. */
function findPublishing({ runner }: Scene): { published: RunRecord; count: number } {
  const runs = runner.runs().filter(({ workflow }) => workflow.endsWith("/release.yml"));
  const [published, ...others] = runs.filter(({ conclusion }) => conclusion === "success");
  if (published === undefined)
    throw new StoryError(`release.yml did not publish.\n${describeFailures(runs)}`);
  if (others.length > 0) throw new StoryError(`${others.length + 1} runs of release.yml published.`);
  return { published, count: runs.length };
}

function describeFailures(runs: readonly RunRecord[]): string {
  const failed = runs.flatMap(({ jobs }) => jobs.filter(({ conclusion }) => conclusion === "failure"));
  return failed.flatMap(({ name, steps }) => steps.map(({ log }) => `${name}: ${log.trim()}`)).join("\n");
}

function readArtifact({ artifacts }: RunRecord, name: string): Document[] {
  const found = artifacts.find((artifact) => artifact.name === name);
  if (found === undefined) throw new StoryError(`release.yml left no artifact “${name}”.`);
  return found.files.map((file) => ({ name: file, text: readFileSync(join(found.folder, file), "utf8") }));
}

type Authorization = { commit?: unknown; approvals?: readonly { source?: unknown }[] };

function checkAuthorization(act: Act, scene: Scene, { text }: Document): void {
  const { github, commit } = scene;
  const { commit: authorized, approvals = [] } = JSON.parse(text) as Authorization;
  if (authorized !== commit)
    throw new StoryError(`The authorization names ${String(authorized)}, and ${commit} was reviewed.`);
  const count = (way: string): number => approvals.filter(({ source }) => source === way).length;
  const found = { button: count("button"), comment: count("comment") };
  if (found.button !== act.reviews.button || found.comment !== act.reviews.comment)
    throw new StoryError(
      `The authorization has ${JSON.stringify(found)}, and the story ${JSON.stringify(act.reviews)}.`,
    );
  const digest = createHash("sha256").update(text).digest("hex");
  if (!github.comments(issueNumber(scene)).some(({ body }) => body.includes(`"digest":"${digest}"`)))
    throw new StoryError("The authorization is not one whose digest the history keeps.");
}

async function checkGitHubRelease(
  { github, version, commit }: Scene,
  audit: readonly Document[],
): Promise<void> {
  const tag = `v${version}`;
  const tagged = github.filesAt(tag, POLICY_PATH)?.sha;
  if (tagged !== commit)
    throw new StoryError(`${tag} is at ${tagged ?? "no commit"}, and ${commit} was reviewed.`);
  const attached = await readGitHubRelease(github, tag);
  const wanted = audit.map(({ name, text }) => `${name}\n${text}`).sort();
  const found = attached.map(({ name, text }) => `${name}\n${text}`).sort();
  if (audit.length === 0 || JSON.stringify(found) !== JSON.stringify(wanted))
    throw new StoryError(`The GitHub Release ${tag} has other files than the audit trail.`);
}
