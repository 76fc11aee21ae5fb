import type { Played, Stage } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { openSample, sixRoles } from "./cast.ts";
import { allBut, approve, ask, expectOpen } from "./ready.ts";

/*
 * What an action costs: a workflow's token has 1,000 requests an hour for a whole repository. The sample has a tag to
 * compare with and changes since then.
 */

/** Most requests of each, with up to 100 comments. */
const most = { request: 12, quietTrack: 3, oneReview: 7, gate: 10 } as const;

function expectCost(played: Played, limit: number): void {
  expect(played.requests, played.stdout).toBeGreaterThan(0);
  expect(played.requests, played.stdout).toBeLessThanOrEqual(limit);
}

const request = (stage: Stage) => stage.play("request-approvals", { version: "1.2.0" });
const track = (stage: Stage, issue: number) =>
  stage.play("track-approvals", { "issue-number": String(issue) });
const gate = (stage: Stage, inputs: Record<string, string> = { version: "1.2.0" }) =>
  stage.play("gate-release", inputs);

async function onStage(play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openSample();
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

describe("requests to GitHub", { concurrent: true, timeout: 60_000 }, () => {
  it(`asking ${most.request}, a quiet track ${most.quietTrack}, one review ${most.oneReview}, a gate ${most.gate}`, () =>
    onStage(async (stage) => {
      const { github } = stage;
      const first = await request(stage);
      expectCost(first, most.request);
      const issue = Number(first.outputs["issue-number"]);
      const again = await request(stage);
      expect(again.outputs["revision"]).toBe("1");
      expectCost(again, most.request);
      github.commit({ message: "Mend (#42)", author: "olaf", files: { "console.txt": "best\n" } });
      const revised = await request(stage);
      expect(revised.outputs["revision"]).toBe("2");
      expectCost(revised, most.request);

      const reviewed = await stage.say("mia", issue, "/approve");
      expect(reviewed.outputs["approved-roles"]).toBe('["release-manager"]');
      expectCost(reviewed, most.oneReview);
      const quiet = await track(stage, issue);
      expect(quiet.summary).toContain("Nothing was new");
      expectCost(quiet, most.quietTrack);

      await approve(github, issue, allBut("mia", "dana"));
      await track(stage, issue);
      const last = await stage.say("dana", issue, "/approve");
      expect(github.dispatches).toHaveLength(1);
      expectCost(last, most.oneReview);
      const open = await gate(stage);
      expectOpen(open);
      expectCost(open, most.gate);
    }));

  it("the same after the policy has changed, and with the issue's number", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      const policy = sixRoles.replace("[tom]", "[tom, olaf]");
      github.commit({ message: "Two leads", files: { ".github/release-approval.yml": policy } });
      const reviewed = await stage.say("mia", issue, "/approve");
      expect(reviewed.outputs["approved-roles"]).toBe('["release-manager"]');
      expectCost(reviewed, most.oneReview);
      const quiet = await track(stage, issue);
      expect(quiet.summary).toContain("Nothing was new");
      expectCost(quiet, most.quietTrack);
      await approve(github, issue, allBut("mia"));
      await track(stage, issue);
      const open = await gate(stage, { "issue-number": String(issue) });
      expectOpen(open);
      expectCost(open, most.gate);
      // Another run asks for the version, and comes as far as the claim of the first.
      const late = await gate(stage);
      expect(late.outputs["reason-code"]).toBe("claimed");
      expectCost(late, most.gate);
    }));

  it("one more for the second page of comments", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      while (github.comments(issue).length < 150)
        await github.as("olaf").comment(issue, "I have read this far.");
      const reviewed = await stage.say("mia", issue, "/approve");
      expect(reviewed.outputs["approved-roles"]).toBe('["release-manager"]');
      expectCost(reviewed, most.oneReview + 1);
      const quiet = await track(stage, issue);
      expect(quiet.summary).toContain("Nothing was new");
      expectCost(quiet, most.quietTrack + 1);
      await approve(github, issue, allBut("mia"));
      await track(stage, issue);
      const open = await gate(stage);
      expectOpen(open);
      expectCost(open, most.gate + 1);
      expectCost(await request(stage), most.request + 1);
    }));
});
