import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Played, Stage } from "@release-approval/rehearsal";
import { afterAll, describe, expect, it } from "vitest";
import { openSample, sixRoles } from "./cast.ts";
import { entriesOf } from "./ready.ts";

/* What the reports of a build come to: what is measured holds the release, shows why, and stays provable. */

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A checkout with these files. */
function checkout(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function junit(passed: number, failed: number, suite = "unit"): string {
  const good = Array.from({ length: passed }, (_, n) => `<testcase classname="${suite}" name="ok ${n}"/>`);
  const bad = Array.from(
    { length: failed },
    (_, n) => `<testcase classname="${suite}" name="logs in ${n}"><failure>no</failure></testcase>`,
  );
  const all = [...good, ...bad];
  return `<testsuites><testsuite name="${suite}" tests="${all.length}" failures="${failed}">${all.join("")}</testsuite></testsuites>`;
}

const lcov = (hit: number) =>
  `SF:a.ts\n${Array.from({ length: 10 }, (_, n) => `DA:${n + 1},${n < hit ? 1 : 0}`).join("\n")}\nend_of_record\n`;

const finding = { ruleId: "CVE-2026-1234", level: "error", message: { text: "bad" } };
const sarif = (results: unknown[]) =>
  JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "Scan", rules: [] } }, results }] });

const benches = (value: number) => JSON.stringify([{ name: "parse", unit: "ms", value }]);

async function onStage(
  play: (stage: Stage) => Promise<void>,
  options: Parameters<typeof openSample>[0] = {},
): Promise<void> {
  const stage = await openSample(options);
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

type Inputs = Readonly<Record<string, string>>;

const testedAndCovered = {
  policy: sixRoles.replace(/^evidence: .*$/m, "evidence: { security: false, performance: false }"),
};

/** The built-in policy's thresholds. */
const measured = { policy: sixRoles.replace(/^evidence: .*\n/m, "") };

const ask = (stage: Stage, workspace: string, inputs: Inputs): Promise<Played> =>
  stage.play("request-approvals", { version: "1.2.0", ...inputs }, { workspace });

function evidenceOf(stage: Stage, issue = 1) {
  const facts = entriesOf(stage.github, issue).flatMap(({ block }) => block.facts);
  return facts.flatMap((fact) => (fact.kind === "request" ? [fact.evidence] : [])).at(-1) ?? [];
}

describe("evidence", { concurrent: true, timeout: 60_000 }, () => {
  it("that holds is shown with its figures, and recorded with source and digest", () =>
    onStage(async (stage) => {
      const report = junit(99, 1);
      const folder = checkout({
        "reports/unit.xml": report,
        "coverage/lcov.info": lcov(10),
        "scan.sarif": sarif([]),
        "bench.json": benches(10),
        "CHANGELOG.md": "# Changelog\n\n## [1.2.0] - 2026-11-23\n\n### Added\n\n- Better console\n",
        "docs/guide.md": "# Guide\n\nHow it works.\n",
        "deploy.md": "# Deployment\n\nIn two steps.\n\n## Rollback\n\nInstall 1.1.0 again.\n",
      });
      const played = await ask(stage, folder, {
        "test-results": "reports/*.xml",
        coverage: "coverage/lcov.info",
        "security-scan": "scan.sarif",
        performance: "bench.json",
        "release-notes": "CHANGELOG.md",
        documentation: "docs/guide.md",
        "deployment-plan": "deploy.md",
      });
      expect(played.outputs["decision"], played.stdout).toBe("pending");
      const items = evidenceOf(stage);
      expect(items.map(({ item, verdict }) => `${item} ${verdict}`)).toEqual([
        "tests met",
        "coverage met",
        "security met",
        "performance met",
        "release-package met",
        "documentation met",
        "deployment-plan met",
        "rollback-plan met",
      ]);
      expect(items[0]).toMatchObject({
        figures: { success: 99, run: 100, failed: 1 },
        source: "reports/unit.xml",
        sha256: createHash("sha256").update(report).digest("hex"),
      });
      expect(stage.github.issue(1).body).toMatch(/✅ Tests 99 % of 100/);
    }, measured));

  it("of which the policy has a threshold, and the request names no report, is missing and blocks, with the cure", () =>
    onStage(async (stage) => {
      const named = { "test-results": "unit.xml", "security-scan": "scan.sarif" };
      const workspace = checkout({ "unit.xml": junit(10, 0), "scan.sarif": sarif([]) });
      const played = await ask(stage, workspace, named);
      expect(played.outputs, played.stdout).toMatchObject({
        decision: "blocked",
        "reason-code": "evidence-unmet",
      });
      expect(evidenceOf(stage).map(({ item, verdict }) => `${item} ${verdict}`)).toEqual([
        "tests met",
        "coverage missing",
        "security met",
        "performance missing",
      ]);
      expect(stage.github.issue(1).body).toMatch(
        /Coverage: the policy asks for a report.*needed: line 90.*`coverage`.*`evidence: \{ coverage: false \}`/s,
      );
      const hotfix = await ask(stage, workspace, { ...named, version: "1.1.1", "release-type": "hotfix" });
      expect(hotfix.outputs["decision"], hotfix.stdout).toBe("pending");
      const nothing = await ask(stage, workspace, {});
      expect(nothing.outputs, nothing.stdout).toMatchObject({ decision: "blocked", revision: "2" });
      expect(evidenceOf(stage).every(({ verdict }) => verdict === "missing")).toBe(true);
    }, measured));

  it("that misses its threshold blocks, with the figures; mended, it is asked for again", () =>
    onStage(async (stage) => {
      const bad = checkout({ "unit.xml": junit(9, 1), "lcov.info": lcov(8) });
      const played = await ask(stage, bad, { "test-results": "unit.xml", coverage: "lcov.info" });
      expect(played.outputs["reason-code"], played.stdout).toBe("evidence-unmet");
      expect(played.outputs["decision"]).toBe("blocked");
      const { body } = stage.github.issue(1);
      expect(body).toMatch(/Tests: 90 % of 10 tests passed, 95 % needed; 1 failed, the first: .*logs in 0/s);
      expect(body).toMatch(/Coverage: 80 % of 10 lines are covered, 90 % needed/);
      const good = checkout({ "unit.xml": junit(10, 0), "lcov.info": lcov(9) });
      const again = await ask(stage, good, { "test-results": "unit.xml", coverage: "lcov.info" });
      expect(again.outputs["decision"], again.stdout).toBe("pending");
      expect(again.outputs["revision"]).toBe("2");
    }, testedAndCovered));

  it.each([
    ["nothing matches", "reports/*.xml", {}, /missing.*no file matches/],
    ["is cut off", "unit.xml", { "unit.xml": junit(9, 0).slice(0, 80) }, /unreadable.*unit\.xml/],
    ["is a bomb", "unit.xml", { "unit.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }, /unreadable/],
    ["is of no known kind", "unit.xml", { "unit.xml": "hello" }, /unreadable/],
    ["is in a wrong encoding", "unit.xml", { "unit.xml": "\uFFFE\u0000" }, /unreadable/],
  ] as const)("of which %s is one clear verdict, and no crash", (_, path, files, verdict) =>
    onStage(async (stage) => {
      const played = await ask(stage, checkout(files), { "test-results": path });
      expect(played.exitCode, played.stdout).toBe(0);
      expect(played.outputs["decision"]).toBe("blocked");
      const [tests] = evidenceOf(stage);
      expect(`${tests?.verdict} ${JSON.stringify(tests?.figures)}`).toMatch(verdict);
    }),
  );

  it.each([
    ["above it", (): [string, string] => [checkout({}), "../secret.xml"]],
    ["at an absolute path", (): [string, string] => [checkout({}), "/etc/hostname"]],
    [
      "through a link",
      (): [string, string] => {
        const folder = checkout({ "a.txt": "" });
        symlinkSync(checkout({ "secret.xml": junit(1, 0) }), join(folder, "linked"));
        return [folder, "linked/*.xml"];
      },
    ],
  ])("outside of the workspace, %s, is an error before anything is written", (_, lay) =>
    onStage(async (stage) => {
      const [folder, path] = lay();
      const played = await ask(stage, folder, { "test-results": path });
      expect(played.exitCode).toBe(1);
      expect(played.outputs["reason-code"]).toBe("path-outside-workspace");
      expect(stage.github.issues()).toEqual([]);
    }),
  );

  it("of a scan makes the release security-related, with the finding as reason", () =>
    onStage(async (stage) => {
      const folder = checkout({ "scan.sarif": sarif([finding]) });
      await ask(stage, folder, { "security-scan": "scan.sarif", "release-type": "patch" });
      const facts = entriesOf(stage.github, 1).flatMap(({ block }) => block.facts);
      const [request] = facts.filter((fact) => fact.kind === "request");
      expect(request).toMatchObject({ securityRelated: true });
      expect(JSON.stringify(request)).toContain("the scan found CVE-2026-1234");
    }));

  it("of benchmarks is compared with the release before", () =>
    onStage(
      async (stage) => {
        const { github } = stage;
        await ask(stage, checkout({ "b.json": benches(10) }), { performance: "b.json" });
        await github.as("mia").comment(1, "/approve");
        github.tag("v1.2.0");
        github.clock.advance("1h");
        github.commit({ message: "Slower", author: "olaf", files: { "console.txt": "slow\n" } });
        const folder = checkout({ "b.json": benches(12) });
        const played = await ask(stage, folder, { version: "1.3.0", performance: "b.json" });
        expect(played.outputs["decision"], played.stdout).toBe("blocked");
        const [performance] = evidenceOf(stage, Number(played.outputs["issue-number"]));
        expect(performance).toMatchObject({ verdict: "unmet", figures: { regression: 20 } });
      },
      { policy: sixRoles },
    ));
});

describe("the release type", { concurrent: true, timeout: 60_000 }, () => {
  const commit = (stage: Stage, message: string) => {
    stage.github.commit({ message, author: "olaf", files: { "console.txt": `${message}\n` } });
  };

  it("is raised by what commits say", () =>
    onStage(async (stage) => {
      commit(stage, "feat: plans");
      const played = await stage.play("request-approvals", { version: "1.1.1" });
      expect(played.outputs["release-type"], played.stdout).toBe("minor");
    }));

  it("that commits contradict is an error that names them", () =>
    onStage(async (stage) => {
      commit(stage, "feat!: other names");
      const played = await stage.play("request-approvals", { version: "1.1.1", "release-type": "patch" });
      expect(played.exitCode).toBe(1);
      expect(played.outputs["reason-code"]).toBe("release-type-contradicted");
      expect(played.stdout).toContain(
        `${stage.github.head().slice(0, 7)} has a breaking change (other names)`,
      );
      expect(stage.github.issues()).toEqual([]);
    }));
});
