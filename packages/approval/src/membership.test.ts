import { describe, expect, it } from "vitest";
import { account, given, policyAt, requestFor, says } from "../test/given.ts";
import { allBut, matrix } from "../test/scenarios/scenario.ts";
import { presentHolders } from "./membership.ts";
import type { Teams } from "./snapshot.ts";

/* Who holds a role today: by number, by team, and never somebody who took a login over. */

const lead = (members: string) => policyAt(matrix("", { "technical-lead": `members: [${members}]` }));
const teams: Teams = { "acme/leads": [account("rae")] };

describe("who is technical lead today", () => {
  it.each([
    ["whom the request knows", "tom", {}, ["tom"]],
    ["nobody whom only today's policy names", "rob", {}, []],
    ["who is named by number", "'rob#110'", {}, ["rob"]],
    ["who is in the team", "'team:Acme/leads'", teams, ["rae"]],
    ["nobody of a team that cannot be read", "'team:acme/leads'", {}, []],
    [
      "of a team that cannot be read and a person, the person",
      "'team:acme/leads', tom",
      { "acme/leads": "unreadable" },
      ["tom"],
    ],
  ] as const)("%s", (_, members, known, expected) => {
    const { people } = presentHolders(lead(members).policy, requestFor(lead("tom")), known, []);
    expect(people.get("technical-lead")?.map(({ login }) => login)).toEqual(expected);
  });

  it("of a team that cannot be read any more: whoever asks why is told which", () => {
    const policy = matrix("", { "technical-lead": "members: ['team:acme/leads']" });
    const { members } = requestFor(lead("rae"));
    const { decision } = given(policy, { members })
      .and(...allBut("tom"), says("rae")("/approve technical-lead"))
      .at(120);
    expect(decision.finding.children).toContainEqual(
      expect.objectContaining({
        code: "role-without-reviewers",
        facts: expect.objectContaining({ role: "technical-lead", team: "acme/leads" }),
      }),
    );
  });
});
