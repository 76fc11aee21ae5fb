import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultKind, Stage } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { openSample } from "./cast.ts";
import { allBut, approve, ask, entriesOf, errorOf, expectOpen, expectShut, factKeys } from "./ready.ts";

/* What a gate does besides deciding: it waits, and it executes the command that publishes. */

const version = { version: "1.2.0" };
const npmToken = "npm_2fK9qLw83HsVb61TzRcY4eXuMd07Jn";

async function onStage(play: (stage: Stage, workspace: string) => Promise<void>): Promise<void> {
  const workspace = mkdtempSync(join(tmpdir(), "gate-"));
  const stage = await openSample({ workspace, env: { NPM_TOKEN: npmToken } });
  try {
    await play(stage, workspace);
  } finally {
    await stage.close();
    rmSync(workspace, { recursive: true, force: true });
  }
  stage.github.assertNoViolations();
}

describe("`wait`", { concurrent: true, timeout: 60_000 }, () => {
  it("gives up in time, and opens when the last review comes meanwhile", () =>
    onStage(async (stage) => {
      const issue = await ask(stage);
      await approve(stage.github, issue, allBut("quinn"));
      const begin = performance.now();
      const late = await stage.play("gate-release", { ...version, wait: "1s" }, { ownProcess: true });
      expectShut(late, "review-missing", /waiting for QA\./);
      expect(performance.now() - begin).toBeGreaterThan(1000);
      expect(late.stdout).toContain("looking again in 1 s");

      const waiting = stage.play("gate-release", { ...version, wait: "4s" });
      const asked = () =>
        stage.github.requests.all().filter(({ graphqlOperation }) => graphqlOperation !== null);
      const before = asked().length;
      while (asked().length < before + 2) await sleep(50);
      await stage.github.as("quinn").comment(issue, "/approve");
      expectOpen(await waiting);
    }));

  it("does not wait for what cannot come", () =>
    onStage(async (stage) => {
      const issue = await ask(stage);
      await stage.github.as("quinn").comment(issue, "/reject the tests fail");
      const begin = performance.now();
      expectShut(
        await stage.play("gate-release", { ...version, wait: "1h" }),
        "rejected",
        /Rejected by quinn/i,
      );
      expect(performance.now() - begin).toBeLessThan(20_000);
    }));
});

describe("`run`", { concurrent: true, timeout: 60_000 }, () => {
  it("executes without a shell and without secrets; failing frees the claim, succeeding ends the release", () =>
    onStage(async (stage, workspace) => {
      const { github } = stage;
      const issue = await ask(stage);
      await approve(github, issue, allBut("quinn"));
      const note =
        "require('fs').writeFileSync('told.json', JSON.stringify([process.argv.slice(1), process.env]))";
      const command = `node -e "${note}" $HOME ; touch evil && \`touch evil\` $(touch evil) > evil`;
      expectShut(await stage.play("gate-release", { ...version, run: command }), "review-missing");
      expect(existsSync(join(workspace, "told.json"))).toBe(false);
      await approve(github, issue, ["quinn"]);

      const failing =
        "console.log('Logged in with', process.env.NPM_TOKEN); console.error('No space left'); process.exit(3)";
      const failed = await stage.play("gate-release", { ...version, run: `node -e "${failing}"` });
      expect(failed.exitCode).toBe(1);
      expect(errorOf(failed)).toMatch(/ended with exit code 3\. The claim is free again/);
      expect(factKeys(github, issue)).toContain(`outcome:run:${failed.run.id}/1/failure`);
      const told = github.comments(issue).at(-1)?.body ?? "";
      expect(told).toMatch(/Publishing .*\*\*failed\*\* with exit code 3\./);
      // Of the two streams, either may come first.
      expect(told).toMatch(/^Logged in with \*\*\*$/m);
      expect(told).toMatch(/^No space left$/m);
      expect(told).not.toContain(npmToken);
      expect(github.issue(issue).state).toBe("open");

      const published = await stage.play("gate-release", { ...version, run: command });
      expect(published.exitCode, published.stdout).toBe(0);
      const [args, env] = JSON.parse(readFileSync(join(workspace, "told.json"), "utf8")) as [
        string[],
        Record<string, string>,
      ];
      expect(args).toEqual([
        "$HOME",
        ";",
        "touch",
        "evil",
        "&&",
        "`touch",
        "evil`",
        "$(touch",
        "evil)",
        ">",
        "evil",
      ]);
      expect(existsSync(join(workspace, "evil"))).toBe(false);
      expect(env).toMatchObject({
        RELEASE_VERSION: "1.2.0",
        RELEASE_TAG: "v1.2.0",
        RELEASE_COMMIT: published.outputs["commit"],
      });
      expect(Object.keys(env).filter((name) => name.startsWith("INPUT_"))).toEqual([]);
      expect(github.issue(issue).body).toContain("Released: v1.2.0");
      expect(github.issue(issue).state).toBe("closed");

      const late = await stage.play("gate-release", { ...version, run: command });
      expectShut(late, "released", /v1\.2\.0 at [0-9a-f]{7} has been released/);
    }));

  it("writes nothing of a release that is out from a branch whose entries nobody believes", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      await approve(github, issue, allBut("dana"));
      await github.as("dana").comment(issue, "/approve devops\nafter release: write the docs");
      await stage.play("gate-release", { ...version, run: "true" });
      await github.as("tom").comment(issue, "/status");
      github.branch("side");
      const before = github.comments(issue).length;
      const elsewhere = await stage.play("gate-release", version, { branch: "side" });
      expectShut(elsewhere, "released", /has been released/);
      expect(github.comments(issue)).toHaveLength(before);
      await stage.play("gate-release", version);
      expect(github.comments(issue)).toHaveLength(before + 1);
    }));

  it("fails the job when there is no such command, and frees the claim", () =>
    onStage(async (stage) => {
      const issue = await ask(stage);
      await approve(stage.github, issue);
      const wrong = await stage.play("gate-release", { ...version, run: "no-such-command --now" });
      expect(wrong.exitCode).toBe(1);
      expect(errorOf(wrong)).toMatch(/no-such-command/);
      expect(wrong.outputs["reason-code"]).not.toBe("bug");
      expectOpen(await stage.play("gate-release", version));
    }));

  it("records what happened meanwhile once, and a signal as one", () =>
    onStage(async (stage, workspace) => {
      const { github } = stage;
      const issue = await ask(stage);
      await approve(github, issue);
      let isClaimed = false;
      let spoken: Promise<number> | undefined;
      github.faults.add({
        kind: "500",
        on: ({ method, path }) => {
          // Behind the claim, and before the gate looks again.
          if (isClaimed) spoken ??= github.as("tom").comment(issue, "/status");
          isClaimed ||= method === "POST" && path.endsWith("/comments");
          return false;
        },
      });
      const script =
        "const f = require('fs'); f.writeFileSync('started', ''); setInterval(() => f.existsSync('go') && process.kill(process.pid, 9), 20)";
      const gate = stage.play("gate-release", { ...version, run: `node -e "${script}"` });
      while (!existsSync(join(workspace, "started"))) await sleep(20);
      const answered = await stage.play("track-approvals", { "issue-number": String(issue) });
      expect(factKeys(github, issue), answered.stdout).toContain(`comment:${await spoken}`);
      writeFileSync(join(workspace, "go"), "");
      const killed = await gate;
      expect(errorOf(killed)).toMatch(
        /^The command of `run` was ended by a signal\. The claim is free again/,
      );
      const keys = factKeys(github, issue);
      expect(keys).toEqual([...new Set(keys)]);
      expect(github.comments(issue).at(-1)?.body).toContain("**failed**: a signal ended its command.");
      const facts = entriesOf(github, issue).flatMap(({ block }) => block.facts);
      expect(facts.findLast(({ kind }) => kind === "outcome")).not.toHaveProperty("exitCode");
    }));

  it("says how to go on where the outcome cannot be recorded, and never to publish again", () =>
    onStage(async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      await approve(github, issue);
      const number = { "issue-number": String(issue) };
      const publishUnheard = async (script: string, kind: FaultKind) => {
        let comments = 0;
        // The claim is heard.
        const on = ({ method, path }: { method: string; path: string }) =>
          method === "POST" && path.endsWith("/comments") && ++comments > 1;
        github.faults.add({ kind, times: 9, on });
        const played = await stage.play("gate-release", { ...version, run: `node -e "${script}"` });
        github.faults.clear();
        expect(played.exitCode).toBe(1);
        expect(played.outputs).toMatchObject({ authorized: "true", decision: "authorized", tag: "v1.2.0" });
        expect(played.stdout).not.toMatch(/run it again/i);
        return played;
      };
      const failed = await publishUnheard("process.exit(3)", "404");
      expect(failed.outputs["reason-code"]).toBe("failure-unrecorded");
      expect(errorOf(failed)).toMatch(
        /ended with exit code 3, and recording that failed: .*404.*`outcome: failure`/,
      );
      expectShut(await stage.play("gate-release", version), "claimed");
      await stage.play("track-approvals", { ...number, outcome: "failure" }, { run: failed.run });

      const published = await publishUnheard("0", "500");
      expect(published.outputs["reason-code"]).toBe("success-unrecorded");
      expect(errorOf(published)).toMatch(
        /so v1\.2\.0 at [0-9a-f]{7} is out, .* GitHub answered 500.* Do not run this job again: .*`outcome: success`/,
      );
      const told = await stage.play(
        "track-approvals",
        { ...number, outcome: "success" },
        { run: published.run },
      );
      expect(told.outputs["decision"]).toBe("released");
      expect(github.issue(issue).state).toBe("closed");
    }));
});
