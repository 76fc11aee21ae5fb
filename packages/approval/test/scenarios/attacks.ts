import { commit, type Event, looks, minutesAfter, publishes, says, tracks } from "../given.ts";
import { allBut, approve, deletes, hotfix, hour, matrix, type Scenario } from "./scenario.ts";

/* Ways around a no, and around what is owed, that somebody tried. */

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const sam = says("sam");
const dana = says("dana");
const lea = says("lea");
const rob = says("rob");
const rae = says("rae");

const authority: Scenario["quote"] =
  "READING: conflict resolution: technical lead for technical, product owner for feature and UX";
const rejection: Scenario["quote"] = "READING: Ties in time go to the stricter reading: the rejection";
const standsIn: Scenario["quote"] = "READING: An override stands in for missing reviews";
const emergency: Scenario["quote"] =
  "SPEC: **Conditional Release**: Release with post-deployment review for non-critical items";
const delayed: Scenario["quote"] =
  "SPEC: **Release Postponement**: Delay release if critical approvals missing";
const owed: Scenario["quote"] = "READING: opens an obligation to /ratify for the role that policy names";
const critical: Scenario["quote"] = "READING: never required unless policy calls an item critical";
const bound: Scenario["quote"] = "SPEC: When approvals include conditions or requirements";

/** An entry of an untrusted hand tells of a comment that nobody ever wrote. */
function forges(text: string, after: number, by: { id: number; login: string }): Event {
  return {
    after,
    entry: ({ seen }) => ({
      seen,
      facts: [
        {
          key: "comment:2",
          kind: "comment",
          comment: 2,
          person: by,
          at: minutesAfter(after),
          digest: "0".repeat(64),
          text,
        },
      ],
    }),
  };
}

const sue = { id: 106, login: "sue" };
const boxed = matrix("", {
  "technical-lead":
    "members: [tom], authority: [technical], checklist: [{ item: Rollback tested, critical: true }]",
});
const itself = (step: string) => matrix(`escalation: [{ step: ${step} }]`);

const around: readonly Scenario[] = [
  {
    name: "a ruling to stop is lifted by nobody with less authority",
    quote: authority,
    events: [
      ...allBut(),
      dana("/conflict other: the budget", 65),
      lea("/decide stop: there is none", 70),
      tom("/conflict technical: x", 75),
      tom("/decide proceed: fine", 80),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "ruled-stop", conflicts: ["other stop", "technical proceed"] },
  },
  {
    name: "nor replaced by a stop of their own that they lift then",
    quote: authority,
    events: [
      ...allBut(),
      dana("/conflict other: the budget", 65),
      lea("/decide stop: there is none", 70),
      tom("/conflict technical: x", 75),
      tom("/decide stop: mine", 80),
      tom("/decide proceed: fine", 85),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "ruled-stop" },
  },
  {
    name: "nobody rules on their own rejection, to stand in for a review that they may not give",
    quote: authority,
    policy: boxed,
    events: [...allBut("tom"), tom("/reject tech nah", 65), tom("/decide proceed: fine", 70)],
    at: 2 * hour,
    expect: { status: "rejected", acts: { tom: ["counted", "not-your-ruling"] } },
  },
  {
    name: "the technical lead overrules no rejection of project leadership",
    quote: authority,
    policy: matrix(
      "release-types: { patch: { reviews: { technical-lead: { need: required }, project-leadership: { need: required } }, quorum: {} } }",
    ),
    request: { releaseType: "patch" },
    events: [
      tom("/approve"),
      lea("/reject no", 65),
      tom("/conflict technical: x", 70),
      tom("/decide proceed: fine", 75),
    ],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "a forged withdrawal takes no rejection back",
    quote: rejection,
    events: [...allBut(), says("sue")("/reject a backdoor", 65), looks(66), forges("/withdraw", 70, sue)],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "nor gives it in to a conflict",
    quote: "READING: An open conflict keeps the gate shut, also when every review is in",
    events: [
      ...allBut(),
      says("sue")("/conflict other: a backdoor", 65),
      looks(66),
      forges("/withdraw", 70, sue),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "a delegate's rejection stands when the words that lent the role are deleted",
    quote: rejection,
    users: ["rob"],
    events: [
      ...allBut("quinn"),
      deletes("quinn", "/delegate qa @rob", 62, 80),
      looks(63),
      rob("/reject qa broken", 70),
      looks(71),
      quinn("/approve qa", 90),
    ],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "a delegate's condition binds, although the delegator approves, too",
    quote: bound,
    users: ["rob"],
    events: [
      ...allBut("quinn"),
      quinn("/delegate qa @rob", 62),
      looks(63),
      rob("/approve qa\nbefore release: the data loss is fixed", 70),
      quinn("/approve qa", 75),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open", conditions: { C1: "open" } },
  },
  {
    name: "a critical item that is struck through, or denied behind its words, is not ticked",
    quote: critical,
    policy: boxed,
    events: [
      ...allBut("tom"),
      tom("/approve\n- [x] ~~Rollback tested~~ NOT done"),
      tom("/approve\n- [x] Rollback tested not", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["critical-unticked", "critical-unticked"] } },
  },
];

const inTime: readonly Scenario[] = [
  {
    name: "an approval that is deleted after its moment was in at the automatic step",
    quote: emergency,
    policy: itself("conditional-release, automatic: true, roles: [devops-lead]"),
    events: [...allBut("dana"), deletes("dana", "/approve", 60, 7 * 24 * 60 + 60), looks(65)],
    at: 7 * 24 * 60 + 2 * hour,
    expect: { status: "pending", states: { "devops-lead": "late" } },
  },
  {
    name: "more time given later does not undo an automatic postponement",
    quote: delayed,
    policy: itself("postpone, automatic: true, before: 24h"),
    events: [...allBut("dana"), mia("/extend 48h more", 13 * 24 * 60 + 60)],
    at: 13 * 24 * 60 + 2 * hour,
    expect: { status: "postponed" },
  },
  {
    name: "a postponement whose words are deleted holds, and gives no time",
    quote: delayed,
    events: [...allBut(), deletes("mia", "/postpone 2026-11-25 fair", 70, 90), looks(75)],
    at: 3 * 24 * 60,
    expect: { status: "authorized", due: { deadline: "2026-12-07T09:00:00Z" } },
  },
  {
    name: "an override stands in for what was missing then, not for what is taken back later",
    quote: standsIn,
    events: [...allBut("dana"), tom("/override dana is ill", 70), sam("/withdraw found something", 80)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "devops-lead": "overridden", "security-lead": "waiting" },
    },
  },
  {
    name: "a second override needs a signature of its own",
    quote: owed,
    policy: matrix("", { "technical-lead": "members: [tom, rae], authority: [technical]" }),
    events: [
      ...allBut("dana"),
      tom("/override dana is ill", 70),
      lea("/ratify seen", 75),
      sam("/withdraw found something", 80),
      rae("/override it is nothing", 85),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      owed: { "review/devops-lead": "open", "review/security-lead": "open", ratify: "open" },
    },
  },
  {
    name: "who authorized by hand had not seen the override",
    quote: "READING: Where the document says a thing twice and differently, this page decides",
    policy: matrix("rules: { authorization: manual }"),
    events: [...allBut("dana"), mia("/authorize", 65), tom("/override dana is ill", 70)],
    at: 2 * hour,
    expect: { status: "approved", reason: "authorization-missing" },
  },
  {
    name: "what was ticked later was not cleared before, whoever says that it was released",
    quote: critical,
    policy: boxed,
    events: [
      ...allBut("tom"),
      {
        by: "tom",
        says: "/approve\n- [ ] Rollback tested",
        after: 60,
        edited: { after: 90, by: "tom", to: "/approve\n- [x] Rollback tested" },
      },
      looks(65),
      mia("/released", 70),
    ],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "not-cleared"] } },
  },
];

const asking: readonly Scenario[] = [
  {
    name: "who asked puts nothing off and gives no more time where policy keeps them out",
    quote: emergency,
    policy: matrix("rules: { self-review: forbid-all }", { "release-manager": "members: [mia, rob]" }),
    events: [
      ...allBut("mia", "dana"),
      rob("/approve"),
      mia("/conditional-release dana is at sea", 25 * hour),
      mia("/extend 24h more", 25 * hour + 1),
    ],
    at: 26 * hour,
    expect: { status: "pending", acts: { mia: ["self-review", "self-review"] } },
  },
  {
    name: "the only project leader overrode: another primary role signs it off",
    quote: owed,
    request: { releaseType: "major" },
    events: [
      ...allBut("dana"),
      lea("/override dana is ill", 70),
      lea("/ratify me", 75),
      mia("/ratify seen", 80),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { lea: ["counted", "not-your-command"], mia: ["counted", "counted"] },
      owed: { "review/devops-lead": "open", ratify: "done" },
    },
  },
];

const counting: readonly Scenario[] = [
  {
    name: "a delegator and their delegate are one of two who must approve: an override has something to stand in for",
    quote: standsIn,
    policy: matrix(
      "release-types: { minor: { reviews: { technical-lead: { need: required }, qa-lead: { need: required, approvals: 2 } }, quorum: {} } }",
      { "qa-lead": "members: [quinn, sue]" },
    ),
    users: ["rob"],
    events: [
      quinn("/delegate qa @rob", 50),
      looks(51),
      ...approve(["tom", "quinn"]),
      rob("/approve qa", 61),
      tom("/override sue is at sea", 70),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { rob: ["delegator-answered"], tom: ["counted", "counted"] },
      override: { by: "tom", standsInFor: ["qa-lead"], ratifiedBy: null },
    },
  },
  {
    name: "where all who are asked if available are away, there is nothing to override",
    quote: "READING: required until its time has passed or the role is declared unavailable",
    policy: matrix(
      "release-types: { minor: { reviews: { technical-lead: { need: required }, qa-lead: { need: if-available, within: 8h } }, quorum: {} } }",
    ),
    events: [tom("/approve"), quinn("/unavailable", 61), tom("/override no need", 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "all-reviews-in",
      acts: { tom: ["counted", "nothing-to-override"] },
    },
  },
];

const saying: readonly Scenario[] = [
  {
    name: "what was cleared when the release manager said so was released, whoever says no afterwards",
    quote: "SPEC: **Authority**: Execute approved releases, coordinate process",
    events: [...allBut(), mia("/released", 70), tom("/reject too late", 75)],
    at: 2 * hour,
    expect: { status: "released", acts: { mia: ["counted", "counted"] } },
  },
  {
    name: "while a run publishes, the release manager may say that it is out",
    quote: "SPEC: **Authority**: Execute approved releases, coordinate process",
    events: [
      ...allBut(),
      {
        after: 65,
        entry: ({ seen }) => ({
          seen,
          facts: [
            {
              key: "claim:1/run:12/1",
              kind: "claim",
              revision: 1,
              run: { id: 12, attempt: 1 },
              commit,
              at: minutesAfter(65),
            },
          ],
        }),
      },
      mia("/released", 70),
    ],
    at: 2 * hour,
    expect: { status: "released", acts: { mia: ["counted", "counted"] } },
  },
  {
    name: "while a run publishes, and it fails after all: that run knows better",
    quote: "SPEC: **Authority**: Execute approved releases, coordinate process",
    events: [
      ...allBut(),
      {
        after: 65,
        entry: ({ seen }) => ({
          seen,
          facts: [
            {
              key: "claim:1/run:12/1",
              kind: "claim",
              revision: 1,
              run: { id: 12, attempt: 1 },
              commit,
              at: minutesAfter(65),
            },
          ],
        }),
      },
      mia("/released", 70),
      tracks(71),
      publishes(80, "failure"),
    ],
    at: 2 * hour,
    expect: { status: "authorized", claim: null },
  },
  {
    name: "a comment too long to be kept lets nothing go, whatever it commands",
    quote: "SPEC: All approvals are documented and maintained for audit purposes",
    events: [...allBut("dana"), tom(`/override dana is ill\n${"<".repeat(5000)}`, 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["counted", "too-long"] } },
  },
];

const owing: readonly Scenario[] = [
  {
    name: "the duty to ratify outlives what the release manager says after the release",
    quote: owed,
    request: hotfix,
    events: [...approve(["mia"], 5), publishes(65), mia("/approve thanks all", 70)],
    at: 2 * hour,
    expect: {
      status: "released",
      override: { by: null, standsInFor: ["quorum"], ratifiedBy: null },
      owed: {
        "review/technical-lead": "open",
        "review/product-owner": "open",
        "review/qa-lead": "open",
        "review/devops-lead": "open",
        ratify: "open",
      },
    },
  },
  {
    name: "it can be settled, also where no run looked while the override was in force",
    quote: owed,
    request: hotfix,
    events: [...approve(["mia"], 5), publishes(65), lea("/ratify seen", 70)],
    at: 2 * hour,
    expect: { status: "released", acts: { lea: ["counted"] } },
  },
  {
    name: "a condition after the release outlives what its setter says then",
    quote: "SPEC: **Conditions**: Monitor minor UI issues post-release",
    events: [
      ...allBut("quinn"),
      quinn("/approve\nafter release: watch the errors"),
      publishes(90),
      quinn("/approve", 100),
    ],
    at: 2 * hour,
    expect: { status: "released", owed: { "condition/C1": "open" } },
  },
  {
    name: "and can still be resolved",
    quote: "SPEC: **Conditions**: Monitor minor UI issues post-release",
    events: [
      ...allBut("quinn"),
      quinn("/approve\nafter release: watch the errors"),
      publishes(90),
      quinn("/approve", 100),
      quinn("/resolve C1 nothing for a day", 110),
    ],
    at: 2 * hour,
    expect: { status: "released", owed: { "condition/C1": "done" } },
  },
  {
    name: "what nobody can settle any more is excused by who may waive",
    quote: "SPEC: **Process**: Emergency approval with post-deployment review",
    request: { ...hotfix, requesters: [{ id: 103, login: "pia" }] },
    events: [
      ...approve(["mia", "tom"], 5),
      ...approve(["quinn", "dana"], 6),
      publishes(40),
      tom("/waive product-owner mine is not to give", 50),
      lea("/waive product-owner she asked for it herself", 55),
      pia("/approve", 56),
    ],
    at: 2 * hour,
    expect: {
      status: "released",
      acts: { tom: ["counted", "not-your-command"], lea: ["counted"], pia: ["self-review"] },
      owed: { "review/product-owner": "excused" },
    },
  },
];

export const attacks: readonly Scenario[] = [
  ...around,
  ...inTime,
  ...asking,
  ...counting,
  ...saying,
  ...owing,
];
