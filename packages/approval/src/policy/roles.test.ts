import { describe, expect, test } from "vitest";
import { findNearest } from "./nearest.ts";
import { parsePolicy } from "./parse.ts";
import { findRole, titleFromId, titleOf } from "./roles.ts";

const result = parsePolicy(`version: 1
extends: default
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam] }
  devops-lead: { members: [dana] }
  release: { members: [rob], title: Publisher }
`);
if (!result.ok) throw new Error("The sample policy is wrong.");
const { policy } = result;

describe("findRole", () => {
  test.each([
    ["qa-lead", "qa-lead"],
    ["QA", "qa-lead"],
    ["qa lead", "qa-lead"],
    ["QA_Lead", "qa-lead"],
    ["  Qa -  lead ", "qa-lead"],
    ["quality", "qa-lead"],
    ["tech", "technical-lead"],
    ["Tech lead", "technical-lead"],
    ["TECHNICAL LEAD", "technical-lead"],
    ["rm", "release-manager"],
    ["manager", "release-manager"],
    ["Release manager", "release-manager"],
    ["po", "product-owner"],
    ["product", "product-owner"],
    ["sec", "security-lead"],
    ["ops", "devops-lead"],
    ["DevOps", "devops-lead"],
    ["leadership", "project-leadership"],
    ["publisher", "release"],
  ])("%j is %s", (word, role) => {
    expect(findRole(policy, word)).toEqual({ role });
  });

  test("an id wins over another role's short form", () => {
    expect(findRole(policy, "release")).toEqual({ role: "release" });
  });

  test.each([
    ["qa-laed", "qa-lead"],
    ["secuirty", "security-lead"],
    ["qualty", "qa-lead"],
    ["devop", "devops-lead"],
    ["technical-leed", "technical-lead"],
    ["relase manager", "release-manager"],
    ["LGTM", null],
    ["looks good to me", null],
    ["qq", null],
    ["", null],
    ["__proto__", null],
    ["constructor", null],
    ["x".repeat(100_000), null],
  ])("%j is no role; the nearest is %s", (word, nearest) => {
    expect(findRole(policy, word)).toEqual({ nearest });
  });
});

test.each([
  ["qa-lead", "QA lead"],
  ["project-leadership", "Project leadership"],
  ["nobody", "nobody"],
  ["constructor", "constructor"],
])("titleOf %s is %s", (id, title) => {
  expect(titleOf(policy, id)).toBe(title);
});

test.each([
  ["qa-lead", "QA lead"],
  ["devops-lead", "DevOps lead"],
  ["head-of-qa", "Head of QA"],
  ["maintainer", "Maintainer"],
  ["sre", "SRE"],
  ["legal-counsel", "Legal counsel"],
])("a role without title, %s, is called %s", (id, title) => {
  expect(titleFromId(id)).toBe(title);
});

test.each([
  ["membres", ["title", "members"], "members"],
  ["Members", ["title", "members"], "members"],
  ["min_success", ["min-success", "max-skipped"], "min-success"],
  ["ab", ["ba", "abc"], null],
  ["colour", ["people", "roles"], null],
  ["pacth", ["minor", "patch"], "patch"],
  ["x", [], null],
])("the nearest to %s in %j is %s", (word, candidates, nearest) => {
  expect(findNearest(word, candidates)).toBe(nearest);
});
