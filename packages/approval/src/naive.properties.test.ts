import { readdirSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepTable } from "../../../test/tables.ts";
import { asksAgain, given, says, sixRoles } from "../test/given.ts";
import { frames, stories } from "../test/naive/generate.ts";
import { reckon } from "../test/naive/reckon.ts";
import type { Happening, Outcome, Story } from "../test/naive/story.ts";
import { decideBy, inWords } from "../test/naive/tell.ts";

/*
 * A second evaluator (`test/naive`), written from the specification and READING.md and from no code of the product, decides the same stories. Where the two
 * differ, one of them reads the specification wrongly.
 */

const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";
const many = everyCase ? 50_000 : 1_000;
/** The same stories every time; another number tells others. */
const seed = Number(process.env["RELEASE_APPROVAL_SEED"] ?? 1);

type Decided = { story: Story; outcome: Outcome };

/** Evaluators that read one line wrongly: told another story than the one that happened. */
const wrong: readonly (readonly [string, (story: Story) => Story])[] = [
  ["ignores rejections", (story) => without(story, "reject")],
  ["ignores withdrawals", (story) => without(story, "withdraw")],
  ["ignores conflicts", (story) => without(story, "conflict")],
  ["ignores cancellations", (story) => without(story, "cancel")],
  ["ignores overrides", (story) => without(story, "override")],
  ["counts an outsider", (story) => set(story, { members: withOlaf(story.settings.members) })],
  ["counts who left", (story) => set(story, { left: [] })],
  ["counts who asked", (story) => set(story, { selfReview: "allow" })],
  ["lets one person fill two roles", (story) => set(story, { oneRole: false })],
  ["lets anybody close a condition", (story) => set(story, { confirm: "none" })],
  ["keeps what was said of another commit", (story) => set(story, { onNewCommits: "keep" })],
  [
    "counts what was edited or deleted",
    (story) => mapSaid(story, (one) => ({ ...one, fate: { is: "kept" } })),
  ],
  ["forgets the evidence", (story) => ({ ...story, evidenceMet: true })],
  ["never asks security", (story) => ({ ...story, securityRelated: false })],
  ["never asks for the release manager's last word", (story) => set(story, { authorization: "automatic" })],
];

const set = (story: Story, change: Partial<Story["settings"]>): Story => ({
  ...story,
  settings: { ...story.settings, ...change },
});

function without(story: Story, does: string): Story {
  return { ...story, happenings: story.happenings.filter((one) => !("act" in one) || one.act.does !== does) };
}

function mapSaid(story: Story, change: (one: Happening & { act: object }) => Happening): Story {
  return { ...story, happenings: story.happenings.map((one) => ("act" in one ? change(one) : one)) };
}

function withOlaf(members: Story["settings"]["members"]): Story["settings"]["members"] {
  return Object.fromEntries(Object.entries(members).map(([role, people]) => [role, [...people, "olaf"]]));
}

/** What each of the two says where they differ. */
function differences(story: Story): string {
  const [product, naive] = [decideBy(story), reckon(story)];
  const lines = (Object.keys(naive) as (keyof Outcome)[])
    .filter((key) => !isDeepStrictEqual(product[key], naive[key]))
    .map(
      (key) =>
        `${key}\n  evaluate: ${JSON.stringify(product[key])}\n  READING:  ${JSON.stringify(naive[key])}`,
    );
  return [inWords(story), ...lines].join("\n");
}

describe("the naive evaluator", () => {
  const decided: Decided[] = [];

  it("decides as evaluate does, whatever happens", () => {
    const met = new Map<string, number>();
    const { failed, counterexample, errorInstance } = fc.check(
      fc.property(stories(frames(everyCase ? 300 : 100, seed)), (story) => {
        const outcome = decideBy(story);
        met.set(outcome.status, (met.get(outcome.status) ?? 0) + 1);
        if (decided.length < 1_000) decided.push({ story, outcome });
        return isDeepStrictEqual(outcome, reckon(story));
      }),
      { numRuns: many, seed },
    );
    if (failed && counterexample !== null)
      throw new Error(`Seed ${seed}.\n${differences(counterexample[0])}`, { cause: errorInstance });
    const told = [...met].sort(([, a], [, b]) => b - a).map(([status, count]) => `${count} ${status}`);
    keepTable(
      "inputs",
      `naive evaluator: ${many.toLocaleString("en")} stories agree (${told.join(", ")}; seed ${seed})`,
    );
    // What is said here is said of something.
    for (const status of [
      "authorized",
      "approved",
      "pending",
      "rejected",
      "blocked",
      "expired",
      "cancelled",
      "released",
    ])
      expect(met.get(status) ?? 0, status).toBeGreaterThan(0);
  }, 1_800_000);

  it.each(wrong)("is told apart from one that %s", (_, misread) => {
    expect(decided.some(({ story, outcome }) => !isDeepStrictEqual(reckon(misread(story)), outcome))).toBe(
      true,
    );
  });

  it("quotes words that stand in READING.md", () => {
    const reading = plain(
      readFileSync(new URL("../../../docs/specification/READING.md", import.meta.url), "utf8"),
    );
    const folder = new URL("../test/naive/", import.meta.url);
    const code = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const quotes = code.flatMap((text) =>
      [...text.matchAll(/READING: "((?:\\"|[^"])*)"/gu)].map(([, words]) => words ?? ""),
    );
    expect(quotes.length).toBeGreaterThan(20);
    expect(quotes.filter((words) => !reading.includes(plain(words.replaceAll('\\"', '"'))))).toEqual([]);
  });
});

/* What was read wrongly once. */
describe("what comparing the two has found", () => {
  const [mia, tom, pia, sam] = [says("mia"), says("tom"), says("pia"), says("sam")];

  it("an override stands in for no quorum that was there when it was given", () => {
    given(sixRoles, { releaseType: "patch" })
      .and(mia("/approve", 5), pia("/approve", 5), mia("/override urgent", 10), pia("/withdraw", 20))
      .at(30)
      .expect("pending", "quorum-missing");
  });

  it.each([
    ["a refused approval", "/approve release-manager", 2],
    ["an approval after the deadline", "/approve", 3000],
  ])("%s lifts no rejection, also when the same commit is asked for again", (_, words, after) => {
    given(sixRoles, { releaseType: "patch", securityRelated: true })
      .and(sam("/reject a hole", 1), sam(words, after), asksAgain(after + 1))
      .at(after + 2)
      .expect("rejected", "rejected");
  });

  it("who was back is not away again when another commit is asked for", () => {
    const { decision } = given(sixRoles, { releaseType: "hotfix" })
      .and(tom("/unavailable", 1), tom("/approve", 3), asksAgain(5, { commit: "b52e0d1".padEnd(40, "0") }))
      .at(10);
    expect(decision.requirements.find((one) => one.role === "technical-lead")?.state).toBe("waiting");
  });
});

// As read: without line breaks, table padding and emphasis.
function plain(text: string): string {
  return text.replace(/[*`]/gu, "").replace(/\s+/gu, " ").trim();
}
