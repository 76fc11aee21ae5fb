import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { openSample } from "./cast.ts";
import { allBut, approve, ask, resultOf } from "./ready.ts";

/* Tracking runs that nobody aimed at one release; and runs of every action that must write nothing. */

async function onStage(play: (stage: Stage, workspace: string) => Promise<void>): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), "track-"));
  const stage = await openSample({ workspace });
  try {
    await play(stage, workspace);
  } finally {
    await stage.close();
    rmSync(workspace, { recursive: true, force: true });
  }
  stage.github.assertNoViolations();
}

const schedule = { name: "schedule", payload: { schedule: "17 * * * *" } };

describe("track-approvals", { concurrent: true, timeout: 60_000 }, () => {
  it("sweeps every open release, and leaves ordinary issues alone", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const nothing = await stage.play("track-approvals", {}, { event: schedule });
      expect([nothing.exitCode, nothing.outputs["reason-code"]]).toEqual([0, "no-open-release"]);

      const minor = await ask(stage);
      const patch = await ask(stage, { version: "1.1.1" });
      const ordinary = await github.as("olaf").createIssue({ title: "The console is slow", body: "v1.2.0" });
      await github.as("quinn").comment(ordinary, "/approve");
      await approve(github, minor);
      await approve(github, patch, ["mia"]);
      const drawn = github.issue(ordinary);
      const swept = await stage.play("track-approvals", {}, { event: schedule });
      expect(swept.exitCode, swept.stdout).toBe(0);
      expect(resultOf(swept)).toMatchObject({
        reason_code: "several-releases",
        releases: [
          { issue_number: minor, version: "1.2.0", decision: "authorized", reason_code: "all-reviews-in" },
          { issue_number: patch, version: "1.1.1", decision: "pending", reason_code: "review-missing" },
        ],
      });
      expect(github.issue(minor).body).toContain("Cleared to ship: v1.2.0");
      expect(github.issue(patch).body).toContain("Waiting: 1 of 3 reviews in");
      expect(github.issue(ordinary)).toEqual(drawn);
      expect(github.comments(ordinary)).toHaveLength(1);
    }));

  it("ends 0 and writes nothing on an ordinary issue, on a pull request and without a release", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const ordinary = await github
        .as("olaf")
        .createIssue({ title: "Release v1.2.0 (minor)", labels: ["release"] });
      const pull = github.mergedPull({ title: "Better", author: "olaf", commits: [github.head()] });
      const spoken = await stage.say("mia", ordinary, "/approve");
      const payload = { issue: { number: pull, pull_request: {} }, comment: { id: 1 } };
      const onPull = await stage.play("track-approvals", {}, { event: { name: "issue_comment", payload } });
      const byNumber = await stage.play("track-approvals", {
        "issue-number": String(ordinary),
        outcome: "success",
      });
      for (const played of [spoken, onPull, byNumber]) {
        expect(played.exitCode, played.stdout).toBe(0);
        expect(played.outputs).toMatchObject({ "reason-code": "no-release", authorized: "false" });
        expect(played.annotations).toEqual([]);
      }
      expect(github.requests.writes()).toEqual([]);
    }));
});

it("`dry-run` decides and reports, and writes nothing: every action", { timeout: 60_000 }, () =>
  onStage(async (stage, workspace) => {
    const { github } = stage;
    const dry = { "dry-run": "true" };
    const version = { version: "1.2.0" };
    const asked = await stage.play("request-approvals", { ...version, ...dry });
    expect(asked.outputs).toMatchObject({
      "reason-code": "dry-run",
      "release-type": "minor",
      commit: github.head(),
    });
    expect(asked.summary).toContain("Nothing was written");
    expect(github.issues()).toEqual([]);

    const issue = await ask(stage);
    await approve(github, issue, allBut("quinn"));
    await github.as("quinn").comment(issue, "/approve");
    github.requests.reset();
    const tracked = await stage.play("track-approvals", {
      "issue-number": String(issue),
      "release-workflow": "publish.yml",
      outcome: "failure",
      ...dry,
    });
    expect(tracked.outputs).toMatchObject({ decision: "authorized", "pending-roles": "[]" });
    const gated = await stage.play("gate-release", { ...version, run: "touch executed", ...dry });
    expect(gated.outputs).toMatchObject({ decision: "authorized", authorized: "true" });
    const audited = await stage.play("audit-trail", { ...version, ...dry });
    expect(audited.outputs).toMatchObject({ decision: "authorized" });
    for (const played of [asked, tracked, gated, audited]) expect(played.exitCode, played.stdout).toBe(0);
    expect(github.requests.writes()).toEqual([]);
    expect(github.dispatches).toEqual([]);
    expect(readdirSync(workspace)).toEqual([]);
  }),
);
