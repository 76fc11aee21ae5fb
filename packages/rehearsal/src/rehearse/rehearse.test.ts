import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCommandLine } from "./command-line.ts";
import { readScript } from "./read-script.ts";
import { rehearse } from "./rehearse.ts";

/* What an author of workflows types, and gets to see. */

let folder: string;
const write = (path: string, text: string): string => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
  return path;
};

const workflow = ".github/workflows/ask.yml";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "author-"));
  write(
    ".github/release-approval.yml",
    "version: 1\nextends: small-team\nroles: { maintainer: { members: [mia, tom] } }\n",
  );
  write(
    workflow,
    `name: Ask
run-name: Ask for \${{ inputs.version || github.event.comment.body }}
on: { workflow_dispatch: { inputs: { version: { default: "1.0.0" }, fail: { type: boolean } } }, issue_comment: {} }
jobs:
  ask:
    runs-on: ubuntu-latest
    steps:
      - uses: $/tool
        if: inputs.fail
      - run: echo "::notice::asked"
  review:
    needs: ask
    runs-on: ubuntu-latest
    environment: { name: approve-maintainer, deployment: false }
    steps: [{ id: s, run: 'echo "decision=authorized" >> "$GITHUB_OUTPUT"' }]
`,
  );
  write("tool/action.yml", "name: T\ndescription: x\nruns: { using: node24, main: main.mjs }\n");
  write("tool/main.mjs", 'console.log("it broke"); process.exitCode = 1;');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function play(...args: string[]): Promise<{ isGood: boolean; told: string }> {
  const lines: string[] = [];
  const around = { product: folder, base: folder, tell: (some: readonly string[]) => lines.push(...some) };
  const isGood = await rehearse(args, around);
  return { isGood, told: lines.join("\n") };
}

describe("without a script", () => {
  it("the workflow is dispatched, and one sees what waits for whom", async () => {
    const { isGood, told } = await play(workflow, "--input", "version=1.2.0");
    expect(isGood).toBe(true);
    expect(told.replaceAll(/run \d+/g, "run 1")).toBe(`acme/rocket, with mia (admin), tom (write)
environments: approve-maintainer (mia, tom), release-approval-clock-15m (15 min), release-approval-clock-1h (60 min), release-approval-clock-4h (240 min)

2026-11-23 09:00  mia dispatches ask.yml (version: 1.2.0)
  ⏳ ask.yml: Ask for 1.2.0 (run 1, workflow_dispatch): waiting
    ✅ ask
        notice: asked
    ⏳ review: approve-maintainer waits for mia or tom

Waiting:
  Ask for 1.2.0: approve-maintainer waits for mia or tom`);
  });

  it("a failure is told with its log", async () => {
    const { isGood, told } = await play(workflow, "--input", "fail=true");
    expect(isGood).toBe(false);
    expect(told).toMatch(/❌ ask\n[\s\S]*step "Run \$\/tool" failed:\n +it broke\n/);
    expect(told).toContain("– review: skipped");
  });

  it("who is not there is asked by no button", async () => {
    const { told } = await play(workflow, "--people", "mia:admin");
    expect(told).toContain("environments: approve-maintainer (mia), ");
  });

  it("other people, and no environments", async () => {
    const { told } = await play(
      workflow,
      "--people",
      "sam:admin,sue",
      "--no-environments",
      "--name",
      "acme/comet",
    );
    expect(told).toMatch(/^acme\/comet, with sam \(admin\), sue \(read\)\n\n/);
    expect(told).toContain("✅ review");
  });
});

describe("with a script", () => {
  const script = (text: string): string[] => ["--script", write("script.yml", text)];

  it("acts follow one another, and expectations are held against what happened", async () => {
    const { isGood, told } = await play(
      workflow,
      ...script(`- dispatch: ask.yml
  inputs: { version: "2.0.0" }
- expect: { workflow: ask.yml, run: waiting, jobs: { ask: success, review: waiting }, annotation: asked }
- review: approved
  by: tom
  comment: Looks good
- expect: { run: success, decision: authorized, runs: 1 }
- tag: v2.0.0
- expect: { tag: v2.0.0 }
- schedule:
- advance: 2h
`),
    );
    expect(told).toContain("2026-11-23 09:00  tom presses the button: approved\n  ✅ ask.yml: Ask for 2.0.0");
    expect([isGood, told]).toEqual([true, expect.not.stringContaining("❌")]);
  });

  it("an expectation that is not met says what is otherwise, and where it stands", async () => {
    const { isGood, told } = await play(
      workflow,
      ...script(`- dispatch: ask.yml
- expect:
    run: success
    jobs: { revue: success, review: failure }
    decision: authorized
    annotation: nothing
    tag: v1
    issue: open
    runs: 2
`),
    );
    expect(isGood).toBe(false);
    expect(told.split("\n").filter((line) => line.includes("script.yml:2"))).toEqual([
      "  ❌ script.yml:2: the run of ask.yml is waiting, not success",
      '  ❌ script.yml:2: ask.yml has no job "revue". It has: "ask", "review"',
      '  ❌ script.yml:2: the job "review" is waiting, not failure',
      "  ❌ script.yml:2: the number of runs is 1, not 2",
      '  ❌ script.yml:2: no annotation says "nothing". There are: "asked"',
      "  ❌ script.yml:2: the decision is none, not authorized",
      "  ❌ script.yml:2: There is no issue yet",
      "  ❌ script.yml:2: there is no tag v1",
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      "somebody who is not there",
      "- dispatch: ask.yml\n- review: approved\n  by: rob\n",
      /^script.yml:2: Nobody is called rob\. There are: mia, tom/,
    ],
    [
      "a workflow that is not there",
      "- dispatch: none.yml\n",
      /^script.yml:1: There is no workflow none\.yml\. There are: ask\.yml/,
    ],
    [
      "a review that nothing waits for",
      "- dispatch: ask.yml\n- review: approved\n  by: tom\n- dispatch: ask.yml\n- review: approved\n  by: mia\n  environments: [other]\n",
      /^script.yml:5: No job waits for other, only for approve-maintainer/,
    ],
    [
      "a tag of nothing",
      "- { tag: v1, at: nowhere }\n",
      /^script.yml:1: There is no commit, branch or tag nowhere/,
    ],
    ["a review of nothing", "- review: approved\n  by: tom\n", /^script.yml:1: No run waits for a review/],
  ])("%s ends it with the line", async (_, text, message) => {
    await expect(play(workflow, ...script(text))).rejects.toThrow(message);
  });

  it("a workflow that cannot run ends it badly, unless that was expected", async () => {
    write(
      ".github/workflows/no.yml",
      "on: workflow_dispatch\njobs: { a: { runs-on: windows-latest, steps: [{ run: '1' }] } }\n",
    );
    const bad = await play(workflow, ...script("- dispatch: no.yml\n"));
    expect(bad.told).toMatch(
      /❌ no\.yml: .*startup_failure\n {6}.*line 2: the rehearsal does not support runners of another system/,
    );
    const good = await play(workflow, ...script("- dispatch: no.yml\n- expect: { run: startup_failure }\n"));
    expect([bad.isGood, good.isGood]).toEqual([false, true]);
  });
});

describe("a mistake in a script", () => {
  it.each<[string, string, string]>([
    [
      "an unknown act",
      "- dispatch: a.yml\n- advnce: 2h\n",
      "s.yml:2: this is no act. There are: dispatch, comment, edit, review, bypass, issue, rerun, cancel, commit, tag, advance, schedule, expect, together",
    ],
    [
      "an unknown key",
      "- dispatch: a.yml\n  bye: mia\n",
      's.yml:2: dispatch has no "bye". It has: dispatch, by, ref, inputs',
    ],
    [
      "an unknown expectation",
      "- expect:\n    run: success\n    status: x\n",
      's.yml:3: expect has no "status". It has: workflow, run, jobs, runs, annotation, decision, issue, labels, says, tag',
    ],
    ["a missing key", "- comment: /approve\n", 's.yml:1: comment needs "by"'],
    ["a wrong value", "- advance: soon\n", "s.yml:1: advance: is no duration, such as 30m, 2h or 3d"],
    [
      "no list",
      "dispatch: a.yml\n",
      "s.yml is no list of acts. Write for example:\n- dispatch: release-approval.yml",
    ],
  ])("%s", (_, text, message) => {
    expect(() => readScript("s.yml", text)).toThrow(message);
  });
});

describe("a mistake on the command line", () => {
  it.each<[string, string[], RegExp]>([
    ["no workflow", [], /Name one workflow file/],
    ["two workflows", ["a.yml", "b.yml"], /Name one workflow file/],
    ["an unknown option", ["a.yml", "--polcy", "x"], /--polcy/],
    ["a right that is none", ["a.yml", "--people", "mia:boss"], /"boss" of mia is none of admin, maintain/],
    ["half an input", ["a.yml", "--input", "version"], /--input needs NAME=VALUE, not "version"/],
  ])("%s", (_, args, message) => {
    expect(() => readCommandLine(args)).toThrow(message);
  });

  it.each<[string, string[], RegExp]>([
    ["a workflow that is not there", ["no.yml"], /There is no no\.yml/],
    ["a policy that is not there", [workflow, "--policy", "no.yml"], /There is no no\.yml/],
    ["a script that is not there", [workflow, "--script", "no.yml"], /There is no no\.yml/],
    ["nobody", [workflow, "--people", ","], /Nobody is there/],
  ])("%s", async (_, args, message) => {
    await expect(play(...args)).rejects.toThrow(message);
  });

  it("a policy with a problem", async () => {
    const policy = write("bad.yml", "version: 1\nextends: smal-team\n");
    await expect(play(workflow, "--policy", policy)).rejects.toThrow(/bad\.yml has problems:\nbad\.yml:2:/);
  });
});
