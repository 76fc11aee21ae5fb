import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandNames, parsePolicy } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readScript } from "../packages/rehearsal/src/rehearse/read-script.ts";
import { readWorkflow } from "../packages/rehearsal/src/workflow/read-workflow.ts";
import { brokenLinks } from "./documents/links.ts";
import { findBreaches, type Workflow } from "./documents/workflow-rules.ts";
import { isPartOfWorkflow, isScript, wholeWorkflow, yamlBlocks } from "./documents/yaml-blocks.ts";

/* What people copy has to work: every block of YAML in the documents, and every file that is meant to be copied. */

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const find = (...patterns: string[]) => globSync(patterns, { cwd: root }).sort();

const documents = find(
  "README.md",
  "docs/*.md",
  "examples/**/*.md",
  "actions/*/README.md",
  "packages/*/README.md",
);
const blocks = documents.flatMap((path) => yamlBlocks(path, read(path)));
const policies = blocks.filter(({ text }) => /^version: 1$/m.test(text));
const scripts = blocks.filter(isScript);
const workflows = blocks.filter((block) => isPartOfWorkflow(block) && !isScript(block));
const shipped = parse(read(".github/workflows/release-approval.yml")) as Workflow;
const files = find(".github/workflows/*.yml", "examples/workflows/*.yml");

describe("a document", () => {
  it.each(documents)("%s links to what is there", (path) => {
    expect(brokenLinks(root, path)).toEqual([]);
  });
});

describe("a block of YAML in a document", () => {
  it("is a policy, a workflow or a script of a rehearsal", () => {
    const known = [...policies, ...workflows, ...scripts];
    expect(blocks.filter((block) => !known.includes(block)).map(({ place }) => place)).toEqual([]);
    expect(policies.length).toBeGreaterThan(1);
    expect(workflows.length).toBeGreaterThan(1);
    expect(scripts.length).toBeGreaterThan(1);
  });

  it.each(scripts.map(({ place, text }) => [place, text]))(
    "%s is a script without a mistake",
    (place, text) => {
      expect(readScript(place, text).length).toBeGreaterThan(1);
    },
  );

  it.each(policies.map(({ place, text }) => [place, text]))("%s is a policy without a problem", (_, text) => {
    expect(parsePolicy(text)).toMatchObject({ ok: true });
  });

  it.each(workflows.map(({ place, text }) => [place, wholeWorkflow(text)]))(
    "%s is a workflow that GitHub would run, with inputs and outputs that exist",
    async (place, text) => {
      await readWorkflow({ path: place, text });
      expect(findBreaches(parse(text) as Workflow, text, shipped)).toEqual([]);
    },
  );
});

describe("a policy that is shipped", () => {
  it.each(find(".github/release-approval.yml", "examples/policies/*.yml"))("%s has no problem", (path) => {
    expect(parsePolicy(read(path))).toMatchObject({ ok: true });
  });
});

describe("a workflow that is shipped", () => {
  it.each(files)("%s names what exists, pins what is not ours, and pastes nothing into a script", (path) => {
    const text = read(path);
    expect(findBreaches(parse(text) as Workflow, text, shipped)).toEqual([]);
  });

  it.each(files)("%s gives no job more than it says, and lets none run for hours", (path) => {
    const { permissions, jobs } = parse(read(path)) as Workflow;
    for (const [id, job] of Object.entries(jobs)) {
      if (job.uses !== undefined) continue;
      expect(job.permissions ?? permissions, id).toBeDefined();
      expect(job["timeout-minutes"], id).toBeLessThanOrEqual(30);
    }
  });

  it("holds no concurrency around a job that waits for people or a clock", () => {
    const waiting = Object.values(shipped.jobs).filter(({ environment }) => environment !== undefined);
    expect(waiting).toHaveLength(2);
    expect(waiting.map(({ concurrency }) => concurrency)).toEqual([undefined, undefined]);
    expect(shipped).not.toHaveProperty("concurrency");
  });
});

describe("the rules for workflows", () => {
  const sample = (job: string) =>
    `on: push\npermissions: {}\njobs:\n  one:\n    runs-on: x\n${job.replaceAll(/^/gm, "    ")}\n`;
  it.each([
    [
      "an unknown input",
      "steps: [{ uses: OWNER/release-approval/actions/gate-release@v1, with: { versoin: 1 } }]",
      /no input versoin/,
    ],
    [
      "an input that does not work yet",
      "steps: [{ uses: $/actions/audit-trail, with: { dashboard: x } }]",
      /no input dashboard/,
    ],
    ["an unknown action", "steps: [{ uses: OWNER/release-approval/actions/gate@v1 }]", /is no action/],
    [
      "an unknown output",
      "outputs: { a: '${{ steps.g.outputs.b }}' }\nsteps: [{ id: g, uses: $/actions/gate-release }]",
      /no output b/,
    ],
    ["a permission too few", "steps:\n  - uses: $/actions/gate-release", /one lacks issues: write/],
    ["a tag in place of a commit", "steps:\n  - uses: actions/checkout@v6", /not pinned/],
    ["an expression in a script", "steps: [{ run: 'echo ${{ github.actor }}' }]", /in a script/],
    [
      "a call without what it needs",
      `uses: OWNER/release-approval/.github/workflows/release-approval.yml@v1`,
      /does not give publish/,
    ],
  ])("find %s", (_, job, breach) => {
    const text = sample(job);
    expect(findBreaches(parse(text) as Workflow, text, shipped).join("\n")).toMatch(breach);
  });
});

describe("docs/commands.md", () => {
  const text = readFileSync(join(import.meta.dirname, "../docs/commands.md"), "utf8");
  it.each(commandNames)("tells what `/%s` does", (name) => {
    expect(text).toMatch(new RegExp(`\\x60/${name}[ \\x60]`));
  });
});
