import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

/* Only how an action is chosen; each case ends before anything is read from GitHub. */

const entry = pathToFileURL(join(import.meta.dirname, "entry.ts")).href;

function start(
  name: string,
  inputs: Record<string, string>,
): { status: number | null; log: string; action: unknown } {
  const folder = mkdtempSync(join(tmpdir(), "entry-"));
  const output = join(folder, "output");
  writeFileSync(output, "");
  const given = Object.entries(inputs).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]);
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `import { start } from ${JSON.stringify(entry)}; await start(${JSON.stringify(name)});`,
    ],
    {
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        // The same sources are started again and again.
        NODE_COMPILE_CACHE: join(tmpdir(), "release-approval-compiled"),
        GITHUB_OUTPUT: output,
        ...Object.fromEntries(given),
      },
    },
  );
  const action = /"action":"([^"]+)"/.exec(readFileSync(output, "utf8"))?.[1];
  rmSync(folder, { recursive: true });
  return { status, log: stdout, action };
}

describe("the all-in-one action", () => {
  it.each([
    ["no command", "", "release-approval", "input `command`: found nothing"],
    [
      "a command that does not exist",
      "ship",
      "release-approval",
      "found `ship`, allowed: `request`, `track`, `gate`, `audit`, `setup` or `doctor`",
    ],
    ["setup", "setup", "setup", "GITHUB_REPOSITORY: found nothing"],
    ["doctor", "doctor", "doctor", "GITHUB_REPOSITORY: found nothing"],
    ["request", "request", "request-approvals", "GITHUB_REPOSITORY: found nothing"],
    ["gate", "gate", "gate-release", "inputs `version` and `issue-number`: found nothing"],
    ["audit", "audit", "audit-trail", "inputs `version` and `issue-number`: found nothing"],
    ["track", "track", "track-approvals", "GITHUB_REPOSITORY: found nothing"],
  ])("%s", (_, command, action, message) => {
    const ended = start("release-approval", { command, "github-token": "ghs_sample" });
    expect(ended.log).toContain(message);
    expect(ended.action).toBe(action);
    expect(ended.status).toBe(1);
  });
});

it.each(["request-approvals", "track-approvals", "gate-release", "audit-trail"])(
  "%s starts under its own name",
  (name) => {
    const ended = start(name, { "dry-run": "perhaps" });
    expect(ended.log).toContain("input `dry-run`: found `perhaps`");
    expect(ended.action).toBe(name);
  },
);
