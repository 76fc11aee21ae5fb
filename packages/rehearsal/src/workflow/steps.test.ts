import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jobNamed, logOf, onDispatch, openStand, playOnce } from "../../test/play.ts";

/* What the steps of a job see of one another, and how they end. */

/** One job with these steps. */
const steps = (lines: string, job = ""): string =>
  `jobs:\n  a:\n    runs-on: ubuntu-latest\n${job}    steps:\n${lines}`;

async function outcomes(workflow: string) {
  const run = await playOnce(workflow);
  const job = jobNamed(run, "a");
  return { ends: job.steps.map(({ conclusion }) => conclusion).join(" "), job, log: logOf(run, "a") };
}

describe("a script", () => {
  it.each<[string, string, RegExp]>([
    [
      "sees env of workflow, job and step, the nearest first",
      `env: { A: w, B: w, C: w }\n${steps("      - { run: 'echo $A$B$C ${{ env.C }}', env: { C: s } }\n", "    env: { B: j, C: j }\n")}`,
      /^wjs s$/m,
    ],
    [
      "sets variables for later steps",
      steps(`      - run: echo "A=1" >> "$GITHUB_ENV"\n      - run: echo "$A \${{ env.A }}"\n`),
      /^1 1$/m,
    ],
    [
      "sets PATH for later steps",
      steps(
        `      - run: mkdir bin && printf '#!/bin/sh\\necho mine' > bin/tool && chmod +x bin/tool && echo "$PWD/bin" >> "$GITHUB_PATH"\n      - run: tool\n`,
      ),
      /^mine$/m,
    ],
    [
      "works where it is told",
      steps("      - run: mkdir -p x/y\n      - { run: 'basename $PWD', working-directory: x/y }\n"),
      /^y$/m,
    ],
    [
      "works where its job says",
      steps(
        "      - { run: mkdir x, working-directory: . }\n      - run: basename $PWD\n",
        "    defaults: { run: { working-directory: x } }\n",
      ),
      /^x$/m,
    ],
    [
      "knows the run",
      steps(
        "      - run: echo $GITHUB_REPOSITORY $GITHUB_REF_NAME $GITHUB_EVENT_NAME $GITHUB_ACTOR $GITHUB_JOB $GITHUB_RUN_ATTEMPT\n",
      ),
      /^acme\/rocket main workflow_dispatch mia a 1$/m,
    ],
    [
      "and the same as contexts",
      steps(
        "      - run: echo ${{ github.repository }} ${{ github.ref_name }} ${{ github.event_name }} ${{ github.actor }} ${{ github.job }} ${{ github.run_attempt }} ${{ github.event.sender.login }}\n",
      ),
      /^acme\/rocket main workflow_dispatch mia a 1 mia$/m,
    ],
    [
      "works in the workspace",
      steps(
        "      - run: test $PWD = ${{ github.workspace }} && test $RUNNER_TEMP = ${{ runner.temp }} && echo yes\n",
      ),
      /^yes$/m,
    ],
  ])("%s", async (_, workflow, expected) => {
    expect((await outcomes(workflow)).log).toMatch(expected);
  });

  it.each<[string, string, string]>([
    ["by default goes on behind a failure in a pipe", "      - run: false | true\n", "success"],
    ["with `shell: bash` it does not", "      - { run: false | true, shell: bash }\n", "failure"],
    ["ends at the first command that fails", "      - run: |\n          false\n          true\n", "failure"],
    [
      "in a folder that is not there fails",
      "      - { run: 'true', working-directory: nowhere }\n",
      "failure",
    ],
    ["that takes too long is ended", "      - { run: sleep 9, timeout-minutes: 0.003 }\n", "failure"],
  ])("%s", async (_, lines, expected) => {
    expect((await outcomes(steps(lines))).ends).toBe(expected);
  });
});

it("a job has a HOME of its own, without anybody's credentials", async () => {
  const { log } = await outcomes(steps("      - run: ls -A $HOME && echo $HOME\n"));
  expect(log.trim()).toMatch(/^\/.*\/home$/);
  expect(log).not.toContain(homedir());
});

describe("conditions", () => {
  it.each<[string, string, string]>([
    ["after a failure the rest is skipped", "      - run: 'false'\n      - run: 'true'\n", "failure skipped"],
    [
      "but for failure() and always()",
      "      - run: 'false'\n      - { run: 'true', if: failure() }\n      - { run: 'true', if: always() }\n      - { run: 'true', if: success() }\n",
      "failure success success skipped",
    ],
    [
      "a forgiven failure is none",
      "      - { id: x, run: 'false', continue-on-error: true }\n      - run: test ${{ steps.x.outcome }}-${{ steps.x.conclusion }}-${{ job.status }} = failure-success-success\n",
      "success success",
    ],
    [
      "outputs decide",
      "      - { id: x, run: 'echo go=no >> $GITHUB_OUTPUT' }\n      - { run: 'true', if: steps.x.outputs.go == 'yes' }\n      - { run: 'true', if: '${{ steps.x.outputs.go == ''no'' }}' }\n",
      "success skipped success",
    ],
    [
      "what cannot be evaluated fails the step",
      "      - { run: 'true', if: fromJSON('') }\n      - run: 'true'\n",
      "failure skipped",
    ],
  ])("%s", async (_, lines, expected) => {
    expect((await outcomes(steps(lines))).ends).toBe(expected);
  });

  it("a job that takes too long is cancelled, and cleans up", async () => {
    const { ends, job } = await outcomes(
      steps("      - run: sleep 9\n      - { run: 'true', if: always() }\n", "    timeout-minutes: 0.003\n"),
    );
    expect([ends, job.conclusion]).toEqual(["cancelled success", "cancelled"]);
    expect(job.annotations[0]?.message).toMatch(/maximum execution time of 0.003 minutes/);
  });
});

describe("what a job shows", () => {
  it("summaries, annotations, and logs without secrets", async () => {
    const run = await playOnce(
      steps(`      - run: |
          echo "# \${{ secrets.KEY }} done" >> "$GITHUB_STEP_SUMMARY"
          echo "::add-mask::hush"
          echo "::warning title=Look::hush, $TOKEN"
          echo "\${{ secrets.KEY }} hush \${{ github.token }} fine"
        env: { TOKEN: "\${{ github.token }}" }
      - run: echo "# And more" >> "$GITHUB_STEP_SUMMARY"
`),
      { runner: { secrets: { KEY: "s3cret" } } },
    );
    const job = jobNamed(run, "a");
    expect(job.summary).toBe("# *** done\n# And more\n");
    expect(job.annotations).toEqual([
      { level: "warning", message: "***, ***", properties: { title: "Look" } },
    ]);
    expect(logOf(run, "a")).toContain("\n*** *** *** fine\n");
    expect(JSON.stringify(run)).not.toMatch(/s3cret|ghs_/);
  });

  it("no output that holds a secret", async () => {
    const { job } = await outcomes(
      `${steps("      - { id: x, run: 'echo t=${{ github.token }} >> $GITHUB_OUTPUT' }\n", "    outputs: { t: '${{ steps.x.outputs.t }}', ok: yes }\n")}`,
    );
    expect(job.outputs).toEqual({ ok: "yes" });
    expect(job.annotations).toMatchObject([
      { level: "warning", message: "Skip output 't' since it may contain secret." },
    ]);
  });
});

describe("an action", () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "actions-"));
    const write = (name: string, files: Record<string, string>): void => {
      mkdirSync(join(root, name), { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(join(root, name, file), text);
    };
    const file = (name: string) => `process.env.GITHUB_${name}`;
    write("whole", {
      "action.yml":
        "name: Whole\ndescription: x\ninputs:\n  token: { default: '${{ github.token }}', required: true }\n  Word: { required: true }\nruns: { using: node24, main: main.mjs, post: post.mjs }\n",
      "main.mjs": `import { appendFileSync as add } from "node:fs";
        add(${file("OUTPUT")}, "word=" + process.env.INPUT_WORD + "\\n");
        add(${file("STATE")}, "kept=1\\n");
        console.log("token " + process.env.INPUT_TOKEN.length);`,
      "post.mjs": `console.log("post " + process.env.STATE_kept + " " + process.env.INPUT_WORD);`,
    });
    write("composed", {
      "action.yml":
        "name: Composed\ndescription: x\ninputs: { who: { default: you } }\noutputs: { said: { value: '${{ steps.s.outputs.said }}' } }\nruns:\n  using: composite\n  steps:\n    - { id: s, shell: bash, run: 'echo \"said=hi ${{ inputs.who }}\" >> $GITHUB_OUTPUT' }\n    - { shell: bash, run: 'test -f $GITHUB_ACTION_PATH/action.yml' }\n    - { uses: $/whole, with: { word: inner } }\n",
    });
    write("docker", {
      "action.yml": "name: D\ndescription: x\nruns: { using: docker, image: Dockerfile }\n",
    });
    write("broken", { "action.yml": "name: B\ndescription: x\nruns: { using: node24, main: no.mjs }\n" });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const playHere = (lines: string) =>
    playOnce(steps(lines), { runner: { root, repositories: { "OWNER/tools": root } } });

  it.each([["$/whole"], ["OWNER/tools/whole@v1"]])(
    "%s has inputs, defaults, outputs, state and a post step",
    async (uses) => {
      const run = await playHere(
        `      - { id: w, uses: ${uses}, with: { WORD: hey, other: x } }\n      - run: test \${{ steps.w.outputs.word }} = hey\n`,
      );
      const job = jobNamed(run, "a");
      expect(job.steps.map(({ name, conclusion }) => [name, conclusion])).toEqual([
        [`Run ${uses}`, "success"],
        ["Run test hey = hey", "success"],
        [`Post Run ${uses}`, "success"],
      ]);
      expect(logOf(run, "a")).toMatch(/token \d\d[\s\S]*post 1 hey/);
      expect(job.annotations).toMatchObject([
        { level: "warning", message: expect.stringMatching(/Unexpected input\(s\) 'other'/) },
      ]);
    },
  );

  it("runs its post step also when the job is cancelled", async () => {
    const workflow = onDispatch(
      steps("      - { uses: $/whole, with: { word: hey } }\n      - run: sleep 9\n"),
    );
    const stand = await openStand({ "a.yml": workflow }, { runner: { root } });
    const { github, runner } = stand;
    const id = await github.as("mia").dispatch("a.yml");
    const settled = runner.settle();
    while (runner.runs()[0]?.jobs[0]?.steps.length !== 1) await new Promise((go) => setTimeout(go, 5));
    await github.as("mia").cancel(id);
    await settled;
    const ended = jobNamed(runner.run(id), "a").steps.map(({ conclusion }) => conclusion);
    expect(ended).toEqual(["success", "cancelled", "success"]);
    expect(logOf(runner.run(id), "a")).toContain("post 1 hey");
    await stand.close();
  });

  it("may be composed of steps", async () => {
    const run = await playHere(
      "      - { id: c, uses: $/composed, with: { who: me } }\n      - run: echo ${{ steps.c.outputs.said }}\n",
    );
    expect(run.conclusion, logOf(run, "a")).toBe("success");
    expect(logOf(run, "a")).toMatch(/hi me[\s\S]*post 1 inner/);
  });

  it("of the workspace is there after a checkout, and not before", async () => {
    const files = {
      "tool/action.yml": "name: T\ndescription: x\nruns: { using: node24, main: main.js }\n",
      "tool/main.js": 'console.log("local")',
    };
    const stand = await openStand(
      {
        "a.yml": onDispatch(
          steps(
            "      - uses: ./tool\n        continue-on-error: true\n      - uses: actions/checkout@v6\n      - uses: ./tool\n",
          ),
        ),
      },
      { files },
    );
    const run = await stand.play("a.yml");
    await stand.close();
    expect(jobNamed(run, "a").steps.map(({ outcome }) => outcome)).toEqual(["failure", "success", "success"]);
    expect(logOf(run, "a")).toMatch(/Did you forget to run actions\/checkout[\s\S]*local/);
  });

  it("that cannot be loaded fails its step", async () => {
    const run = await playHere("      - uses: $/broken\n");
    expect([run.conclusion, logOf(run, "a")]).toEqual(["failure", expect.stringMatching(/no\.mjs/)]);
  });

  it.each<[string, string, RegExp]>([
    ["with a container", "$/docker", /does not support actions that run "using: docker"/],
    ["that is nowhere", "$/none", /Can't find 'action.yml'.*'\$\/none'/],
    ["that nobody knows here", "acme/unknown@v1", /does not support the action acme\/unknown@v1/],
    ["of an image", "docker://alpine", /does not support Docker actions/],
  ])("%s is refused before anything runs", async (_, uses, message) => {
    const run = await playHere(`      - run: "true"\n      - uses: ${uses}\n`);
    expect(run).toMatchObject({
      conclusion: "startup_failure",
      jobs: [],
      problem: expect.stringMatching(message),
    });
  });
});
