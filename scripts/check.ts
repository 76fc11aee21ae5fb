import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findStale, generateAll } from "./generate.ts";
import {
  findHosts,
  findInexact,
  findMissing,
  findOutdated,
  findScripts,
  findUnsealed,
  type LockFile,
  type Manifest,
  type Manifests,
} from "./lock-file.ts";

/*
 * `npm run check`: everything that can be said about the sources without running them. All checks run, so that one
 * look shows all that is wrong.
 */

const root = join(import.meta.dirname, "..");
process.chdir(root);

type Check = { name: string; run: () => Promise<string[]> | string[] };

const checks: readonly Check[] = [
  {
    name: "lint and format",
    run: () => runTool("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"),
  },
  { name: "types", run: () => runTool("node_modules/typescript/bin/tsc", "--noEmit") },
  { name: "generated files are what a clean build makes", run: findStaleFiles },
  { name: "generated files are not ignored by git", run: findIgnored },
  { name: "dependencies are exact, and run no scripts that nobody allowed", run: checkDependencies },
  { name: "lock file", run: checkLockFile },
];

let failed = 0;
for (const check of checks) {
  const started = performance.now();
  const problems = await runCheck(check);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? "ok    " : "FAILED"}  ${check.name} (${seconds} s)`);
  for (const problem of problems) console.log(`        ${problem}`);
  if (problems.length > 0) failed += 1;
}
console.log(
  failed === 0 ? `All ${checks.length} checks passed.` : `${failed} of ${checks.length} checks failed.`,
);
process.exit(failed === 0 ? 0 : 1);

async function runCheck(check: Check): Promise<string[]> {
  try {
    return await check.run();
  } catch (thrown) {
    return [thrown instanceof Error ? thrown.message : String(thrown)];
  }
}

function runTool(script: string, ...args: string[]): string[] {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { stdio: "inherit" });
  return status === 0 ? [] : [`exit code ${status}; see above`];
}

async function findStaleFiles(): Promise<string[]> {
  const stale = findStale(root, await generateAll(root));
  return stale.length === 0 ? [] : [...stale, "Run `npm run build` and commit what it writes."];
}

/** What git ignores is up to date here and missing in every clone. Without git (an archive) there is nothing to ask. */
function findIgnored(): string[] {
  const paths = ["dist/index.js", "dist/licenses.txt", "dist/package.json", "action.yml"];
  const { stdout } = spawnSync("git", ["check-ignore", "--no-index", ...paths], { encoding: "utf8" });
  return (stdout ?? "").split("\n").filter((it) => it !== "");
}

function checkLockFile(): string[] {
  const lock = readJson("package-lock.json") as LockFile;
  const manifests = readManifests();
  return [
    ...findHosts(lock).map((it) => `names a host: ${it}`),
    ...findMissing(lock).map((it) => `has no entry: ${it}`),
    ...findUnsealed(lock).map((it) => `has no digest of ${it}`),
    ...findOutdated(lock, manifests).map((it) => `is not in step: ${it}`),
  ];
}

function checkDependencies(): string[] {
  const manifests = readManifests();
  const scripts = findScripts(readJson("package-lock.json") as LockFile, manifests[""] ?? {});
  return [
    ...findInexact(manifests).map((it) => `is not exact: ${it}`),
    ...scripts.map((it) => `runs a script when it is installed, which allowScripts does not name: ${it}`),
  ];
}

function readManifests(): Manifests {
  const paths = ["package.json", ...globSync("{packages,actions}/*/package.json")];
  return Object.fromEntries(
    paths.map((path) => [
      dirname(path).replaceAll("\\", "/").replace(/^\.$/, ""),
      readJson(path) as Manifest,
    ]),
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
