// Runs a script of this repository: installs what is missing first, then goes over to the Node that the actions run
// on, which comes as the dev dependency `node`. Plain JavaScript for Node 20, because nothing is installed yet.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const tasks = {
  install: [],
  demo: ["packages/rehearsal/src/demo/main.ts"],
  github: ["packages/rehearsal/src/serve.ts"],
  rehearse: ["packages/rehearsal/src/rehearse/main.ts"],
  test: ["node_modules/vitest/vitest.mjs", "run"],
  trust: ["scripts/trust.ts"],
  mutate: ["scripts/mutate.ts"],
  coverage: ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.coverage.config.ts"],
  build: ["scripts/build.ts"],
  reports: ["scripts/reports.ts"],
  check: ["scripts/check.ts"],
  reproduce: ["scripts/reproduce.ts"],
  lint: ["node_modules/@biomejs/biome/bin/biome", "check"],
};

const [name = "", ...rest] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name)
  ? tasks[name]
  : stop(`There is no script "${name}". There are: ${Object.keys(tasks).join(", ")}.`);
if (Number.parseInt(process.versions.node, 10) < 20)
  stop(`Node ${process.versions.node} is too old. Install Node 20 or later.`);

const reason = findReasonToInstall();
if (reason !== null) install(reason);
if (task.length > 0) run(findNode(), [...task, ...rest]);

/** Compares what npm says it has installed with what the lock file asks for. */
function findReasonToInstall() {
  const wanted = readJson("package-lock.json")?.packages ?? stop("package-lock.json is missing or damaged.");
  const present = readJson("node_modules/.package-lock.json")?.packages;
  if (present === undefined) return "node_modules is missing";
  for (const [path, { version, integrity, optional }] of Object.entries(wanted)) {
    if (!path.startsWith("node_modules/")) continue;
    const found = present[path];
    // Optional ones are binaries for other systems.
    if (found === undefined && !optional) return `${path} is missing`;
    if (found !== undefined && (found.version !== version || found.integrity !== integrity))
      return `${path} is another version`;
  }
  return null;
}

function install(reason) {
  console.error(`Installing once, because ${reason}: npm ci`);
  // Also where NODE_ENV is "production": these scripts need the dev dependencies.
  const args = ["ci", "--include=dev", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const { status } = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) stop("npm ci failed; what it printed above says why. It needs the network once.");
}

/** Without the binary (install scripts were off) the running Node is as good, if it is new enough. */
function findNode() {
  const node = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(node)) return node;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  return stop(
    "node_modules/node/bin/node is missing: npm was not allowed to run the install script of the package `node`.\n" +
      "Run `npm ci --ignore-scripts=false`, or use Node 24.",
  );
}

function run(node, args) {
  const child = spawn(node, args, { cwd: root, stdio: "inherit" });
  // A terminal sends Ctrl+C to both; whoever else sends a signal knows this process only.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => stop(`${node} cannot be started: ${error.message}`));
  child.on("exit", (code) => process.exit(code ?? 1));
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8"));
  } catch {
    return undefined;
  }
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
