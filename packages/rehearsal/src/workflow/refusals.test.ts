import { describe, expect, it } from "vitest";
import { playOnce } from "../../test/play.ts";

/* What cannot run here, or nowhere, ends before anything runs, and says what and where. */

const job = (lines: string): string => `jobs:\n  a:\n    runs-on: ubuntu-latest\n${lines}`;
const step = (line: string): string => job(`    steps:\n      - ${line}\n`);

describe("the rehearsal does not support", () => {
  it.each<[string, string, string]>([
    [
      "containers",
      job("    container: node:24\n    steps: [{ run: 'true' }]\n"),
      '.github/workflows/play.yml, line 5: the rehearsal does not support "container"',
    ],
    [
      "services",
      job("    services: { db: { image: postgres } }\n    steps: [{ run: 'true' }]\n"),
      '"services"',
    ],
    [
      "other systems",
      "jobs: { a: { runs-on: windows-latest, steps: [{ run: 'true' }] } }",
      'runners of another system ("windows-latest")',
    ],
    ["other shells", step("{ run: '1', shell: pwsh }"), 'the shell "pwsh" (there are bash and sh)'],
    [
      "other shells by default",
      `defaults: { run: { shell: python } }\n${step("run: '1'")}`,
      'the shell "python"',
    ],
    ["hashFiles", step("run: echo ${{ hashFiles('*') }}"), "the function hashFiles"],
    [
      "a workflow of a repository that is not here",
      "jobs: { a: { uses: acme/other/.github/workflows/x.yml@v1 } }",
      "the workflow acme/other/.github/workflows/x.yml@v1",
    ],
  ])("%s", async (_, workflow, message) => {
    const run = await playOnce(workflow);
    expect(run).toMatchObject({ conclusion: "startup_failure", jobs: [] });
    expect(run.problem).toContain(message);
  });
});

describe("GitHub refuses", () => {
  it.each<[string, string, RegExp]>([
    ["unknown keys", job("    step: []\n"), /Line: 5, Col: 5.*Unexpected value 'step'/],
    ["needs that nobody meets", job("    needs: z\n    steps: [{ run: 'true' }]\n"), /no dependencies/],
    [
      "contexts in the wrong place",
      job("    if: secrets.X\n    steps: [{ run: 'true' }]\n"),
      /Unrecognized named-value: 'secrets'/,
    ],
    [
      "a queue that cancels",
      `concurrency: { group: a, queue: max, cancel-in-progress: true }\n${step("run: 'true'")}`,
      /cannot be combined/,
    ],
    [
      "a workflow that is not there",
      "jobs: { a: { uses: ./.github/workflows/none.yml } }",
      /acme\/rocket has no .github\/workflows\/none\.yml/,
    ],
  ])("%s", async (_, workflow, message) => {
    const run = await playOnce(workflow);
    expect(run).toMatchObject({ conclusion: "startup_failure", jobs: [] });
    expect(run.problem).toMatch(message);
  });
});
