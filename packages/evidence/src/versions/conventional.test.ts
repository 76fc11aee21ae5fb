import { describe, expect, it } from "vitest";
import { type Commit, parseCommit, type Step, withoutReverted } from "./conventional.ts";
import { notesFromCommits } from "./notes.ts";

const sha = (digit: string) => digit.repeat(40);
const commit = (message: string, digit = "a"): Commit => ({ sha: sha(digit), message });

describe("a commit", () => {
  it.each<[string, Step]>([
    ["feat: allow provided config object to extend other configs", "minor"],
    ["FEAT(lang): add Polish", "minor"],
    ["fix: prevent racing of requests", "patch"],
    ["docs: correct spelling of CHANGELOG", "patch"],
    ["Faster start", "patch"],
    ["feature request", "patch"],
    ["feat!: send an e-mail", "major"],
    ["feat(api)!: send an e-mail", "major"],
    ["chore!: drop support for Node 6", "major"],
    ["chore: tidy\n\nBREAKING CHANGE: use features not available in Node 6.", "major"],
    ["chore: tidy\n\nBREAKING-CHANGE: other names", "major"],
    ["fix: x\r\n\r\nReviewed-by: Mia\r\nBREAKING CHANGE: y", "major"],
    ["chore: tidy\n\nbreaking change: none", "patch"],
    ["chore: tidy\n\nThis is no BREAKING CHANGE: at all", "patch"],
    ["feat : x", "patch"],
    ["feat:x", "patch"],
    ["Rocket (#12)\n\n* fix: a\n\n* feat!: b", "major"],
    ["Rocket (#12)\n\n* feat: a", "minor"],
    ["Merge pull request #12 from acme/feat\n\nfeat: x", "patch"],
    ["", "patch"],
  ])("%j asks for %s", (message, step) => {
    expect(parseCommit(commit(message)).step).toBe(step);
  });

  it("is told in parts", () => {
    expect(parseCommit(commit("Feat(api)!: send an e-mail\n\nBREAKING CHANGE: it costs"))).toEqual({
      sha: sha("a"),
      type: "feat",
      scope: "api",
      description: "send an e-mail",
      step: "major",
      isBreaking: true,
      breaking: "it costs",
    });
  });

  it("that was reverted is gone, and comes back with the revert of its revert", () => {
    const feature = commit("feat: a", "a");
    const revert = commit(`Revert "feat: a"\n\nThis reverts commit ${sha("a")}.`, "b");
    const again = commit(`Reapply "feat: a"\n\nThis reverts commit ${sha("b")}.`, "c");
    expect(withoutReverted([feature, revert])).toEqual([]);
    expect(withoutReverted([feature, revert, again])).toEqual([feature]);
    expect(withoutReverted([revert])).toEqual([revert]);
  });
});

describe("release notes from commits", () => {
  it("group what users notice, and leave out the rest", () => {
    const notes = notesFromCommits([
      commit("feat: plans", "1"),
      commit("chore: tidy", "2"),
      commit("fix(parser): no read past the end", "3"),
      commit("perf: faster start", "4"),
      commit("build(deps): bump zod", "5"),
      commit("feat!: launch takes a plan\n\nBREAKING CHANGE: give `launch` a plan", "6"),
      commit("feat: a mistake", "7"),
      commit(`Revert "feat: a mistake"\n\nThis reverts commit ${sha("7")}.`, "8"),
      commit("Whatever", "9"),
    ]);
    expect(notes.map(({ title, entries }) => [title, entries.map(({ text }) => text)])).toEqual([
      ["Breaking changes", ["give `launch` a plan"]],
      ["Added", ["plans"]],
      ["Fixed", ["no read past the end"]],
      ["Performance", ["faster start"]],
      ["Dependencies", ["bump zod"]],
    ]);
  });

  it("are none where nothing is conventional", () => {
    expect(notesFromCommits([commit("Whatever"), commit("chore: tidy")])).toEqual([]);
  });
});
