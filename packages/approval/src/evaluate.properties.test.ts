import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Event, given, minutesAfter, people, requestRun, sixRoles } from "../test/given.ts";
import { evaluate } from "./evaluate.ts";
import type { Fact } from "./records.ts";

/* What holds for every release, whatever people do. */

const insiders = ["mia", "tom", "pia", "quinn", "sam", "sue", "dana"];
const someone = fc.constantFrom(...insiders, "lea", "rob", "olaf");
const words = fc.constantFrom(
  "/approve",
  "/approve qa",
  "/approve tech",
  "/approve security",
  "/approve manager",
  "/reject no",
  "/withdraw",
  "/approve\nbefore release: docs",
  "LGTM",
  "hello",
  "/status",
  "> /approve",
  "/cancel later",
);
const act: fc.Arbitrary<Event> = fc.record({
  by: someone,
  says: words,
  after: fc.integer({ min: 1, max: 90 }),
});
const acts = fc.array(act, { maxLength: 14 });
// Near a decision: everybody has approved, and something else happened.
const nearly = fc
  .tuple(fc.subarray(insiders, { minLength: 5 }), acts)
  .map(([approving, others]): Event[] => [
    ...approving.map((by) => ({ by, says: "/approve", after: 10 })),
    ...others.slice(0, 3),
  ]);
const type = fc.constantFrom("patch", "minor", "major", "hotfix");
const decide = (
  events: readonly Event[],
  releaseType: "patch" | "minor" | "major" | "hotfix" = "minor",
  at = 100,
) =>
  given(sixRoles, { releaseType })
    .and(...events)
    .at(at);

describe("a decision", () => {
  it("is the same for the same records, whatever their order", () => {
    fc.assert(
      fc.property(fc.oneof(acts, nearly), type, fc.infiniteStream(fc.nat()), (events, releaseType, order) => {
        const { snapshot, known, evaluation } = decide(events, releaseType);
        const shuffled = snapshot.issue.comments
          .map((comment) => ({ comment, place: order.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ comment }) => comment);
        const again = evaluate({ ...snapshot, issue: { ...snapshot.issue, comments: shuffled } }, known);
        const before = evaluate(snapshot, known);
        expect(again).toEqual(before);
        expect(evaluation.decision.release?.type).toBe(releaseType);
      }),
    );
  });

  it("authorizes only with an approval in force of every required role, and no rejection", () => {
    fc.assert(
      fc.property(nearly, type, (events, releaseType) => {
        const { decision } = decide(events, releaseType);
        if (decision.status !== "authorized") return;
        const taken = new Set<number>();
        for (const one of decision.requirements.filter((it) => it.effect === "required")) {
          expect(one.rejectedBy).toEqual([]);
          const counted = one.approvedBy.filter((review) =>
            one.members.some((person) => person.id === review.person.id),
          );
          expect(counted.length).toBeGreaterThanOrEqual(one.approvals);
          for (const { person } of counted) {
            expect(taken.has(person.id)).toBe(false);
            taken.add(person.id);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is not made by taking somebody's approvals away", () => {
    fc.assert(
      fc.property(nearly, fc.nat(), (all, which) => {
        // An approval on a condition holds the release, so taking it away may well free it.
        const events = all.filter((event) => !("says" in event && event.says.includes("before release")));
        if (decide(events).decision.status === "authorized") return;
        const leaver = insiders[which % insiders.length];
        const gone = (event: Event) =>
          "says" in event && event.by === leaver && event.says.startsWith("/approve");
        const { decision } = decide(events.filter((event) => !gone(event)));
        expect(decision.status).not.toBe("authorized");
      }),
    );
  });

  it("does not change by a comment without a command, or by what outsiders say", () => {
    const noise = fc.record({
      by: fc.constantFrom("olaf", "rob"),
      says: fc.oneof(words, fc.string()),
      after: fc.integer({ min: 1, max: 90 }),
    });
    const chatter = fc.record({
      by: someone,
      says: fc.constantFrom("nice", "> /reject", "`/reject`"),
      after: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(nearly, fc.oneof(noise, chatter), (events, more) => {
        const before = decide(events).decision;
        const after = decide([...events, more]).decision;
        expect([after.status, after.reasonCode]).toEqual([before.status, before.reasonCode]);
      }),
    );
  });

  it("is never made by an entry: what is written into the history alone approves nothing", () => {
    const claimed = fc.record({
      login: fc.constantFrom(...insiders),
      says: words,
      comment: fc.integer({ min: 5000, max: 9000 }),
    });
    fc.assert(
      fc.property(
        fc.array(claimed, { maxLength: 12 }),
        fc.constantFrom(9, 66),
        fc.boolean(),
        (claims, run, damaged) => {
          const facts = claims.map(
            ({ login, says, comment }): Fact => ({
              key: `comment:${comment}`,
              kind: "comment",
              comment,
              person: { id: people[login] ?? 0, login },
              at: minutesAfter(20),
              digest: "0".repeat(64),
              text: says,
            }),
          );
          const { decision } = given(sixRoles)
            .runs(requestRun, { ...requestRun, id: 66, branch: "evil" })
            .and({
              after: 30,
              entry: ({ seen }) => ({ facts, seen, run, ...(damaged && { damage: "edited" as const }) }),
            })
            .at(100);
          expect(decision.status).not.toBe("authorized");
          expect(decision.requirements.flatMap((one) => one.approvedBy)).toEqual([]);
        },
      ),
    );
  });

  it("takes time that grows with the records as they do", () => {
    const many = (count: number): Event[] =>
      Array.from({ length: count }, (_, index) => ({
        by: insiders[index % 7] ?? "mia",
        says: "/approve",
        after: 1 + (index % 90),
      }));
    const time = (count: number) => {
      const { snapshot, known } = decide(many(count));
      const from = performance.now();
      evaluate(snapshot, known);
      return performance.now() - from;
    };
    time(300);
    expect(time(4000)).toBeLessThan(3000);
  });
});
