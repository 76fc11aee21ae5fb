import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Played, PlayOptions, Stage, StageOptions } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { cast, openSample, sixRoles } from "./cast.ts";
import { resultOf } from "./ready.ts";

/* `command: doctor` of the built all-in-one action, on repositories with the workflows that this project ships. */

const people = [{ login: "ada", id: 100, permission: "admin" }, ...cast] as const;
const example = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../examples/workflows/${name}`, import.meta.url)), "utf8");
const workflows = {
  "release-approval.yml": example("release-approval.yml"),
  "release.yml": example("release.yml"),
  "doctor.yml": example("doctor.yml"),
};
const least = { contents: "read", issues: "read", actions: "read" } as const;

async function onStage(
  options: Partial<StageOptions> & { policy?: string | null },
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = await openSample({ people, workflows, ...options });
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

function command(stage: Stage, inputs: Record<string, string>, options: PlayOptions = {}): Promise<Played> {
  return stage.play("audit-trail", inputs, { file: "release-approval.js", permissions: least, ...options });
}

const doctor = (stage: Stage, options: PlayOptions = {}) => command(stage, { command: "doctor" }, options);
const asAda = ({ github }: Stage) => ({ token: github.tokens.of("ada") });

type Check = { id: string; state: string; problems: { message: string }[]; not_checked: string[] };

/** Ids of the checks in a state. */
function checksIn(played: Played, state: "fine" | "found" | "unknown"): string[] {
  const checks = resultOf(played)["checks"] as Check[];
  return checks.filter((check) => check.state === state).map(({ id }) => id);
}

describe("doctor", { concurrent: true, timeout: 60_000 }, () => {
  it("finds nothing after setup, with the shipped workflows and a protected branch", async () => {
    const workspace = mkdtempSync(join(tmpdir(), "doctor-"));
    mkdirSync(join(workspace, ".github"));
    writeFileSync(join(workspace, ".github/release-approval.yml"), sixRoles);
    await onStage({ workspace }, async (stage) => {
      const { github } = stage;
      github.commit({ message: "Owners", files: { ".github/CODEOWNERS": "/.github/ @mia\n" } });
      github.protectBranch("main", { through: "ruleset", requiredReviews: 1, codeOwnerReviews: true });
      await command(stage, { command: "setup", apply: "true" }, asAda(stage));
      const healthy = await doctor(stage, asAda(stage));
      expect(checksIn(healthy, "found"), healthy.summary).toEqual([]);
      expect(healthy.exitCode, healthy.stdout).toBe(0);
      expect(healthy.outputs).toMatchObject({ decision: "healthy", "reason-code": "healthy" });
      expect(healthy.annotations).toEqual([]);
      expect(healthy.summary).toContain("✅ A release can be approved, and nothing leads around the gate");

      const own = await doctor(stage);
      expect(own.exitCode, own.stdout).toBe(0);
      expect(checksIn(own, "found"), own.summary).toEqual([]);
      expect(checksIn(own, "unknown")).toEqual(["actions-allowed"]);
      expect(own.summary).toContain("as far as this token can see");
      expect(own.requests).toBeLessThan(30);
    });
    rmSync(workspace, { recursive: true });
  });

  it("ends 1 when a release could not be approved, with the cures, and tells every hole", () =>
    onStage(
      {
        policy: sixRoles.replace("[quinn]", "[nobody-by-this-name]"),
        workflows: {
          "release-approval.yml": workflows["release-approval.yml"].replace(
            "publish: release.yml",
            "publish: ship.yml",
          ),
          "publish.yml":
            "on: { push: { tags: [v*] } }\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm publish\n        env: { NODE_AUTH_TOKEN: '${{ secrets.NPM_TOKEN }}' }\n",
        },
        environments: { "approve-technical-lead": { reviewers: ["tom"] } },
      },
      async (stage) => {
        const played = await doctor(stage);
        expect(played.exitCode).toBe(1);
        expect(played.outputs).toMatchObject({ decision: "stopped", "reason-code": "role-members" });
        expect(checksIn(played, "found")).toEqual([
          "role-members",
          "members-reachable",
          "environments-exist",
          "clocks",
          "environments-limited",
          "release-workflow",
          "gate-before-publishing",
          "publishing-secrets",
          "default-branch-protected",
          "codeowners",
          "code-owners-asked",
        ]);
        const [error, ...holes] = played.annotations;
        expect(error?.message).toMatch(/QA lead needs 1 who can review, and has 0.*`ship\.yml`/s);
        expect(holes.map(({ level }) => level)).toEqual(holes.map(() => "warning"));
        expect(played.summary).toContain("## ⛔ A release could not be approved today");
        expect(played.summary).toContain("reads `NPM_TOKEN` without an environment");
      },
    ));

  it("a policy that is missing, or wrong: the lines, and all else as not checked", () =>
    onStage({ policy: null }, async (stage) => {
      const missing = await doctor(stage);
      expect(missing.exitCode).toBe(1);
      expect(missing.outputs["reason-code"]).toBe("policy-valid");
      expect(missing.summary).toContain("extends: small-team");
      expect(checksIn(missing, "unknown")).toContain("role-members");
      stage.github.commit({
        message: "Rules",
        files: { ".github/release-approval.yml": `${sixRoles}rule: {}\n` },
      });
      const wrong = await doctor(stage);
      expect(wrong.exitCode).toBe(1);
      expect(wrong.summary).toMatch(/\.github\/release-approval\.yml:12:1 rule: unknown key/);
    }));

  it("a private repository without buttons works by comment: a note, and no more", () =>
    onStage({ private: true, plan: "free" }, async (stage) => {
      const played = await doctor(stage);
      expect(played.exitCode, played.stdout).toBe(0);
      expect(checksIn(played, "found")).toContain("comments-only");
      expect(checksIn(played, "found")).not.toContain("environments-exist");
    }));
});
