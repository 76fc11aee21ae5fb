import { describe, expect, it } from "vitest";
import { judgeType, stepBetween } from "./judge-type.ts";

const commits = (...messages: string[]) =>
  messages.map((message, at) => ({ sha: String(at + 1).repeat(40), message }));

describe("the step between versions", () => {
  it.each([
    ["1.2.3", "1.2.4", "patch"],
    ["1.2.3", "1.3.0", "minor"],
    ["1.2.3", "2.0.0", "major"],
    ["1.2.3", "2.0.0-rc.1", "major"],
    [null, "1.0.0", "major"],
    [null, "0.1.0", "minor"],
    [null, "0.0.1", "patch"],
    [null, "3.4.5", "patch"],
  ])("%s to %s is %s", (base, version, step) => {
    expect(stepBetween(base, version)).toBe(step);
  });
});

describe("the type auto", () => {
  it.each<[string, string | null, string, string[] | null, string, string[]]>([
    ["follows the version", "1.2.3", "1.2.4", ["fix: a"], "patch", ["1.2.4 is a patch step from 1.2.3"]],
    [
      "follows the version without commits",
      "1.2.3",
      "1.3.0",
      null,
      "minor",
      ["1.3.0 is a minor step from 1.2.3"],
    ],
    ["is not lowered", "1.2.3", "2.0.0", ["fix: a"], "major", ["2.0.0 is a major step from 1.2.3"]],
    [
      "is raised by a feature",
      "1.2.3",
      "1.2.4",
      ["fix: a", "feat: plans"],
      "minor",
      ["1.2.4 is a patch step from 1.2.3", "raised to minor: 2222222 adds a feature (plans)"],
    ],
    [
      "is raised by what breaks",
      "1.2.3",
      "1.3.0",
      ["feat: plans", "fix!: names"],
      "major",
      ["1.3.0 is a minor step from 1.2.3", "raised to major: 2222222 has a breaking change (names)"],
    ],
    [
      "is raised to minor before 1.0.0",
      "0.2.3",
      "0.2.4",
      ["fix!: names"],
      "minor",
      ["0.2.4 is a patch step from 0.2.3", "raised to minor: 1111111 has a breaking change (names)"],
    ],
    ["of a first release", null, "1.0.0", ["feat: all"], "major", ["1.0.0 is the first release"]],
  ])("%s", (_, base, version, messages, type, reasons) => {
    const found = judgeType("auto", base, version, messages === null ? null : commits(...messages));
    expect(found).toEqual({ type, reasons, contradiction: null });
  });
});

describe("a stated type", () => {
  it.each<[string, "patch" | "minor" | "major" | "hotfix", string | null, string, string[]]>([
    ["as the version is", "patch", "1.2.3", "1.2.4", ["fix: a"]],
    ["as large as a patch", "hotfix", "1.2.3", "1.2.4", ["fix: a"]],
    ["larger than the version", "major", "1.2.3", "1.2.4", ["fix: a"]],
    ["smaller than the version", "hotfix", "1.2.3", "1.3.0", ["fix: a"]],
    ["with a feature that it needs", "hotfix", "1.2.3", "1.2.4", ["feat: a"]],
    ["as large as its commits", "minor", "1.2.3", "1.2.4", ["feat: a"]],
    ["whatever the version of a first release", "patch", null, "1.0.0", ["fix: a"]],
    [
      "where a breaking change was reverted",
      "patch",
      "1.2.3",
      "1.2.4",
      ["feat!: a", `Undo\n\nThis reverts commit ${"1".repeat(40)}.`],
    ],
  ])("%s stands: %s", (_, stated, base, version, messages) => {
    expect(judgeType(stated, base, version, commits(...messages))).toMatchObject({
      type: stated,
      contradiction: null,
    });
  });

  it.each<[string, "patch" | "minor" | "major" | "hotfix", string | null, string, string[], string]>([
    [
      "patch with a breaking change",
      "patch",
      "1.2.3",
      "1.2.4",
      ["fix: a", "feat(api)!: names"],
      "The release is stated as patch, and 2222222 has a breaking change (names).",
    ],
    [
      "hotfix with a breaking change and a feature",
      "hotfix",
      "1.2.3",
      "1.2.4",
      ["feat: plans", "fix: b\n\nBREAKING CHANGE: c"],
      "The release is stated as hotfix, and 2222222 has a breaking change (b).",
    ],
    [
      "patch with a feature",
      "patch",
      "1.2.3",
      "1.2.4",
      ["feat: plans"],
      "The release is stated as patch, and 1111111 adds a feature (plans).",
    ],
    [
      "minor with a breaking change",
      "minor",
      "1.2.3",
      "1.3.0",
      ["feat: plans", "fix!: b"],
      "The release is stated as minor, and 2222222 has a breaking change (b).",
    ],
    [
      "patch of a first release that breaks",
      "patch",
      null,
      "1.0.0",
      ["feat!: all"],
      "The release is stated as patch, and 1111111 has a breaking change (all).",
    ],
  ])("contradicts: %s", (_, stated, base, version, messages, sentence) => {
    expect(judgeType(stated, base, version, commits(...messages))).toMatchObject({
      type: null,
      contradiction: { stated, sentence },
    });
  });
});
