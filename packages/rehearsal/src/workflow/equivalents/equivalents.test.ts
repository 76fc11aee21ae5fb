import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jobNamed, logOf, onDispatch, openStand, playOnce, type StandOptions } from "../../../test/play.ts";

/* What stands in for well-known actions and commands. */

const steps = (lines: string, job = ""): string =>
  `jobs:\n  a:\n    runs-on: ubuntu-latest\n${job}    steps:\n${lines}`;

async function play(lines: string, job = "", options: StandOptions = {}) {
  const run = await playOnce(steps(lines, job), options);
  return {
    run,
    ends: jobNamed(run, "a")
      .steps.map(({ conclusion }) => conclusion)
      .join(" "),
    log: logOf(run, "a"),
  };
}

describe("actions/checkout", () => {
  it("writes the files of the run's commit, or of another", async () => {
    const files = { "src/a.txt": "one" };
    const workflow = onDispatch(
      steps(
        "      - uses: actions/checkout@v6\n      - run: cat src/a.txt\n      - { uses: actions/checkout@v6, with: { ref: v1, path: old } }\n      - run: cat old/src/a.txt\n",
      ),
    );
    const stand = await openStand({ "a.yml": workflow }, { files });
    stand.github.tag("v1");
    stand.github.commit({ message: "Two", files: { "src/a.txt": "two" } });
    const run = await stand.play("a.yml");
    await stand.close();
    expect(logOf(run, "a")).toMatch(/two[\s\S]*one$/);
  });

  it.each<[string, string, string, RegExp]>([
    ["a ref that is not there", "with: { ref: nope }", "", /'nope' could not be found/],
    ["a folder outside", "with: { path: ../.. }", "", /outside the workspace/],
    ["another repository", "with: { repository: acme/other }", "", /checks out acme\/rocket alone/],
    ["what it does not do", "with: { submodules: 'true' }", "", /does not support the input "submodules"/],
    ["a token that may not read", "with: {}", "    permissions: {}\n", /Give the job `contents: read`/],
  ])("refuses %s", async (_, more, job, message) => {
    const { ends, log } = await play(`      - uses: actions/checkout@v6\n        ${more}\n`, job);
    expect([ends, log]).toEqual(["failure", expect.stringMatching(message)]);
  });
});

describe("artifacts", () => {
  it("go from one job to another, and are there to look at", async () => {
    const workflow = onDispatch(`jobs:
  a:
    runs-on: x
    steps:
      - run: mkdir -p out/deep && echo 1 > out/one.txt && echo 2 > out/deep/two.txt && echo 3 > out/deep/no.log
      - uses: actions/upload-artifact@v6
        with:
          name: papers
          path: |
            out
            !out/**/*.log
      - { uses: actions/upload-artifact@v6, with: { path: out/nothing } }
  b:
    needs: a
    runs-on: x
    steps:
      - { uses: actions/download-artifact@v6, with: { name: papers, path: in } }
      - run: cat in/one.txt in/deep/two.txt && test ! -e in/deep/no.log
      - uses: actions/download-artifact@v6
      - run: cat papers/one.txt
`);
    const stand = await openStand({ "a.yml": workflow });
    const run = await stand.play("a.yml");
    expect(run.conclusion, logOf(run, "b")).toBe("success");
    const [artifact, ...others] = run.artifacts;
    expect([artifact?.name, artifact?.files, others]).toEqual(["papers", ["deep/two.txt", "one.txt"], []]);
    expect(readFileSync(join(artifact?.folder ?? "", "one.txt"), "utf8")).toBe("1\n");
    await stand.close();
  });

  it.each<[string, string, RegExp]>([
    [
      "a second of the same name",
      "      - run: touch a\n      - { uses: actions/upload-artifact@v6, with: { path: a } }\n      - { uses: actions/upload-artifact@v6, with: { path: a } }\n",
      /artifact with the name artifact already exists/,
    ],
    [
      "nothing, where something must be there",
      "      - { uses: actions/upload-artifact@v6, with: { path: a, if-no-files-found: error } }\n",
      /No files were found/,
    ],
    [
      "one that nobody uploaded",
      "      - { uses: actions/download-artifact@v6, with: { name: papers } }\n",
      /Artifact not found for name: papers/,
    ],
  ])("refuse %s", async (_, lines, message) => {
    const { ends, log } = await play(lines);
    expect([ends.split(" ").at(-1), log]).toEqual(["failure", expect.stringMatching(message)]);
  });
});

describe("attestations", () => {
  const lines =
    "      - run: echo x > a.txt\n      - { id: s, uses: actions/attest-build-provenance@v4, with: { subject-path: a.txt } }\n      - run: cat ${{ steps.s.outputs.bundle-path }}\n";

  it("say themselves that nobody signed them", async () => {
    const { ends, log } = await play(lines, "    permissions: { id-token: write, attestations: write }\n");
    expect([ends, log]).toEqual([
      "success success success",
      expect.stringMatching(/NOT SIGNED[\s\S]*"name": "a.txt"/),
    ]);
  });

  it("need the permissions that they need on GitHub", async () => {
    const { ends, log } = await play(lines, "    permissions: { id-token: write }\n");
    expect([ends, log]).toEqual(["success failure skipped", expect.stringMatching(/`attestations: write`/)]);
  });
});

it("actions/setup-node says that it does nothing", async () => {
  const { ends, log } = await play("      - { uses: actions/setup-node@v6, with: { node-version: 24 } }\n");
  expect([ends, log]).toEqual(["success", expect.stringMatching(/nothing is set up.*asked: 24/)]);
});

describe("gh", () => {
  const env = "    env: { GH_TOKEN: '${{ github.token }}' }\n    permissions: { issues: write }\n";

  it("speaks with the embedded GitHub, whatever is installed", async () => {
    const { ends, log } = await play(
      `      - run: |
          echo '{"title":"One"}' | gh api repos/$GITHUB_REPOSITORY/issues --input - --silent
          gh api repos/$GITHUB_REPOSITORY/issues --method GET -f state=open
      - run: gh pr list
`,
      env,
    );
    expect([ends, log]).toEqual([
      "success failure",
      expect.stringMatching(/"title":"One"[\s\S]*has no "gh pr list"/),
    ]);
  });
});
