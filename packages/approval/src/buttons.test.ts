import { describe, expect, it } from "vitest";
import {
  commit,
  type Event,
  given,
  looks,
  minutesAfter,
  policyAt,
  presses,
  requestFor,
  requestRun,
  says,
  sixRoles,
} from "../test/given.ts";
import { observePresses } from "./presses.ts";
import type { RequestFact } from "./records.ts";

/*
 * Reviews by GitHub's own buttons: when they count, and in which order. A press has no time:
 * it lies between the last look without it and the first one with it.
 */

const environment = {
  "release-manager": "approve-release-manager",
  "technical-lead": "approve-technical-lead",
  "product-owner": "approve-product-owner",
  "qa-lead": "approve-qa-lead",
  "security-lead": "approve-security-lead",
  "devops-lead": "approve-devops-lead",
};
const [quinn, tom] = [presses("quinn"), presses("tom")];
const qa = environment["qa-lead"];
const sixPresses = [
  presses("mia")("approved", environment["release-manager"]),
  tom("approved", environment["technical-lead"]),
  presses("pia")("approved", environment["product-owner"]),
  quinn("approved", qa),
  presses("sam")("approved", environment["security-lead"]),
  presses("dana")("approved", environment["devops-lead"]),
];
const fivePresses = sixPresses.filter((event) => !("by" in event && event.by === "quinn"));
const hour = 60;

describe("six reviews by button", () => {
  it("authorize the release", () => {
    const { decision } = given(sixRoles)
      .and(...sixPresses)
      .at(2 * hour)
      .expect("authorized", "all-reviews-in");
    expect(decision.reviews.every((review) => review.source === "button" && review.counted)).toBe(true);
  });

  it("combine with comments", () => {
    given(sixRoles)
      .and(...fivePresses, says("quinn")("/approve"))
      .at(2 * hour)
      .expect("authorized");
  });

  it("are one person for one role, like comments", () => {
    const scenario = given(sixRoles.replace("qa-lead: { members: [quinn] }", "qa-lead: { members: [tom] }"))
      .and(...fivePresses, tom("approved", [environment["technical-lead"], qa]))
      .at(2 * hour)
      .expect("pending", "role-without-reviewers");
    expect(scenario.review("tom").map(({ role, code }) => [role, code])).toContainEqual([
      "qa-lead",
      "one-role",
    ]);
  });

  it("may come from one review of several environments", () => {
    const both = sixRoles.replace("qa-lead: { members: [quinn] }", "qa-lead: { members: [quinn, sue] }");
    const names = [environment["security-lead"], qa];
    const { decision } = given(`${both}rules: { one-role-per-person: false }\n`)
      .and(presses("sue")("approved", names))
      .at(2 * hour);
    const approved = decision.requirements.filter((one) => one.state === "approved").map((one) => one.role);
    expect(approved.sort()).toEqual(["qa-lead", "security-lead"]);
  });
});

describe("not counted, each with its reason", () => {
  const others = fivePresses;
  it.each([
    ["somebody who does not hold the role", presses("tom")("approved", qa), "not-a-member"],
    ["an administrator without a role (bypass)", presses("olaf")("approved", qa), "not-a-member"],
  ])("%s", (_, press, code) => {
    const scenario = given(sixRoles)
      .and(...others, press)
      .at(2 * hour)
      .expect("pending", "review-missing");
    expect(scenario.act("by" in press ? press.by : "").map((act) => act.code)).toContain(code);
  });

  it("a bot's review", () => {
    given(sixRoles)
      .and(...others, { by: "quinn", presses: "approved", in: qa, after: 60, kind: "bot" })
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("an environment that is gone", () => {
    const scenario = given(sixRoles)
      .and(...sixPresses)
      .environments((one) => (one.name === qa ? null : one))
      .at(2 * hour)
      .expect("pending", "review-missing");
    expect(scenario.act("quinn")[0]?.code).toBe("environment-missing");
  });

  it("an environment without required reviewers", () => {
    const scenario = given(sixRoles)
      .and(...sixPresses)
      .environments((one) => (one.name === qa ? { ...one, reviewers: 0 } : one))
      .at(2 * hour)
      .expect("pending", "review-missing");
    expect(scenario.act("quinn")[0]?.code).toBe("environment-without-reviewers");
  });

  it("a run at another commit than the one that was asked for", () => {
    const scenario = given(sixRoles)
      .and(...sixPresses)
      .runs({ ...requestRun, headSha: "b".repeat(40) })
      .at(2 * hour)
      .expect("pending", "review-missing");
    expect(scenario.act("quinn")[0]).toMatchObject({ code: "other-commit", facts: { asked: commit } });
  });

  it("who asked for the release, but as release manager", () => {
    const scenario = given(sixRoles.replace("qa-lead: { members: [quinn] }", "qa-lead: { members: [mia] }"))
      .and(...others, presses("mia")("approved", qa))
      .at(2 * hour);
    expect(scenario.review("mia").map(({ role, code }) => [role, code])).toEqual(
      expect.arrayContaining([
        ["release-manager", "counted"],
        ["qa-lead", "self-review"],
      ]),
    );
  });

  it("a press first seen after the deadline", () => {
    const scenario = given(sixRoles)
      .and(quinn("approved", qa, 60))
      .at(15 * 24 * hour)
      .expect("expired");
    expect(scenario.act("quinn")[0]?.code).toBe("ended");
  });

  it("an environment that is no role's is none of our business", () => {
    const scenario = given(sixRoles)
      .and(quinn("approved", "production"))
      .at(2 * hour);
    expect(scenario.act("quinn")).toEqual([]);
  });
});

describe("an approval counts only while GitHub still shows it, a rejection stands", () => {
  const seen = [...sixPresses, looks(90)];
  it("run deleted after the approvals were recorded", () => {
    const scenario = given(sixRoles)
      .and(...seen)
      .listing((buttons) =>
        buttons.at > "2026-11-23T10:45"
          ? { ...buttons, state: "gone", reviews: [], environments: [] }
          : buttons,
      )
      .at(2 * hour);
    expect(scenario.review("quinn")[0]).toMatchObject({ counted: false, code: "run-gone" });
  });

  it("no longer listed", () => {
    const scenario = given(sixRoles)
      .and(...seen)
      .listing((buttons) => (buttons.at > "2026-11-23T10:45" ? { ...buttons, reviews: [] } : buttons))
      .at(2 * hour)
      .expect("pending");
    expect(scenario.review("quinn")[0]).toMatchObject({ counted: false, code: "not-listed" });
  });

  it.each([
    ["its run is deleted", "gone"],
    ["GitHub lists it no more", "listed"],
  ] as const)("a recorded rejection stands when %s", (_, state) => {
    given(sixRoles)
      .and(quinn("rejected", qa), looks(90))
      .listing((buttons) => (buttons.at > "2026-11-23T10:45" ? { ...buttons, state, reviews: [] } : buttons))
      .at(2 * hour)
      .expect("rejected", "rejected");
  });

  it("the rule of the environment was taken away later", () => {
    const scenario = given(sixRoles)
      .and(...seen)
      .environments((one) => (one.name === qa ? { ...one, reviewers: 0 } : one))
      .at(2 * hour)
      .expect("pending");
    expect(scenario.review("quinn")[0]?.code).toBe("environment-without-reviewers");
  });
});

describe("order between buttons and comments (the rejection wins where it cannot be proved)", () => {
  const comment = says("quinn");
  it.each([
    [
      "approved by button, seen, then rejected by comment",
      [quinn("approved", qa, 60), looks(70), comment("/reject broken", 80)],
      "rejected",
    ],
    [
      "rejected by comment, seen, then approved by button",
      [comment("/reject broken", 60), looks(70), quinn("approved", qa, 80)],
      "authorized",
    ],
    [
      "rejected by comment, not seen, then approved by button",
      [comment("/reject broken", 60), quinn("approved", qa, 80)],
      "rejected",
    ],
    [
      "approved by button, then rejected by comment, both unseen",
      [quinn("approved", qa, 60), comment("/reject broken", 80)],
      "rejected",
    ],
    [
      "rejected by button, seen, then approved by comment",
      [quinn("rejected", qa, 60), looks(70), comment("/approve", 80)],
      "authorized",
    ],
    [
      "rejected by button, then approved by comment, both unseen",
      [quinn("rejected", qa, 60), comment("/approve", 80)],
      "rejected",
    ],
    [
      "approved by comment, then rejected by button",
      [comment("/approve", 60), looks(70), quinn("rejected", qa, 80)],
      "rejected",
    ],
    [
      "rejected and approved by button (two attempts), both unseen",
      [quinn("rejected", qa, 60), quinn("approved", qa, 80)],
      "rejected",
    ],
    [
      "rejected by button, seen, approved by button at the next attempt",
      [
        quinn("rejected", qa, 60),
        looks(70),
        says("tom")("/status", 75),
        looks(76),
        quinn("approved", qa, 80),
      ],
      "authorized",
    ],
    [
      "withdrawn by comment after the press was seen",
      [quinn("approved", qa, 60), looks(70), comment("/withdraw", 80)],
      "pending",
    ],
    ["withdrawn by comment, press unseen", [quinn("approved", qa, 60), comment("/withdraw", 80)], "pending"],
  ] as const)("%s", (_, events, status) => {
    given(sixRoles)
      .and(...fivePresses, ...events)
      .at(2 * hour)
      .expect(status);
  });

  it("shows the interval in which the press lies", () => {
    const scenario = given(sixRoles)
      .and(says("tom")("/approve", 30), looks(31), quinn("approved", qa, 60), looks(90))
      .at(2 * hour);
    expect(scenario.review("quinn")[0]).toMatchObject({
      from: "2026-11-23T09:30:00Z",
      to: "2026-11-23T10:30:00Z",
    });
  });
});

describe("a comment typed with the button is read like a comment", () => {
  it("sets conditions", () => {
    const scenario = given(sixRoles)
      .and(
        ...fivePresses,
        quinn("approved", qa, 60, "Fine.\nbefore release: update the docs\nafter release: measure again"),
      )
      .at(2 * hour)
      .expect("pending", "condition-open");
    expect(scenario.review("quinn")[0]?.conditions).toEqual({
      before: ["update the docs"],
      after: ["measure again"],
    });
  });

  it("keeps a condition also when the command itself is typed after it", () => {
    const scenario = given(sixRoles)
      .and(quinn("approved", qa, 60, "before release: update the docs\n/approve qa all good"))
      .at(2 * hour);
    expect(scenario.review("quinn").filter((one) => one.counted)).toMatchObject([
      { role: "qa-lead", conditions: { before: ["update the docs"] } },
    ]);
  });

  it("rejects where Approve was pressed and /reject typed", () => {
    given(sixRoles)
      .and(...fivePresses, quinn("approved", qa, 60, "/reject the backup job fails"))
      .at(2 * hour)
      .expect("rejected");
  });

  it("still rejects where Reject was pressed and /approve typed", () => {
    const scenario = given(sixRoles)
      .and(...fivePresses, quinn("rejected", qa, 60, "/approve"))
      .at(2 * hour)
      .expect("rejected");
    expect(scenario.review("quinn")[0]?.verdict).toBe("rejected");
  });

  it("keeps the reason of a rejection", () => {
    const scenario = given(sixRoles)
      .and(quinn("rejected", qa, 60, "the backup job fails"))
      .at(2 * hour);
    expect(scenario.review("quinn")[0]?.notes).toBe("the backup job fails");
  });
});

describe("revisions", () => {
  const again = (change: Partial<RequestFact>, after = 80): Event => ({
    entry: ({ seen }) => ({
      facts: [requestFor(policyAt(sixRoles), { revision: 2, openedAt: minutesAfter(after), ...change })],
      seen,
      revision: 2,
    }),
    after,
  });

  it("do not count what was pressed for the one before, even in the same run", () => {
    const scenario = given(sixRoles)
      .and(...sixPresses, looks(70), again({}))
      .at(2 * hour)
      .expect("pending");
    expect(scenario.decision.reviews.filter((one) => one.counted)).toEqual([]);
  });

  it.each([
    ["stands at the same commit", {}, "rejected"],
    ["does not concern another commit", { commit: "b".repeat(40) }, "pending"],
  ] as const)("a rejection by button of the revision before %s", (_, change, status) => {
    given(sixRoles)
      .and(quinn("rejected", qa), looks(70), again({ run: { id: 10, attempt: 1 }, ...change }))
      .runs(requestRun, { ...requestRun, id: 10 })
      .at(2 * hour)
      .expect(status);
  });
});

describe("several presses of one person in one environment (attempts of the run)", () => {
  it.each<[string, Event[], string]>([
    [
      "rejected, approved by comment, rejected again",
      [
        quinn("rejected", qa, 60),
        looks(61),
        says("quinn")("/approve", 70),
        looks(71),
        quinn("rejected", qa, 80, "still broken"),
        looks(81),
      ],
      "rejected",
    ],
    [
      "rejected, approved, rejected at three attempts, each seen",
      [
        quinn("rejected", qa, 60),
        looks(61),
        says("tom")("/status", 65),
        looks(66),
        quinn("approved", qa, 70),
        looks(71),
        says("tom")("/status", 75),
        looks(76),
        quinn("rejected", qa, 80),
        looks(81),
      ],
      "rejected",
    ],
    [
      "approved, approved by comment, and a second press with /reject typed",
      [
        quinn("approved", qa, 60),
        looks(61),
        says("quinn")("/approve", 70),
        looks(71),
        quinn("approved", qa, 80, "/reject stop"),
      ],
      "rejected",
    ],
  ])("%s", (_, events, status) => {
    given(sixRoles)
      .and(...fivePresses, ...events)
      .at(2 * hour)
      .expect(status as "rejected");
  });

  it("counts at a later revision in the same run, when it is pressed once more", () => {
    const second: Event = {
      entry: ({ seen }) => ({
        facts: [requestFor(policyAt(sixRoles), { revision: 2, openedAt: minutesAfter(80) })],
        seen,
        revision: 2,
      }),
      after: 80,
    };
    const again = sixPresses.map((event) => ({ ...event, after: 90 }) as Event);
    given(sixRoles)
      .and(...sixPresses, looks(70), second, ...again)
      .at(2 * hour)
      .expect("authorized");
  });
});

describe("a press is no way around what a comment would say", () => {
  const others = sixPresses.filter(
    (event) => !("by" in event && (event.by === "quinn" || event.by === "sam")),
  );
  const sue = says("sue")("/approve", 50);
  const quinnApproves = says("quinn")("/approve", 50);
  it.each<[string, Event[], string, string?]>([
    [
      "Reject in an environment of another role, with the own role typed",
      [sue, quinnApproves, presses("sam")("rejected", qa, 60, "/reject security-lead token leak")],
      "rejected",
    ],
    [
      "Reject in an environment of another role",
      [sue, quinnApproves, presses("sam")("rejected", qa, 60)],
      "rejected",
    ],
    [
      "Reject with /withdraw typed",
      [
        sue,
        quinnApproves,
        presses("sam")("rejected", environment["security-lead"], 60, "leak\n/withdraw my approval"),
      ],
      "rejected",
    ],
    [
      "a condition, where the order to an approval by comment cannot be proved",
      [sue, says("quinn")("/approve", 80), quinn("approved", qa, 85, "before release: update the docs")],
      "pending",
      "condition-open",
    ],
    [
      "a condition below a word that is no command",
      [sue, quinn("approved", qa, 60, "/approved\nbefore release: update the docs")],
      "pending",
      "review-missing",
    ],
    [
      "a typing error of /reject",
      [sue, quinn("approved", qa, 60, "/rejct the build is broken")],
      "pending",
      "review-missing",
    ],
    [
      "a condition for a role that one does not hold",
      [sue, quinn("approved", qa, 60, "/approve security-lead\nbefore release: fix the docs")],
      "pending",
      "review-missing",
    ],
  ])("%s", (_, events, status, code) => {
    given(sixRoles)
      .and(...others, ...events)
      .at(2 * hour)
      .expect(status as "pending", code);
  });

  it.each<[string, Event[]]>([
    [
      "a condition, where two comments came before it or after",
      [
        says("quinn")("/approve", 60),
        says("quinn")("/approve", 65),
        quinn("approved", qa, 75, "before release: update the docs"),
      ],
    ],
    [
      "a condition, where an approval was withdrawn and given again",
      [
        says("quinn")("/approve", 60),
        says("quinn")("/withdraw", 63),
        says("quinn")("/approve", 65),
        quinn("approved", qa, 75, "before release: update the docs"),
      ],
    ],
    [
      "words that nobody understands, over an older approval",
      [says("quinn")("/approve", 50), looks(51), quinn("approved", qa, 60, "/rejct broken")],
    ],
  ])("holds the release: %s", (_, events) => {
    given(sixRoles)
      .and(...fivePresses, ...events)
      .at(2 * hour)
      .expect("pending");
  });

  it("an approval by button that broke uncovers no older comment", () => {
    given(sixRoles)
      .and(
        ...fivePresses,
        says("quinn")("/approve", 50),
        looks(51),
        quinn("approved", qa, 60, "before release: update the docs"),
        looks(61),
      )
      .environments((one) => (one.name === qa ? { ...one, reviewers: 0 } : one))
      .at(2 * hour)
      .expect("pending", "review-missing");
  });
});

describe("in a review job", () => {
  it("approvals of other environments are left to their own jobs, rejections are not", () => {
    const scenario = given(sixRoles)
      .and(
        quinn("approved", qa),
        tom("rejected", environment["technical-lead"]),
        presses("pia")("approved", [environment["product-owner"], environment["devops-lead"]]),
      )
      .at(2 * hour);
    const { buttons } = scenario.snapshot;
    const { policy } = scenario.snapshot.today;
    const request = scenario.decision.request;
    if (request === null) throw new Error("no request");
    const seen = (job: string | null) =>
      observePresses(buttons, scenario.ledger, request, [policy], job === null ? null : [job]).map(
        (fact) => fact.environment.name,
      );
    expect(seen(qa).sort()).toEqual([qa, environment["technical-lead"]]);
    expect(seen(environment["devops-lead"]).sort()).toEqual([
      environment["devops-lead"],
      environment["product-owner"],
      environment["technical-lead"],
    ]);
    expect(seen(environment["product-owner"])).toEqual([environment["technical-lead"]]);
    expect(seen(null)).toHaveLength(4);
  });
});
