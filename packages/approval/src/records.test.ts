import { describe, expect, it } from "vitest";
import { minutesAfter } from "../test/given.ts";
import { type Fact, hasOwnKey } from "./records.ts";

/* A fact under another fact's key would keep that one from ever being recorded. */

const at = minutesAfter(60);
const run = { id: 9, attempt: 2 };
const commit = "a".repeat(40);
const digest = "b".repeat(64);

describe("the key of a fact", () => {
  it.each<[Fact, boolean]>([
    [{ key: "authorization:2", kind: "authorization", revision: 2, commit, at, digest }, true],
    [{ key: "authorization:2/3", kind: "authorization", revision: 2, commit, at, digest }, true],
    [{ key: "authorization:21", kind: "authorization", revision: 2, commit, at, digest }, false],
    [{ key: "claim:2/run:9/2", kind: "claim", revision: 2, run, commit, at }, true],
    [{ key: "claim:2/run:9/1", kind: "claim", revision: 2, run, commit, at }, false],
    [{ key: "outcome:run:9/2/success", kind: "outcome", outcome: "success", run, revision: 2, at }, true],
    [{ key: "outcome:run:9/1/success", kind: "outcome", outcome: "success", run, revision: 2, at }, false],
    [{ key: "dispatch:2/2", kind: "dispatch", revision: 2, workflow: "release.yml", at }, true],
    [{ key: "dispatch:3", kind: "dispatch", revision: 2, workflow: "release.yml", at }, false],
    [{ key: "delivered:asked/qa-lead", kind: "delivery", id: "1", at }, true],
    [{ key: "comment:1", kind: "delivery", id: "1", at }, false],
    [{ key: "comment:1", kind: "notice", at }, false],
    [{ key: "comment:1", kind: "step", step: "released", at }, false],
  ])("%j is its own: %s", (fact, expected) => {
    expect(hasOwnKey(fact)).toBe(expected);
  });
});
