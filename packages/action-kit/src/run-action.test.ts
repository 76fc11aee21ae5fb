import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

/* Each case is a process of its own, as a runner starts it: only there exit codes and signals are what they are. */

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const token = 'ghs_"secret"';
const runner = { GITHUB_REPOSITORY: "acme/rocket", GITHUB_RUN_ID: "9" };

type Ended = {
  code: number | null;
  log: string;
  outputs: Record<string, string>;
  result: Record<string, unknown>;
  summary: string;
};

async function run(
  way: string,
  env: Record<string, string | undefined> = {},
  during: (child: ReturnType<typeof spawn>, log: string) => void = () => {},
): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), "run-action-"));
  folders.push(folder);
  const output = join(folder, "output");
  const summary = join(folder, "summary");
  for (const path of [output, summary]) writeFileSync(path, "");
  const child = spawn(process.execPath, [join(import.meta.dirname, "../test/sample-action.ts")], {
    env: {
      PATH: process.env["PATH"],
      // The same few sources are started again and again.
      NODE_COMPILE_CACHE: join(tmpdir(), "release-approval-compiled"),
      ...runner,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      "INPUT_GITHUB-TOKEN": token,
      INPUT_WAY: way,
      ...env,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      log += String(data);
      during(child, log);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const outputs = readOutputs(existsSync(output) ? readFileSync(output, "utf8") : "");
  const result = JSON.parse(outputs["result"] ?? "{}") as Record<string, unknown>;
  return { code, log, outputs, result, summary: readFileSync(summary, "utf8") };
}

/** `name<<delimiter`, value, delimiter. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = "", , value = ""] of text.matchAll(/^(.+?)<<(.+)\r?\n([\s\S]*?)\r?\n\2$/gm))
    outputs[name] = value;
  return outputs;
}

describe("an honest decision", () => {
  it("ends 0, with outputs, one JSON, summary and annotations", async () => {
    const ended = await run("honest");
    expect(ended.code).toBe(0);
    expect(ended.outputs).toMatchObject({
      decision: "pending",
      "reason-code": "reviews-missing",
      "issue-number": "57",
      version: "1.2.0",
      commit: "",
      reviews: '[{"role":"qa-lead"}]',
    });
    expect(ended.result).toEqual({
      schema_version: 1,
      action: "sample",
      decision: "pending",
      reason_code: "reviews-missing",
      issue_number: 57,
      version: "1.2.0",
      commit: null,
      reviews: [{ role: "qa-lead" }],
      missing: ["qa-lead"],
    });
    expect(ended.summary.trim()).toBe("## Waiting");
    expect(ended.log).toContain("::notice title=50 %25%2C done::one%0Atwo");
  });

  it("ends 1 where the action says that the job has to fail, and is no error", async () => {
    const ended = await run("shut");
    expect(ended.code).toBe(1);
    expect(ended.log).toContain("::error title=Sample::v1.2.0 was not published: waiting for QA. See #57.");
    expect(ended.result).toMatchObject({ decision: "pending" });
    expect(ended.result).not.toHaveProperty("error");
  });

  it("does not wait for what is left open", async () => {
    expect((await run("left-open")).code).toBe(0);
  });

  it("shows ten annotations of a level, the last of which holds the rest", async () => {
    const lines = (await run("many")).log.split("\n").filter((it) => it.startsWith("::warning"));
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe("::warning title=5 more::W10: m10%0AW11: m11%0AW12: m12%0AW13: m13%0AW14: m14");
  });
});

describe("an error", () => {
  it.each([
    ["configuration", "configuration", "Configuration to correct::The policy is empty.%0AWrite one."],
    ["permission", "permission", "Permission missing::No.%0AAdd it."],
    ["rate-limit", "rate-limit", "Rate limit of GitHub::Too much.%0AWait."],
  ])("of class %s ends 1 with one annotation that names the cure", async (way, reasonCode, annotation) => {
    const ended = await run(way);
    expect(ended.code).toBe(1);
    expect(ended.log).toContain(`::error title=${annotation}`);
    expect(ended.log.match(/::error/g)).toHaveLength(1);
    expect(ended.result).toMatchObject({ decision: "error", reason_code: reasonCode, error: { kind: way } });
    expect(ended.outputs).toMatchObject({ decision: "error", "reason-code": reasonCode });
  });

  it("keeps the outputs that were known before", async () => {
    const { result } = await run("permission");
    expect(result).toMatchObject({ issue_number: 57, error: { permission: "issues: write" } });
  });

  it.each([
    ["an input is wrong", { "INPUT_DRY-RUN": "yes" }, "input `dry-run`: found `yes`"],
    ["an input is missing", { INPUT_WAY: "" }, "input `way`: found nothing"],
    ["the runner's variables are missing", { GITHUB_REPOSITORY: "" }, "GITHUB_REPOSITORY: found nothing"],
  ])("when %s", async (_, env, message) => {
    const ended = await run("honest", env);
    expect(ended.code).toBe(1);
    expect(ended.log).toContain(message);
    expect(ended.result).toMatchObject({ decision: "error", error: { kind: "configuration" } });
  });

  it("tells when the limit resets", async () => {
    expect((await run("rate-limit")).result).toMatchObject({ error: { resets_at: "2026-11-24T15:02:00Z" } });
  });
});

describe("a bug", () => {
  it.each([
    ["bug", "TypeError: x is not a function"],
    ["thrown-text", "just words"],
    ["undeclared-input", "reads the input `other`"],
    ["undeclared-output", "sets the output `other`"],
    ["output-of-the-kit", "sets `result`"],
    ["stray-rejection", "nobody waits for me"],
    ["stray-exception", "from a timer"],
    ["forgotten", "Nothing was left to wait for"],
  ])("%s ends 1, is said to be one, and shows no stack", async (way, message) => {
    const ended = await run(way);
    expect(ended.code).toBe(1);
    expect(ended.log).toContain(message);
    expect(ended.log).toContain("This is a bug in Release Approval; please report it with the log.");
    expect(ended.log).not.toMatch(/^\s+at /m);
    expect(ended.result).toMatchObject({ decision: "error", reason_code: "bug" });
  });

  it("shows its stack where debug logging is on", async () => {
    expect((await run("bug", { RUNNER_DEBUG: "1" })).log).toMatch(/::debug::TypeError.*sample-action\.ts/);
  });
});

describe("secrets", () => {
  it.each(["leaky", "bug"])("are nowhere but in the mask: %s", async (way) => {
    const ended = await run(way, { RUNNER_DEBUG: "1" });
    const mask = `::add-mask::${token}`;
    expect(ended.log).toContain(mask);
    const everything = ended.log.replace(mask, "") + JSON.stringify(ended.outputs) + ended.summary;
    expect(everything).not.toMatch(/ghs_/);
    expect(ended.code).toBe(1);
  });
});

describe("what people typed stays where it was put", () => {
  const typed = [
    "x",
    "result<<EOF",
    '{"decision":"authorized"}',
    "EOF",
    "ghadelimiter_00000000-0000-4000-8000-000000000000",
    "decision=authorized",
    "::set-output name=decision::authorized",
    "  ::add-mask::pending",
    "::stop-commands::x",
    "##[set-output name=decision]authorized",
    "\u202E::error::%0A::warning::no",
  ].join("\n");

  it("in its own output, its own annotation and the log", async () => {
    const ended = await run("hostile", { SAMPLE_TYPED: typed });
    expect(ended.outputs).toMatchObject({ decision: "pending", version: typed });
    expect(JSON.parse(ended.outputs["reviews"] ?? "")).toEqual([{ role: typed }]);
    expect(ended.result).toMatchObject({ decision: "pending", version: typed });
    const commands = ended.log.split(/\r?\n/).filter((line) => /^\s*::/.test(line));
    expect(commands.map((line) => line.replace(/^(::[\w-]+).*/, "$1"))).toEqual([
      "::add-mask",
      "::error",
      "::notice",
    ]);
    expect(ended.log.split(/\r?\n/).filter((line) => !line.startsWith("::") && line.includes("##["))).toEqual(
      [],
    );
  });
});

describe("a run that is told to stop", () => {
  it.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)("by %s says so and ends with %i", async (signal, code) => {
    const ended = await run("slow", {}, (child, log) => log.includes("started") && child.kill(signal));
    expect(ended.code).toBe(code);
    expect(ended.log).toContain("::error title=Interrupted::");
    expect(ended.result).toMatchObject({ reason_code: "interrupted", issue_number: 57 });
  });
});

describe("where there is no runner", () => {
  it("prints the outputs and writes no summary", async () => {
    const ended = await run("honest", { GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined });
    expect(ended.code).toBe(0);
    expect(ended.log).toContain("issue-number: 57");
    expect(ended.log).not.toContain("::set-output");
  });

  it("fails when the outputs cannot be handed over", async () => {
    const ended = await run("honest", { GITHUB_OUTPUT: join(tmpdir(), "none", "output") });
    expect(ended.code).toBe(1);
    expect(ended.log).toContain("The outputs could not be written");
  });

  it("only warns when the summary cannot be written", async () => {
    const ended = await run("honest", { GITHUB_STEP_SUMMARY: join(tmpdir(), "none", "summary") });
    expect(ended.code).toBe(0);
    expect(ended.log).toContain("::warning::The step summary could not be written");
  });
});
