import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { commandNames, parsePolicy } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readScript } from "../packages/rehearsal/src/rehearse/read-script.ts";
import { readWorkflow } from "../packages/rehearsal/src/workflow/read-workflow.ts";
import { brokenLinks } from "./documents/links.ts";
import { findDangers, findDisagreements, findOmissions } from "./documents/safe-workflows.ts";
import { findBreaches, type Workflow } from "./documents/workflow-rules.ts";
import { isPartOfWorkflow, isScript, wholeWorkflow, yamlBlocks } from "./documents/yaml-blocks.ts";

/* What people copy has to work: every block of YAML in the documents, and every file that is meant to be copied. */

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const find = (...patterns: string[]) => globSync(patterns, { cwd: root }).sort();

const documents = find(
  "README.md",
  "SECURITY.md",
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
    "%s is a workflow that GitHub would run, with inputs and outputs that exist, and safe to copy",
    async (place, text) => {
      await readWorkflow({ path: place, text });
      const workflow = parse(text) as Workflow;
      expect([...findBreaches(workflow, text, shipped), ...findDangers(workflow, text)]).toEqual([]);
    },
  );
});

describe("a policy that is shipped", () => {
  it.each(find(".github/release-approval.yml", "examples/policies/*.yml"))("%s has no problem", (path) => {
    expect(parsePolicy(read(path))).toMatchObject({ ok: true });
  });
});

describe("a workflow that is shipped", () => {
  it.each(files)("%s names what exists, and is safe to run", (path) => {
    const text = read(path);
    const workflow = parse(text) as Workflow;
    const breaches = findBreaches(workflow, text, shipped);
    expect([...breaches, ...findDangers(workflow, text), ...findOmissions(workflow)]).toEqual([]);
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

describe("the rules for safe workflows", () => {
  const job = (lines: string) =>
    `jobs:\n  one:\n    timeout-minutes: 5\n${lines.replaceAll(/^/gm, "    ")}\n`;
  const step = (text: string) => `on: push\npermissions: {}\n${job(`runs-on: x\nsteps:\n  - ${text}`)}`;
  const pinned = "acme/rocket@0123456789012345678901234567890123456789";

  const find = (text: string) => {
    const workflow = parse(text) as Workflow;
    return [...findDangers(workflow, text), ...findOmissions(workflow)];
  };

  it.each([
    ["a pinned action", step(`uses: ${pinned} # v1.2.3`)],
    [
      "a checkout without the token",
      step(`uses: ${pinned} # v1.2.3\n    with: { persist-credentials: false }`),
    ],
    ["what was typed, handed over by name", step("run: echo $A\n    env: { A: '${{ github.actor }}' }")],
    ["our own action", step("uses: $/actions/gate-release")],
  ])("let %s pass", (_, text) => {
    expect(find(text)).toEqual([]);
  });

  it.each([
    ["a tag in place of a commit", step("uses: acme/rocket@v1 # v1.0.0"), /acme\/rocket@v1 is not pinned/],
    ["a branch", step("uses: acme/rocket@main"), /not pinned/],
    ["a short commit", step("uses: acme/rocket@0123456 # v1.0.0"), /not pinned/],
    ["a commit without its version", step(`uses: ${pinned}`), /not pinned/],
    ["a commit with a vague version", step(`uses: ${pinned} # v1`), /not pinned/],
    ["a tag in quotes", step('uses: "acme/rocket@v1"'), /not pinned/],
    ["an image", step("uses: docker://acme/rocket:1"), /not pinned/],
    ["an action from the checkout", step("uses: ./rocket"), /not pinned/],
    ["an expression in a script", step("run: echo ${{ github.actor }}"), /one has an expression in a script/],
    [
      "an expression in a script for Node",
      step(`uses: ${pinned} # v1.2.3\n    with: { script: "log('\${{ github.actor }}')" }`),
      /one has an expression in a script/,
    ],
    ["a checkout with the token", step("uses: actions/checkout@v6"), /one keeps the token in the checkout/],
    [
      "a checkout that keeps it on purpose",
      step("uses: actions/checkout@v6\n    with: { persist-credentials: true }"),
      /keeps the token/,
    ],
    [
      "a stranger's pull request",
      step("run: x").replace("push", "pull_request_target"),
      /pull_request_target/,
    ],
    ["one among other events", step("run: x").replace("push", "[push, workflow_run]"), /on workflow_run/],
    [
      "one with settings",
      step("run: x").replace("push", "{ pull_request_target: {} }"),
      /pull_request_target/,
    ],
    ["every right", step("run: x").replace("{}", "write-all"), /the workflow asks for write-all/],
    [
      "every right of a job",
      step("run: x").replace("steps", "permissions: read-all\n    steps"),
      /one asks for/,
    ],
    ["a right for all jobs", step("run: x").replace("{}", "{ contents: read }"), /permissions: \{\}/],
    ["nothing said of rights", step("run: x").replace("permissions: {}", ""), /permissions: \{\}/],
    ["no end", step("run: x").replace("timeout-minutes: 5", ""), /one may run for more than 30 minutes/],
    ["a late end", step("run: x").replace(": 5", ": 360"), /one may run for more than 30 minutes/],
    [
      "every secret handed over",
      `on: push\npermissions: {}\n${job("uses: acme/rocket/.github/workflows/a.yml@v1\nsecrets: inherit")}`,
      /one hands over every secret/,
    ],
  ])("find %s", (_, text, danger) => {
    expect(find(text).join("\n")).toMatch(danger);
  });

  it("find an action that is pinned to two commits, also where a part of it is used", () => {
    const [a, b] = ["a".repeat(40), "b".repeat(40)];
    const texts = new Map([
      ["a.yml", `- uses: acme/rocket/init@${a} # v1.2.3`],
      ["b.md", `- uses: acme/rocket/analyze@${b} # v1.2.4`],
      ["c.yml", `- uses: acme/other@${a} # v1.2.3`],
    ]);
    expect(findDisagreements(texts)).toEqual([
      `acme/rocket is ${b} # v1.2.4 in b.md, ${a} # v1.2.3 in a.yml`,
    ]);
  });
});

describe("an action of others", () => {
  it("is pinned to the same commit wherever it stands", () => {
    const texts = new Map([...files, ...documents].map((path) => [path, read(path)]));
    expect(findDisagreements(texts)).toEqual([]);
  });
});

describe("a command in a document", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  it.each(documents)("%s names scripts that package.json has", (path) => {
    const named = [...read(path).matchAll(/\bnpm run ([\w-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe("docs/commands.md", () => {
  const text = readFileSync(join(import.meta.dirname, "../docs/commands.md"), "utf8");
  it.each(commandNames)("tells what `/%s` does", (name) => {
    expect(text).toMatch(new RegExp(`\\x60/${name}[ \\x60]`));
  });
});
