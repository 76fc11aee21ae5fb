import { describe, expect, test } from "vitest";
import { parsePolicy } from "./policy/parse.ts";
import { type Policy, releaseTypes } from "./policy/schema.ts";
import { type ReleaseFacts, requirements } from "./requirements.ts";

const roles = `roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam] }
  devops-lead: { members: [dana] }
`;

function read(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join("\n"));
  return result.policy;
}

const policy = read(`version: 1\nextends: default\n${roles}`);
// Monday morning, at opening.
const asked: ReleaseFacts = {
  releaseType: "minor",
  securityRelated: false,
  openedAt: "2026-11-23T09:00:00Z",
};

describe("what a role owes a release", () => {
  test("all of it, for one", () => {
    expect(requirements(policy, asked)[3]).toEqual({
      role: "qa-lead",
      title: "QA lead",
      class: "secondary",
      need: "required",
      effect: "required",
      reason: "policy",
      approvals: 1,
      focus: "Testing completeness",
      environment: "approve-qa-lead",
      due: "2026-11-26T17:00:00Z",
    });
  });

  test.each([
    [
      "minor",
      [
        "2026-11-23T17:00:00Z",
        "2026-11-24T17:00:00Z",
        "2026-11-25T17:00:00Z",
        "2026-11-26T17:00:00Z",
        "2026-11-24T17:00:00Z",
        "2026-11-23T17:00:00Z",
      ],
    ],
    [
      "hotfix",
      [
        "2026-11-23T09:15:00Z",
        "2026-11-23T09:30:00Z",
        "2026-11-23T10:00:00Z",
        "2026-11-23T09:30:00Z",
        "2026-11-23T09:30:00Z",
        "2026-11-23T09:15:00Z",
      ],
    ],
  ] as const)("%s: due by the type's clock", (releaseType, due) => {
    expect(requirements(policy, { ...asked, releaseType }).map((one) => one.due)).toEqual(due);
  });

  test.each([
    ["patch", ["required", "required", "optional", "required", "optional", "optional"]],
    ["minor", ["required", "required", "required", "required", "required", "required"]],
    ["major", ["required", "required", "required", "required", "required", "required"]],
    ["hotfix", ["required", "if-available", "after-release", "if-available", "optional", "if-available"]],
  ] as const)("%s: whether the release waits, in the policy's order", (releaseType, effects) => {
    const all = requirements(policy, { ...asked, releaseType });
    expect(all.map((one) => one.effect)).toEqual(effects);
    expect(all.map((one) => one.role)).toEqual([
      "release-manager",
      "technical-lead",
      "product-owner",
      "qa-lead",
      "security-lead",
      "devops-lead",
    ]);
  });

  test.each([
    ["patch", true, "required", "security-related"],
    ["patch", false, "optional", "not-security-related"],
    ["hotfix", true, "required", "security-related"],
    ["minor", true, "required", "policy"],
  ] as const)(
    "%s, security-related %s: security is %s, because %s",
    (releaseType, securityRelated, effect, reason) => {
      const all = requirements(policy, { ...asked, releaseType, securityRelated });
      expect(all.find((one) => one.role === "security-lead")).toMatchObject({ effect, reason });
    },
  );

  test.each(releaseTypes)("%s: without time of its own there is none due", (releaseType) => {
    const own = read(
      `version: 1\nroles: { boss: { members: [ana, ben] } }\nrelease-types: { ${releaseType}: { window: { deadline: 2d }, reviews: { boss: { need: required, approvals: 2 } } } }\n`,
    );
    expect(requirements(own, { ...asked, releaseType })).toMatchObject([
      { role: "boss", approvals: 2, due: null, focus: "Review" },
    ]);
  });

  test("an optional role that nobody holds is not asked", () => {
    const own = read(
      `version: 1\nroles: { boss: { members: [ana] }, tester: {} }\nrelease-types: { patch: { window: { deadline: 2d }, reviews: { tester: { need: optional }, boss: { need: required } } } }\n`,
    );
    expect(requirements(own, { ...asked, releaseType: "patch" }).map((one) => one.role)).toEqual(["boss"]);
  });

  test("nothing where the policy has no such type", () => {
    const own = read(
      "version: 1\nroles: { boss: { members: [ana] } }\nrelease-types: { patch: { window: { deadline: 2d }, reviews: { boss: { need: required } } } }\n",
    );
    expect(requirements(own, asked)).toEqual([]);
  });
});
