import type { EmbeddedGitHub, Stage } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { openSample, sixRoles } from "./cast.ts";
import { allBut, approve, ask, expectOpen, expectShut, factKeys } from "./ready.ts";

/*
 * Releases as they go when not all goes well, on the built actions with the clock moved. A hotfix at night and a conflict
 * are acts of the demo: workflows/hotfix.test.ts, and packages/rehearsal/src/demo/demo.test.ts.
 */

async function onStage(play: (stage: Stage) => Promise<void>, policy = sixRoles): Promise<void> {
  const stage = await openSample({ policy });
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

const lastOf = (github: EmbeddedGitHub, issue: number) => github.comments(issue).at(-1)?.body ?? "";

describe("time", { concurrent: true, timeout: 60_000 }, () => {
  it("a major release is postponed, reopens at its date, everybody is late, and it is authorized in the end", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const issue = await ask(stage, { version: "2.0.0" });
      const track = () => stage.play("track-approvals", {});
      /** However often it looks again: nothing happens twice. */
      const trackTwice = async () => {
        const played = await track();
        github.requests.reset();
        await track();
        expect(github.requests.writes()).toEqual([]);
        return played;
      };
      await approve(github, issue, ["mia", "tom"]);

      const postponed = await stage.say("mia", issue, "/postpone 2026-12-07 the cluster moves that week");
      expect(postponed.outputs).toMatchObject({ decision: "postponed", authorized: "false" });
      expect(github.issue(issue).body).toContain("**Postponed until Mon 7 Dec 2026, 00:00 UTC.**");

      // Long after every time that it had, and still before its date.
      github.clock.set("2026-12-06T23:59:00Z");
      github.requests.reset();
      expect((await track()).outputs["decision"]).toBe("postponed");
      expect(github.requests.writes()).toEqual([]);

      github.clock.set("2026-12-07T00:00:00Z");
      const reopened = await trackTwice();
      expect(reopened.outputs).toMatchObject({
        decision: "pending",
        "approved-roles": '["release-manager","technical-lead"]',
      });
      expect(lastOf(github, issue)).toMatch(/\*\*open again\*\*.*Reviews that were given still count/);
      expect(github.issue(issue).body).toContain("Last day: **Mon 4 Jan 2027");

      github.clock.set("2027-01-03T12:00:00Z");
      await trackTwice();
      const late = lastOf(github, issue);
      expect(late).toMatch(/4 reviews are \*\*late\*\*/);
      for (const login of ["dana", "sam", "pia", "quinn"]) expect(late.split(`@${login}`)).toHaveLength(2);
      expect(late).toMatch(/\*\*The release expires on Mon 4 Jan 2027/);

      await approve(github, issue, allBut("mia", "tom", "dana"));
      const last = await stage.say("dana", issue, "/approve");
      expect(last.outputs).toMatchObject({ decision: "authorized", "reason-code": "all-reviews-in" });
      const keys = factKeys(github, issue);
      expect(keys).toEqual([...new Set(keys)]);
    }));
});

const monorepo = `${sixRoles}components:
  api: { paths: [api/**] }
  web: { paths: [web/**], tag-prefix: web-v }
`;

describe("a monorepo", { concurrent: true, timeout: 60_000 }, () => {
  it("two components at the same version have an issue and a gate each", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const api = await ask(stage, { component: "api", "release-type": "minor" });
      const web = await ask(stage, { component: "web", "release-type": "minor" });
      expect(web).not.toBe(api);
      await approve(github, api);
      await approve(github, web, ["mia"]);

      const shut = await stage.play("gate-release", { version: "1.2.0", component: "web" });
      expectShut(shut, "review-missing", /waiting for DevOps, Technical lead, Security, Product and QA\./);
      const open = await stage.play("gate-release", { version: "1.2.0", component: "api" });
      expectOpen(open, github.head());
      expect(open.outputs).toMatchObject({ tag: "api-v1.2.0", "issue-number": String(api) });
      expect(github.issue(web).body).not.toContain("Cleared to ship");
      const unnamed = await stage.play("gate-release", { version: "1.2.0" });
      expect(unnamed.exitCode).toBe(1);
      expect(unnamed.outputs["authorized"]).not.toBe("true");
    }, monorepo));
});
