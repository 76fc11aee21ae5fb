import { looks, says, tracks } from "../given.ts";
import {
  allBut,
  approve,
  askedAt,
  asker,
  day,
  edits,
  hotfix,
  hour,
  major,
  matrix,
  on,
  patch,
  type Scenario,
  second,
  six,
} from "./scenario.ts";

/* Due times, the calendar, warnings, and the ladder when time runs out. Monday, 23 November 2026, is the first day. */

const mia = says("mia");
const tom = says("tom");
const quinn = says("quinn");
const dana = says("dana");

const windows =
  'READING: For minor and major they are working hours (every one is a multiple of 8, and 64 elapsed hours would not be "2-4 weeks"); windows are calendar time';
const expires = "READING: | patch | release-manager, technical-lead, qa-lead;";
const ties =
  "READING: Ties in time go to the stricter reading: the rejection, the earlier deadline, the later approval";
const manager =
  "READING: /critical-only, conditional release and /postpone are the release manager's, or automatic where policy says so";
const automatic = "READING: warning and overdue notices are automatic";
const warning = "SPEC: **24-hour Warning**: Remind stakeholders of approaching deadline";
const emergency = "SPEC: **Emergency Review**: Reduce review scope to critical items only";
const conditionally =
  "SPEC: **Conditional Release**: Release with post-deployment review for non-critical items";
const delayed = "SPEC: **Release Postponement**: Delay release if critical approvals missing";
const coordination = "SPEC: **Decision Authority**: Process execution, timeline coordination";
const recorded = "SPEC: All approvals are documented and maintained for audit purposes";

const due: readonly Scenario[] = [
  {
    name: "a step that is due longer before the deadline than there is time is taken at once",
    quote: manager,
    request: patch,
    policy: matrix("escalation: [{ step: critical-only, automatic: true, before: 20d }]"),
    events: [],
    at: 0,
    expect: { status: "pending", news: ["step critical-only"] },
  },
  {
    name: "at the due time a review is not late",
    quote: windows,
    events: allBut("tom"),
    at: on("2026-11-24T17:00:00Z"),
    expect: { status: "pending", states: { "technical-lead": "waiting" } },
  },
  {
    name: "a second after it, it is, and is still waited for",
    quote: windows,
    events: allBut("tom"),
    at: on("2026-11-24T17:00:01Z"),
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "technical-lead": "late" },
      findings: { "review-missing": { role: "technical-lead", late: true } },
    },
  },
  {
    name: "a late review counts",
    quote: windows,
    events: [...allBut("tom"), tom("/approve", on("2026-11-25T09:00:00Z"))],
    at: on("2026-11-25T09:00:00Z"),
    expect: { status: "authorized" },
  },
  {
    name: "at the deadline itself a review is in time",
    quote: expires,
    request: patch,
    events: [...approve(["mia", "quinn"]), tom("/approve", 2 * day)],
    at: 2 * day + 1,
    expect: { status: "authorized", acts: { tom: ["counted"] } },
  },
  {
    name: "a second after the deadline it is not",
    quote: expires,
    request: patch,
    events: [...approve(["mia", "quinn"]), tom("/approve", 2 * day + second)],
    at: 2 * day + 1,
    expect: { status: "expired", reason: "window-expired", acts: { tom: ["ended"] } },
  },
  {
    name: "at the deadline itself a release has not expired",
    quote: ties,
    request: patch,
    events: approve(["mia", "quinn"]),
    at: 2 * day,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "a second later it has",
    quote: ties,
    request: patch,
    events: approve(["mia", "quinn"]),
    at: 2 * day + second,
    expect: {
      status: "expired",
      reason: "window-expired",
      findings: { "window-expired": { deadline: "2026-11-25T09:00:00Z" } },
    },
  },
  {
    name: "what was in by then stays in",
    quote: ties,
    request: patch,
    events: approve(["mia", "tom", "quinn"]),
    at: 9 * day,
    expect: { status: "authorized" },
  },
  {
    name: "a rejection after the deadline still counts",
    quote: ties,
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), quinn("/reject it broke", 3 * day)],
    at: 4 * day,
    expect: { status: "rejected" },
  },
];

const berlin = (more = "") => matrix(`calendar: { timezone: Europe/Berlin${more} }`);

const calendar: readonly Scenario[] = [
  {
    name: "a holiday is no working time",
    quote: "READING: working hours for the roles' times",
    policy: matrix("calendar: { holidays: [2026-11-24] }"),
    events: [],
    at: hour,
    expect: {
      status: "pending",
      due: {
        "technical-lead": "2026-11-25T17:00:00Z",
        "qa-lead": "2026-11-27T17:00:00Z",
        deadline: "2026-12-07T09:00:00Z",
      },
    },
  },
  {
    name: "nor is a weekend",
    quote: "READING: working hours for the roles' times",
    request: askedAt("2026-11-27T16:00:00Z"),
    events: [],
    at: on("2026-11-27T16:30:00Z"),
    expect: {
      status: "pending",
      due: { "devops-lead": "2026-11-30T16:00:00Z", "technical-lead": "2026-12-01T16:00:00Z" },
    },
  },
  {
    name: "asked for on a Sunday, time begins on Monday morning",
    quote: "READING: working hours for the roles' times",
    request: askedAt("2026-11-29T20:00:00Z"),
    events: [],
    at: on("2026-11-29T20:30:00Z"),
    expect: {
      status: "pending",
      due: { "devops-lead": "2026-11-30T17:00:00Z", deadline: "2026-12-13T20:00:00Z" },
    },
  },
  {
    name: "over the night in which the clocks go forward nine o'clock stays nine o'clock",
    quote: "READING: working hours for the roles' times",
    policy: berlin(),
    request: askedAt("2027-03-26T15:00:00Z"),
    events: [],
    at: on("2027-03-26T15:30:00Z"),
    expect: {
      status: "pending",
      due: {
        "devops-lead": "2027-03-29T14:00:00Z",
        "technical-lead": "2027-03-30T14:00:00Z",
        deadline: "2027-04-09T15:00:00Z",
      },
    },
  },
  {
    name: "over the night in which the clocks go back, too",
    quote: "READING: working hours for the roles' times",
    policy: berlin(),
    request: askedAt("2027-10-29T14:00:00Z"),
    events: [],
    at: on("2027-10-29T14:30:00Z"),
    expect: {
      status: "pending",
      due: { "devops-lead": "2027-11-01T15:00:00Z", deadline: "2027-11-12T14:00:00Z" },
    },
  },
  {
    name: "where work begins in the night in which the clocks go forward, an hour is missing",
    quote: "READING: working hours for the roles' times",
    policy: berlin(", workdays: [sat, sun, mon], hours: 00:00-08:00"),
    request: askedAt("2027-03-26T12:00:00Z"),
    events: [],
    at: on("2027-03-26T12:30:00Z"),
    expect: {
      status: "pending",
      due: { "devops-lead": "2027-03-27T07:00:00Z", "technical-lead": "2027-03-28T23:00:00Z" },
    },
  },
  {
    name: "a patch has elapsed hours, at night and on holidays",
    quote: "READING: | patch | release-manager, technical-lead, qa-lead;",
    policy: matrix("calendar: { holidays: [2026-11-28, 2026-11-29] }"),
    request: askedAt("2026-11-27T22:00:00Z", patch),
    events: [],
    at: on("2026-11-27T22:30:00Z"),
    expect: {
      status: "pending",
      due: { "qa-lead": "2026-11-28T06:00:00Z", deadline: "2026-11-29T22:00:00Z" },
    },
  },
  {
    name: "sixty-four hours are eight workdays",
    quote: 'READING: every one is a multiple of 8, and 64 elapsed hours would not be "2-4 weeks"',
    policy: matrix("calendar: { holidays: [2026-11-26] }"),
    request: major,
    events: [],
    at: hour,
    expect: { status: "pending", due: { "qa-lead": "2026-12-03T17:00:00Z" } },
  },
];

const extending: readonly Scenario[] = [
  {
    name: "more time moves the deadline, and the due times of who is waited for",
    quote: coordination,
    events: [mia("/extend 24h two reviewers are on a train", hour)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["counted"] },
      due: {
        deadline: "2026-12-08T09:00:00Z",
        target: "2026-11-30T09:00:00Z",
        "technical-lead": "2026-11-25T17:00:00Z",
        "devops-lead": "2026-11-24T17:00:00Z",
      },
    },
  },
  {
    name: "a review in the time that was added counts",
    quote: coordination,
    request: patch,
    events: [...approve(["mia", "quinn"]), mia("/extend 24h Tom is ill", day), tom("/approve", 3 * day)],
    at: 3 * day + 5,
    expect: { status: "authorized" },
  },
  {
    name: "and a second after it does not",
    quote: coordination,
    request: patch,
    events: [
      ...approve(["mia", "quinn"]),
      mia("/extend 24h Tom is ill", day),
      tom("/approve", 3 * day + second),
    ],
    at: 3 * day + 5,
    expect: { status: "expired", acts: { tom: ["ended"] } },
  },
  {
    name: "twice is twice",
    quote: coordination,
    request: patch,
    events: [mia("/extend 24h Tom is ill", day), mia("/extend 2d still", 2 * day)],
    at: 2 * day + 5,
    expect: { status: "pending", due: { deadline: "2026-11-28T09:00:00Z" } },
  },
  {
    name: "who is asked only if available gets no more",
    quote: "READING: required until its time has passed or the role is declared unavailable",
    request: hotfix,
    events: [...approve(["mia", "pia"], 5), mia("/extend 2h the build is slow", 20)],
    at: 31,
    expect: {
      status: "authorized",
      states: { "technical-lead": "lapsed" },
      due: { deadline: "2026-11-23T15:00:00Z", "technical-lead": "2026-11-23T09:30:00Z" },
    },
  },
  {
    name: "after the deadline it is too late",
    quote: coordination,
    request: patch,
    events: [mia("/extend 24h Tom is ill", 2 * day + second)],
    at: 2 * day + 5,
    expect: { status: "expired", acts: { mia: ["ended"] } },
  },
  {
    name: "nobody else gives time",
    quote: coordination,
    events: [tom("/extend 24h I need it", hour)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { tom: ["not-your-command"] },
      due: { deadline: "2026-12-07T09:00:00Z" },
    },
  },
  {
    name: "it takes a reason",
    quote: coordination,
    events: [mia("/extend 24h", hour)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["malformed"] }, due: { deadline: "2026-12-07T09:00:00Z" } },
  },
  {
    name: "time that was given in a comment that was edited later is taken back",
    quote: recorded,
    request: patch,
    events: [
      ...approve(["mia", "quinn"]),
      edits("mia", "/extend 24h Tom is ill", day, day + 10),
      looks(day + 5),
      tom("/approve", 2 * day + hour),
    ],
    at: 3 * day,
    expect: { status: "expired", due: { deadline: "2026-11-25T09:00:00Z" } },
  },
  {
    name: "under two policies the earlier deadline holds: who manages under one only gives no time",
    quote: ties,
    today: matrix("", { "release-manager": "members: [dana]", "devops-lead": "members: [mia]" }),
    request: patch,
    events: [...approve(["tom", "quinn"]), mia("/extend 24h Tom is ill", day)],
    at: 2 * day + hour,
    expect: { status: "expired" },
  },
];

const nextDay = "/postpone 2026-12-01 the fair comes first";

const postponing: readonly Scenario[] = [
  {
    name: "postponed until a day",
    quote: delayed,
    events: [...allBut(), mia(nextDay, 2 * hour)],
    at: on("2026-11-30T23:59:59Z"),
    expect: {
      status: "postponed",
      reason: "postponed",
      findings: {
        postponed: { until: "2026-12-01T00:00:00Z", reason: "the fair comes first", login: "mia" },
      },
      opens: { sets: [], at: "2026-12-01T00:00:00Z" },
    },
  },
  {
    name: "it reopens by itself as the day begins, with what was in",
    quote: delayed,
    events: [...allBut(), mia(nextDay, 2 * hour)],
    at: on("2026-12-01T00:00:00Z"),
    expect: { status: "authorized", no: ["postponed"] },
  },
  {
    name: "its times begin anew then",
    quote: delayed,
    events: [...allBut("dana", "quinn"), mia(nextDay, 2 * hour)],
    at: on("2026-12-01T00:00:00Z"),
    expect: {
      status: "pending",
      states: { "devops-lead": "waiting" },
      due: {
        start: "2026-12-01T00:00:00Z",
        target: "2026-12-08T00:00:00Z",
        deadline: "2026-12-15T00:00:00Z",
        "devops-lead": "2026-12-01T17:00:00Z",
        "qa-lead": "2026-12-04T17:00:00Z",
      },
    },
  },
  {
    name: "the day begins where the project is",
    quote: delayed,
    policy: matrix("calendar: { timezone: America/New_York }"),
    events: [...allBut(), mia(nextDay, 2 * hour)],
    at: on("2026-12-01T04:59:59Z"),
    expect: { status: "postponed", opens: { sets: [], at: "2026-12-01T05:00:00Z" } },
  },
  {
    name: "reviews count meanwhile",
    quote: delayed,
    events: [...allBut("dana"), mia(nextDay, 2 * hour), dana("/approve", 3 * day)],
    at: on("2026-12-01T00:00:00Z"),
    expect: { status: "authorized", acts: { dana: ["counted"] } },
  },
  {
    name: "across the deadline: it does not expire",
    quote: delayed,
    request: patch,
    events: [...approve(["mia", "quinn"]), mia(nextDay, 2 * hour)],
    at: on("2026-11-27T09:00:00Z"),
    expect: { status: "postponed", no: ["window-expired"] },
  },
  {
    name: "and has a deadline of its own then",
    quote: delayed,
    request: patch,
    events: [
      ...approve(["mia", "quinn"]),
      mia(nextDay, 2 * hour),
      tom("/approve", on("2026-12-03T00:00:00Z")),
    ],
    at: on("2026-12-03T00:00:00Z"),
    expect: { status: "authorized", due: { deadline: "2026-12-03T00:00:00Z" } },
  },
  {
    name: "which ends it",
    quote: delayed,
    request: patch,
    events: [...approve(["mia", "quinn"]), mia(nextDay, 2 * hour)],
    at: on("2026-12-03T00:00:01Z"),
    expect: { status: "expired", reason: "window-expired" },
  },
  {
    name: "after the deadline nothing is postponed",
    quote: delayed,
    request: patch,
    events: [...approve(["mia", "quinn"]), mia(nextDay, 2 * day + second)],
    at: 3 * day,
    expect: { status: "expired", acts: { mia: ["counted", "ended"] } },
  },
  ...["2026-11-23", "2026-11-20"].map(
    (date): Scenario => ({
      name: `${date} is no day to come`,
      quote: delayed,
      events: [mia(`/postpone ${date} a slip`, 2 * hour)],
      at: 3 * hour,
      expect: { status: "pending", acts: { mia: ["date-past"] }, facts: { mia: { date } } },
    }),
  ),
  {
    name: "tomorrow is one",
    quote: delayed,
    events: [mia("/postpone 2026-11-24 the build is slow", 2 * hour)],
    at: 3 * hour,
    expect: { status: "postponed", findings: { postponed: { until: "2026-11-24T00:00:00Z" } } },
  },
  {
    name: "postponed again: the later word counts",
    quote: delayed,
    events: [...allBut(), mia(nextDay, 2 * hour), mia("/postpone 2026-12-03 the fair is longer", 3 * hour)],
    at: on("2026-12-02T12:00:00Z"),
    expect: { status: "postponed", findings: { postponed: { until: "2026-12-03T00:00:00Z" } } },
  },
  {
    name: "postponed to a sooner day",
    quote: delayed,
    events: [...allBut(), mia(nextDay, 2 * hour), mia("/postpone 2026-11-25 the fair is off", 3 * hour)],
    at: on("2026-11-25T00:00:00Z"),
    expect: { status: "authorized" },
  },
  {
    name: "today reopens it at once",
    quote: delayed,
    events: [
      ...allBut("dana"),
      mia(nextDay, 2 * hour),
      mia("/postpone 2026-11-24 the fair is off", on("2026-11-24T10:00:00Z")),
    ],
    at: on("2026-11-24T10:00:00Z"),
    expect: {
      status: "pending",
      reason: "review-missing",
      due: {
        start: "2026-11-24T10:00:00Z",
        deadline: "2026-12-08T10:00:00Z",
        "devops-lead": "2026-11-25T10:00:00Z",
      },
    },
  },
  {
    name: "a word that reopens it is pristine",
    quote: recorded,
    events: [
      ...allBut(),
      mia(nextDay, 2 * hour),
      edits("mia", "/postpone 2026-11-24 the fair is off", day + hour, day + 80),
      looks(day + 65),
    ],
    at: day + 2 * hour,
    expect: { status: "postponed" },
  },
  {
    name: "nobody else postpones",
    quote: manager,
    events: [...allBut(), tom(nextDay, 2 * hour)],
    at: 3 * hour,
    expect: { status: "authorized", acts: { tom: ["counted", "not-your-command"] } },
  },
  {
    name: "it takes a day",
    quote: delayed,
    events: [...allBut(), mia("/postpone later", 2 * hour)],
    at: 3 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "malformed"] } },
  },
  {
    name: "it is postponed also where the comment was edited later",
    quote: delayed,
    events: [...allBut(), edits("mia", nextDay, 2 * hour, 3 * hour), looks(2 * hour + 5)],
    at: 4 * hour,
    expect: { status: "postponed" },
  },
  {
    name: "it is postponed also where the comment was deleted later",
    quote: delayed,
    events: [
      ...allBut(),
      { by: "mia", says: nextDay, after: 2 * hour, deletedBy: "mia", deletedAfter: 3 * hour },
      looks(2 * hour + 5),
    ],
    at: 4 * hour,
    expect: { status: "postponed" },
  },
  {
    name: "it is postponed also where the comment was edited before anybody read it",
    quote: delayed,
    events: [...allBut(), edits("mia", nextDay, 2 * hour, 2 * hour + 1)],
    at: 4 * hour,
    expect: { status: "postponed" },
  },
  {
    name: "a rejection is told before a postponement",
    quote: ties,
    events: [...allBut("quinn"), quinn("/reject red"), mia(nextDay, 2 * hour)],
    at: 3 * hour,
    expect: { status: "rejected", findings: { postponed: {} } },
  },
  {
    name: "nobody is warned while it is postponed",
    quote: automatic,
    events: [mia(nextDay, 2 * hour), tracks(2 * hour + 1)],
    at: on("2026-11-26T12:00:00Z"),
    expect: { status: "postponed", news: [] },
  },
];

const narrowing: readonly Scenario[] = [
  {
    name: "critical items only: who must approve is the same",
    quote: emergency,
    events: [...allBut("dana"), mia("/critical-only the fair is tomorrow", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      acts: { mia: ["counted", "counted"] },
      states: { "devops-lead": "waiting" },
    },
  },
  {
    name: "nobody but the release manager asks for it",
    quote: manager,
    events: [...allBut("dana"), tom("/critical-only the fair is tomorrow", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["counted", "not-your-command"] } },
  },
  {
    name: "it takes a reason, too",
    quote: emergency,
    events: [mia("/critical-only", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["malformed"] } },
  },
  {
    name: "and the deadline ends it",
    quote: emergency,
    request: patch,
    events: [mia("/critical-only the fair is tomorrow", 2 * day + second)],
    at: 3 * day,
    expect: { status: "expired", acts: { mia: ["ended"] } },
  },
];

const lateMonday = on("2026-11-23T17:00:00Z");
const noTimes = matrix(`release-types:
  minor:
    quorum: {}
    reviews:
      release-manager: { need: required }
      technical-lead: { need: required }
      devops-lead: { need: required }`);
const ship = "/conditional-release the pipeline did not change";

const deferring: readonly Scenario[] = [
  {
    name: "a conditional release puts off what policy lets it, and that is owed",
    quote: conditionally,
    events: [...allBut("dana"), mia(ship, lateMonday + second)],
    at: lateMonday + 5,
    expect: {
      status: "authorized",
      reason: "conditional-release",
      states: { "devops-lead": "deferred" },
      findings: { "review-deferred": { role: "devops-lead", by: "mia" } },
      owed: { "review/devops-lead": "open" },
      acts: { mia: ["counted", "counted"] },
      facts: { mia: { roles: ["devops-lead"] } },
    },
  },
  {
    name: "while nobody is late nothing is at risk",
    quote: "SPEC: When review timelines are at risk",
    events: [...allBut("dana"), mia(ship, lateMonday)],
    at: lateMonday + 5,
    expect: { status: "pending", acts: { mia: ["counted", "not-at-risk"] } },
  },
  {
    name: "from the warning before the deadline on it is",
    quote: warning,
    policy: noTimes,
    events: [...approve(["mia", "tom"]), mia(ship, 13 * day)],
    at: 13 * day,
    expect: { status: "authorized", states: { "devops-lead": "deferred" } },
  },
  {
    name: "a second before the warning it is not",
    quote: warning,
    policy: noTimes,
    events: [...approve(["mia", "tom"]), mia(ship, 13 * day - second)],
    at: 13 * day,
    expect: { status: "pending", acts: { mia: ["counted", "not-at-risk"] } },
  },
  {
    name: "of a short window half the time",
    quote: warning,
    policy: matrix(`release-types:
  minor:
    window: { target: 10h, deadline: 10h }
    quorum: {}
    reviews:
      release-manager: { need: required }
      technical-lead: { need: required }
      devops-lead: { need: required }`),
    events: [...approve(["mia", "tom"]), mia(ship, 5 * hour)],
    at: 5 * hour,
    expect: { status: "authorized", states: { "devops-lead": "deferred" } },
  },
  {
    name: "what policy does not let off is still missing",
    quote: conditionally,
    events: [...allBut("dana", "quinn"), mia(ship, lateMonday + second)],
    at: lateMonday + 5,
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "devops-lead": "deferred", "qa-lead": "waiting" },
    },
  },
  {
    name: "a rejection of a role that is put off blocks",
    quote: "READING: An override stands in for missing reviews; it lifts no rejection",
    events: [
      ...allBut("dana"),
      mia(ship, lateMonday + second),
      dana("/reject the pipeline did change", lateMonday + 2),
    ],
    at: lateMonday + 5,
    expect: { status: "rejected", states: { "devops-lead": "rejected" } },
  },
  {
    name: "who is put off may review before the release all the same",
    quote: "READING: Reviewing before is welcome and settles it",
    events: [...allBut("dana"), mia(ship, lateMonday + second), dana("/approve", lateMonday + 2)],
    at: lateMonday + 5,
    expect: { status: "authorized", states: { "devops-lead": "approved" }, owed: {} },
  },
  {
    name: "where policy names nobody who may be put off",
    quote: conditionally,
    policy: matrix("escalation: []"),
    events: [...allBut("dana"), mia(ship, lateMonday + second)],
    at: lateMonday + 5,
    expect: { status: "pending", acts: { mia: ["counted", "no-deferrable-role"] } },
  },
  {
    name: "where only the pinned policy lets it, it does not",
    quote: conditionally,
    today: matrix("escalation: []"),
    events: [...allBut("dana"), mia(ship, lateMonday + second)],
    at: lateMonday + 5,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "nobody but the release manager does it",
    quote: manager,
    events: [...allBut("dana"), tom(ship, lateMonday + second)],
    at: lateMonday + 5,
    expect: { status: "pending", acts: { tom: ["counted", "not-your-command"] } },
  },
  {
    name: "edited later it is void",
    quote: recorded,
    events: [...allBut("dana"), edits("mia", ship, lateMonday + 5, lateMonday + 15), looks(lateMonday + 10)],
    at: lateMonday + 20,
    expect: {
      status: "pending",
      acts: { mia: ["counted", "edited-later"] },
      news: ["void mia conditional-release", "overdue devops-lead, told mia"],
    },
  },
];

const ladder = (steps: string) => matrix(`escalation:\n${steps}`);
const allSteps = ladder(`  - { step: critical-only, automatic: true }
  - { step: conditional-release, automatic: true, before: 24h, roles: [devops-lead] }
  - { step: postpone, automatic: true, for: 3d }`);

const byItself: readonly Scenario[] = [
  {
    name: "critical items only, at the target",
    quote: manager,
    policy: allSteps,
    events: allBut("dana", "quinn"),
    at: 7 * day,
    expect: { status: "pending", news: ["step critical-only"] },
  },
  {
    name: "a second before, not yet",
    quote: manager,
    policy: allSteps,
    events: allBut("dana", "quinn"),
    at: 7 * day - second,
    expect: { status: "pending", news: [] },
  },
  {
    name: "not where nothing is missing",
    quote: manager,
    policy: allSteps,
    events: allBut(),
    at: 20 * day,
    expect: { status: "authorized", news: [], owed: {} },
  },
  {
    name: "not twice",
    quote: manager,
    policy: allSteps,
    events: [...allBut("dana", "quinn"), tracks(8 * day)],
    at: 9 * day,
    expect: { status: "pending", news: [] },
  },
  {
    name: "a conditional release, a day before the deadline",
    quote: conditionally,
    policy: allSteps,
    events: allBut("dana"),
    at: 13 * day,
    expect: {
      status: "authorized",
      states: { "devops-lead": "deferred" },
      owed: { "review/devops-lead": "open" },
      findings: { "review-deferred": { role: "devops-lead", by: null } },
      news: ["step critical-only", "step conditional-release"],
    },
  },
  {
    name: "a second before, it waits, and says when it opens",
    quote: conditionally,
    policy: allSteps,
    events: allBut("dana"),
    at: 13 * day - second,
    expect: { status: "pending", opens: { sets: [["devops-lead"]], at: "2026-12-06T09:00:00Z" } },
  },
  {
    name: "not afterwards: who takes back what was in at that moment is waited for",
    quote: conditionally,
    policy: allSteps,
    events: [...allBut(), dana("/withdraw the pipeline broke", 13 * day + hour)],
    at: 13 * day + 2 * hour,
    expect: { status: "pending", reason: "review-missing", states: { "devops-lead": "late" } },
  },
  {
    name: "nor is it postponed afterwards",
    quote: delayed,
    policy: ladder("  - { step: postpone, automatic: true, for: 3d }"),
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), quinn("/withdraw the tests were wrong", 2 * day + hour)],
    at: 2 * day + 2 * hour,
    expect: { status: "expired" },
  },
  {
    name: "postponed at the deadline",
    quote: delayed,
    policy: allSteps,
    events: allBut("quinn"),
    at: 14 * day,
    expect: {
      status: "postponed",
      findings: { postponed: { until: "2026-12-10T09:00:00Z", login: null } },
      due: { deadline: "2026-12-24T09:00:00Z" },
    },
  },
  {
    name: "it reopens then",
    quote: delayed,
    policy: allSteps,
    events: [...allBut("quinn"), quinn("/approve", 15 * day)],
    at: 17 * day,
    expect: { status: "authorized" },
  },
  {
    name: "a run that looks late finds the same",
    quote: delayed,
    policy: allSteps,
    events: allBut("quinn"),
    at: 16 * day,
    expect: { status: "postponed", findings: { postponed: { until: "2026-12-10T09:00:00Z" } } },
  },
  {
    name: "once for each revision: the second deadline ends it",
    quote: delayed,
    policy: ladder("  - { step: postpone, automatic: true, for: 3d }"),
    request: patch,
    events: approve(["mia", "quinn"]),
    at: 7 * day + second,
    expect: { status: "expired" },
  },
  {
    name: "what the release manager postponed before does not use it up",
    quote: manager,
    policy: ladder("  - { step: postpone, automatic: true, for: 3d }"),
    request: patch,
    events: [...approve(["mia", "quinn"]), mia("/postpone 2026-12-01 the fair comes first", 2 * hour)],
    at: on("2026-12-03T00:00:01Z"),
    expect: { status: "postponed", findings: { postponed: { until: "2026-12-06T00:00:00Z", login: null } } },
  },
  {
    name: "and more time moves it",
    quote: manager,
    policy: ladder("  - { step: postpone, automatic: true, for: 3d }"),
    request: patch,
    events: [...approve(["mia", "quinn"]), mia("/extend 24h Tom is ill", 2 * hour)],
    at: 3 * day,
    expect: { status: "postponed", findings: { postponed: { until: "2026-11-29T09:00:00Z", login: null } } },
  },
  {
    name: "a week unless told",
    quote: delayed,
    policy: ladder("  - { step: postpone, automatic: true }"),
    request: patch,
    events: approve(["mia", "quinn"]),
    at: 3 * day,
    expect: { status: "postponed", findings: { postponed: { until: "2026-12-02T09:00:00Z" } } },
  },
  {
    name: "so long after the target as policy says",
    quote: manager,
    policy: ladder("  - { step: conditional-release, automatic: true, after: 48h, roles: [devops-lead] }"),
    events: allBut("dana"),
    at: 9 * day,
    expect: { status: "authorized", states: { "devops-lead": "deferred" } },
  },
  {
    name: "and not before",
    quote: manager,
    policy: ladder("  - { step: conditional-release, automatic: true, after: 48h, roles: [devops-lead] }"),
    events: allBut("dana"),
    at: 9 * day - second,
    expect: { status: "pending" },
  },
];

const quiet = matrix('calendar: { quiet: "12:00-14:00" }');

const notices: readonly Scenario[] = [
  {
    name: "half of a short time before it is due",
    quote: warning,
    events: [],
    at: 4 * hour,
    expect: { status: "pending", news: ["warning release-manager", "warning devops-lead"] },
  },
  {
    name: "not a second before",
    quote: warning,
    events: [],
    at: 4 * hour - second,
    expect: { status: "pending", news: [] },
  },
  {
    name: "a day before it is due",
    quote: warning,
    events: approve(["mia", "dana", "tom", "sam"]),
    at: on("2026-11-24T17:00:00Z"),
    expect: { status: "pending", news: ["warning product-owner"] },
  },
  {
    name: "once, whoever runs and however often",
    quote: automatic,
    events: [tracks(4 * hour), tracks(5 * hour)],
    at: 6 * hour,
    expect: { status: "pending", news: [] },
  },
  {
    name: "whoever is in hears nothing",
    quote: automatic,
    events: allBut("dana"),
    at: 4 * hour,
    expect: { status: "pending", news: ["warning devops-lead"] },
  },
  {
    name: "overdue a second after, and the release manager is told",
    quote: automatic,
    events: [tracks(4 * hour)],
    at: lateMonday + second,
    expect: {
      status: "pending",
      news: ["overdue release-manager, told mia", "overdue devops-lead, told mia"],
    },
  },
  {
    name: "a run that comes late says only that it is overdue",
    quote: automatic,
    events: approve(["mia", "pia", "quinn"]),
    at: on("2026-11-26T09:00:00Z"),
    expect: {
      status: "pending",
      news: [
        "overdue technical-lead, told mia",
        "overdue security-lead, told mia",
        "overdue devops-lead, told mia",
      ],
    },
  },
  {
    name: "the release's own deadline, a day before",
    quote: warning,
    events: [...allBut("quinn"), tracks(12 * day)],
    at: 13 * day,
    expect: { status: "pending", news: ["warning release"] },
  },
  {
    name: "nobody is disturbed in quiet hours",
    quote: automatic,
    policy: quiet,
    events: [],
    at: 4 * hour + 30,
    expect: { status: "pending", news: [] },
  },
  {
    name: "the next run after them tells",
    quote: automatic,
    policy: quiet,
    events: [tracks(4 * hour + 30)],
    at: 5 * hour,
    expect: { status: "pending", news: ["warning release-manager", "warning devops-lead"] },
  },
  {
    name: "quiet hours may run over midnight, in the project's time zone",
    quote: automatic,
    policy: matrix('calendar: { quiet: "22:00-07:00", timezone: Europe/Berlin }'),
    events: approve(["mia", "pia", "quinn", "sam", "dana"]),
    at: on("2026-11-25T05:59:00Z"),
    expect: { status: "pending", news: [] },
  },
  {
    name: "and end there",
    quote: automatic,
    policy: matrix('calendar: { quiet: "22:00-07:00", timezone: Europe/Berlin }'),
    events: approve(["mia", "pia", "quinn", "sam", "dana"]),
    at: on("2026-11-25T06:00:00Z"),
    expect: { status: "pending", news: ["warning technical-lead"] },
  },
  {
    name: "after an extension the new time is warned of anew",
    quote: coordination,
    events: [
      ...allBut("dana"),
      tracks(4 * hour),
      mia("/extend 24h two reviewers are on a train", 5 * hour),
      tracks(5 * hour + 1),
    ],
    at: on("2026-11-24T01:00:00Z"),
    expect: { status: "pending", news: ["warning devops-lead"] },
  },
  {
    name: "`/remind` reminds everybody awaited, once",
    quote: "SPEC: This is a friendly reminder that your review is still needed for v1.2.0",
    events: [mia("/remind", hour)],
    at: hour,
    expect: { status: "pending", acts: { mia: ["counted"] }, news: ["reminder by mia"] },
  },
  {
    name: "the same `/remind` not again",
    quote: "SPEC: This is a friendly reminder that your review is still needed for v1.2.0",
    events: [mia("/remind", hour), tracks(hour), tracks(hour + 5)],
    at: 2 * hour,
    expect: { status: "pending", news: [] },
  },
  {
    name: "another `/remind` again",
    quote: "SPEC: This is a friendly reminder that your review is still needed for v1.2.0",
    events: [mia("/remind", hour), tracks(hour), mia("/remind", hour + 10)],
    at: 2 * hour,
    expect: { status: "pending", news: ["reminder by mia"] },
  },
  {
    name: "the input reminds, too",
    quote: "SPEC: This is a friendly reminder that your review is still needed for v1.2.0",
    events: [],
    remind: true,
    at: hour,
    expect: { status: "pending", news: ["reminder by input"] },
  },
  {
    name: "once a day",
    quote: "SPEC: This is a friendly reminder that your review is still needed for v1.2.0",
    events: [{ tracks: true, remind: true, after: hour }],
    remind: true,
    at: 3 * hour,
    expect: { status: "pending", news: [] },
  },
  {
    name: "and the next day again",
    quote: "SPEC: This is a friendly reminder that your review is still needed for v1.2.0",
    events: [...allBut("quinn"), { tracks: true, remind: true, after: hour }],
    remind: true,
    at: day + hour,
    expect: { status: "pending", news: ["reminder by input"] },
  },
  {
    name: "nobody is reminded of what is authorized",
    quote: "SPEC: This is a friendly reminder that your review is still needed for v1.2.0",
    events: allBut(),
    remind: true,
    at: 2 * hour,
    expect: { status: "authorized", news: [] },
  },
  {
    name: "nobody else reminds",
    quote: coordination,
    events: [quinn("/remind", hour)],
    at: hour,
    expect: { status: "pending", acts: { quinn: ["not-your-command"] }, news: [] },
  },
  {
    name: "in a hotfix half of a quarter of an hour",
    quote: warning,
    request: hotfix,
    events: [],
    at: 7.5,
    expect: { status: "pending", news: ["warning release-manager", "warning devops-lead"] },
  },
];

const others: readonly Scenario[] = [
  {
    name: "who asked may give time: they lead the process",
    quote: coordination,
    request: asker("mia", 101),
    events: [mia("/extend 24h two reviewers are on a train", hour)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted"] } },
  },
  {
    name: "small-team: a maintainer leads the process",
    quote: "READING: small-team: one role, maintainer",
    policy: `
version: 1
project: Rocket
extends: small-team
roles: { maintainer: { members: [mia, tom, pia] } }
`,
    events: [tom("/extend 24h one more day", hour)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["counted"] }, due: { deadline: "2026-12-08T09:00:00Z" } },
  },
  {
    name: "all six in, whatever the hour",
    quote: "READING: security-lead when security-related; technical-lead, qa-lead, devops-lead if available",
    request: { ...hotfix, securityRelated: true },
    events: approve(six, 5),
    at: 6,
    expect: { status: "authorized" },
  },
];

export const deadlines: readonly Scenario[] = [
  ...due,
  ...calendar,
  ...extending,
  ...postponing,
  ...narrowing,
  ...deferring,
  ...byItself,
  ...notices,
  ...others,
];
