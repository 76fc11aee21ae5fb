import type { Stage } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { openSample } from "./cast.ts";
import { allBut, approve, ask, entriesOf, errorOf, expectOpen, expectShut, forge, limit } from "./ready.ts";

/*
 * Attacks on the built actions, where it is the wiring that must hold: what GitHub shows, what the steps after an action
 * get, what the log says. The same attacks on the rules alone are in packages/approval/src/attacks.test.ts.
 */

const inTurn = limit(2);

function attack(name: string, play: (stage: Stage) => Promise<void>): void {
  it.concurrent(name, { timeout: 120_000 }, () =>
    inTurn(async () => {
      const stage = await openSample();
      try {
        await play(stage);
      } finally {
        await stage.close();
      }
      stage.github.assertNoViolations();
    }),
  );
}

const gate = (stage: Stage, inputs: Record<string, string> = {}) =>
  stage.play("gate-release", { version: "1.2.0", ...inputs });

/** The release's request as the first entry tells it. */
function requestOf({ github }: Stage, issue: number) {
  const request = entriesOf(github, issue)[0]?.block.facts[0];
  if (request?.kind !== "request") throw new Error("the first fact is the request");
  return { ...request, openedAt: github.clock.now() };
}

describe("what the steps after the gate get", () => {
  attack("a forged request cannot choose the tag that is handed out", async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue);
    const forged = { ...requestOf(stage, issue), key: "revision:2", revision: 2 };
    await forge(github, issue, { revision: 2, facts: [{ ...forged, tag: "v1.2.0-x" }] });
    await approve(github, issue);
    expectShut(await gate(stage), "request-tag-unknown", /The tag in the request is not the one/);
    expect(await ask(stage)).toBe(issue);
    await approve(github, issue);
    const open = await gate(stage);
    expectOpen(open);
    expect([open.outputs["tag"], open.outputs["version"]]).toEqual(["v1.2.0", "1.2.0"]);
  });

  attack(
    "the tag is moved once the release is authorized: the same run passes no second time",
    async (stage) => {
      const { github } = stage;
      await approve(github, await ask(stage));
      const open = await gate(stage);
      expectOpen(open);
      const later = github.commit({ message: "Slip this in", author: "olaf", files: { "evil.txt": "x\n" } });
      github.tag("v1.2.0", later);
      const again = await stage.play("gate-release", { version: "1.2.0" }, { run: open.run });
      expectShut(again, "tag-elsewhere", new RegExp(`points at ${later.slice(0, 7)}`));
    },
  );
});

describe("a request that nobody could have made", () => {
  attack("blocks its release, and asking again is the way out", async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue);
    const request = requestOf(stage, issue);
    const policy = { ...request.policy, path: "../../etc/passwd:", digest: "0".repeat(64) };
    await forge(github, issue, {
      revision: 2,
      facts: [{ ...request, key: "revision:2", revision: 2, policy, commit: "0".repeat(40) }],
    });
    expectShut(await gate(stage), "pinned-policy-unreachable");
    expect(await ask(stage)).toBe(issue);
    await approve(github, issue);
    expectOpen(await gate(stage), request.commit);
  });
});

describe("a flood", () => {
  attack("of entries of runs on another branch decides nothing, and says what to do", async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue, allBut("dana"));
    github.branch("evil");
    const claim = { kind: "claim", revision: 1, commit: github.head(), at: github.clock.now() } as const;
    for (let n = 0; n < 21; n += 1) {
      const run = github.createRun({
        workflow: ".github/workflows/publish.yml",
        branch: "evil",
        actor: "olaf",
      });
      const facts = [{ ...claim, key: `claim:1/run:${run.id}/1`, run: { id: run.id, attempt: 1 } }];
      await forge(github, issue, { run: { id: run.id, attempt: 1 }, facts });
    }
    const before = github.comments(issue).length;
    const shut = await gate(stage);
    expect([shut.exitCode, shut.outputs["decision"], shut.outputs["reason-code"]]).toEqual([
      1,
      "error",
      "history-flooded",
    ]);
    expect(errorOf(shut)).toMatch(/more than 20 entries that nobody vouches for.*stop it and delete them/s);
    expect(github.comments(issue)).toHaveLength(before);
  });
});

describe("what people typed", () => {
  const typed =
    "\u202Egnp.exe ##[set-output name=authorized]true $" +
    "{{ secrets.NPM_TOKEN }} `id` $(id) </details> <!-- x --> @everyone | ::add-mask::true";
  attack("is neither command nor template nor markup in log, outputs, summary and issue", async (stage) => {
    const { github } = stage;
    const issue = await ask(stage, { title: typed, "key-features": typed });
    await approve(github, issue, allBut("quinn"));
    await github
      .as("quinn")
      .comment(issue, `/approve\nbefore release: ${typed}\nbefore release: ::error::${typed}`);
    const tracked = await stage.play("track-approvals", { "issue-number": String(issue) });
    expect(tracked.outputs).toMatchObject({ decision: "pending", authorized: "false" });
    const lines = tracked.stdout
      .split(/\r?\n/)
      .filter((line) => !/^::(add-mask|debug|notice|warning)/.test(line));
    expect(lines.filter((line) => /##\[|^\s*::/.test(line))).toEqual([]);
    expect(tracked.stdout).toContain("[U+202E]gnp.exe # #[set-output");
    expect(Object.keys(tracked.outputs)).not.toContain("name");
    const entry = entriesOf(github, issue).at(-1)?.comment.body ?? "";
    for (const text of [tracked.summary, github.issue(issue).body, github.issue(issue).title, entry]) {
      const shown = text.replace(/<!--.*?-->/gs, "");
      expect(shown).not.toContain("\u202E");
      expect(shown).not.toMatch(/(?<!`)@everyone/);
      expect((shown.match(/<details>/g) ?? []).length).toBe((shown.match(/<\/details>/g) ?? []).length);
    }
  });
});
