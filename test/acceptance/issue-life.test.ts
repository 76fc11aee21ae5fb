import type { Stage } from "@release-approval/rehearsal";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSample } from "./cast.ts";
import { ask, errorOf } from "./ready.ts";

/* What people do to a release's issue itself. The issue is a view: only commands change the release. */

let stage: Stage;
let issue: number;
beforeEach(async () => {
  stage = await openSample({ people: [...people] });
  stage.github.addRepository({ fullName: "acme/other" });
  issue = await ask(stage);
});
afterEach(async () => {
  await stage.close();
  stage.github.assertNoViolations();
});

const people = [
  { login: "mia", id: 101, permission: "maintain" },
  { login: "tom", id: 102, permission: "write" },
  { login: "pia", id: 103, permission: "write" },
  { login: "quinn", id: 104, permission: "write" },
  { login: "sam", id: 105, permission: "write" },
  { login: "dana", id: 106, permission: "write" },
  { login: "olaf", id: 201, permission: "admin" },
  { login: "rob", id: 202, permission: "read" },
] as const;

function told(action: string) {
  const { title, body } = stage.github.issue(issue);
  return { name: "issues", payload: { action, issue: { number: issue, title, body } } };
}

const said = () =>
  stage.github
    .comments(issue)
    .map(({ body }) => body)
    .join("\n");

describe("closed without /cancel", () => {
  it("is opened again, and whoever closed it is told once how to cancel", async () => {
    await stage.github.as("olaf").editIssue(issue, { state: "closed" });
    const played = await stage.play("track-approvals", {}, { actor: "olaf", event: told("closed") });
    expect(played.outputs["decision"]).toBe("pending");
    expect(stage.github.issue(issue).state).toBe("open");
    expect(said()).toMatch(/@olaf, closing this issue does not cancel[\s\S]*\/cancel the reason/);
    const comments = stage.github.comments(issue).length;
    await stage.play("track-approvals", {}, { event: told("reopened") });
    expect(stage.github.comments(issue)).toHaveLength(comments);
  });

  it("stays closed once the release manager has cancelled", async () => {
    await stage.say("mia", issue, "/cancel not this week");
    expect(stage.github.issue(issue).state).toBe("closed");
    await stage.play("track-approvals", {}, { event: told("closed") });
    expect(stage.github.issue(issue).state).toBe("closed");
    expect(said()).not.toContain("does not cancel");
  });
});

it("an outsider's 50 comments cost one reply, and count for nothing", async () => {
  for (let time = 0; time < 50; time += 1) await stage.github.as("rob").comment(issue, "/approve qa");
  const before = stage.github.comments(issue).length;
  await stage.play("track-approvals", {});
  await stage.github.as("rob").comment(issue, "/approve qa");
  await stage.play("track-approvals", {});
  expect(stage.github.comments(issue)).toHaveLength(before + 2);
  expect(stage.github.issue(issue).body).toContain("0 of 6 reviews in");
});

it("locked: the issue says who can still answer, and the release goes on", async () => {
  await stage.github.as("olaf").lock(issue);
  const played = await stage.play("track-approvals", {}, { actor: "olaf", event: told("locked") });
  expect(played.exitCode, played.stdout).toBe(0);
  expect(stage.github.issue(issue).body).toContain("This conversation is locked");
  const approved = await stage.say("tom", issue, "/approve");
  expect(approved.outputs["approved-roles"]).toBe('["technical-lead"]');
});

describe("deleted or transferred", () => {
  it.each([
    ["deleted", (number: number) => stage.github.as("olaf").deleteIssue(number)],
    ["transferred", (number: number) => stage.github.as("olaf").transferIssue(number, "acme/other")],
  ] as const)(
    "%s: blocked, nothing can be published from it, and asking again opens a new issue",
    async (action, act) => {
      const event = told(action);
      await act(issue);
      const played = await stage.play("track-approvals", {}, { actor: "olaf", event });
      expect(played.exitCode, played.stdout).toBe(0);
      expect(played.outputs).toMatchObject({
        decision: "blocked",
        "reason-code": `issue-${action}`,
        authorized: "false",
      });
      expect(played.annotations[0]?.message).toMatch(/1\.2\.0 was up for review.*Ask for the release again/s);
      const gate = await stage.play("gate-release", { version: "1.2.0" });
      expect(gate.exitCode).toBe(1);
      expect(errorOf(gate)).toMatch(/Nobody has asked for the release of 1\.2\.0/);
      const again = await stage.play("request-approvals", { version: "1.2.0" });
      expect(Number(again.outputs["issue-number"])).toBeGreaterThan(issue);
    },
  );
});

it("edited and relabelled by somebody: found by its request, and drawn again", async () => {
  const { body } = stage.github.issue(issue);
  await stage.github
    .as("tom")
    .editIssue(issue, { title: "x", body: "**Approved by all**", labels: ["done"] });
  const played = await stage.play("track-approvals", {}, { actor: "tom", event: told("edited") });
  expect(played.outputs["decision"]).toBe("pending");
  expect(stage.github.issue(issue)).toMatchObject({ title: "Release v1.2.0 (minor)", body });
});

it("asked again as security-related: a new revision, which asks who has to look at that", async () => {
  const patch = { version: "1.1.1", "release-type": "patch" };
  const before = await stage.play("request-approvals", patch);
  expect(JSON.parse(before.outputs["required-roles"] ?? "")).not.toContain("security-lead");
  const asked = () => stage.play("request-approvals", { ...patch, "security-related": "true" });
  for (const played of [await asked(), await asked()]) {
    expect(played.outputs, played.stdout).toMatchObject({ revision: "2" });
    expect(JSON.parse(played.outputs["required-roles"] ?? "")).toContain("security-lead");
  }
  // Who does not say it takes nothing back.
  expect((await stage.play("request-approvals", patch)).outputs["revision"]).toBe("2");
});
