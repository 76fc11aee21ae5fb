import { account, looks, minutesAfter, presses, publishes, says, tracks } from "../given.ts";
import {
  allBut,
  approve,
  asker,
  deletes,
  edits,
  hotfix,
  hour,
  major,
  matrix,
  on,
  patch,
  type Scenario,
  shippedCommit,
} from "./scenario.ts";

/* What hardly ever happens, and must come out right when it does. */

const mia = says("mia");
const tom = says("tom");
const quinn = says("quinn");
const sam = says("sam");
const dana = says("dana");
const lea = says("lea");

const audit = "SPEC: All approvals are documented and maintained for audit purposes";
const away =
  "READING: required until its time has passed or the role is declared unavailable; then it becomes an obligation after release";
const ladder =
  "READING: /critical-only, conditional release and /postpone are the release manager's, or automatic where policy says so";
const resolution = "SPEC: - Conditional requirements and resolution";
const rulings =
  "READING: An open conflict keeps the gate shut, also when every review is in; /decide or the withdrawal of one side closes it";
const revisions = "READING: Asking again for the version at another commit makes the next revision";

const backup = (members: string) => matrix("", { "technical-lead": `members: [tom], backup: [${members}]` });
const ratification =
  "READING: opens an obligation to /ratify for the role that policy names (project-leadership where it has members, else another primary role than the overrider's)";
const longer = matrix("rules: { authorization: automatic }");

const people: readonly Scenario[] = [
  {
    name: "who lends a misspelt role is told which one is near",
    quote: audit,
    users: ["rob"],
    events: [tom("/delegate technical-laed @rob")],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { tom: ["unknown-role"] },
      facts: { tom: { nearest: "technical-lead" } },
    },
  },
  {
    name: "who is away in a misspelt role is told which one is near",
    quote: away,
    events: [tom("/unavailable technical-laed")],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { tom: ["unknown-role"] },
      facts: { tom: { nearest: "technical-lead" } },
    },
  },
  {
    name: "a role is lent to a day that is over by nobody",
    quote: audit,
    users: ["rob"],
    events: [tom("/delegate technical-lead @rob until 2026-11-20")],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["date-past"] } },
  },
  {
    name: "a role is lent for a year at most",
    quote: audit,
    users: ["rob"],
    events: [tom("/delegate technical-lead @rob until 2028-01-01")],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["date-far"] }, facts: { tom: { days: 366 } } },
  },
  {
    name: "a deadline moves by a year at most",
    quote: ladder,
    events: [mia("/extend 9999d nobody is in a hurry")],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["date-far"] }, due: { deadline: "2026-12-07T09:00:00Z" } },
  },
  {
    name: "a release is put off by a year at most",
    quote: ladder,
    events: [mia("/postpone 2029-01-01 nobody is in a hurry")],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["date-far"] } },
  },
  {
    name: "who holds no role has none to lend",
    quote: audit,
    users: ["rob"],
    events: [says("olaf")("/delegate @rob")],
    at: 2 * hour,
    expect: { status: "pending", acts: { olaf: ["no-role"] } },
  },
  {
    name: "who holds two roles says which one they lend",
    quote: audit,
    policy: matrix("", { "devops-lead": "members: [dana, tom]" }),
    users: ["rob"],
    events: [tom("/delegate @rob")],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["which-role"] } },
  },
  {
    name: "who holds a role that is not asked lends that one",
    quote: audit,
    users: ["rob"],
    events: [lea("/delegate @rob")],
    at: 2 * hour,
    expect: { status: "pending", acts: { lea: ["counted"] }, facts: { lea: { to: "rob" } } },
  },
  {
    name: "a delegate whose time in another role is over may be lent this one",
    quote: audit,
    users: ["rob"],
    events: [
      quinn("/delegate qa-lead @rob until 2026-11-23"),
      tom("/delegate technical-lead @rob", 24 * hour),
    ],
    at: 25 * hour,
    expect: { status: "pending", acts: { quinn: ["counted"], tom: ["counted"] } },
  },
  {
    name: "a backup that policy names by number is that person, whatever the login",
    quote: away,
    policy: backup("rob#110"),
    users: ["rob"],
    events: [
      ...allBut("tom"),
      mia("/delegate technical-lead @rob", 70),
      says("rob")("/approve technical-lead", 80),
    ],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "counted"] } },
  },
  {
    name: "another person's number makes nobody a backup",
    quote: away,
    policy: backup("rob#111"),
    users: ["rob"],
    events: [mia("/delegate technical-lead @rob", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["not-a-backup"] } },
  },
  {
    name: "a team of backups that GitHub does not show is who was in it when the release was asked for",
    quote: away,
    policy: backup("team:acme/spare"),
    request: { backups: { "technical-lead": [{ id: 110, login: "rob" }] } },
    events: [mia("/delegate technical-lead @rob", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted"] } },
  },
  {
    name: "a team of backups is who is in it now",
    quote: away,
    policy: backup("team:Acme/spare"),
    users: ["rob"],
    teams: { "acme/spare": [account("rob")] },
    events: [mia("/delegate technical-lead @rob", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted"] } },
  },
  {
    name: "who has left the team of backups is none, whoever was in it when the release was asked for",
    quote: away,
    policy: backup("team:acme/spare"),
    request: { backups: { "technical-lead": [{ id: 110, login: "rob" }] } },
    teams: { "acme/spare": [account("rae")] },
    events: [mia("/delegate technical-lead @rob", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["not-a-backup"] } },
  },
  {
    name: "of a role that two must fill, and one of its two members asked for the release, who is left is named",
    quote: "SPEC: **Required Approvals**: All stakeholder roles",
    policy: matrix(`release-types:
  minor:
    quorum: {}
    reviews: { release-manager: { need: required }, security-lead: { need: required, approvals: 2 } }`),
    request: asker("sue", 106),
    events: [mia("/approve")],
    at: 2 * hour,
    expect: {
      status: "pending",
      findings: { "role-without-reviewers": { role: "security-lead", needed: 2, canReview: ["sam"] } },
    },
  },
];

const asked: readonly Scenario[] = [
  {
    name: "a role that the request did not ask has no members, and today's policy waits for it",
    quote: audit,
    request: {
      members: {
        "release-manager": [{ id: 101, login: "mia" }],
        "technical-lead": [{ id: 102, login: "tom" }],
        "qa-lead": [{ id: 104, login: "quinn" }],
        "product-owner": [{ id: 103, login: "pia" }],
        "devops-lead": [{ id: 107, login: "dana" }],
      },
    },
    events: allBut("sam"),
    at: 2 * hour,
    expect: { status: "pending", findings: { "role-without-reviewers": { role: "security-lead" } } },
  },
  {
    name: "today's policy has no such type of release any more: nothing lets it go",
    quote: audit,
    today: `version: 1
roles:
  release-manager: { members: [mia] }
release-types:
  patch: { window: { deadline: 48h }, reviews: { release-manager: { need: required } } }
`,
    events: [
      ...allBut("dana"),
      tom("/override somebody must", 70),
      mia("/postpone 2026-12-01 think again", 80),
    ],
    at: 2 * hour,
    expect: {
      status: "blocked",
      findings: { "nothing-required": { type: "minor" } },
      acts: { tom: ["left-policy", "no-override"] },
    },
  },
  {
    name: "a role that is held and not asked cannot approve, named or not",
    quote: "SPEC: **Required Approvals**: All stakeholder roles",
    request: major,
    events: [lea("/approve project-leadership"), lea("/approve", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { lea: ["not-asked", "not-asked"] } },
  },
  {
    name: "a button of a role that is held and not asked approves nothing",
    quote: "SPEC: **Required Approvals**: All stakeholder roles",
    request: major,
    events: [presses("lea")("approved", "approve-project-leadership"), looks(61)],
    at: 2 * hour,
    expect: { status: "pending", acts: { lea: ["not-asked"] } },
  },
  {
    name: "a button of who has left the policy since approves nothing",
    quote: audit,
    today: matrix("", { "technical-lead": "members: [rae]" }),
    events: [presses("tom")("approved", "approve-technical-lead"), looks(61)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["left-policy"] } },
  },
  {
    name: "who asked and holds two roles approves in the one that they may",
    quote: "SPEC: **Required Approvals**: All stakeholder roles",
    policy: matrix("", { "technical-lead": "members: [tom, mia]" }),
    request: asker("mia", 101),
    events: [mia("/approve")],
    at: 2 * hour,
    expect: { status: "pending", reviews: { mia: { role: "release-manager", counted: true } } },
  },
  {
    name: "authorizing by hand is refused where policy does it",
    quote: audit,
    policy: longer,
    events: [...allBut(), mia("/authorize", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "authorization-automatic"] } },
  },
  {
    name: "a path in a comment is no command, and is not answered",
    quote: audit,
    events: [mia("/approve\n\n/etc/hosts names the new machine")],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted"] } },
  },
  {
    name: "an approval in a comment too long to be kept does not count: a no may stand in the rest",
    quote: audit,
    events: [...allBut("dana"), dana(`/approve\n${"x".repeat(20_000)}\n/reject`)],
    at: 2 * hour,
    expect: { status: "pending", acts: { dana: ["too-long"] } },
  },
  {
    name: "an approval above more commands than are read does not count: a no may be among them",
    quote: audit,
    events: [...allBut("dana"), dana(`/approve\n${"/status\n".repeat(20)}/reject`)],
    at: 2 * hour,
    expect: { status: "pending", reviews: { dana: { counted: false, code: "too-long" } } },
  },
];

const noManager = `version: 1
roles:
  maintainer: { members: [mia] }
release-types:
  patch: { window: { deadline: 48h }, reviews: { maintainer: { need: required } } }
`;

const changed: readonly Scenario[] = [
  {
    name: "under a policy without this type of release whoever leads the process still may",
    quote: audit,
    today: noManager,
    events: [mia("/postpone 2026-12-01 quinn is ill", 70)],
    at: 2 * hour,
    expect: { status: "blocked", acts: { mia: ["counted"] } },
  },
  {
    name: "a quorum that too few can fill opens by no review",
    quote: "SPEC: **Required Approvals**: All stakeholder roles",
    policy: matrix(`release-types:
  minor:
    quorum: { total: 2 }
    reviews: { release-manager: { need: required }, devops-lead: { need: optional } }`),
    request: asker("dana", 107),
    events: [mia("/approve")],
    at: 2 * hour,
    expect: { status: "pending", reason: "quorum-missing", opens: { sets: [], at: null } },
  },
];

const afterwards: readonly Scenario[] = [
  {
    name: "who asks twice in a comment reminds once",
    quote: "SPEC: **Conditions**: Monitor minor UI issues post-release",
    events: [mia("/remind\n/remind")],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted", "counted"] }, news: ["reminder by mia"] },
  },
  {
    name: "words that it was released count only as they were said",
    quote: audit,
    events: [...allBut(), edits("mia", "/released", 70), looks(75)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "edited-later"] } },
  },
  {
    name: "critical items only, in words that were edited later, asks for nothing less",
    quote: ladder,
    events: [edits("mia", "/critical-only time is short", 70), looks(75)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["edited-later"] } },
  },
  {
    name: "a reminder asked for when nobody is awaited is not told",
    quote: audit,
    events: [...allBut(), mia("/remind", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "counted"] }, news: [] },
  },
  {
    name: "a follow-up that nobody owes cannot be excused",
    quote: audit,
    request: hotfix,
    events: [...approve(["mia"], 5), publishes(65), lea("/waive coverage too late for it", 70)],
    at: 2 * hour,
    expect: { status: "released", acts: { lea: ["no-such-item"] } },
  },
  {
    name: "a review that is owed is excused by who may waive",
    quote: audit,
    request: hotfix,
    events: [...approve(["mia"], 5), publishes(65), lea("/waive qa-lead quinn has left", 70)],
    at: 2 * hour,
    expect: {
      status: "released",
      acts: { lea: ["counted"] },
      owed: {
        "review/technical-lead": "open",
        "review/product-owner": "open",
        "review/qa-lead": "excused",
        "review/devops-lead": "open",
        ratify: "open",
      },
    },
  },
  {
    name: "a condition after the release is excused by its number",
    quote: resolution,
    events: [
      ...allBut("quinn"),
      quinn("/approve\nafter release: watch the errors"),
      publishes(90),
      lea("/waive c1 nothing to watch", 100),
    ],
    at: 2 * hour,
    expect: { status: "released", acts: { lea: ["counted"] }, owed: { "condition/C1": "excused" } },
  },
  {
    name: "a condition is excused in the very second of the release",
    quote: resolution,
    events: [
      ...allBut("quinn"),
      quinn("/approve\nafter release: watch the errors"),
      publishes(90),
      lea("/waive c1 nothing to watch", 90),
    ],
    at: 2 * hour,
    expect: { status: "released", acts: { lea: ["counted"] }, owed: { "condition/C1": "excused" } },
  },
  {
    name: "words that excuse a follow-up count only as they were said",
    quote: audit,
    request: hotfix,
    events: [
      ...approve(["mia"], 5),
      publishes(65),
      edits("lea", "/waive qa-lead quinn has left", 70),
      looks(75),
    ],
    at: 2 * hour,
    expect: { status: "released", acts: { lea: ["edited-later"] } },
  },
];

const said: readonly Scenario[] = [
  {
    name: "a ruling stops what a rejection opened; the conflict is decided, the stop stands",
    quote: rulings,
    events: [...allBut("sam"), sam("/reject a hole in the login"), lea("/decide stop: mend it first", 70)],
    at: 2 * hour,
    expect: {
      status: "rejected",
      findings: { "ruled-stop": { login: "lea", reason: "mend it first" } },
      no: ["conflict-open"],
      conflicts: ["other stop"],
    },
  },
  {
    name: "who opened two conflicts and approves beside the second gives in to the first alone",
    quote: rulings,
    events: [dana("/conflict other: the date"), dana("/conflict other: the place\n\n/approve", 70)],
    at: 2 * hour,
    expect: { status: "pending", conflicts: ["other given-in", "other open"] },
  },
  {
    name: "a position is told without the risk that its author named",
    quote: "SPEC: **Document Conflict**: Record specific disagreements and rationale",
    events: [tom("/approve\nRisk: high, the schema changes\nTested twice."), sam("/reject a hole")],
    at: 2 * hour,
    expect: {
      status: "rejected",
      conflicts: ["other open"],
      reviews: { tom: { risk: "high, the schema changes" } },
    },
  },
  {
    name: "an override after a ruling stands in for what is missing, not for what the ruling stands in for",
    quote: rulings,
    events: [
      ...allBut("sam", "dana"),
      sam("/reject a hole in the login"),
      lea("/decide proceed: it was there before", 70),
      tom("/override dana is ill", 80),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      override: { by: "tom", standsInFor: ["devops-lead"], ratifiedBy: null },
      states: { "security-lead": "overruled", "devops-lead": "overridden" },
    },
  },
  {
    name: "what was not said of this revision is not carried out in it, at the same commit neither",
    quote: revisions,
    events: [
      tom("/override dana is ill", 30),
      { asks: {}, after: 60 },
      ...allBut("dana").map((one) => ({ ...one, after: 70 })),
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["earlier-revision", "counted"] } },
  },
  {
    name: "an approval that was refused at the same commit is refused as it was, and lifts nothing",
    quote: revisions,
    request: asker("quinn", 104),
    events: [
      sam("/reject a hole in the login", 20),
      quinn("/approve", 30),
      tom("/approve technical-laed", 30),
      { asks: {}, after: 60 },
    ],
    at: 2 * hour,
    expect: { status: "rejected", acts: { quinn: ["self-review"], tom: ["unknown-role"], sam: ["counted"] } },
  },
  {
    name: "who was lent a role keeps it at another commit",
    quote: revisions,
    users: ["rob"],
    events: [
      tom("/delegate technical-lead @rob", 30),
      { asks: { commit: "b".repeat(40) }, after: 60 },
      says("rob")("/approve technical-lead", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["counted"] }, states: { "technical-lead": "approved" } },
  },
  {
    name: "a comment that a bot edited before it was read says nothing",
    quote: audit,
    events: [
      {
        by: "dana",
        says: "/reject no",
        after: 70,
        edited: { after: 71, by: "github-actions[bot]", to: "/approve" },
      },
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { dana: ["edited"] }, findings: { "review-lost": { login: "dana" } } },
  },
  {
    name: "who withdraws in one role keeps their review in the other",
    quote: audit,
    policy: matrix("rules: { one-role-per-person: false }", { "devops-lead": "members: [dana, tom]" }),
    events: [
      tom("/approve technical-lead"),
      tom("/approve devops-lead", 65),
      tom("/withdraw devops-lead", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", states: { "technical-lead": "approved", "devops-lead": "waiting" } },
  },
  {
    name: "a resolution of a deleted condition names what is open",
    quote: resolution,
    commits: [shippedCommit("abc1234")],
    events: [
      deletes("quinn", "/approve\nbefore release: the docs", 70, 80),
      looks(75),
      tom("/resolve C1 abc1234", 90),
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["no-such-condition"] }, facts: { tom: { open: [] } } },
  },
  {
    name: "a warning is given a day ahead where policy does not say when",
    quote: ladder,
    request: patch,
    policy: matrix("escalation: [{ step: warn }]"),
    events: [tracks(5)],
    at: 30 * hour,
    expect: { status: "pending", news: ["warning release"] },
  },
  {
    name: "without a warning in policy, time is at risk a day ahead",
    quote: ladder,
    policy: matrix("escalation: [{ step: conditional-release, roles: [devops-lead] }]"),
    events: [...allBut("dana"), mia("/conditional-release it cannot wait", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["counted", "not-at-risk"] },
      facts: { mia: { from: "2026-12-06T09:00:00Z" } },
    },
  },
  {
    name: "a policy that postpones by itself says so once",
    quote: ladder,
    request: patch,
    policy: matrix("escalation: [{ step: postpone, automatic: true, for: 3d }]"),
    events: [],
    at: 49 * hour,
    expect: { status: "postponed", news: ["step postpone"] },
  },
];

const unlimited = matrix(
  `escalation: [{ step: warn }, { step: overdue, after: 4h }, { step: conditional-release, roles: [devops-lead] }]
release-types:
  minor:
    quorum: {}
    reviews:
      release-manager: { need: required }
      technical-lead: { need: required, within: 2h }
      devops-lead: { need: if-available }`,
);

const times: readonly Scenario[] = [
  {
    name: "a review without a time of its own is never overdue, one with is, after the policy's patience",
    quote: ladder,
    policy: unlimited,
    events: [],
    at: 6 * hour + 1,
    expect: { status: "pending", news: ["overdue technical-lead"] },
  },
  {
    name: "within that patience nobody is told",
    quote: ladder,
    policy: unlimited,
    events: [],
    at: 5 * hour,
    expect: { status: "pending", news: [] },
  },
  {
    name: "near the end with all reviews in, the release manager is warned of what else holds it",
    quote: ladder,
    policy: unlimited,
    events: [mia("/approve"), tom("/approve\nbefore release: the docs"), dana("/approve")],
    at: on("2026-12-07T08:00:00Z"),
    expect: { status: "pending", reason: "condition-open", news: ["warning release"] },
  },
  {
    name: "an if-available review without a time is missing for a conditional release",
    quote: ladder,
    policy: unlimited,
    events: [mia("/approve"), mia("/conditional-release it cannot wait", on("2026-12-06T20:00:00Z"))],
    at: on("2026-12-06T21:00:00Z"),
    expect: { status: "pending", states: { "devops-lead": "deferred", "technical-lead": "late" } },
  },
  {
    name: "who approved in two roles leaves one to be overridden",
    quote: audit,
    policy: matrix("", { "devops-lead": "members: [tom]" }),
    events: [
      ...allBut("dana", "tom"),
      tom("/approve technical-lead"),
      tom("/approve devops-lead", 65),
      tom("/override nobody else knows it", 70),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      override: { by: "tom", standsInFor: ["devops-lead"], ratifiedBy: null },
      states: { "technical-lead": "approved", "devops-lead": "overridden" },
    },
  },
  {
    name: "an override stands in for no rejection, of a review that is waited for while there is time neither",
    quote: "READING: it lifts no rejection, integrity failure or failed security evidence",
    policy: unlimited,
    events: [mia("/approve"), tom("/approve"), dana("/reject no"), tom("/override it is urgent", 70)],
    at: 2 * hour,
    expect: {
      status: "rejected",
      acts: { tom: ["counted", "counted"] },
      states: { "devops-lead": "rejected" },
      override: { by: "tom", standsInFor: [], ratifiedBy: null },
    },
  },
  {
    name: "where nobody else is left, an override is never ratified, and who may do what is told",
    quote: ratification,
    policy: `version: 1
roles:
  maintainer: { members: [pia, tom] }
release-types:
  minor: { window: { deadline: 48h }, override: { by: maintainer }, reviews: { maintainer: { need: required, approvals: 2 } } }
`,
    request: asker("tom", 102),
    events: [
      says("pia")("/override tom asked, and there is nobody else"),
      says("pia")("/ratify I am sure", 70),
      tom("/ratify so am I", 75),
      says("olaf")("/ratify me too", 80),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { pia: ["counted", "own-override"], tom: ["self-review"], olaf: ["not-your-command"] },
      facts: { olaf: { role: "maintainer" } },
      owed: { "review/maintainer": "open", ratify: "open" },
    },
  },
  {
    name: "of two who could ratify, not the one who asked for the release",
    quote: ratification,
    policy: matrix("", { "project-leadership": "members: [lea, rae]" }),
    request: asker("lea", 108),
    events: [
      ...allBut("dana"),
      tom("/override dana is ill", 70),
      lea("/ratify seen", 80),
      says("rae")("/ratify seen", 90),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { lea: ["self-review"], rae: ["counted"] },
      override: { by: "tom", standsInFor: ["devops-lead"], ratifiedBy: "rae" },
    },
  },
  {
    name: "nothing overrides by itself while it is postponed",
    quote: ladder,
    request: hotfix,
    events: [mia("/approve", 5), mia("/postpone 2026-11-25 the site is down", 10)],
    at: 2 * hour,
    expect: { status: "postponed", override: null },
  },
  {
    name: "who asked for the release does not ratify its override",
    quote: audit,
    request: { ...asker("lea", 108), ...hotfix },
    events: [...approve(["mia"], 5), lea("/ratify seen", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { lea: ["not-your-command"] } },
  },
];

const records: readonly Scenario[] = [
  {
    name: "what was said in the second in which the release was asked for is said of it",
    quote:
      "READING: Ties in time go to the stricter reading: the rejection, the earlier deadline, the later approval",
    events: [dana("/reject not ready", 0), ...allBut("dana")],
    at: 2 * hour,
    expect: { status: "rejected", acts: { dana: ["counted"] } },
  },
  {
    name: "a rejection stands when its author's later approval was edited",
    quote: audit,
    events: [...allBut("dana"), dana("/reject not ready", 60), edits("dana", "/approve", 70), looks(75)],
    at: 2 * hour,
    expect: { status: "rejected", states: { "devops-lead": "rejected" } },
  },
  {
    name: "the wait ends with the first authorization, also where nobody tracked",
    quote: audit,
    events: [
      ...allBut(),
      {
        after: 90,
        entry: ({ seen }) => ({
          seen,
          facts: [
            {
              key: "authorization:1",
              kind: "authorization",
              revision: 1,
              commit: "a41f9c2".padEnd(40, "0"),
              at: minutesAfter(90),
              digest: "d".repeat(64),
            },
          ],
        }),
      },
    ],
    at: 3 * hour,
    expect: { status: "authorized", waited: 90 },
  },
  {
    name: "a word that is near to no command is not answered",
    quote: audit,
    events: [mia("/approve\n\n/xyzzyplugh")],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted"] } },
  },
  {
    name: "a role that was lent before anybody asked is not lent",
    quote: revisions,
    users: ["rob"],
    events: [tom("/delegate technical-lead @rob", -10), says("rob")("/approve technical-lead", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["earlier-revision"], rob: ["no-role"] } },
  },
  {
    name: "a box ticked later counts from then on, also beside another command",
    quote: audit,
    policy: matrix("", { "technical-lead": "members: [tom], checklist: [{ item: Tested, critical: true }]" }),
    events: [
      ...allBut("tom"),
      {
        by: "tom",
        says: '/approve "as said"\n- [ ] Tested\n\n/status',
        after: 60,
        edited: { after: 90, by: "tom", to: '/approve "as said"\n- [x] Tested\n\n/status' },
      },
      looks(70),
    ],
    at: 2 * hour,
    expect: { status: "authorized", acts: { tom: ["counted", "status"] } },
  },
  {
    name: "a no stands, whatever becomes of another comment of the same person",
    quote: audit,
    events: [
      ...allBut("dana"),
      dana("/reject the pipeline is not ready"),
      { by: "dana", says: "Ready.", after: 70, edited: { after: 71, by: "olaf", to: "/approve" } },
    ],
    at: 2 * hour,
    expect: { status: "rejected", states: { "devops-lead": "rejected" } },
  },
  {
    name: "an edited comment of somebody whom nobody waits for holds nothing",
    quote: audit,
    events: [
      ...allBut(),
      { by: "lea", says: "Well.", after: 70, edited: { after: 71, by: "olaf", to: "/reject" } },
    ],
    at: 2 * hour,
    expect: { status: "authorized", no: ["review-lost"] },
  },
  {
    name: "an entry that says released, without anybody's word, names nobody",
    quote: audit,
    events: [
      ...allBut(),
      {
        after: 70,
        entry: ({ seen }) => ({
          seen,
          facts: [{ key: "step:released/1", kind: "step", step: "released", at: "2026-11-23T10:10:00Z" }],
        }),
      },
    ],
    at: 2 * hour,
    expect: { status: "released", owed: {} },
  },
];

export const rare: readonly Scenario[] = [
  ...people,
  ...asked,
  ...changed,
  ...afterwards,
  ...said,
  ...times,
  ...records,
];
