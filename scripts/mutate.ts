import { spawnSync } from "node:child_process";
import { join } from "node:path";

/*
 * `npm run mutate`: changes the rules and the ledger in every way that Stryker knows, one at a time, and runs the tests
 * that meet the change; but for what runs once, when a file is loaded. Ends 0 only if each change is found out; what makes
 * no difference says so in the source, with its reason. `-- --all` changes the whole of packages/approval, which takes hours; it finds the score, and judges none.
 */

const root = join(import.meta.dirname, "..");
process.chdir(root);

const all = process.argv.includes("--all");
const stryker = join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
const args = ["run", all ? "stryker.all.config.json" : "stryker.config.json"];
const { status } = spawnSync(process.execPath, [stryker, ...args], { stdio: "inherit" });
process.exit(status ?? 1);
