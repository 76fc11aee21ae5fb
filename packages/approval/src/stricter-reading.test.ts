import { describe, expect, it } from "vitest";
import {
  type Event,
  given,
  minutesAfter,
  people,
  policyAt,
  requestFor,
  says,
  sixRoles,
} from "../test/given.ts";
import type { Fact } from "./records.ts";

/* Where something is lost, edited or said twice, the stricter reading holds the release. */

const sam = says("sam");
const sue = says("sue");
const mia = says("mia");
const quinn = says("quinn");
const everybody = ["mia", "tom", "pia", "quinn", "sam", "dana"].map((login) => says(login)("/approve"));
const minor = given(sixRoles);
const long = "log ".repeat(5000);

const rows: readonly [string, Event[], string, string][] = [
  [
    "a rejection whose reason begins with another's role",
    [quinn("/reject security hole in the login", 70)],
    "rejected",
    "rejected",
  ],
  [
    "a withdrawal whose reason begins with another's role",
    [quinn("/withdraw security bug found", 70)],
    "pending",
    "review-missing",
  ],
  [
    "a rejection at the end of a long comment, beside another member's approval",
    [sam(`${long}\n/reject it fails`, 70), sue("/approve", 80)],
    "pending",
    "review-lost",
  ],
  [
    "a rejection that its author corrected before it was read",
    [{ by: "sam", says: "/reject brokn", after: 70, edited: { after: 71, by: "sam", to: "/reject broken" } }],
    "rejected",
    "rejected",
  ],
  [
    "a comment that somebody else edited before it was read, beside another member's approval",
    [
      { by: "sam", says: "/reject", after: 70, edited: { after: 71, by: "olaf", to: "fine" } },
      sue("/approve", 80),
    ],
    "pending",
    "review-lost",
  ],
  [
    "the same, once its author has spoken again",
    [
      { by: "sam", says: "/reject", after: 70, edited: { after: 71, by: "olaf", to: "fine" } },
      sam("/approve", 80),
    ],
    "authorized",
    "all-reviews-in",
  ],
  ["a rejection and an approval in one comment", [sam("/reject no\n/approve", 70)], "rejected", "rejected"],
  [
    "a cancel that was edited afterwards",
    [{ by: "mia", says: "/cancel stop", after: 70, edited: { after: 90, by: "mia", to: "/cancel stop it" } }],
    "cancelled",
    "cancelled",
  ],
];

describe("the stricter reading", () => {
  it.each(rows)("%s", (_, events, status, code) => {
    minor
      .and(...everybody, ...events)
      .at(120)
      .expect(status as "pending", code);
  });

  it("a recorded cancel stands, whoever edits or deletes the comment", () => {
    const fact: Fact = {
      key: "comment:1007",
      kind: "comment",
      comment: 1007,
      person: { id: 101, login: "mia" },
      at: minutesAfter(70),
      digest: "0".repeat(64),
      text: "/cancel stop",
    };
    const recorded: Event = { after: 75, entry: ({ seen }) => ({ facts: [fact], seen }) };
    const edited: Event = {
      by: "mia",
      says: "/cancel stop",
      after: 70,
      edited: { after: 90, by: "olaf", to: "fine" },
    };
    minor
      .and(...everybody, edited, recorded)
      .at(120)
      .expect("cancelled");
  });

  it("a rejection outlives asking again at the same commit, until its author lifts it", () => {
    const again: Fact = requestFor(policyAt(sixRoles), { revision: 2, openedAt: minutesAfter(100) });
    const asked: Event = { after: 100, entry: ({ seen }) => ({ facts: [again], seen, revision: 2 }) };
    const second = ["mia", "tom", "pia", "quinn", "sue", "dana"].map((login) => says(login)("/approve", 110));
    const rejected = minor.and(sam("/reject no", 70), asked, ...second);
    rejected.at(120).expect("rejected");
    rejected.and(sam("/withdraw", 115)).at(120).expect("authorized");
    minor
      .and(sam("/reject no", 70), sam("/approve", 80), asked, ...second)
      .at(120)
      .expect("authorized");
  });

  it("approvals of an earlier revision never count, also at the same commit", () => {
    const again: Fact = requestFor(policyAt(sixRoles), { revision: 2, openedAt: minutesAfter(100) });
    minor
      .and(...everybody, { after: 100, entry: ({ seen }) => ({ facts: [again], seen, revision: 2 }) })
      .at(120)
      .expect("pending", "review-missing");
  });

  it.each(["deleted", "edited"] as const)(
    "a request that was %s does not bring the one before it back",
    (damage) => {
      const other: Fact = requestFor(policyAt(sixRoles), { revision: 2, commit: "b".repeat(40) });
      const told = ["mia", "tom", "pia", "quinn", "sam", "dana"].map(
        (login, index): Fact => ({
          key: `comment:${1001 + index}`,
          kind: "comment",
          comment: 1001 + index,
          person: { id: people[login] ?? 0, login },
          at: minutesAfter(60),
          digest: "0".repeat(64),
          text: "/approve",
        }),
      );
      const recorded = minor.and(...everybody, { after: 70, entry: ({ seen }) => ({ facts: told, seen }) });
      recorded.at(120).expect("authorized");
      const lost: Event = {
        after: 100,
        entry: ({ seen }) => ({ facts: [other], seen, revision: 2, damage }),
      };
      recorded.and(lost).at(120).expect("blocked", "history-lost");
    },
  );

  it("an entry that told of comments is damaged without harm: they are read again", () => {
    const { decision } = minor
      .and(...everybody, { after: 90, entry: ({ seen }) => ({ facts: [], seen, damage: "edited" }) })
      .at(120)
      .expect("authorized");
    expect(decision.finding.children.map((finding) => finding.code)).toEqual(["history-damaged"]);
  });

  it("a version is published once, whatever revision is asked for since", () => {
    const outcome: Fact = {
      key: "outcome:run:12/1/success",
      kind: "outcome",
      outcome: "success",
      run: { id: 12, attempt: 1 },
      revision: 1,
      at: minutesAfter(90),
    };
    const other: Fact = requestFor(policyAt(sixRoles), { revision: 2, commit: "b".repeat(40) });
    minor
      .and(
        { after: 90, entry: ({ seen }) => ({ facts: [outcome], seen }) },
        { after: 95, entry: ({ seen }) => ({ facts: [other], seen, revision: 2 }) },
      )
      .and(...everybody.map((event) => ({ ...event, after: 100 })))
      .at(120)
      .expect("released");
  });

  it("a failure frees the claim of that attempt alone", () => {
    const claim = (run: number, attempt: number): Fact => ({
      key: `claim:1/run:${run}/${attempt}`,
      kind: "claim",
      revision: 1,
      run: { id: run, attempt },
      commit: "a41f9c2".padEnd(40, "0"),
      at: minutesAfter(90),
    });
    const failure: Fact = {
      key: "outcome:run:12/1/failure",
      kind: "outcome",
      outcome: "failure",
      run: { id: 12, attempt: 1 },
      revision: 1,
      at: minutesAfter(91),
    };
    const entry = (after: number, ...facts: Fact[]): Event => ({
      after,
      entry: ({ seen }) => ({ facts, seen }),
    });
    const claimed = minor.and(...everybody, entry(90, claim(12, 1)));
    expect(claimed.at(120).decision.claim).toMatchObject({ run: 12, attempt: 1 });
    const failed = claimed.and(entry(91, failure));
    expect(failed.at(120).decision.claim).toBeNull();
    expect(failed.and(entry(92, claim(12, 2))).at(120).decision.claim).toMatchObject({ run: 12, attempt: 2 });
  });

  it("a forged number of a revision blocks nothing for good", () => {
    const forged: Event = { after: 70, entry: ({ seen }) => ({ facts: [], seen, revision: 1_000_000 }) };
    minor
      .and(...everybody, forged)
      .at(120)
      .expect("authorized");
  });

  it("a rejection that an entry dates into the future can be lifted", () => {
    const fact: Fact = {
      key: "comment:900",
      kind: "comment",
      comment: 900,
      person: { id: 104, login: "quinn" },
      at: "2099-01-01T00:00:00Z",
      digest: "0".repeat(64),
      text: "/reject no",
    };
    const told: Event = { after: 70, entry: ({ seen }) => ({ facts: [fact], seen }) };
    minor
      .and(...everybody, told)
      .at(120)
      .expect("rejected");
    minor
      .and(...everybody, told, quinn("/approve", 80))
      .at(120)
      .expect("authorized");
  });

  it("`/authorize` counts only after the last word of a reviewer, and before the deadline", () => {
    const manual = given(`${sixRoles}rules: { authorization: manual }\n`).and(...everybody);
    manual.and(mia("/authorize", 70)).at(120).expect("authorized");
    manual.and(sam("/reject no", 65), mia("/authorize", 70), sam("/approve", 80)).at(120).expect("approved");
    manual
      .and(mia("/authorize", 15 * 24 * 60))
      .at(16 * 24 * 60)
      .expect("approved");
  });
});
