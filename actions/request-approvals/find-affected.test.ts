import type { Policy } from "@release-approval/approval";
import type { Comparison, GitHub } from "@release-approval/github";
import { describe, expect, it } from "vitest";
import { findAffected } from "./find-affected.ts";

/* Whom a new revision asks again, where policy asks only those whose files changed. */

const paths = { api: ["src/api/**"], docs: ["**/*.md", "docs/**"], lead: [] };
const roles = Object.fromEntries(Object.entries(paths).map(([id, globs]) => [id, { id, paths: globs }]));
const policy = { roles } as unknown as Policy;

type Answer = Pick<Comparison, "status" | "files" | "isTruncated"> | null;

function gitHub(there: Answer, back: Answer): Pick<GitHub, "compareCommits"> {
  return { compareCommits: async (base) => (base === "old" ? there : back) as Comparison | null };
}

const ahead = (...files: string[]): Answer => ({ status: "ahead", files, isTruncated: false });
const diverged = (...files: string[]): Answer => ({ status: "diverged", files, isTruncated: false });
const behind: Answer = { status: "behind", files: [], isTruncated: false };
const cut: Answer = { status: "ahead", files: ["a"], isTruncated: true };
const all = ["api", "docs", "lead"];

const rows: readonly [what: string, there: Answer, back: Answer, affected: readonly string[]][] = [
  ["nothing that anybody names: who looks at everything", ahead("other.txt"), null, ["lead"]],
  ["one role's files", ahead("src/api/x/y.ts"), null, ["api", "lead"]],
  ["another one's", ahead("README.md"), null, ["docs", "lead"]],
  ["both", ahead("docs/x.txt", "src/api/a.ts"), null, all],
  ["too much to be listed: everybody", cut, null, all],
  ["no comparison: everybody", null, null, all],
  ["what the new commit left out, too", diverged("other.txt"), ahead("docs/x.txt"), ["docs", "lead"]],
  ["a step back", behind, ahead("src/api/a.ts"), ["api", "lead"]],
  ["a step back that cannot be told", behind, null, all],
];

describe("changes of", () => {
  it.each(rows)("%s", async (_, there, back, affected) => {
    expect(await findAffected(gitHub(there, back), policy, "old", "new")).toEqual(affected);
  });
});
