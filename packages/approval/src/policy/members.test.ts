import { describe, expect, test } from "vitest";
import { parseMember, teamsNamed, usersNamed } from "./members.ts";
import { parsePolicy } from "./parse.ts";

test.each([
  ["octocat", { kind: "user", login: "octocat" }],
  ["@octocat", { kind: "user", login: "octocat" }],
  ["octocat#583231", { kind: "user", login: "octocat", id: 583231 }],
  ["@octocat#583231", { kind: "user", login: "octocat", id: 583231 }],
  ["mona_acme", { kind: "user", login: "mona_acme" }],
  ["team:acme/leads", { kind: "team", org: "acme", slug: "leads" }],
  // A bare name is a user, never a team, and half a team is neither.
  ["leads", { kind: "user", login: "leads" }],
  ["acme/leads", { kind: "user", login: "acme/leads" }],
  ["team:acme", { kind: "user", login: "team:acme" }],
  ["", { kind: "user", login: "" }],
])("parseMember %j", (text, member) => {
  expect(parseMember(text)).toEqual(member);
});

describe("who has to be looked up", () => {
  const result = parsePolicy(`version: 1
extends: default
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom, Mia, team:acme/leads] }
  product-owner: { members: ["pia#7"] }
  qa-lead: { members: [quinn, team:Acme/Leads, team:acme/qa] }
  security-lead: { members: [sam, Quinn] }
  devops-lead: { members: [dana] }
`);
  if (!result.ok) throw new Error("The sample policy is wrong.");
  const { policy } = result;

  test("people without pinned id, each once", () => {
    expect(usersNamed(policy)).toEqual(["mia", "tom", "quinn", "sam", "dana"]);
    expect(usersNamed(policy, ["technical-lead", "product-owner"])).toEqual(["tom", "Mia"]);
    expect(usersNamed(policy, [])).toEqual([]);
  });

  test("teams, each once", () => {
    expect(teamsNamed(policy)).toEqual([
      { org: "acme", slug: "leads" },
      { org: "acme", slug: "qa" },
    ]);
    expect(teamsNamed(policy, ["release-manager"])).toEqual([]);
  });
});
