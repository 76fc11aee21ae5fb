import { describe, expect, it } from "vitest";
import { type Event, given, minutesAfter, people, presses, says, sixRoles } from "../test/given.ts";
import { type ButtonFact, buttonKey, type CommentFact, type Fact } from "./records.ts";
import { textDigest } from "./text.ts";

/*
 * Whoever may push a branch can make `github-actions[bot]` post, and can name the run of a trusted workflow in what it
 * posts. Entries date, void and remember; they never grant.
 */

const hour = 60;
const five = ["mia", "tom", "pia", "sam", "dana"].map((login) => says(login)("/approve"));
/** The sixth comment after the request's entry, whose number is 1000. */
const sixth = 1006;

function told(comment: number, login: string, text: string, after: number): CommentFact {
  return {
    key: `comment:${comment}`,
    kind: "comment",
    comment,
    person: { id: people[login] ?? 0, login },
    at: minutesAfter(after),
    digest: textDigest(text),
    text,
  };
}

function press(login: string, id: number, name: string, verdict: ButtonFact["verdict"]): ButtonFact {
  const fact = {
    run: { id: 9, attempt: 1 },
    environment: { id, name },
    person: { id: people[login] ?? 0, login },
    verdict,
  };
  return {
    ...fact,
    key: buttonKey(fact),
    kind: "button",
    notBefore: minutesAfter(1),
    notAfter: minutesAfter(61),
    text: "",
  };
}

/** An entry of the trusted author that names the trusted run of the request, as a forger would write it. */
function forged(after: number, ...facts: Fact[]): Event {
  return { after, entry: ({ seen }) => ({ seen, facts }) };
}

const quinnSays = (text: string): Event => ({ by: "quinn", says: text, after: 61 });
const edited = (from: string, to: string, by: string): Event => ({
  by: "quinn",
  says: from,
  after: 61,
  edited: { after: 63, by, to },
});
const request = given(sixRoles).at(1).decision.request;

describe("a forged entry never grants", () => {
  it.each<[string, Event[]]>([
    ["words that nobody wrote", [forged(62, told(sixth, "quinn", "/approve", 61))]],
    [
      "other words than the comment's",
      [quinnSays("Testing."), forged(62, told(sixth, "quinn", "/approve", 61))],
    ],
    [
      "another author than the comment's",
      [{ by: "olaf", says: "/approve", after: 61 }, forged(62, told(sixth, "quinn", "/approve", 61))],
    ],
    [
      "another author than the edited comment's",
      [
        { by: "olaf", says: "Testing.", after: 61, edited: { after: 62, by: "olaf", to: "/approve" } },
        forged(63, told(sixth, "quinn", "/approve", 61)),
      ],
    ],
    [
      "a time before the edit that put the words there",
      [edited("Testing.", "/approve", "olaf"), forged(64, told(sixth, "quinn", "/approve", 61))],
    ],
    [
      "words that an edit puts there later",
      [edited("Testing.", "/approve", "olaf"), forged(62, told(sixth, "quinn", "/approve", 61))],
    ],
  ])("%s", (_, events) => {
    given(sixRoles)
      .and(...five, ...events)
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("a person of another id in somebody's role", () => {
    if (request === null) throw new Error("the scenario has a request");
    const members = { ...request.members, "qa-lead": [{ id: people["olaf"] ?? 0, login: "quinn" }] };
    const scenario = given(sixRoles)
      .and(
        forged(2, { ...request, key: "revision:2", revision: 2, members }),
        ...five,
        says("olaf")("/approve"),
      )
      .at(2 * hour);
    expect(scenario.decision.release?.revision).toBe(2);
    scenario.expect("pending", "role-without-reviewers");
  });

  it.each<[string, Event, Fact]>([
    [
      "a comment",
      says("quinn")("/reject it fails", 61),
      { ...told(42, "quinn", "Testing.", 60), key: `comment:${sixth}` },
    ],
    [
      "a press",
      presses("quinn")("rejected", "approve-qa-lead", 61),
      {
        ...press("quinn", 4, "approve-qa-lead", "approved"),
        key: buttonKey(press("quinn", 4, "approve-qa-lead", "rejected")),
      },
    ],
  ])("does not take the key of %s that rejects", (_, rejection, fact) => {
    given(sixRoles)
      .and(...five, forged(60, fact), rejection)
      .at(2 * hour)
      .expect("rejected");
  });

  it.each<[string, ButtonFact]>([
    ["a press that nobody made", press("quinn", 4, "approve-qa-lead", "approved")],
    [
      "the environment of a press that somebody made elsewhere",
      press("quinn", 9, "approve-qa-lead", "approved"),
    ],
  ])("does not invent %s", (_, fact) => {
    given(sixRoles)
      .environments((one) =>
        one.name === "approve-project-leadership" ? { ...one, id: 9, name: "staging" } : one,
      )
      .and(...five, presses("quinn")("approved", "staging", 30), forged(62, fact))
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("a press before it is made: it was told when GitHub did not list it yet, so nobody knows when it was", () => {
    given(sixRoles)
      .and(
        ...five,
        forged(62, press("quinn", 4, "approve-qa-lead", "approved")),
        { tracks: true, after: 65 },
        presses("quinn")("approved", "approve-qa-lead", 70),
      )
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("a press in a run that was never asked for anything", () => {
    const other = { ...press("quinn", 4, "approve-qa-lead", "approved"), run: { id: 77, attempt: 1 } };
    const scenario = given(sixRoles)
      .and(...five, forged(62, { ...other, key: buttonKey(other) }))
      .at(2 * hour)
      .expect("pending", "review-missing");
    expect(scenario.act("quinn").map(({ code }) => code)).toEqual(["earlier-revision"]);
  });

  it("does not take the condition away from a press: its words are GitHub's", () => {
    const { decision } = given(sixRoles)
      .and(
        ...five,
        presses("quinn")("approved", "approve-qa-lead", 30, "before release: the docs"),
        forged(62, press("quinn", 4, "approve-qa-lead", "approved")),
      )
      .at(2 * hour)
      .expect("pending", "condition-open");
    expect(decision.conditions.map(({ text }) => text)).toEqual(["the docs"]);
  });

  it("does not date a press after its own entry", () => {
    const { decision } = given(sixRoles)
      .and(
        ...five,
        presses("quinn")("approved", "approve-qa-lead", 61),
        forged(62, {
          ...press("quinn", 4, "approve-qa-lead", "approved"),
          notBefore: minutesAfter(61),
          notAfter: minutesAfter(600),
        }),
      )
      .at(2 * hour);
    expect(decision.reviews.find(({ person }) => person.login === "quinn")?.to).toBe(minutesAfter(62));
  });

  it("does not date a press after a rejection that it came before", () => {
    given(sixRoles)
      .and(
        ...five,
        presses("quinn")("approved", "approve-qa-lead", 61),
        says("quinn")("/reject it fails", 62),
        forged(70, {
          ...press("quinn", 4, "approve-qa-lead", "approved"),
          notBefore: minutesAfter(69),
          notAfter: minutesAfter(70),
        }),
      )
      .at(2 * hour)
      .expect("rejected");
  });

  it("does not hide a rejection behind other words", () => {
    given(sixRoles)
      .and(
        ...five,
        quinnSays("/approve"),
        forged(62, told(1008, "tom", "hello", 63)),
        says("tom")("/reject no", 63),
      )
      .at(2 * hour)
      .expect("rejected");
  });

  it("and without the forgery the same words count", () => {
    given(sixRoles)
      .and(...five, quinnSays("/approve"), forged(62, told(sixth, "quinn", "/approve", 61)))
      .at(2 * hour)
      .expect("authorized");
  });
});

describe("a recorded approval, edited since", () => {
  const before = "/approve\n- [ ] tested";
  const after = "/approve\n- [x] tested";
  it.each([
    ["a box ticked by its author counts", "quinn", after, "authorized"],
    [
      "a box ticked by somebody else does not: only an entry could tell what stood there",
      "olaf",
      after,
      "pending",
    ],
    ["other words of its author do not", "quinn", "/approve\nreally", "pending"],
  ] as const)("%s", (_, by, to, status) => {
    given(sixRoles)
      .and(...five, edited(before, to, by), forged(62, told(sixth, "quinn", before, 61)))
      .at(2 * hour)
      .expect(status);
  });
});
