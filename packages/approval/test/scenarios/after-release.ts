import { commit, type Event, looks, minutesAfter, publishes, says, tracks } from "../given.ts";
import {
  allBut,
  approve,
  day,
  deletes,
  edits,
  hotfix,
  hour,
  matrix,
  on,
  patch,
  type Scenario,
  second,
  shippedCommit,
} from "./scenario.ts";

/* What is owed once it has shipped, and what ends that. */

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const dana = says("dana");
const lea = says("lea");

const owes = "READING: becomes an obligation with its time when the release is recorded";
const everyMissing = "READING: every missing review becomes an obligation";
const ratifies = "READING: opens an obligation to /ratify for the role that policy names";
const postDeployment = "SPEC: **Process**: Emergency approval with post-deployment review";
const conditionally =
  "SPEC: **Conditional Release**: Release with post-deployment review for non-critical items";
const executes = "SPEC: **Authority**: Execute approved releases, coordinate process";
const executed = "SPEC: # 3. Execute authorized release";
const records = "READING: with outcome: success it records the release";
const handles = "SPEC: - Monitor release process and handle issues";
const recorded = "SPEC: All approvals are documented and maintained for audit purposes";
const monitored = "SPEC: **Conditions**: Monitor minor UI issues post-release";

// Two of three leads sleep; it ships at 09:45.
const shippedHotfix: readonly Event[] = [...approve(["mia", "tom"], 5), tracks(31), publishes(45)];

const claims = (after: number, run = 12): Event => ({
  after,
  entry: ({ seen }) => ({
    seen,
    facts: [
      {
        key: `claim:1/run:${run}/1`,
        kind: "claim",
        revision: 1,
        run: { id: run, attempt: 1 },
        commit,
        at: minutesAfter(after),
      },
    ],
  }),
});

const recording: readonly Scenario[] = [
  {
    name: "publishing that ended well is the release",
    quote: records,
    events: [...allBut(), publishes(90)],
    at: 2 * hour,
    expect: {
      status: "released",
      reason: "released",
      owed: {},
      findings: { released: { at: "2026-11-23T10:30:00Z", run: 12 } },
    },
  },
  {
    name: "it stays released, whatever the hour",
    quote: records,
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), publishes(90)],
    at: 30 * day,
    expect: { status: "released", no: ["window-expired"] },
  },
  {
    name: "the release manager says so",
    quote: executes,
    events: [...allBut(), tracks(65), mia("/released", 70), tracks(71)],
    at: 2 * hour,
    expect: { status: "released", acts: { mia: ["counted", "counted"] } },
  },
  {
    name: "nobody else does",
    quote: executes,
    events: [...allBut(), tom("/released", 70), tracks(71)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { tom: ["counted", "not-your-command"] } },
  },
  {
    name: "what was not cleared was not released",
    quote: "SPEC: **All Required Approvals**: Obtained and documented",
    events: [...allBut("dana"), mia("/released", 70), tracks(71)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted", "not-cleared"] } },
  },
  {
    name: "nor is it when it is cleared later",
    quote: "SPEC: **All Required Approvals**: Obtained and documented",
    events: [...allBut("dana"), mia("/released", 70), tracks(71), dana("/approve", 80), tracks(81)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "edited before it was recorded it says nothing",
    quote: recorded,
    events: [...allBut(), edits("mia", "/released", 70, 71), tracks(75)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "once recorded it stays, whatever becomes of the comment",
    quote: recorded,
    events: [...allBut(), deletes("mia", "/released", 70, 80), tracks(71), tracks(85)],
    at: 2 * hour,
    expect: { status: "released" },
  },
  {
    name: "twice is once",
    quote: executes,
    events: [...allBut(), mia("/released", 70), tracks(71), mia("/released", 80)],
    at: 2 * hour,
    expect: { status: "released", acts: { mia: ["counted", "counted", "ended"] } },
  },
  ...(
    [
      "/extend 24h more",
      "/postpone 2026-12-01 later",
      "/critical-only now",
      "/conditional-release now",
    ] as const
  ).map(
    (command): Scenario => ({
      name: `${command.split(" ")[0]} comes too late`,
      quote: executed,
      events: [...allBut(), publishes(90), mia(command, 100)],
      at: 2 * hour,
      expect: { status: "released", acts: { mia: ["counted", "ended"] } },
    }),
  ),
  {
    name: "an override comes too late",
    quote: executed,
    events: [...allBut(), publishes(90), tom("/override to be sure", 100)],
    at: 2 * hour,
    expect: { status: "released", acts: { tom: ["counted", "ended"] }, override: null },
  },
  {
    name: "a cancellation does not undo it",
    quote: executed,
    events: [...allBut(), publishes(90), mia("/cancel no", 100)],
    at: 2 * hour,
    expect: { status: "released" },
  },
];

const publishing: readonly Scenario[] = [
  {
    name: "while a run publishes, it holds the claim",
    quote: executed,
    events: [...allBut(), claims(80)],
    at: 2 * hour,
    expect: { status: "authorized", claim: 12 },
  },
  {
    name: "publishing that failed frees it for a retry",
    quote: handles,
    events: [...allBut(), claims(80), publishes(90, "failure")],
    at: 2 * hour,
    expect: { status: "authorized", claim: null },
  },
  {
    name: "another run may then",
    quote: handles,
    events: [...allBut(), claims(80), publishes(90, "failure"), claims(100, 13)],
    at: 2 * hour,
    expect: { status: "authorized", claim: 13 },
  },
  {
    name: "of two at once the first one has it",
    quote: executed,
    events: [...allBut(), claims(80, 13), claims(80, 12)],
    at: 2 * hour,
    expect: { status: "authorized", claim: 13 },
  },
];

const owing: readonly Scenario[] = [
  {
    name: "a hotfix owes what lapsed and what was asked afterwards, each in its time",
    quote: owes,
    request: hotfix,
    events: shippedHotfix,
    at: 46,
    expect: {
      status: "released",
      owed: { "review/product-owner": "open", "review/qa-lead": "open", "review/devops-lead": "open" },
      owedBy: {
        "review/product-owner": "2026-11-23T10:45:00Z",
        "review/qa-lead": "2026-11-23T10:15:00Z",
        "review/devops-lead": "2026-11-23T10:00:00Z",
      },
    },
  },
  {
    name: "before it ships, it is shown what will be owed, and no time",
    quote: owes,
    request: hotfix,
    events: approve(["mia", "tom"], 5),
    at: 31,
    expect: { status: "authorized", owedBy: { "review/product-owner": null, "review/qa-lead": null } },
  },
  {
    name: "an approval after the release settles it",
    quote: postDeployment,
    request: hotfix,
    events: [...shippedHotfix, pia("/approve", 60)],
    at: 61,
    expect: {
      status: "released",
      owed: { "review/product-owner": "approved", "review/qa-lead": "open", "review/devops-lead": "open" },
      acts: { pia: ["counted"] },
    },
  },
  {
    name: "a rejection after the release settles it, too, and undoes nothing",
    quote: postDeployment,
    request: hotfix,
    events: [...shippedHotfix, quinn("/reject the login is slow", 60)],
    at: 61,
    expect: {
      status: "released",
      owed: { "review/product-owner": "open", "review/qa-lead": "rejected", "review/devops-lead": "open" },
    },
  },
  {
    name: "an approval long after the deadline settles it",
    quote: postDeployment,
    request: hotfix,
    events: [...shippedHotfix, pia("/approve", 3 * day)],
    at: 4 * day,
    expect: {
      status: "released",
      owed: { "review/product-owner": "approved", "review/qa-lead": "open", "review/devops-lead": "open" },
    },
  },
  {
    name: "one that was edited later settles nothing",
    quote: recorded,
    request: hotfix,
    events: [...shippedHotfix, edits("pia", "/approve", 60), looks(65)],
    at: 80,
    expect: {
      status: "released",
      owed: { "review/product-owner": "open", "review/qa-lead": "open", "review/devops-lead": "open" },
    },
  },
  {
    name: "what was reviewed before is not owed",
    quote: "READING: Reviewing before is welcome and settles it",
    request: hotfix,
    events: [...approve(["mia", "tom", "pia", "quinn", "dana"], 5), publishes(45)],
    at: 46,
    expect: { status: "released", owed: {} },
  },
  {
    name: "an outsider settles nothing",
    quote: "SPEC: **Responsible**: All required stakeholders",
    request: hotfix,
    events: [...shippedHotfix, says("olaf")("/approve product-owner", 60)],
    at: 61,
    expect: {
      status: "released",
      owed: { "review/product-owner": "open", "review/qa-lead": "open", "review/devops-lead": "open" },
    },
  },
  {
    name: "an automatic override owes every missing review, and its ratification in eight working hours",
    quote: everyMissing,
    request: hotfix,
    events: [...approve(["mia"], 5), tracks(hour), publishes(65)],
    at: 70,
    expect: {
      status: "released",
      owed: {
        "review/technical-lead": "open",
        "review/product-owner": "open",
        "review/qa-lead": "open",
        "review/devops-lead": "open",
        ratify: "open",
      },
      owedBy: { ratify: "2026-11-24T10:05:00Z", "review/technical-lead": "2026-11-23T10:35:00Z" },
    },
  },
  {
    name: "a technical lead who reviews afterwards does not take the override away",
    quote: ratifies,
    request: hotfix,
    events: [...approve(["mia"], 5), tracks(hour), publishes(65), tom("/approve", 80)],
    at: 90,
    expect: {
      status: "released",
      owed: {
        "review/technical-lead": "approved",
        "review/product-owner": "open",
        "review/qa-lead": "open",
        "review/devops-lead": "open",
        ratify: "open",
      },
    },
  },
  {
    name: "ratified after the release",
    quote: ratifies,
    request: patch,
    events: [mia("/override customers cannot log in", 60), publishes(90), lea("/ratify seen", 100)],
    at: 2 * hour,
    expect: {
      status: "released",
      owed: {
        "review/release-manager": "open",
        "review/technical-lead": "open",
        "review/qa-lead": "open",
        ratify: "done",
      },
      owedBy: { ratify: "2026-11-24T10:30:00Z", "review/technical-lead": "2026-11-23T14:30:00Z" },
    },
  },
  {
    name: "a conditional release owes what it put off, in working time",
    quote: conditionally,
    events: [
      ...allBut("dana"),
      mia("/conditional-release the pipeline did not change", 8 * hour + second),
      publishes(on("2026-11-24T10:00:00Z")),
    ],
    at: on("2026-11-24T11:00:00Z"),
    expect: {
      status: "released",
      owed: { "review/devops-lead": "open" },
      owedBy: { "review/devops-lead": "2026-11-25T10:00:00Z" },
    },
  },
  {
    name: "and it is settled by that review",
    quote: conditionally,
    events: [
      ...allBut("dana"),
      mia("/conditional-release the pipeline did not change", 8 * hour + second),
      publishes(on("2026-11-24T10:00:00Z")),
      dana("/approve", on("2026-11-24T12:00:00Z")),
    ],
    at: on("2026-11-24T13:00:00Z"),
    expect: { status: "released", owed: { "review/devops-lead": "approved" }, news: ["settled"] },
  },
  {
    name: "a condition after the release is owed in five workdays",
    quote: monitored,
    events: [...allBut("quinn"), quinn("/approve\nafter release: watch the menu"), publishes(90)],
    at: 2 * hour,
    expect: {
      status: "released",
      owed: { "condition/C1": "open" },
      owedBy: { "condition/C1": "2026-11-30T10:30:00Z" },
    },
  },
  {
    name: "resolved by somebody else it waits for who set it",
    quote: "READING: A resolution by somebody other than who set the condition waits for /confirm",
    commits: [shippedCommit("abc1234")],
    events: [
      ...allBut("quinn"),
      quinn("/approve\nafter release: watch the menu"),
      publishes(90),
      mia("/resolve C1 abc1234", 100),
    ],
    at: 2 * hour,
    expect: { status: "released", owed: { "condition/C1": "open" }, conditions: { C1: "resolved" } },
  },
  {
    name: "and is settled by their word",
    quote: "READING: A resolution by somebody other than who set the condition waits for /confirm",
    commits: [shippedCommit("abc1234")],
    events: [
      ...allBut("quinn"),
      quinn("/approve\nafter release: watch the menu"),
      publishes(90),
      mia("/resolve C1 abc1234", 100),
      quinn("/confirm C1", 105),
    ],
    at: 2 * hour,
    expect: { status: "released", owed: { "condition/C1": "done" }, news: ["settled"] },
  },
];

const following: readonly Scenario[] = [
  {
    name: "what is owed is told when its time has passed",
    quote: postDeployment,
    request: hotfix,
    events: [...shippedHotfix, tracks(46)],
    at: hour + second,
    expect: { status: "released", news: ["owed review/devops-lead"] },
  },
  {
    name: "not a second before",
    quote: postDeployment,
    request: hotfix,
    events: [...shippedHotfix, tracks(46)],
    at: hour,
    expect: { status: "released", news: [] },
  },
  {
    name: "once",
    quote: postDeployment,
    request: hotfix,
    events: [...shippedHotfix, tracks(2 * hour)],
    at: 3 * hour,
    expect: { status: "released", news: [] },
  },
  {
    name: "a workday later the release manager and project leadership are told",
    quote: "SPEC: **Release Manager Escalation**: Escalate to project leadership if unresolved",
    request: hotfix,
    events: [...shippedHotfix, tracks(2 * hour)],
    at: on("2026-11-24T10:00:01Z"),
    expect: { status: "released", news: ["escalated review/devops-lead, told mia lea"] },
  },
  {
    name: "not a second before, neither",
    quote: "SPEC: **Release Manager Escalation**: Escalate to project leadership if unresolved",
    request: hotfix,
    events: [...shippedHotfix, tracks(2 * hour)],
    at: on("2026-11-24T10:00:00Z"),
    expect: { status: "released", news: [] },
  },
  {
    name: "what is settled is told no more",
    quote: postDeployment,
    request: hotfix,
    events: [
      ...shippedHotfix,
      tracks(46),
      dana("/approve", 50),
      quinn("/approve", 50),
      pia("/approve", 50),
      tracks(51),
    ],
    at: 2 * day,
    expect: { status: "released", news: [] },
  },
  {
    name: "when all is settled, that is told once",
    quote: postDeployment,
    request: hotfix,
    events: [...shippedHotfix, tracks(46), dana("/approve", 50), quinn("/approve", 50), pia("/approve", 50)],
    at: 51,
    expect: { status: "released", news: ["settled"] },
  },
  {
    name: "nobody is disturbed at night",
    quote: "READING: warning and overdue notices are automatic",
    policy: matrix('calendar: { quiet: "09:50-12:00" }'),
    request: hotfix,
    events: [...shippedHotfix, tracks(46)],
    at: hour + second,
    expect: { status: "released", news: [] },
  },
  {
    name: "rolled back: that is recorded, and what is owed stays",
    quote: handles,
    request: hotfix,
    events: [...shippedHotfix, mia("/rolled-back the login broke", 50)],
    at: 55,
    expect: {
      status: "released",
      findings: { "rolled-back": { login: "mia", reason: "the login broke" } },
      owed: { "review/product-owner": "open", "review/qa-lead": "open", "review/devops-lead": "open" },
      acts: { mia: ["counted", "counted"] },
    },
  },
  {
    name: "what was not released is not rolled back",
    quote: handles,
    events: [...allBut(), mia("/rolled-back the login broke", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "not-released"] }, no: ["rolled-back"] },
  },
  {
    name: "nobody else says so",
    quote: handles,
    request: hotfix,
    events: [...shippedHotfix, tom("/rolled-back the login broke", 50)],
    at: 55,
    expect: { status: "released", acts: { tom: ["counted", "not-your-command"] }, no: ["rolled-back"] },
  },
  {
    name: "small-team: the sign-off that lapsed is owed",
    quote: "READING: hotfix lapses after 1 h into a sign-off afterwards",
    policy: `
version: 1
project: Rocket
extends: small-team
roles: { maintainer: { members: [mia, tom, pia] } }
`,
    request: hotfix,
    events: [publishes(65), tom("/approve", 80)],
    at: 90,
    expect: { status: "released", owed: { "review/maintainer": "approved" } },
  },
];

export const afterRelease: readonly Scenario[] = [...recording, ...publishing, ...owing, ...following];
