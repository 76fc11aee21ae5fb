import type { Kept, Policy, RequestFact } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import type { Comparison } from "./compare-commits.ts";
import type { GitHub } from "./connect.ts";
import { loadChanges } from "./load-changes.ts";

/* What changed since earlier revisions, so that only those are asked again whom it concerns, and what that costs. */

type Answer = Pick<Comparison, "status" | "files" | "isTruncated"> | null;
type Rule = Policy["rules"]["on-new-commits"];

/** @param commits that were asked for, revision by revision; @param answers by `from...to` */
async function look(commits: readonly string[], answers: Record<string, Answer>, ...rules: readonly Rule[]) {
  const asked: string[] = [];
  const github: Pick<GitHub, "compareCommits"> = {
    compareCommits: async (base, head) => {
      asked.push(`${base}...${head}`);
      return (answers[`${base}...${head}`] ?? null) as Comparison | null;
    },
  };
  const facts = commits.map((commit, index) => {
    const fact = {
      key: `revision:${index + 1}`,
      kind: "request",
      revision: index + 1,
      commit,
    } as RequestFact;
    return { fact, comment: index + 1, at: "2026-11-24T15:00:00Z" } satisfies Kept;
  });
  const current = facts.at(-1)?.fact as RequestFact;
  const policies = rules.map((rule) => ({ rules: { "on-new-commits": rule } }) as Policy);
  const ledger = { facts: new Map(facts.map((kept) => [kept.fact.key, kept])) };
  return { changes: await loadChanges(github, ledger, current, policies), asked };
}

const ahead = (...files: string[]): Answer => ({ status: "ahead", files, isTruncated: false });
const diverged = (...files: string[]): Answer => ({ status: "diverged", files, isTruncated: false });
const behind: Answer = { status: "behind", files: [], isTruncated: false };
const cut: Answer = { status: "ahead", files: ["a"], isTruncated: true };

const rows: readonly [what: string, there: Answer, back: Answer, files: readonly string[] | null][] = [
  ["a step ahead", ahead("a.txt"), null, ["a.txt"]],
  ["no file at all", ahead(), null, []],
  ["what the new commit left out, too", diverged("a.txt"), ahead("b.txt"), ["a.txt", "b.txt"]],
  ["a step back", behind, ahead("b.txt"), ["b.txt"]],
  ["a step back that cannot be told", behind, null, null],
  ["too much to be listed", cut, null, null],
  ["a commit that GitHub does not know", null, null, null],
];

describe("changes since an earlier revision", () => {
  it.each(rows)("%s", async (_, there, back, files) => {
    const { changes } = await look(
      ["old", "new"],
      { "old...new": there, "new...old": back },
      "affected-roles",
    );
    expect(changes).toEqual([{ from: "old", files }]);
  });

  it("are those since each earlier commit, one request for each", async () => {
    const answers = { "a...c": ahead("1", "2"), "b...c": ahead("2") };
    const { changes, asked } = await look(["a", "b", "a", "c", "c"], answers, "affected-roles");
    expect(changes).toEqual([
      { from: "a", files: ["1", "2"] },
      { from: "b", files: ["2"] },
    ]);
    expect(asked).toEqual(["a...c", "b...c"]);
  });

  it("are not known of commits more than 20 revisions back", async () => {
    const commits = Array.from({ length: 24 }, (_, index) => `c${index + 1}`);
    const { changes, asked } = await look([...commits, "new"], {}, "affected-roles");
    expect(changes).toHaveLength(24);
    expect(changes).toContainEqual({ from: "c1", files: null });
    expect(asked).toHaveLength(20);
    expect(asked[0]).toBe("c5...new");
  });

  it("are looked up where one of two policies asks for it, and cost nothing otherwise", async () => {
    const answers = { "old...new": ahead("a") };
    const told = { changes: [{ from: "old", files: ["a"] }], asked: ["old...new"] };
    const nothing = { changes: [], asked: [] };
    expect(await look(["old", "new"], answers, "dismiss", "affected-roles")).toEqual(told);
    expect(await look(["old", "new"], answers, "keep", "dismiss")).toEqual(nothing);
    expect(await look(["old"], answers, "affected-roles")).toEqual(nothing);
    expect(await look(["new", "new"], answers, "affected-roles")).toEqual(nothing);
  });
});
