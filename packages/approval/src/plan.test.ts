import { describe, expect, it } from "vitest";
import { type Event, ghost, given, looks, presses, publishes, says, sixRoles } from "../test/given.ts";
import { allBut, hotfix } from "../test/scenarios/scenario.ts";
import { isDone } from "./plan.ts";

/* Closing the issue cancels nothing; what a run writes where there is nothing to write. */

const mia = says("mia");

describe("somebody closes the issue", () => {
  it("of a release that goes on: it is opened again, and they are told", () => {
    const { news, facts } = given(sixRoles).closedBy("pia").at(60).plan();
    expect(news).toEqual([{ kind: "reopened", by: "pia" }]);
    expect(facts.map(({ key }) => key)).toEqual(["notice:reopened/2026-11-23T09:30:00Z"]);
  });

  it("once: a run that comes later does not tell it again", () => {
    const tracks: Event = { tracks: true, after: 40 };
    expect(given(sixRoles).closedBy("pia").and(tracks).at(60).plan().news).toEqual([]);
  });

  it("and the account is deleted: it is opened again, and nobody is named", () => {
    expect(given(sixRoles).closedBy(ghost).at(60).plan().news).toEqual([{ kind: "reopened", by: null }]);
  });

  it("of one that is over: it stays closed", () => {
    const cancelled = given(sixRoles).closedBy("pia").and(mia("/cancel not needed", 20)).at(60);
    expect(isDone(cancelled.decision)).toBe(true);
    expect(cancelled.plan().news.map(({ kind }) => kind)).toEqual(["status"]);
  });

  it("it was this product itself: it is opened again in silence", () => {
    expect(given(sixRoles).closedBy("github-actions[bot]").at(60).plan().news).toEqual([]);
  });
});

describe("reactions", () => {
  it.each<[string, Event[], string[]]>([
    ["what counted", [mia("/approve")], ["+1"]],
    ["what did not", [says("olaf")("/approve")], ["confused"]],
    ["none to a question: it is answered", [mia("/status")], []],
    ["none to a button: it has no comment", [presses("mia")("approved", "approve-release-manager")], []],
  ])("%s", (_, events, expected) => {
    const { reactions } = given(sixRoles)
      .and(...events)
      .at(120)
      .plan();
    expect(reactions.map(({ content }) => content)).toEqual(expected);
  });
});

describe("what was void before anybody read it", () => {
  it("is answered, not told as news", () => {
    const { news, answers } = given(sixRoles)
      .and(presses("tom")("approved", "approve-technical-lead", 60, "/override dana is ill"))
      .environments(() => null)
      .at(120)
      .plan();
    expect(news).toEqual([]);
    expect(answers.flatMap(({ acts }) => acts.map(({ code }) => code))).toContain("environment-missing");
  });
});

describe("an entry that somebody deleted", () => {
  it("is remembered by what a later entry calls it", () => {
    const events: Event[] = [
      { after: 20, entry: ({ seen }) => ({ seen, facts: [], damage: "deleted" }) },
      { after: 30, entry: ({ seen }) => ({ seen, facts: [] }) },
    ];
    const { facts } = given(sixRoles)
      .and(...events)
      .at(60)
      .plan();
    expect(facts).toContainEqual(
      expect.objectContaining({ kind: "damage", what: "missing", digest: expect.any(String) }),
    );
  });
});

describe("a login that a role is lent to", () => {
  const lends = given(sixRoles).users("rob").and(says("tom")("/delegate technical-lead @rob", 20));

  it("is remembered with its number, in silence, and once", () => {
    const { facts, news } = lends.at(60).plan();
    expect(facts.slice(1)).toEqual([
      { key: "notice:delegate/rob", kind: "notice", about: "110", at: "2026-11-23T10:00:00Z" },
    ]);
    expect(news).toEqual([]);
    expect(lends.and({ tracks: true, after: 30 }).at(60).plan().facts).toEqual([]);
  });
});

describe("a review that is overdue", () => {
  it("is told to those of the role who have not given it", () => {
    const two = `${sixRoles}release-types:
  minor: { quorum: {}, reviews: { security-lead: { need: required, approvals: 2, within: 2h } } }
`;
    const { news } = given(two)
      .and(says("sam")("/approve"), looks(61))
      .at(24 * 60)
      .plan();
    const who = news.flatMap((one) =>
      one.kind === "overdue" ? [[one.role, one.who.map(({ login }) => login)]] : [],
    );
    expect(who).toEqual([["security-lead", ["sue"]]]);
  });
});

describe("whether anything is left to do", () => {
  const tracked = given(sixRoles).and(...allBut());
  it.each([
    ["waiting for the gate", tracked.at(120), false],
    ["past its deadline", given(sixRoles).at(21 * 24 * 60), true],
    ["released, nothing owed", tracked.and(publishes(90)).at(120), true],
    ["released, reviews owed", given(sixRoles, hotfix).and(mia("/approve", 5), publishes(65)).at(120), false],
  ])("%s", (_, { decision }, expected) => {
    expect(isDone(decision)).toBe(expected);
  });
});
