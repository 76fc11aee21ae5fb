import { describe, expect, it } from "vitest";
import { type Event, given, presses, says, sixRoles } from "../test/given.ts";
import { allBut } from "../test/scenarios/scenario.ts";
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

describe("whether anything is left to do", () => {
  const tracked = given(sixRoles).and(...allBut());
  it.each([
    ["waiting for the gate", tracked.at(120), false],
    ["past its deadline", given(sixRoles).at(21 * 24 * 60), true],
  ])("%s", (_, { decision }, expected) => {
    expect(isDone(decision)).toBe(expected);
  });
});
