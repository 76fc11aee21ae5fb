import { describe, expect, it } from "vitest";
import { type Event, given, presses, repository, says, sixRoles } from "../test/given.ts";
import { commitIn, namedInCommands } from "./named.ts";
import type { RequestFact } from "./records.ts";

/* What GitHub is asked about: what people with a role name, and nobody else. */

const here = { name: "acme/proxmox-mpc", serverUrl: repository.serverUrl };
const tom = says("tom");

function named(events: Event[], request: Partial<RequestFact> = {}) {
  const { known, decision } = given(sixRoles, request)
    .and(...events)
    .at(120);
  if (decision.request === null) throw new Error("no request");
  return namedInCommands(known, decision.request, here);
}

describe("what is looked up", () => {
  it.each<[string, Event[], { commits: string[]; logins: string[] }]>([
    ["nothing of a comment that names nothing", [tom("/approve")], { commits: [], logins: [] }],
    [
      "a commit that resolves a condition",
      [tom("/resolve C1 ABC1234")],
      { commits: ["abc1234"], logins: [] },
    ],
    ["no link of another place", [tom("/resolve C1 https://example.com/x")], { commits: [], logins: [] }],
    [
      "the newest first, each once",
      [tom("/resolve C1 abc1234"), tom("/resolve C1 def5678", 70), tom("/resolve C2 abc1234", 80)],
      { commits: ["abc1234", "def5678"], logins: [] },
    ],
    ["who is lent a role", [tom("/delegate technical-lead @rob")], { commits: [], logins: ["rob"] }],
    ["nobody whom the request knows", [tom("/delegate technical-lead @Pia")], { commits: [], logins: [] }],
    [
      "what a delegate names in turn",
      [tom("/delegate technical-lead @rob"), says("rob")("/resolve C1 abc1234", 70)],
      { commits: ["abc1234"], logins: ["rob"] },
    ],
    [
      "nothing for somebody without a role",
      [says("olaf")("/resolve C1 abc1234"), says("olaf")("/delegate technical-lead @rob", 70)],
      { commits: [], logins: [] },
    ],
    [
      "what is typed beside a button, before all comments",
      [
        tom("/resolve C1 abc1234"),
        presses("tom")("approved", "approve-technical-lead", 60, "/resolve C2 def5678"),
      ],
      { commits: ["def5678", "abc1234"], logins: [] },
    ],
  ])("%s", (_, events, expected) => {
    expect(named(events)).toEqual(expected);
  });

  it("what a backup names, who may be handed a role", () => {
    const backups = { "technical-lead": [{ id: 110, login: "rob" }] };
    const events = [says("rob")("/resolve C1 abc1234"), tom("/delegate technical-lead @rob", 70)];
    expect(named(events, { backups })).toEqual({ commits: ["abc1234"], logins: [] });
  });
});

describe("a commit of this repository", () => {
  it.each([
    ["abc1234", "abc1234"],
    ["https://github.com/acme/proxmox-mpc/commit/ABC1234", "abc1234"],
    ["acme/proxmox-mpc@abc1234", "abc1234"],
    ["acme/other@abc1234", null],
    ["https://github.com/acme/other/commit/abc1234", null],
    ["#57", null],
  ])("%s", (target, commit) => {
    expect(commitIn(target, here)).toBe(commit);
  });
});
