import { describe, expect, test } from "vitest";
import { requirements } from "../requirements.ts";
import { type PresetName, parsePolicy } from "./parse.ts";
import { presets } from "./presets.ts";
import { type Need, type Policy, policyFile, type ReleaseType, releaseTypes } from "./schema.ts";

const sixRoles = `
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam, sue] }
  devops-lead: { members: [dana] }`;

function read(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join("\n"));
  return result.policy;
}

const standard = read(`version: 1\nextends: default\nroles:${sixRoles}\n`);
const opened = "2026-11-23T09:00:00Z";

// The four tables of the specification, "Approval Requirements by Release Type", in its own words.
const asWritten: Record<string, Need> = {
  "✅ Required": "required",
  "⚠️ Optional": "optional",
  "🔄 If security-related": { when: "security" },
  "✅ If security issue": { when: "security" },
  "🔄 If available": "if-available",
  "⚠️ Post-deployment": "after-release",
};

const matrix: [ReleaseType, string, string, string, string][] = [
  ["patch", "Release Manager", "✅ Required", "Process coordination", "2 hours"],
  ["patch", "Technical Lead", "✅ Required", "Implementation review", "4 hours"],
  ["patch", "Product Owner", "⚠️ Optional", "User impact assessment", "4 hours"],
  ["patch", "QA Lead", "✅ Required", "Regression testing", "8 hours"],
  ["patch", "Security Lead", "🔄 If security-related", "Security validation", "4 hours"],
  ["patch", "DevOps Lead", "⚠️ Optional", "Deployment validation", "2 hours"],
  ["minor", "Release Manager", "✅ Required", "Process coordination", "8 hours"],
  ["minor", "Technical Lead", "✅ Required", "Architecture and implementation", "16 hours"],
  ["minor", "Product Owner", "✅ Required", "Feature validation", "24 hours"],
  ["minor", "QA Lead", "✅ Required", "Testing completeness", "32 hours"],
  ["minor", "Security Lead", "✅ Required", "Security assessment", "16 hours"],
  ["minor", "DevOps Lead", "✅ Required", "Deployment readiness", "8 hours"],
  ["major", "Release Manager", "✅ Required", "Process orchestration", "24 hours"],
  ["major", "Technical Lead", "✅ Required", "Architecture and breaking changes", "40 hours"],
  ["major", "Product Owner", "✅ Required", "Strategic alignment", "32 hours"],
  ["major", "QA Lead", "✅ Required", "Comprehensive testing", "64 hours"],
  ["major", "Security Lead", "✅ Required", "Security architecture", "32 hours"],
  ["major", "DevOps Lead", "✅ Required", "Infrastructure readiness", "24 hours"],
  ["hotfix", "Release Manager", "✅ Required", "Emergency coordination", "15 min"],
  ["hotfix", "Technical Lead", "🔄 If available", "Implementation validation", "30 min"],
  ["hotfix", "Product Owner", "⚠️ Post-deployment", "Impact assessment", "1 hour"],
  ["hotfix", "QA Lead", "🔄 If available", "Critical path testing", "30 min"],
  ["hotfix", "Security Lead", "✅ If security issue", "Security validation", "30 min"],
  ["hotfix", "DevOps Lead", "🔄 If available", "Deployment safety", "15 min"],
];

const idOf = (title: string) => title.toLowerCase().replace(" ", "-");
const withinOf = (timeline: string) => timeline.replace(/ hours?/, "h").replace(" min", "m");

describe("the specification's matrix", () => {
  test.each(matrix)("%s: %s is %s, looks at %s, has %s", (type, title, required, focus, timeline) => {
    expect(standard.releaseTypes[type]?.reviews[idOf(title)]).toEqual({
      need: asWritten[required],
      approvals: 1,
      within: withinOf(timeline),
      focus,
    });
  });

  test.each(releaseTypes)("%s asks the six roles, in the order of the document", (type) => {
    const rows = matrix.filter(([one]) => one === type).map(([, title]) => idOf(title));
    expect(Object.keys(standard.releaseTypes[type]?.reviews ?? {})).toEqual(rows);
    expect(rows).toHaveLength(6);
  });

  test.each([
    ["patch", { target: "24h", deadline: "48h" }, "always", 2, { kind: "role", by: "release-manager" }],
    ["minor", { target: "7d", deadline: "14d" }, "working", 3, { kind: "role", by: "technical-lead" }],
    ["major", { target: "14d", deadline: "28d" }, "working", 3, { kind: "role", by: "project-leadership" }],
    ["hotfix", { target: "1h", deadline: "4h" }, "always", 2, { kind: "automatic", after: "1h" }],
  ] as const)(
    "%s: window %o, clock %s, %i primary roles, override %o",
    (type, window, clock, primary, override) => {
      const rules = standard.releaseTypes[type];
      expect(rules).toMatchObject({ window, clock, quorum: { primary }, override });
    },
  );

  test.each([
    ["release-manager", "Release manager", "primary", ["rm", "manager", "release"], []],
    ["technical-lead", "Technical lead", "primary", ["tech", "technical", "tech-lead"], ["technical"]],
    ["product-owner", "Product owner", "primary", ["product", "po"], ["product"]],
    ["qa-lead", "QA lead", "secondary", ["qa", "quality"], []],
    ["security-lead", "Security lead", "secondary", ["security", "sec"], []],
    ["devops-lead", "DevOps lead", "secondary", ["devops", "ops"], []],
    ["project-leadership", "Project leadership", "escalation", ["leadership"], ["other"]],
  ])("%s is called %s, is %s", (id, title, roleClass, aliases, authority) => {
    expect(standard.roles[id]).toMatchObject({
      id,
      title,
      class: roleClass,
      aliases,
      authority,
      environment: `approve-${id}`,
    });
  });

  test.each([
    ["technical-lead", 4, "Performance impact acceptable (<10% regression)"],
    ["product-owner", 4, "Documentation covers new functionality"],
    ["qa-lead", 5, "User acceptance testing passed"],
  ])("%s has the document's checklist of %i items", (id, count, item) => {
    const checklist = standard.roles[id]?.checklist ?? [];
    expect(checklist).toHaveLength(count);
    expect(checklist).toContainEqual({ item, critical: false });
  });

  test("the preparation checklist's thresholds hold for every type; a hotfix is tested and scanned", () => {
    const tested = { tests: { "min-success": 95 }, security: { "fail-on": "high" } };
    const measured = { coverage: { min: 90, by: "line" }, performance: { "max-regression": 10 } };
    for (const type of releaseTypes)
      expect(standard.releaseTypes[type]?.evidence).toEqual(
        type === "hotfix" ? tested : { ...tested, ...measured },
      );
  });

  test("the rules have their defaults", () => {
    expect(standard.rules).toMatchObject({
      "one-role-per-person": true,
      "self-review": "forbid",
      "on-new-commits": "dismiss",
      authorization: "automatic",
      "trusted-author": "github-actions[bot]",
    });
    expect(standard.calendar).toEqual({
      timezone: "UTC",
      workdays: ["mon", "tue", "wed", "thu", "fri"],
      hours: "09:00-17:00",
      holidays: [],
    });
  });
});

describe("the smaller presets", () => {
  const small = read("version: 1\nextends: small-team\nroles:\n  maintainer: { members: [ana, ben, chi] }\n");
  const solo = read("version: 1\nextends: solo\nroles:\n  maintainer: { members: [ana] }\n");

  test.each([
    ["patch", "required", 1],
    ["minor", "required", 1],
    ["major", "required", 2],
    ["hotfix", "if-available", 1],
  ] as const)("small-team: %s is %s, %i of those who did not ask", (type, need, approvals) => {
    expect(small.releaseTypes[type]?.reviews).toMatchObject({ maintainer: { need, approvals } });
    expect(small.rules["self-review"]).toBe("forbid-all");
    expect(small.releaseTypes[type]?.evidence).toEqual({});
  });

  test("small-team: a hotfix lapses after an hour", () => {
    expect(small.releaseTypes.hotfix?.reviews["maintainer"]?.within).toBe("1h");
  });

  test.each(releaseTypes)(
    "solo: one's own approval of a %s counts an hour later, and tests must hold",
    (type) => {
      expect(solo.rules["self-review"]).toBe("allow");
      expect(solo.releaseTypes[type]).toMatchObject({
        selfApprovalAfter: "1h",
        evidence: { tests: { "min-success": 95 } },
      });
      expect(Object.keys(solo.releaseTypes[type]?.evidence ?? {})).toEqual(["tests"]);
    },
  );
});

describe.each(Object.keys(presets) as PresetName[])("the preset %s", (name) => {
  test("is a policy file of its own schema", () => {
    expect(policyFile.safeParse(presets[name])).toEqual({ success: true, data: presets[name] });
  });

  test.each(releaseTypes)("holds a %s back until somebody acts", (releaseType) => {
    const members = name === "default" ? sixRoles : "\n  maintainer: { members: [ana, ben] }";
    const policy = read(`version: 1\nextends: ${name}\nroles:${members}\n`);
    const needed = requirements(policy, { releaseType, securityRelated: false, openedAt: opened });
    expect(needed.filter(({ effect }) => effect === "required" || effect === "if-available")).not.toEqual([]);
  });
});
