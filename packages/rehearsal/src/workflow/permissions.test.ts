import { describe, expect, it } from "vitest";
import { DEFAULT_GRANT, findExcess, type Grant, grantFor } from "./permissions.ts";
import type { PermissionsRule } from "./workflow.ts";

const given = (grant: Grant) =>
  Object.fromEntries(Object.entries(grant).filter(([, level]) => level !== "none"));

describe("a job's token may do", () => {
  it.each<[string, (PermissionsRule | undefined)[], object]>([
    [
      "what repositories grant by default, where nothing is written",
      [undefined, undefined],
      { contents: "read", packages: "read" },
    ],
    ["what the workflow says", [undefined, { issues: "write" }], { issues: "write" }],
    [
      "what the job says, and nothing of the workflow's",
      [{ contents: "read" }, { issues: "write" }],
      { contents: "read" },
    ],
    ["nothing, where it says so", [{}, { issues: "write" }], {}],
    ["nothing, where it is taken away", [{ issues: "none" }], {}],
  ])("%s", (_, rules, expected) => {
    expect(given(grantFor(rules, DEFAULT_GRANT))).toEqual(expected);
  });

  it("everything, or read everything", () => {
    const all = grantFor(["write-all"], DEFAULT_GRANT);
    expect(new Set(Object.values(all))).toEqual(new Set(["write"]));
    expect(grantFor(["read-all"], DEFAULT_GRANT)).toMatchObject({ issues: "read", "id-token": "none" });
  });
});

describe("a called workflow", () => {
  const caller = grantFor([{ issues: "read", contents: "write" }], DEFAULT_GRANT);
  it.each<[string, PermissionsRule, string | undefined]>([
    ["may have less", { contents: "read" }, undefined],
    ["may have as much", { contents: "write", issues: "read" }, undefined],
    [
      "may not have more",
      { issues: "write" },
      "is requesting 'issues: write', but is only allowed 'issues: read'",
    ],
    [
      "may not have others",
      { actions: "read" },
      "is requesting 'actions: read', but is only allowed 'actions: none'",
    ],
  ])("%s", (_, rule, expected) => {
    expect(findExcess(grantFor([rule], caller), caller)).toBe(expected);
  });
});
