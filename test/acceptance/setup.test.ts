import type { PlayOptions, Stage, StageOptions } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { cast, openSample, sixRoles } from "./cast.ts";
import { errorOf, resultOf } from "./ready.ts";

/* `command: setup` of the built all-in-one action: what it plans, what it makes, and what it never touches. */

const people = [{ login: "ada", id: 100, permission: "admin" }, ...cast] as const;
const inRow = { timeout: 60_000 };

async function onStage(
  options: Partial<StageOptions> & { policy?: string },
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = await openSample({ people, ...options });
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

function setup(stage: Stage, inputs: Record<string, string> = {}, options: PlayOptions = {}) {
  const token = stage.github.tokens.of("ada");
  return stage.play(
    "request-approvals",
    { command: "setup", ...inputs },
    { file: "release-approval.js", token, ...options },
  );
}

const apply = { apply: "true" };

/** Everything that setup could change. */
function settingsOf({ github }: Stage) {
  return JSON.stringify(github.environments());
}

const names = ({ github }: Stage) => github.environments().map(({ name }) => name);
const environment = ({ github }: Stage, name: string) =>
  github.environments().find((one) => one.name === name);

const buttons = [
  "release-manager",
  "technical-lead",
  "product-owner",
  "qa-lead",
  "security-lead",
  "devops-lead",
];
const clocks = ["release-approval-clock-15m", "release-approval-clock-1h", "release-approval-clock-4h"];

describe("setup", { concurrent: true, ...inRow }, () => {
  it("from nothing: a plan that changes nothing, then all of it, then nothing more", () =>
    onStage({}, async (stage) => {
      const planned = await setup(stage);
      expect(planned.exitCode, planned.stdout).toBe(0);
      expect(planned.outputs).toMatchObject({ decision: "planned", "reason-code": "setup-planned" });
      expect(planned.summary).toContain("## 📋 12 changes planned, nothing changed yet");
      expect((await setup(stage, { ...apply, "dry-run": "true" })).outputs["decision"]).toBe("planned");
      expect(names(stage)).toEqual([]);

      const applied = await setup(stage, apply);
      expect(applied.outputs["decision"], applied.stdout).toBe("applied");
      expect(names(stage)).toEqual([...buttons.map((role) => `approve-${role}`), ...clocks]);
      expect(environment(stage, "approve-qa-lead")).toMatchObject({
        reviewers: ["quinn"],
        branches: ["main"],
        preventSelfReview: true,
        waitMinutes: 0,
      });
      expect(environment(stage, "approve-release-manager")).toMatchObject({ preventSelfReview: false });
      expect(environment(stage, "release-approval-clock-1h")).toMatchObject({
        reviewers: [],
        waitMinutes: 60,
      });
      const namesIn = (result: Record<string, unknown>) =>
        (result["plan"] as { name: string; result: string }[]).map(({ name }) => name);
      expect(namesIn(resultOf(applied))).toEqual(namesIn(resultOf(planned)));

      const before = settingsOf(stage);
      const again = await setup(stage, apply);
      expect(again.outputs["decision"], again.stdout).toBe("unchanged");
      expect(again.summary).toContain("nothing to change");
      expect(settingsOf(stage)).toBe(before);
    }));

  it("takes nothing away: reviewers, timers, limits and environments of others stay", () =>
    onStage(
      {
        people: [...people, ...["a", "b", "c", "d", "e"].map((login, n) => ({ login, id: 300 + n }))],
        teams: [{ slug: "leads", members: ["tom"] }],
        policy: sixRoles
          .replace("technical-lead: { members: [tom] }", "technical-lead: { members: ['team:acme/leads'] }")
          .replace("[sam]", "[sam, olaf]")
          .replace("[quinn]", "[quinn, gone-person]"),
        environments: {
          "approve-qa-lead": { reviewers: ["rob"], waitMinutes: 5, branches: "protected" },
          "approve-security-lead": { reviewers: ["a", "b", "c", "d", "e"], branches: ["dev"] },
          production: { reviewers: ["rob"] },
        },
      },
      async (stage) => {
        const production = environment(stage, "production");
        const applied = await setup(stage, apply);
        expect(applied.exitCode, applied.stdout).toBe(0);
        expect(environment(stage, "approve-qa-lead")).toMatchObject({
          reviewers: ["rob", "quinn"],
          waitMinutes: 5,
          branches: "protected",
        });
        expect(environment(stage, "approve-security-lead")).toMatchObject({
          reviewers: ["a", "b", "c", "d", "e", "sam"],
          branches: ["dev", "main"],
        });
        expect(environment(stage, "approve-technical-lead")).toMatchObject({ reviewers: ["team:leads"] });
        expect(environment(stage, "production")).toEqual(production);
        expect(applied.summary).toMatch(
          /`approve-security-lead`: GitHub lets six review by button: .* `olaf` can answer by comment/,
        );
        expect(applied.summary).toContain("GitHub knows no user `gone-person`. Left out.");
        expect(applied.summary).toContain("Protected branches may use it. Kept");
      },
    ));

  it("a private repository without required reviewers on its plan: comments only, and the rest is done", () =>
    onStage({ private: true, plan: "free" }, async (stage) => {
      const applied = await setup(stage, apply);
      expect(applied.exitCode, applied.stdout).toBe(0);
      expect(applied.outputs).toMatchObject({ decision: "applied", "reason-code": "comments-only" });
      expect(applied.summary).toContain("People review by comment");
      expect(names(stage)).toEqual([]);
      const again = await setup(stage, apply);
      expect(again.outputs).toMatchObject({ decision: "unchanged", "reason-code": "comments-only" });
    }));

  it("the workflow's own token can plan, and is told what it lacks to change anything", () =>
    onStage({}, async (stage) => {
      const token = stage.github.mintToken({
        permissions: { contents: "read", issues: "read", actions: "read" },
      });
      expect((await setup(stage, {}, { token })).outputs["decision"]).toBe("planned");
      const refused = await setup(stage, apply, { token });
      expect(refused.exitCode).toBe(1);
      expect(refused.outputs["reason-code"]).toBe("administration-missing");
      expect(errorOf(refused)).toMatch(
        /may not set up the environment approve-release-manager.*Administration: read and write/s,
      );
      expect(names(stage)).toEqual([]);
    }));

  it("broken off in the middle, it is completed by running it again", () =>
    onStage({}, async (stage) => {
      const isPattern = ({ method, path }: { method: string; path: string }) =>
        method === "POST" && path.includes("approve-qa-lead/deployment-branch-policies");
      stage.github.faults.add({ on: isPattern, kind: "before" });
      const broken = await setup(stage, apply);
      expect(broken.exitCode, broken.stdout).toBe(1);
      expect(names(stage)).toHaveLength(4);
      expect(environment(stage, "approve-qa-lead")).toMatchObject({ branches: [] });
      expect((await setup(stage, apply)).outputs["decision"]).toBe("applied");
      expect(names(stage)).toHaveLength(9);
      expect(environment(stage, "approve-qa-lead")).toMatchObject({ branches: ["main"] });
      expect((await setup(stage, apply)).outputs["decision"]).toBe("unchanged");
    }));

  it("a member who cannot read the private repository is left out, and nobody left means no button", () =>
    onStage(
      {
        private: true,
        people: people.map((one) => (one.login === "quinn" ? { ...one, permission: "none" as const } : one)),
      },
      async (stage) => {
        const applied = await setup(stage, apply);
        expect(applied.exitCode, applied.stdout).toBe(0);
        expect(names(stage)).not.toContain("approve-qa-lead");
        expect(applied.annotations).toEqual([
          expect.objectContaining({
            level: "warning",
            message: expect.stringContaining("`quinn` cannot read this repository"),
          }),
        ]);
      },
    ));
});
