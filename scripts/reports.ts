/**
 * `npm run reports`: leaves in reports/ what the rules of a release measure: the tests, their coverage, a scan and a
 * benchmark, of this repository. `--quick`: of the decision's rules and of what reads such reports alone, for the demo.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const root = resolve(import.meta.dirname, "..");

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, output: { type: "string", default: "reports" } },
});
const folder = resolve(values.output);

/** Enough of the tests to see the measuring at work. */
const quickTests = ["packages/approval/src/policy", "packages/evidence/src/documents"];

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, "security"), { recursive: true });
const steps = [...measureTests(), scanSource(), auditPackages(), measureSpeed()];
for (const { name, problem } of steps)
  console.log(problem === null ? `${name}: ${sizeOf(name)}` : `${name}: left out, ${problem}`);
// Whoever asks for a release sees that a report is missing; that it could not be made is told here.
process.exitCode = steps.some(({ name, problem }) => problem !== null && name !== "security/audit.json")
  ? 1
  : 0;

type Step = { name: string; problem: string | null };

/** The folders whose sources the tests must meet. */
function measureTests(): Step[] {
  const covered = values.quick ? quickTests : ["packages/approval/src", "packages/evidence/src"];
  run("vitest", [
    "run",
    ...(values.quick ? quickTests : []),
    "--reporter=junit",
    `--outputFile.junit=${join(folder, "tests.xml")}`,
    "--coverage",
    "--coverage.reporter=lcovonly",
    "--coverage.reportOnFailure",
    `--coverage.reportsDirectory=${join(folder, "coverage")}`,
    ...covered.map((one) => `--coverage.include=${one}/**`),
    "--coverage.exclude=**/*.test.ts",
    "--coverage.exclude=**/*.bench.ts",
  ]);
  return [made("tests.xml", "the tests did not begin"), made("coverage/lcov.info", "the tests did not end")];
}

/** Biome's rules against insecure code. */
function scanSource(): Step {
  const { stdout } = run("biome", [
    "lint",
    "--only=security",
    "--skip=security/noSecrets",
    "--reporter=sarif",
  ]);
  if (stdout.startsWith("{")) writeFileSync(join(folder, "security/lint.sarif"), stdout);
  return made("security/lint.sarif", "Biome printed no report");
}

/** What is known of the packages that ship. A registry that keeps no advisories answers with an error: no report, then. */
function auditPackages(): Step {
  const { stdout } = spawnSync("npm", ["audit", "--json", "--omit=dev"], { cwd: root, encoding: "utf8" });
  const answer: unknown = stdout.trim().startsWith("{") ? JSON.parse(stdout) : null;
  const isReport = typeof answer === "object" && answer !== null && "auditReportVersion" in answer;
  if (isReport) writeFileSync(join(folder, "security/audit.json"), stdout);
  return made("security/audit.json", "the registry knows no advisories (npm audit)");
}

function measureSpeed(): Step {
  run("vitest", ["bench", "--run", `--outputJson=${join(folder, "benchmarks.json")}`]);
  return made("benchmarks.json", "the benchmarks did not begin");
}

function made(name: string, problem: string): Step {
  return { name, problem: existsSync(join(folder, name)) ? null : problem };
}

function run(tool: "vitest" | "biome", args: readonly string[]) {
  const file = { vitest: "vitest/vitest.mjs", biome: "@biomejs/biome/bin/biome" }[tool];
  return spawnSync(process.execPath, [join(root, "node_modules", file), ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    // A run inside of another one's test would take its settings over.
    env: { ...process.env, VITEST: undefined, NODE_OPTIONS: undefined },
  });
}

function sizeOf(name: string): string {
  return `${(statSync(join(folder, name)).size / 1024).toFixed(0)} KB`;
}
