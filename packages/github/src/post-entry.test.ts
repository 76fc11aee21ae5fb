import type { Fact } from "@release-approval/approval";
import { parsePolicy } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { connectTo, start } from "../test/embedded.ts";
import { postEntry } from "./post-entry.ts";

/* What is recorded can be read again, or is not written at all. */

const run = { id: 9, attempt: 1 };
const at = "2026-11-24T15:00:00Z";
const right: Fact = { key: "notice:a", kind: "notice", at };
const failed = { key: "outcome:run:9/1/failure", kind: "outcome", outcome: "failure", run, revision: 1, at };

async function post(facts: readonly unknown[]) {
  const embedded = await start();
  const issue = await embedded.as("mia").createIssue({ title: "x" });
  const parsed = parsePolicy(
    "version: 1\nextends: small-team\nroles: { maintainer: { members: [mia, tom, eve] } }\n",
  );
  if (!parsed.ok) throw new Error("the policy is right");
  const entry = {
    repository: { owner: embedded.owner, name: embedded.repository },
    issue,
    revision: 1,
    run,
    facts: facts as Fact[],
    seen: [],
    words: "",
    policy: parsed.policy,
    policyPath: "policy.yml",
  };
  const posted = postEntry(connectTo(embedded), entry);
  await posted.catch(() => null);
  return { posted, comments: embedded.comments(issue) };
}

describe("a fact", () => {
  it("that can be read again is posted", async () => {
    const { posted, comments } = await post([right, failed]);
    await expect(posted).resolves.toHaveLength(1);
    expect(comments).toHaveLength(1);
  });

  it.each([
    ["is too long", { ...failed, tail: "x".repeat(4001) }, /outcome:run:9\/1\/failure .* its tail would be/],
    ["has no such number", { ...failed, exitCode: Number.NaN }, /its exitCode would be/],
    ["has a wrong time within", { ...failed, at: "today" }, /its at would be/],
    [
      "has something deep within",
      { ...failed, run: { id: 9, attempt: 0 } },
      /not its own|its run\.attempt would be/,
    ],
    ["has more than it may", { ...failed, more: 1 }, /its outcome would be unreadable: .*more/],
    ["is not there at all", { ...right, kind: "none" }, /notice:a/],
    [
      "has another one's key",
      { ...right, key: "claim:1/run:9/1" },
      /claim:1\/run:9\/1 has a key that is not its own/,
    ],
  ])("that %s is a bug, and nothing is written", async (_, wrong, words) => {
    const { posted, comments } = await post([right, wrong]);
    await expect(posted).rejects.toThrow(words);
    expect(comments).toEqual([]);
  });
});
