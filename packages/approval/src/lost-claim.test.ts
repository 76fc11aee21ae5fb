import { describe, expect, it } from "vitest";
import { type Event, given, presses, says, sixRoles, tracks } from "../test/given.ts";
import { allBut } from "../test/scenarios/scenario.ts";
import { mayHaveLostClaim } from "./lost-claim.ts";

/* Where an entry is lost that may have said "this run is publishing", nobody publishes again without asking. */

const lost = (after: number, damage: "edited" | "deleted" = "edited"): Event => ({
  after,
  entry: ({ seen }) => ({ seen, facts: [], damage }),
});
const named = (after: number): Event => ({ after, entry: ({ seen }) => ({ seen, facts: [] }) });
const tom = says("tom");

describe("a claim may be lost", () => {
  it.each<[string, Event[], boolean]>([
    ["by nothing, where nothing was damaged", allBut(), false],
    ["with an entry after the last approval", [...allBut(), lost(70)], true],
    ["not with one before it: nothing could be cleared", [lost(50), ...allBut()], false],
    ["not where a review is still missing", [...allBut("dana"), lost(70)], false],
    ["with a deleted entry that nobody named", [...allBut(), lost(70, "deleted")], true],
    ["with a deleted entry that a later one names", [...allBut(), lost(70, "deleted"), named(80)], true],
    [
      "not with a deleted one that was named before the last approval",
      [lost(20, "deleted"), named(30), ...allBut()],
      false,
    ],
    [
      "where an override lets it go without a review",
      [...allBut("dana"), tom("/override dana is ill", 65), lost(70)],
      true,
    ],
    [
      "where a press approved: nobody can tell when, once an entry is lost",
      [...allBut("tom"), presses("tom")("approved", "approve-technical-lead", 20), tracks(62), lost(30)],
      false,
    ],
  ])("%s", (_, events, expected) => {
    const { ledger, evaluation } = given(sixRoles)
      .and(...events)
      .at(120);
    expect(mayHaveLostClaim(ledger, evaluation)).toBe(expected);
  });
});
