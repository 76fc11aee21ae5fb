import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/*
 * `npm run trust`: every case of the tests of which `npm test` looks at a spread, then mutants of the rules, then the
 * build in two folders. Prints what was met, and ends 0 only if nothing fell. `npm run trust -- cases` (or `mutants`, or
 * `builds`) is one of these alone, and `npm run trust -- races` the tests of that name.
 */

const root = join(import.meta.dirname, "..");
process.chdir(root);

/** Parts of the names of test files. */
const subjects = ["crash", "faults", "races", "crowd", "attack", "threat", "holes", "forged"];
const inputs = ["limits", "fuzz", "propert", "hostile", "commands/print"];

const parts = ["cases", "mutants", "builds"];
const given = process.argv.slice(2);
const names = given.filter((one) => !parts.includes(one));
const chosen = names.length > 0 ? ["cases"] : given.length > 0 ? given : parts;
const results: { name: string; passed: boolean; seconds: number }[] = [];

if (chosen.includes("cases")) meetCases(names.length > 0 ? names : [...subjects, ...inputs]);
if (chosen.includes("mutants")) step("mutants", "scripts/mutate.ts", []);
if (chosen.includes("builds")) step("builds", "scripts/reproduce.ts", []);

console.log("");
for (const { name, passed, seconds } of results)
  console.log(`${passed ? "ok    " : "FAILED"}  ${name} (${seconds.toFixed(0)} s)`);
process.exit(results.every(({ passed }) => passed) ? 0 : 1);

function meetCases(filters: readonly string[]): void {
  const tables = mkdtempSync(join(tmpdir(), "trust-"));
  try {
    step("cases", "node_modules/vitest/vitest.mjs", ["run", "--testTimeout=600000", ...filters], {
      RELEASE_APPROVAL_CASES: "all",
      RELEASE_APPROVAL_TABLES: tables,
    });
    for (const file of readdirSync(tables).sort())
      console.log(`\n## ${file.replace(/\.txt$/, "")}\n\n${readFileSync(join(tables, file), "utf8")}`);
  } finally {
    rmSync(tables, { recursive: true, force: true });
  }
}

function step(
  name: string,
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  results.push({ name, passed: status === 0, seconds: (performance.now() - started) / 1000 });
}
