import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobNamed, logOf, onDispatch, openStand, type StandOptions, standing } from "../../test/play.ts";
import type { RunRecord } from "./records.ts";

/* Workflows that call workflows. */

const called = `on:
  workflow_call:
    inputs:
      word: { type: string, required: true }
      flag: { type: boolean }
      count: { type: number, default: 3 }
      where: { type: string, default: "\${{ github.ref_name }}" }
    secrets: { key: { required: false } }
    outputs: { said: { value: "\${{ jobs.say.outputs.said }}" }, none: { value: "\${{ jobs.other.outputs.x }}" } }
env: { OWN: called }
jobs:
  say:
    runs-on: ubuntu-latest
    outputs: { said: "\${{ steps.s.outputs.said }}" }
    steps:
      - id: s
        run: |
          echo "said=\${{ inputs.word }}/\${{ inputs.flag }}/\${{ inputs.count }}/\${{ inputs.where }}" >> "$GITHUB_OUTPUT"
          echo "$OWN-$CALLER key=\${{ secrets.key != '' }} other=\${{ secrets.OTHER != '' }}"
          echo "\${{ github.workflow }} \${{ github.event_name }} \${{ github.event.inputs.v }} \${{ github.job }}"
  other: { runs-on: ubuntu-latest, if: inputs.flag, steps: [{ run: "true" }] }
`;

async function play(
  caller: string,
  options: StandOptions = {},
  files: Record<string, string> = {},
): Promise<RunRecord> {
  const stand = await openStand({ "caller.yml": caller, "called.yml": called, ...files }, options);
  try {
    return await stand.play("caller.yml");
  } finally {
    await stand.close();
  }
}

const calling = (more: string, head = ""): string =>
  `${onDispatch(head)}jobs:\n  go:\n    uses: ./.github/workflows/called.yml\n${more}`;

describe("a called workflow", () => {
  it("has its inputs, the caller's event, and hands outputs back", async () => {
    const caller = `name: Caller
on: { workflow_dispatch: { inputs: { v: { default: "7" } } } }
env: { CALLER: here }
jobs:
  go: { uses: ./.github/workflows/called.yml, with: { word: "\${{ inputs.v }}!" } }
  after:
    needs: go
    runs-on: ubuntu-latest
    steps: [{ run: "echo '\${{ needs.go.result }} \${{ needs.go.outputs.said }} [\${{ needs.go.outputs.none }}]'" }]
`;
    const run = await play(caller);
    expect(standing(run)).toEqual({ "go / say": "success", "go / other": "skipped", after: "success" });
    expect(logOf(run, "after")).toBe("success 7!/false/3/main []\n");
    expect(logOf(run, "go / say")).toContain(
      "called- key=false other=false\nCaller workflow_dispatch 7 say\n",
    );
  });

  it.each<[string, string, string]>([
    [
      "only those secrets that it is given",
      "    secrets: { key: '${{ secrets.OTHER }}' }\n",
      "key=true other=false",
    ],
    ["all with `inherit`", "    secrets: inherit\n", "key=false other=true"],
  ])("has %s", async (_, secrets, expected) => {
    const run = await play(calling(`    with: { word: a }\n${secrets}`), {
      runner: { secrets: { OTHER: "x1" } },
    });
    expect(logOf(run, "go / say")).toContain(expected);
  });

  it("may be called for each of a matrix", async () => {
    const run = await play(
      calling("    strategy: { matrix: { n: [1, 2] } }\n    with: { word: 'w${{ matrix.n }}' }\n"),
    );
    expect(standing(run)).toMatchObject({ "go (1) / say": "success", "go (2) / say": "success" });
    expect(jobNamed(run, "go (2) / say").outputs).toEqual({ said: "w2/false/3/main" });
  });

  it("is not begun where its job is skipped", async () => {
    expect(standing(await play(calling("    if: false\n    with: { word: a }\n")))).toEqual({
      go: "skipped",
    });
  });

  it("that fails fails its caller", async () => {
    const failing = "on: workflow_call\njobs: { a: { runs-on: x, steps: [{ run: 'false' }] } }\n";
    const run = await play(calling(""), {}, { "called.yml": failing });
    expect(run).toMatchObject({ conclusion: "failure", jobs: [{ name: "go / a" }] });
  });

  it.each<[string, string, RegExp]>([
    ["without a required input", "", /Input word is required/],
    ["with an unknown input", "    with: { word: a, wordy: b }\n", /wordy is not defined/],
    ["with an unknown secret", "    with: { word: a }\n    secrets: { lock: x }\n", /lock is not defined/],
  ])("%s is refused before anything runs", async (_, more, message) => {
    expect(await play(calling(more))).toMatchObject({
      conclusion: "startup_failure",
      problem: expect.stringMatching(message),
    });
  });

  it("with an input of another type fails its job", async () => {
    const run = await play(calling("    with: { word: a, flag: \"${{ 'true' }}\" }\n"));
    expect(run.conclusion).toBe("failure");
    expect(jobNamed(run, "go").annotations[0]?.message).toMatch(
      /'flag' of the called workflow is a boolean, not "true"/,
    );
  });
});

describe("permissions of a called workflow", () => {
  const inside = (permissions: string): string =>
    `on: workflow_call\njobs: { a: { runs-on: x, ${permissions} steps: [{ run: "true" }] } }\n`;
  const outside = (permissions: string): string =>
    `${onDispatch("permissions: {}\n")}jobs: { go: { uses: ./.github/workflows/called.yml, permissions: ${permissions} } }\n`;

  it.each<[string, string, string, object]>([
    [
      "are its caller's where it says nothing",
      "{ issues: write }",
      "",
      { issues: "write", contents: "none" },
    ],
    [
      "are less where it says so",
      "{ issues: write, contents: read }",
      "permissions: { issues: read },",
      { issues: "read", contents: "none" },
    ],
  ])("%s", async (_, caller, own, expected) => {
    const run = await play(outside(caller), {}, { "called.yml": inside(own) });
    expect(jobNamed(run, "go / a").permissions).toMatchObject(expected);
  });

  it("are never more: such a run does not begin", async () => {
    const run = await play(
      outside("{ issues: read }"),
      {},
      { "called.yml": inside("permissions: { issues: write },") },
    );
    expect(run).toMatchObject({ conclusion: "startup_failure", jobs: [] });
    expect(run.problem).toBe(
      "Error calling workflow '.github/workflows/called.yml'. The nested job 'a' is requesting 'issues: write', but is only allowed 'issues: read'.",
    );
  });
});

describe("a workflow of another repository", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "other-"));
    const write = (path: string, text: string): void => {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write(".github/workflows/x.yml", "on: workflow_call\njobs:\n  a: { uses: ./.github/workflows/y.yml }\n");
    write(
      ".github/workflows/y.yml",
      "on: workflow_call\njobs:\n  b: { runs-on: x, steps: [{ uses: $/tool }] }\n",
    );
    write("tool/action.yml", "name: T\ndescription: x\nruns: { using: node24, main: main.mjs }\n");
    write("tool/main.mjs", "console.log('tool of ' + process.env.GITHUB_REPOSITORY)");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("finds its own actions and workflows, and runs in the caller's", async () => {
    const caller = `${onDispatch("")}jobs: { go: { uses: OWNER/other/.github/workflows/x.yml@v1 } }\n`;
    const run = await play(caller, { runner: { repositories: { "owner/other": folder } } });
    expect(standing(run)).toEqual({ "go / a / b": "success" });
    expect(logOf(run, "go / a / b")).toBe("tool of acme/rocket\n");
  });
});
