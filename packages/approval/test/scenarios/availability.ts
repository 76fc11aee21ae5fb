import { looks, minutesAfter, presses, says } from "../given.ts";
import {
  allBut,
  approve,
  askedAt,
  asker,
  deletes,
  edits,
  hotfix,
  hour,
  matrix,
  on,
  patch,
  type Scenario,
  second,
} from "./scenario.ts";

/* Reviews asked only if available, who is away, and who stands in for whom. */

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const sam = says("sam");
const sue = says("sue");
const rob = says("rob");
const rae = says("rae");
const olaf = says("olaf");

const lapses =
  "READING: required until its time has passed or the role is declared unavailable; then it becomes an obligation after release";
const contacts =
  "READING: | emergency contacts | contact of each role, in the issue, reminders and escalations |";
const oversight = "SPEC: clear accountability for all stakeholders";
const responsible = "SPEC: **Responsible**: All required stakeholders";
const recorded = "SPEC: All approvals are documented and maintained for audit purposes";
const evening = "2026-11-24T23:59:59Z";
const midnight = "2026-11-25T00:00:00Z";

const leads = (role: string) => `release-types:
  minor:
    quorum: {}
    reviews:
      release-manager: { need: required }
      ${role}: { need: if-available, within: 1w }`;
const ifThere = matrix(leads("security-lead"));

const lapsing: readonly Scenario[] = [
  ...(
    [
      ["technical-lead", 30],
      ["qa-lead", 30],
      ["devops-lead", 15],
    ] as const
  ).flatMap(([role, minutes]): Scenario[] => [
    {
      name: `${role}, at ${minutes} minutes: still waited for`,
      quote: lapses,
      request: hotfix,
      events: approve(["mia"], 5),
      at: minutes,
      expect: { status: "pending", states: { [role]: "waiting" } },
    },
    {
      name: `${role}, a second later: no more, and owed after the release`,
      quote: lapses,
      request: hotfix,
      events: approve(["mia"], 5),
      at: minutes + second,
      expect: {
        status: "pending",
        states: { [role]: "lapsed" },
        findings: { "review-lapsed": { role } },
      },
    },
  ]),
  {
    name: "a review in the last second is one",
    quote: lapses,
    request: hotfix,
    events: [...approve(["mia", "pia"], 5), tom("/approve", 30)],
    at: 31,
    expect: { status: "authorized", states: { "technical-lead": "approved" } },
  },
  {
    name: "a review that comes after its time, before the release, is one, too",
    quote: "READING: Reviewing before is welcome and settles it",
    request: hotfix,
    events: [...approve(["mia", "pia"], 5), tom("/approve", 50)],
    at: hour,
    expect: {
      status: "authorized",
      states: { "technical-lead": "approved" },
      owed: { "review/qa-lead": "open", "review/devops-lead": "open" },
    },
  },
  {
    name: "a rejection that comes after its time still blocks",
    quote: "READING: Never over a rejection, failed evidence or a missing security review",
    request: hotfix,
    events: [...approve(["mia", "pia"], 5), tom("/reject it does not build", 50)],
    at: hour,
    expect: { status: "rejected" },
  },
  {
    name: "under two policies the later lapse counts",
    quote: lapses,
    policy: matrix(leads("security-lead").replace("1w", "1h")),
    today: ifThere,
    events: [mia("/approve")],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "at night, with everybody asleep, only what is asked if available lapses",
    quote:
      "READING: | hotfix | release-manager; security-lead when security-related; technical-lead, qa-lead, devops-lead if available; product-owner after release | release-manager + 1 other primary |",
    request: askedAt("2026-11-24T02:00:00Z", hotfix),
    events: [],
    at: on("2026-11-24T02:31:00Z"),
    expect: {
      status: "pending",
      reason: "review-missing",
      states: {
        "release-manager": "late",
        "technical-lead": "lapsed",
        "qa-lead": "lapsed",
        "devops-lead": "lapsed",
        "product-owner": "not-needed",
        "security-lead": "not-needed",
      },
    },
  },
];

const away: readonly Scenario[] = [
  {
    name: "who is away is not waited for",
    quote: lapses,
    request: hotfix,
    events: [...approve(["mia", "pia", "quinn", "dana"], 5), tom("/unavailable", 6)],
    at: 7,
    expect: {
      status: "authorized",
      states: { "technical-lead": "lapsed" },
      findings: { away: { role: "technical-lead", login: "tom", until: null } },
      owed: { "review/technical-lead": "open" },
      acts: { tom: ["counted"] },
    },
  },
  {
    name: "while another member of the role is there, the role is",
    quote: lapses,
    policy: ifThere,
    events: [mia("/approve"), sam("/unavailable", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      states: { "security-lead": "waiting" },
      opens: { sets: [["security-lead"]], at: "2026-11-27T17:01:00Z" },
    },
  },
  {
    name: "when all are away, it is not",
    quote: lapses,
    policy: ifThere,
    events: [mia("/approve"), sam("/unavailable", 70), sue("/unavailable", 80)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      states: { "security-lead": "lapsed" },
      owed: { "review/security-lead": "open" },
    },
  },
  {
    name: "a review that is required is waited for, whoever is away",
    quote: lapses,
    events: [...allBut("tom"), tom("/unavailable", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "technical-lead": "waiting" },
      findings: { away: { role: "technical-lead", login: "tom" } },
    },
  },
  {
    name: "away until a day: to its end",
    quote: lapses,
    policy: ifThere,
    events: [
      mia("/approve"),
      sam("/unavailable until 2026-11-24", 70),
      sue("/unavailable until 2026-11-30", 70),
    ],
    at: on(evening),
    expect: { status: "authorized", states: { "security-lead": "lapsed" } },
  },
  {
    name: "and back as the next one begins",
    quote: lapses,
    policy: ifThere,
    events: [
      mia("/approve"),
      sam("/unavailable until 2026-11-24", 70),
      sue("/unavailable until 2026-11-30", 70),
    ],
    at: on(midnight),
    expect: { status: "pending", states: { "security-lead": "waiting" } },
  },
  {
    name: "in the project's time zone",
    quote: lapses,
    policy: matrix(`calendar: { timezone: America/New_York }\n${leads("security-lead")}`),
    events: [
      mia("/approve"),
      sam("/unavailable until 2026-11-24", 70),
      sue("/unavailable until 2026-11-30", 70),
    ],
    at: on("2026-11-25T04:59:59Z"),
    expect: { status: "authorized" },
  },
  {
    name: "who reviews is back",
    quote: "READING: Reviewing before is welcome and settles it",
    policy: ifThere,
    events: [
      mia("/approve"),
      sam("/unavailable", 70),
      sue("/unavailable", 70),
      sam("/approve", 75),
      sam("/withdraw", 80),
    ],
    at: 2 * hour,
    expect: { status: "pending", states: { "security-lead": "waiting" } },
  },
  {
    name: "a day that has passed",
    quote: lapses,
    events: [tom("/unavailable until 2026-11-22", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["date-past"] }, no: ["away"] },
  },
  {
    name: "today is a day to come: to its end",
    quote: lapses,
    events: [tom("/unavailable until 2026-11-23", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { tom: ["counted"] },
      findings: { away: { until: "2026-11-23T23:59:59Z" } },
    },
  },
  {
    name: "an outsider is nobody who could be away",
    quote: responsible,
    events: [olaf("/unavailable", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { olaf: ["no-role"] } },
  },
  {
    name: "the release manager declares it of a role with a backup",
    quote: contacts,
    policy: matrix(leads("security-lead"), { "security-lead": "members: [sam, sue], backup: [rob]" }),
    events: [mia("/approve"), mia("/unavailable security", 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      states: { "security-lead": "lapsed" },
      acts: { mia: ["counted", "counted"] },
    },
  },
  {
    name: "not of a role without one",
    quote: contacts,
    policy: ifThere,
    events: [mia("/approve"), mia("/unavailable security", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", acts: { mia: ["counted", "not-your-command"] } },
  },
  {
    name: "nobody else declares it of others",
    quote: contacts,
    policy: matrix(leads("security-lead"), { "security-lead": "members: [sam, sue], backup: [rob]" }),
    events: [mia("/approve"), tom("/unavailable security", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["not-your-command"] } },
  },
  {
    name: "a comment that was edited later declares nothing",
    quote: recorded,
    request: hotfix,
    events: [...approve(["mia", "pia", "quinn", "dana"], 5), edits("tom", "/unavailable", 6, 9), looks(7)],
    at: 10,
    expect: { status: "pending", reason: "review-missing", states: { "technical-lead": "waiting" } },
  },
];

const lent = [...allBut("tom"), tom("/delegate tech @rob until 2026-11-24")];
const withBackup = matrix("", { "technical-lead": "members: [tom], backup: [rob]" });

const delegating: readonly Scenario[] = [
  {
    name: "a delegate reviews for a member",
    quote: oversight,
    users: ["rob"],
    events: [...lent, rob("/approve tech", 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { tom: ["counted"], rob: ["counted"] },
      reviews: { rob: { role: "technical-lead", counted: true, onBehalfOf: { id: 102, login: "tom" } } },
      findings: { delegated: { role: "technical-lead", to: "rob", from: "tom", until: evening } },
    },
  },
  {
    name: "until the delegate reviews, the role is waited for",
    quote: oversight,
    users: ["rob"],
    events: lent,
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "the day itself is in it",
    quote: oversight,
    users: ["rob"],
    events: [...lent, rob("/approve tech", on(evening))],
    at: on(midnight),
    expect: { status: "authorized" },
  },
  {
    name: "the next one is not",
    quote: oversight,
    users: ["rob"],
    events: [...lent, rob("/approve tech", on(midnight))],
    at: on(midnight) + 1,
    expect: { status: "pending", reason: "review-missing", acts: { rob: ["no-role"] } },
  },
  {
    name: "what was said within the time stays",
    quote: oversight,
    users: ["rob"],
    events: [...lent, rob("/approve tech", 70)],
    at: on("2026-11-27T09:00:00Z"),
    expect: { status: "authorized" },
  },
  {
    name: "before the role was lent, nothing counts",
    quote: oversight,
    users: ["rob"],
    events: [rob("/approve tech", 30), looks(35), ...lent],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", acts: { rob: ["no-role"] } },
  },
  {
    name: "but afterwards it does, although the person had spoken before",
    quote: oversight,
    users: ["rob"],
    events: [rob("/approve tech", 30), looks(35), ...lent, looks(65), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "a delegate may take an approval back",
    quote: oversight,
    users: ["rob"],
    events: [...lent, looks(65), rob("/approve tech", 70), looks(75), rob("/withdraw", 80)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "a delegate's later rejection holds the release",
    quote: "READING: Ties in time go to the stricter reading: the rejection",
    users: ["rob"],
    events: [...lent, looks(65), rob("/approve tech", 70), looks(75), rob("/reject tech a leak", 80)],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "a delegate's rejection holds the release",
    quote: oversight,
    users: ["rob"],
    events: [...lent, rob("/reject tech the cache is wrong", 70)],
    at: 2 * hour,
    expect: { status: "rejected", conflicts: ["technical open"] },
  },
  {
    name: "a delegate's button counts as theirs",
    quote: oversight,
    users: ["rob"],
    events: [...lent, looks(65), presses("rob")("approved", "approve-technical-lead", 70)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "a button that may have been pressed before the role was lent does not",
    quote: "READING: Ties in time go to the stricter reading",
    users: ["rob"],
    events: [...lent, presses("rob")("approved", "approve-technical-lead", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "without a day, until the release is over",
    quote: oversight,
    users: ["rob"],
    events: [...allBut("tom"), tom("/delegate @rob"), rob("/approve tech", on("2026-12-04T09:00:00Z"))],
    at: on("2026-12-04T10:00:00Z"),
    expect: { status: "authorized", findings: { delegated: { until: null } } },
  },
  {
    name: "nobody whom GitHub does not know",
    quote: responsible,
    events: [...allBut("tom"), tom("/delegate tech @nobody")],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["unknown-person"] }, facts: { tom: { login: "nobody" } } },
  },
  {
    name: "nobody who took over the login of who was meant",
    quote: oversight,
    users: ["rob"],
    events: [
      ...allBut("tom"),
      tom("/delegate tech @rob"),
      {
        after: 65,
        entry: ({ seen }) => ({
          facts: [{ key: "notice:delegate/rob", kind: "notice", at: minutesAfter(65), about: "7" }],
          seen,
        }),
      },
      rob("/approve tech", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["unknown-person"] } },
  },
  {
    name: "no member of the role",
    quote: responsible,
    events: [sam("/delegate security @sue")],
    at: 2 * hour,
    expect: { status: "pending", acts: { sam: ["already-a-member"] } },
  },
  {
    name: "nobody who fills a role in this release",
    quote: responsible,
    events: [...allBut("tom"), tom("/delegate tech @pia"), pia("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["fills-a-role"] }, facts: { tom: { as: "product-owner" } } },
  },
  {
    name: "nobody who fills one, also where a person may fill several",
    quote: responsible,
    policy: matrix("rules: { one-role-per-person: false }"),
    events: [...allBut("tom"), tom("/delegate tech @pia"), pia("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["fills-a-role"] } },
  },
  {
    name: "somebody whose role is not asked may",
    quote: responsible,
    events: [...allBut("tom"), tom("/delegate tech @lea"), says("lea")("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "nobody who is a delegate elsewhere",
    quote: responsible,
    users: ["rob"],
    events: [...allBut("tom", "quinn"), tom("/delegate tech @rob"), quinn("/delegate qa @rob", 65)],
    at: 2 * hour,
    expect: { status: "pending", acts: { quinn: ["fills-a-role"] } },
  },
  {
    name: "nobody who asked for the release",
    quote: "SPEC: This approval workflow ensures appropriate oversight",
    request: asker("rob", 110),
    users: ["rob"],
    events: [...allBut("tom"), tom("/delegate tech @rob"), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["self-review"] } },
  },
  {
    name: "who asked for the release lends nobody the role in which they may not review",
    quote: "SPEC: This approval workflow ensures appropriate oversight",
    request: asker("tom", 102),
    users: ["rob"],
    events: [...allBut("tom"), tom("/delegate tech @rob"), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["self-review"] } },
  },
  {
    name: "the release manager, who may review although they asked, may lend theirs",
    quote: "SPEC: **Authority**: Execute approved releases, coordinate process",
    users: ["rob"],
    events: [...allBut("mia"), mia("/delegate manager @rob"), rob("/approve manager", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted"] } },
  },
  {
    name: "a delegate hands nothing on: no circles",
    quote: responsible,
    users: ["rob", "rae"],
    events: [...lent, rob("/delegate tech @rae", 70), rae("/approve tech", 80)],
    at: 2 * hour,
    expect: { status: "pending", acts: { rob: ["delegated-role"] }, facts: { rob: { from: "tom" } } },
  },
  {
    name: "nobody hands on a role that is not theirs",
    quote: responsible,
    users: ["rob"],
    events: [...allBut("tom"), quinn("/delegate tech @rob", 65), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { quinn: ["counted", "not-your-command"] } },
  },
  {
    name: "the release manager hands it to the policy's backup",
    quote: contacts,
    policy: withBackup,
    users: ["rob"],
    events: [...allBut("tom"), mia("/delegate tech @rob", 65), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "counted"] } },
  },
  {
    name: "and to nobody else",
    quote: contacts,
    policy: withBackup,
    users: ["rob", "rae"],
    events: [...allBut("tom"), mia("/delegate tech @rae", 65), rae("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted", "not-a-backup"] } },
  },
  {
    name: "a backup whom only the pinned policy names is none",
    quote: contacts,
    policy: withBackup,
    today: matrix(""),
    users: ["rob"],
    events: [...allBut("tom"), mia("/delegate tech @rob", 65), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "a member who left since lends nothing",
    quote: oversight,
    today: matrix("", { "technical-lead": "members: [rae]" }),
    users: ["rob"],
    events: [...lent, rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending" },
  },
  {
    name: "a delegation that was edited later is void, and so is what came of it",
    quote: recorded,
    users: ["rob"],
    events: [
      ...allBut("tom"),
      edits("tom", "/delegate tech @rob", 60, 80),
      looks(65),
      rob("/approve tech", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", acts: { tom: ["edited-later"] } },
  },
  {
    name: "a delegation that was deleted later is void, too",
    quote: recorded,
    users: ["rob"],
    events: [
      ...allBut("tom"),
      deletes("tom", "/delegate tech @rob", 60, 80),
      looks(65),
      rob("/approve tech", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["deleted"] } },
  },
  {
    name: "the newest delegation replaces the one before",
    quote: oversight,
    users: ["rob", "rae"],
    events: [...lent, tom("/delegate tech @rae", 65), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { rob: ["no-role"] } },
  },
  {
    name: "and the new delegate reviews",
    quote: oversight,
    users: ["rob", "rae"],
    events: [...lent, tom("/delegate tech @rae", 65), rae("/approve tech", 70)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "what the old one had said stays",
    quote: oversight,
    users: ["rob", "rae"],
    events: [...lent, rob("/approve tech", 65), tom("/delegate tech @rae", 70)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
];

const twoLeads = matrix(
  `release-types:
  minor:
    quorum: {}
    reviews:
      technical-lead: { need: required, approvals: 2 }`,
  { "technical-lead": "members: [tom, rae]" },
);

const counting: readonly Scenario[] = [
  {
    name: "a member and their delegate count once",
    quote: oversight,
    policy: twoLeads,
    users: ["rob"],
    events: [tom("/approve"), tom("/delegate @rob", 65), rob("/approve tech", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      acts: { rob: ["delegator-answered"] },
      findings: { "review-missing": { approvals: 1, needed: 2 } },
    },
  },
  {
    name: "a delegate and the other member are two",
    quote: oversight,
    policy: twoLeads,
    users: ["rob"],
    events: [tom("/delegate @rob", 65), rob("/approve tech", 70), rae("/approve", 80)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "two delegates of one member count once, too",
    quote: oversight,
    policy: twoLeads,
    users: ["rob", "olaf"],
    events: [
      tom("/delegate @rob", 65),
      rob("/approve tech", 70),
      tom("/delegate @olaf", 75),
      olaf("/approve tech", 80),
    ],
    at: 2 * hour,
    expect: { status: "pending", findings: { "review-missing": { approvals: 1, needed: 2 } } },
  },
  {
    name: "who lent the role may still review",
    quote: oversight,
    users: ["rob"],
    events: [...lent, tom("/approve", 70)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "a patch with its technical lead on leave",
    quote:
      "READING: | patch | release-manager, technical-lead, qa-lead; security-lead when security-related; product-owner, devops-lead optional | 2 of the 3 primary |",
    request: patch,
    users: ["rob"],
    events: [
      ...approve(["mia", "quinn"]),
      tom("/unavailable until 2026-11-30", 61),
      tom("/delegate @rob until 2026-11-30", 62),
      rob("/approve tech", 70),
    ],
    at: 2 * hour,
    expect: { status: "authorized", states: { "technical-lead": "approved" } },
  },
];

export const availability: readonly Scenario[] = [...lapsing, ...away, ...delegating, ...counting];
