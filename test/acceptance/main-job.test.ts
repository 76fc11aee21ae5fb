import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "@release-approval/rehearsal";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSample, reviewers, roleEnvironments } from "./cast.ts";
import { allBut, approve, expectOpen, expectShut, plain, resultOf } from "./ready.ts";

/* The specification's story, played with the built actions as GitHub's runner would start them. */

let stage: Stage;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "main-job-"));
  stage = await openSample({ workspace: join(folder, "workspace"), environments: roleEnvironments });
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
  stage.github.assertNoViolations();
});

const sixRoleIds = [
  "release-manager",
  "technical-lead",
  "product-owner",
  "qa-lead",
  "security-lead",
  "devops-lead",
];

it("requests, reviews, tracks, gates and audits a minor release", { timeout: 60_000 }, async () => {
  const { github } = stage;
  const reviewed = github.head();
  const issue = await request(reviewed);

  const shut = await stage.play("gate-release", { version: "1.2.0" });
  expectShut(
    shut,
    "review-missing",
    /^v1\.2\.0 was not published: waiting for Release manager, DevOps, Technical lead, Security, Product and QA\. See #1\.$/,
  );
  expect(shut.summary).toContain("## 🔒 v1.2.0 was not published");
  expect(shut.summary).toContain("6 reviews are missing. Nothing left this repository.");
  expect(plain(shut.summary)).toMatch(/\| ⏳ QA \| @quinn \| Fri 27 Nov 10:00 \|/);
  expect(github.comments(issue)).toHaveLength(1);

  await firstReview(issue);
  await lastReview(issue);

  const before = github.issue(issue).body;
  const quiet = await stage.play("track-approvals", { "issue-number": String(issue) });
  expect(quiet.summary).toContain("Nothing was new, and nothing was written.");
  expect(github.issue(issue).body).toBe(before);

  await gate(reviewed);
  await audit(reviewed);
});

async function request(reviewed: string): Promise<number> {
  const { github } = stage;
  const played = await stage.play("request-approvals", {
    version: "1.2.0",
    "key-features": "Enhanced console commands",
  });
  expect(played.exitCode, played.stdout).toBe(0);
  expect(played.outputs).toMatchObject({
    decision: "pending",
    "reason-code": "review-missing",
    "issue-number": "1",
    "issue-url": "https://github.com/acme/proxmox-mpc/issues/1",
    version: "1.2.0",
    commit: reviewed,
    "release-type": "minor",
    revision: "1",
    deadline: "2026-12-07T10:00:00Z",
  });
  expect(JSON.parse(played.outputs["required-roles"] ?? "")).toEqual(sixRoleIds);
  const reviews = JSON.parse(played.outputs["reviews"] ?? "") as Record<string, string>[];
  expect(reviews.map(({ role }) => role)).toEqual(sixRoleIds);
  expect(Object.keys(reviews[0] ?? {})).toEqual(["role", "title", "environment", "focus", "due"]);
  expect(resultOf(played)).toMatchObject({
    schema_version: 1,
    action: "request-approvals",
    decision: "pending",
  });
  expect(played.summary).toContain("## 🔔 v1.2.0 is up for review");

  const issue = github.issue(1);
  expect(issue).toMatchObject({
    title: "Release v1.2.0 (minor)",
    state: "open",
    labels: ["release", "approval-required"],
  });
  expect(issue.body).toContain("**Waiting: 0 of 6 reviews in.**");
  expect(issue.body).toContain("Last day: **Mon 7 Dec 2026, 10:00 UTC**");
  expect(plain(issue.body)).toMatch(/\| ⏳ Technical lead \| @tom \| Wed 25 Nov 10:00 \|/);
  expect(issue.body).toContain("### Your answer");
  expect(issue.body).toContain(`at [\`${reviewed.slice(0, 7)}\`]`);
  expect(issue.body).toContain("1 pull request by 1 person, requested by @mia");
  expect(issue.body).toContain("- Enhanced console commands");
  expect(issue.body).toContain("[History: 1 entry, intact]");
  return 1;
}

async function firstReview(issue: number): Promise<void> {
  const { github } = stage;
  github.clock.advance("10m");
  const played = await stage.say("mia", issue, "/approve");
  expect(played.exitCode, played.stdout).toBe(0);
  expect(played.outputs).toMatchObject({
    decision: "pending",
    authorized: "false",
    "approved-roles": '["release-manager"]',
    "pending-roles": JSON.stringify(sixRoleIds.slice(1)),
  });
  expect(played.stdout).toContain("Required Approvals: 1 of 6");
  expect(played.stdout).toContain("✅ Release manager: APPROVED (2026-11-23 10:10)");
  const [, review, receipt] = github.comments(issue);
  expect(review?.reactions).toEqual(["+1 github-actions[bot]"]);
  expect(receipt?.body).toContain(
    "✅ @mia approved as **Release manager**. Still missing: DevOps, Technical lead, Security, Product, QA.",
  );
  expect(plain(github.issue(issue).body)).toMatch(/\| ✅ Release manager \| @mia \| Mon 23 Nov 10:10 \|/);
}

async function lastReview(issue: number): Promise<void> {
  const { github } = stage;
  await approve(github, issue, allBut("mia", "dana"));
  expect(github.dispatches).toEqual([]);
  const played = await stage.say("dana", issue, "/approve");
  expect(played.outputs).toMatchObject({
    decision: "authorized",
    "reason-code": "all-reviews-in",
    authorized: "true",
    "approved-roles": JSON.stringify(sixRoleIds),
    "pending-roles": "[]",
  });
  expect(played.stdout).toContain("🚀 Release authorized for deployment");
  const comments = github.comments(issue);
  expect(comments.flatMap(({ reactions }) => reactions)).toEqual(
    reviewers.map(() => "+1 github-actions[bot]"),
  );
  expect(comments.at(-1)?.body).toContain("is **cleared to ship**. 6 of 6 reviews are in.");
  expect(github.dispatches).toMatchObject([
    {
      kind: "workflow",
      workflow: ".github/workflows/publish.yml",
      ref: "main",
      inputs: { version: "1.2.0" },
    },
  ]);
  expect(github.issue(issue).labels).toEqual(["release"]);
  expect(github.issue(issue).body).toContain("> **Cleared to ship: v1.2.0.**");
}

async function gate(reviewed: string): Promise<void> {
  const temp = join(folder, "temp");
  const played = await stage.play("gate-release", { version: "1.2.0" }, { temp });
  expectOpen(played, reviewed);
  expect(played.outputs).toMatchObject({ version: "1.2.0", tag: "v1.2.0" });
  expect(played.annotations).toMatchObject([
    { level: "notice", message: `v1.2.0 at ${reviewed.slice(0, 7)} is cleared to ship. See #1.` },
  ]);
  expect(played.summary).toContain("## 🚀 v1.2.0 is cleared to ship");
  const text = readFileSync(played.outputs["authorization"] ?? "", "utf8");
  expect(createHash("sha256").update(text).digest("hex")).toBe(played.outputs["authorization-sha256"]);
  const document = JSON.parse(text) as Record<string, unknown>;
  // The specification's approval record, field by field.
  expect(document).toMatchObject({
    release: "v1.2.0",
    releaseType: "minor",
    approvalTimestamp: expect.stringMatching(/^2026-11-23T10:\d\d:00Z$/),
    finalAuthorization: { timestamp: expect.any(String), allConditionsMet: true },
    commit: reviewed,
    revision: 1,
  });
  expect(document["approvals"]).toHaveLength(6);
  expect(document["approvals"]).toContainEqual(
    expect.objectContaining({ role: "Release manager", approver: "mia", status: "approved", conditions: [] }),
  );
  expect(document["authorizationChecklist"]).toBeDefined();
}

async function audit(reviewed: string): Promise<void> {
  const played = await stage.play("audit-trail", { version: "1.2.0" });
  expect(played.exitCode, played.stdout).toBe(0);
  expect(played.outputs).toMatchObject({ decision: "authorized", intact: "true", commit: reviewed });
  const files = JSON.parse(played.outputs["files"] ?? "") as string[];
  expect(files).toEqual([
    "release-approval-audit/release-v1.2.0.json",
    "release-approval-audit/release-v1.2.0.md",
  ]);
  const [json = "", markdown = ""] = files.map((file) =>
    readFileSync(join(folder, "workspace", file), "utf8"),
  );
  const record = JSON.parse(json) as Record<string, unknown>;
  expect(record).toMatchObject({ release: "v1.2.0", commit: reviewed, repository: "acme/proxmox-mpc" });
  expect(record["approvals"]).toHaveLength(6);
  for (const login of reviewers) expect(markdown).toContain(login);
  expect(markdown).toContain(reviewed);
  expect(played.summary).toContain("✅ The history is intact: 4 entries.");
}
