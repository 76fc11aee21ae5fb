import { describe, expect, it } from "vitest";
import { given, presses, sixRoles } from "../test/given.ts";
import { withFacts } from "./observe.ts";
import { buttonsKey, hasButtons, runEndedKey } from "./presses.ts";
import type { Fact } from "./records.ts";

/* Whether a run has to ask GitHub for buttons at all: each answer costs a call. */

const at = "2026-11-23T10:00:00Z";
const notice = (key: string): Fact => ({ key, kind: "notice", at });
const pressed = given(sixRoles).and(presses("mia")("approved", "approve-release-manager")).at(120);

describe("the buttons of a run are asked for", () => {
  it.each<[string, readonly string[] | undefined, readonly Fact[], boolean]>([
    ["where nobody knows whether it has any", undefined, [], true],
    ["where it had some when the release was asked for", ["mia"], [], true],
    ["not where it had none", [], [], false],
    ["not by what was told of another revision", [], [notice(buttonsKey(2))], false],
    ["not by its end alone", [], [notice(runEndedKey(9))], false],
    ["where a re-run got some since", [], [notice(buttonsKey(1))], true],
    ["where somebody has pressed one", [], [...pressed.known.facts.values()].map(({ fact }) => fact), true],
  ])("%s", (_, roles, facts, expected) => {
    const { ledger, decision } = given(sixRoles, roles === undefined ? {} : { buttons: [...roles] }).at(1);
    if (decision.request === null) throw new Error("no request");
    expect(hasButtons(decision.request, withFacts(ledger, facts, at))).toBe(expected);
  });
});
