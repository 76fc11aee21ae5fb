import {
  ConflictError,
  type EntryBlock,
  entryDigest,
  GitHubUnavailableError,
  printEntry,
  RateLimitError,
} from "@release-approval/approval";
import type { EmbeddedGitHub } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { connectTo, policyPath, start } from "../test/embedded.ts";
import type { GitHub } from "./connect.ts";
import { loadPolicy } from "./load-policy.ts";
import { readAhead } from "./read-ahead.ts";

/* What is read together is what would have been read alone, in fewer requests. */

const workflow = ".github/workflows/release.yml";
const smallTeam = (member: string) =>
  `version: 1\nextends: small-team\nroles: { maintainer: { members: [mia, tom, ${member}] } }\n`;

async function open(issues: number): Promise<{ embedded: EmbeddedGitHub; github: GitHub; runs: number[] }> {
  const embedded = await start({ files: { [policyPath]: smallTeam("eve") } });
  const runs: number[] = [];
  for (let number = 1; number <= issues; number += 1) {
    const bot = embedded.as("github-actions[bot]");
    await bot.createIssue({ title: `Release ${number}` });
    const run = embedded.createRun({ workflow, actor: "mia" });
    runs.push(run.id);
    const block: EntryBlock = {
      ...{ schema: 1, repository: embedded.fullName, issue: number, revision: 1, run, facts: [], seen: [] },
    };
    await bot.comment(number, `${entryDigest(block)}\n\n${printEntry(block)}`);
    await embedded.as("tom").comment(number, "/approve");
  }
  return { embedded, github: connectTo(embedded), runs };
}

async function ahead(github: GitHub, numbers: readonly number[], file: string | null = workflow) {
  const overview = await github.readOverview({ policyPath });
  const today = await loadPolicy(github, { commit: overview.head, path: policyPath, text: overview.policy });
  return readAhead(github, { numbers, today, workflow: file });
}

describe("reading many releases", () => {
  it("takes a request for ten issues and one for their runs, and serves what each shows alone", async () => {
    const { embedded, github, runs } = await open(12);
    await embedded.as("tom").deleteComment(embedded.comments(3)[1]?.id ?? 0);
    while (embedded.comments(5).length < 130) await embedded.as("eve").comment(5, "I have read this far.");
    const reader = await ahead(
      github,
      [...runs.keys()].map((n) => n + 1),
    );
    const before = github.requests();
    for (const [index, run] of runs.entries()) {
      const number = index + 1;
      const { now: _, ...view } = await reader.readRelease({ number, policyPath });
      const { now: __, ...alone } = await github.readRelease({ number, policyPath });
      expect(view).toEqual(alone);
      expect(await reader.readRun(run)).toEqual(await github.readRun(run));
    }
    // Two batches, the second page of #5, one page of runs; and what was read alone to compare.
    expect(github.requests() - before).toBe(4 + 12 * 2 + 1);
  });

  it("serves an issue once, so that whoever reads again sees what happened meanwhile", async () => {
    const { embedded, github } = await open(2);
    const reader = await ahead(github, [1, 2]);
    await reader.readRelease({ number: 1, policyPath });
    await embedded.as("tom").comment(1, "/withdraw");
    const again = await reader.readRelease({ number: 1, policyPath });
    expect(again.issue?.comments.at(-1)?.body).toBe("/withdraw");
  });

  it("finds no issue where there is none, and reads a run of several attempts whole", async () => {
    const { embedded, github, runs } = await open(3);
    embedded.rerun(runs[0] ?? 0, "tom");
    const reader = await ahead(github, [1, 2, 77, 3]);
    await reader.readRelease({ number: 1, policyPath });
    expect((await reader.readRelease({ number: 77, policyPath })).issue).toBeNull();
    expect(await reader.readRun(runs[0] ?? 0)).toMatchObject({
      attempt: 2,
      triggeringActors: [{ login: "mia" }, { login: "tom" }],
    });
  });

  it("reads alone where the workflow is not known, and where GitHub knows no such file", async () => {
    const { github, runs } = await open(2);
    for (const file of [null, ".github/workflows/none.yml"]) {
      const reader = await ahead(github, [1, 2], file);
      await reader.readRelease({ number: 1, policyPath });
      expect(await reader.readRun(runs[0] ?? 0)).toMatchObject({ state: "found", id: runs[0] });
    }
  });

  const why = { message: "No.", cure: "Wait." };

  it.each([
    ["one of them is flooded", new ConflictError({ ...why, reasonCode: "history-flooded" })],
    ["GitHub cannot answer for all", new GitHubUnavailableError(why)],
  ])("keeps no release from being read alone where %s", async (_, error) => {
    const { github, runs } = await open(2);
    const fail = () => Promise.reject(error);
    const reader = await ahead({ ...github, readReleases: fail, readRecentRuns: fail }, [1, 2]);
    for (const number of [1, 2])
      expect((await reader.readRelease({ number, policyPath })).issue?.number).toBe(number);
    expect(await reader.readRun(runs[0] ?? 0)).toMatchObject({ state: "found", id: runs[0] });
  });

  it("reads alone the runs that GitHub cannot list", async () => {
    const { github, runs } = await open(2);
    const fail = () => Promise.reject(new GitHubUnavailableError(why));
    const reader = await ahead({ ...github, readRecentRuns: fail }, [1, 2]);
    expect((await reader.readRelease({ number: 1, policyPath })).issue?.number).toBe(1);
    expect(await reader.readRun(runs[1] ?? 0)).toMatchObject({ state: "found", id: runs[1] });
  });

  it("asks no more where GitHub's limit is used up", async () => {
    const { github } = await open(2);
    const fail = () => Promise.reject(new RateLimitError({ ...why, resetsAt: null }));
    for (const limited of [{ readReleases: fail }, { readRecentRuns: fail }]) {
      const reader = await ahead({ ...github, ...limited }, [1, 2]);
      await expect(reader.readRelease({ number: 1, policyPath })).rejects.toBeInstanceOf(RateLimitError);
    }
  });

  it("reads pinned policies together as it reads them alone", async () => {
    const { embedded, github } = await open(1);
    const first = embedded.head();
    const second = embedded.commit({
      message: "Two",
      author: "mia",
      files: { [policyPath]: smallTeam("olaf") },
    });
    embedded.branch("side");
    const stray = embedded.commit({
      branch: "side",
      message: "Three",
      author: "mia",
      files: { [policyPath]: smallTeam("ned") },
    });
    const gone = embedded.commit({ message: "None", author: "mia", files: { [policyPath]: null } });
    const commits = [first, second, stray, gone, "f".repeat(40)];
    const together = await github.readPinnedTogether({ commits, path: policyPath });
    expect([...together.values()].map(({ isAncestor }) => isAncestor)).toEqual([true, true, false, true]);
    for (const commit of commits.slice(0, 4))
      expect(together.get(commit)).toEqual(await github.readPinned({ commit, path: policyPath }));
  });

  it("marks an issue for the next sweep, sees the mark as its own alone, and takes it away", async () => {
    const { embedded, github } = await open(2);
    const ids = await Promise.all(
      [1, 2].map(async (number) => (await github.readRelease({ number, policyPath })).issue?.id ?? ""),
    );
    const person = connectTo(embedded, { token: embedded.tokens.of("mia") });
    await person.mark(1);
    expect(await github.readMarked(ids)).toEqual([]);
    await github.mark(2);
    await github.mark(2);
    expect(await github.readMarked(ids)).toEqual([2]);
    await github.unmark(2);
    expect(await github.readMarked(ids)).toEqual([]);
    expect(await person.readMarked(ids)).toEqual([1]);
  });
});
