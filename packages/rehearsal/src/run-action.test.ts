import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PEOPLE } from "../test/client.ts";
import { type EmbeddedGitHub, runAction, runnerContext, startGitHub } from "./index.ts";
import { readKeyValues } from "./runner/files.ts";
import { readCommands } from "./runner/workflow-commands.ts";

let folder: string;
let github: EmbeddedGitHub;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "action-"));
  github = await startGitHub({ people: PEOPLE, workflows: { "release.yml": "name: Release\n" } });
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await github.close();
});

function action(name: string, code: string): string {
  const file = join(folder, name);
  const core = import.meta.resolve("@actions/core");
  writeFileSync(file, `import * as core from ${JSON.stringify(core)};\nimport fs from "node:fs";\n${code}`);
  return file;
}

describe("an action", () => {
  it("is given inputs, context and event, and gives back what it wrote", async () => {
    const file = action(
      "whole.mjs",
      `
      core.setOutput("text", "two\\nlines");
      core.setOutput("token", core.getInput("github-token"));
      core.setOutput("list", core.getMultilineInput("a list"));
      core.setOutput("event", JSON.parse(fs.readFileSync(process.env.GITHUB_EVENT_PATH, "utf8")).number);
      core.exportVariable("LATER", "x=y");
      core.saveState("kept", "yes");
      core.setSecret("hush");
      core.error("No, 100% no: a,b\\nreally", { title: "Gate, shut: now", startLine: 3 });
      core.warning("careful");
      core.notice("look");
      await core.summary.addRaw("# Done").write();
      fs.writeFileSync("made-here.txt", "");
      core.setOutput("environment", process.env);
      process.exitCode = 3;
      `,
    );
    const run = github.createRun({ workflow: ".github/workflows/release.yml", actor: "ada" });
    github.rerun(run.id, "will");
    const result = await runAction({
      file,
      inputs: { "github-token": "secret", "a list": "a\nb" },
      defaults: { "github-token": "none", policy: "p.yml" },
      github: runnerContext(github, run, "gate"),
      event: { number: 7 },
      env: { EXTRA: "1" },
    });
    expect(result).toMatchObject({
      exitCode: 3,
      timedOut: false,
      stderr: "",
      outputs: { text: "two\nlines", token: "secret", list: '["a","b"]', event: "7" },
      env: { LATER: "x=y" },
      state: { kept: "yes" },
      masks: ["hush"],
      summary: "# Done",
      inputsRead: ["INPUT_A_LIST", "INPUT_GITHUB-TOKEN"],
    });
    expect(result.annotations).toEqual([
      {
        level: "error",
        message: "No, 100% no: a,b\nreally",
        properties: { title: "Gate, shut: now", line: "3" },
      },
      { level: "warning", message: "careful", properties: {} },
      { level: "notice", message: "look", properties: {} },
    ]);
    const environment = JSON.parse(result.outputs["environment"] ?? "{}");
    expect(environment).toMatchObject({
      GITHUB_REPOSITORY: "acme/rocket",
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: github.graphqlUrl,
      GITHUB_SHA: github.head(),
      GITHUB_REF: "refs/heads/main",
      GITHUB_REF_NAME: "main",
      GITHUB_ACTOR: "ada",
      GITHUB_TRIGGERING_ACTOR: "ada",
      GITHUB_RUN_ID: String(run.id),
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_WORKFLOW: "Release",
      GITHUB_WORKFLOW_REF: "acme/rocket/.github/workflows/release.yml@refs/heads/main",
      GITHUB_JOB: "gate",
      INPUT_POLICY: "p.yml",
      EXTRA: "1",
      CI: "true",
    });
    const own = /^(GITHUB_|RUNNER_|INPUT_|PATH$|HOME$|TMP|CI$|EXTRA$|LATER$|STATE_)/;
    expect(Object.keys(environment).filter((name) => !own.test(name))).toEqual([]);
  });

  it("knows who asked for a re-run", () => {
    const run = github.createRun({ workflow: ".github/workflows/release.yml", actor: "ada" });
    const again = github.rerun(run.id, "will");
    expect(runnerContext(github, again)).toMatchObject({
      actor: "ada",
      triggeringActor: "will",
      runAttempt: 2,
    });
  });

  it("keeps its files where it was told to work", async () => {
    const file = action("where.mjs", `fs.writeFileSync("here.txt", process.env.RUNNER_TEMP);`);
    await runAction({
      file,
      github: runnerContext(github),
      cwd: join(folder, "work"),
      temp: join(folder, "t"),
    });
    const { readFileSync } = await import("node:fs");
    expect(readFileSync(join(folder, "work/here.txt"), "utf8")).toBe(join(folder, "t"));
  });

  it("that throws ends with 1 and says why", async () => {
    const result = await runAction({
      file: action("throw.mjs", `throw new Error("oh");`),
      github: runnerContext(github),
    });
    expect(result).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/oh/) });
  });

  it("that never ends is ended, by time or by signal", async () => {
    const file = action("forever.mjs", `setInterval(() => {}, 1000); core.setOutput("started", "yes");`);
    const late = await runAction({ file, github: runnerContext(github), timeoutMs: 1_500 });
    expect(late).toMatchObject({ exitCode: null, timedOut: true, outputs: { started: "yes" } });
    const stopped = await runAction({
      file,
      github: runnerContext(github),
      signal: AbortSignal.timeout(200),
    });
    expect(stopped).toMatchObject({ exitCode: null, timedOut: false });
  });
});

describe("files and commands", () => {
  it("are read as the runner reads them", () => {
    expect(readKeyValues("a=1\nb<<END\nx=1\n\ny\nEND\nc=\nd=e=f\n")).toEqual({
      a: "1",
      b: "x=1\n\ny",
      c: "",
      d: "e=f",
    });
    expect(readKeyValues("")).toEqual({});
    expect(() => readKeyValues("a<<END\nb")).toThrow(/delimiter/);
    expect(() => readKeyValues("nothing")).toThrow(/Invalid format/);
  });

  it("are only commands at the start of a line, and not while stopped", () => {
    const log =
      "x ::error::no\n  ::debug::yes\n::stop-commands::tok\n::error::no\n::tok::\n::warning file=a%3Ab::w%0Ax";
    expect(readCommands(log)).toEqual([
      { name: "debug", properties: {}, message: "yes" },
      { name: "warning", properties: { file: "a:b" }, message: "w\nx" },
    ]);
  });
});
