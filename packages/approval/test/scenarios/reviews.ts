import { looks, presses, says } from "../given.ts";
import {
  allBut,
  approve,
  asker,
  day,
  deletes,
  edits,
  hotfix,
  hour,
  major,
  matrix,
  patch,
  type Scenario,
  second,
  six,
} from "./scenario.ts";

/* Who must have reviewed, what a review says, and what makes it count. */

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const sam = says("sam");
const sue = says("sue");
const dana = says("dana");
const roleOf = {
  mia: "release-manager",
  tom: "technical-lead",
  pia: "product-owner",
  quinn: "qa-lead",
  sam: "security-lead",
  dana: "devops-lead",
} as const;

const minorNeedsAll = six.map(
  (login): Scenario => ({
    name: `minor: waits without ${roleOf[login]}`,
    quote: "READING: | minor | all six roles | all 3 primary |",
    events: allBut(login),
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      findings: { "review-missing": { role: roleOf[login], late: false } },
      states: { [roleOf[login]]: "waiting" },
    },
  }),
);

const required: readonly Scenario[] = [
  {
    name: "minor: all six",
    quote: "READING: | minor | all six roles | all 3 primary |",
    events: allBut(),
    at: 2 * hour,
    expect: { status: "authorized", reason: "all-reviews-in", owed: {}, override: null },
  },
  ...minorNeedsAll,
  {
    name: "major: all six",
    quote: "SPEC: **Required Approvals**: All stakeholder roles",
    request: major,
    events: allBut(),
    at: 2 * hour,
    expect: { status: "authorized", owed: {} },
  },
  {
    name: "major: five of six",
    quote: "READING: | major | all six roles | all 3 primary |",
    request: major,
    events: allBut("dana"),
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "patch: release manager, technical lead, QA lead; others may stay silent",
    quote:
      "READING: release-manager, technical-lead, qa-lead; security-lead when security-related; product-owner, devops-lead optional",
    request: patch,
    events: approve(["mia", "tom", "quinn"]),
    at: 2 * hour,
    expect: {
      status: "authorized",
      states: { "product-owner": "not-needed", "devops-lead": "not-needed", "security-lead": "not-needed" },
      owed: {},
    },
  },
  ...(["mia", "tom", "quinn"] as const).map(
    (login): Scenario => ({
      name: `patch: waits without ${roleOf[login]}, whoever else has approved`,
      quote: "READING: The matrix is the rule; headings and quick reference are summaries of it",
      request: patch,
      events: allBut(login),
      at: 90,
      expect: { status: "pending", reason: "review-missing", states: { [roleOf[login]]: "waiting" } },
    }),
  ),
  {
    name: "patch, security-related: waits for the security lead",
    quote: "READING: required when the release is security-related, otherwise optional",
    request: { ...patch, securityRelated: true, securityReasons: ["input"] },
    events: allBut("sam"),
    at: 90,
    expect: {
      status: "pending",
      findings: { "review-missing": { role: "security-lead", reason: "security-related" } },
    },
  },
  {
    name: "patch, security-related, with the security lead",
    quote: "READING: required when the release is security-related, otherwise optional",
    request: { ...patch, securityRelated: true, securityReasons: ["input"] },
    events: approve(["mia", "tom", "quinn", "sue"]),
    at: 90,
    expect: { status: "authorized" },
  },
  {
    name: "a quorum of primary roles on top of what is required",
    quote: "READING: | release type | needed before release | quorum on top |",
    policy: matrix(`release-types:
  minor:
    quorum: { primary: 2 }
    reviews:
      release-manager: { need: required }
      technical-lead: { need: optional }
      product-owner: { need: optional }
      qa-lead: { need: optional }`),
    events: approve(["mia", "quinn"]),
    at: 90,
    expect: {
      status: "pending",
      reason: "quorum-missing",
      findings: {
        "quorum-missing": { of: "primary", have: 1, need: 2, roles: ["technical-lead", "product-owner"] },
      },
      opens: { sets: [["technical-lead"], ["product-owner"]], at: null },
    },
  },
  {
    name: "a quorum that is met",
    quote: "READING: | release type | needed before release | quorum on top |",
    policy: matrix(`release-types:
  minor:
    quorum: { primary: 2 }
    reviews:
      release-manager: { need: required }
      technical-lead: { need: optional }
      product-owner: { need: optional }`),
    events: approve(["mia", "pia"]),
    at: 90,
    expect: { status: "authorized", reason: "all-reviews-in" },
  },
  {
    name: "a quorum of all roles",
    quote: "READING: | release type | needed before release | quorum on top |",
    policy: matrix("release-types: { patch: { quorum: { total: 4 } } }"),
    request: patch,
    events: approve(["mia", "tom", "quinn"]),
    at: 90,
    expect: {
      status: "pending",
      reason: "quorum-missing",
      findings: { "quorum-missing": { of: "total", have: 3, need: 4 } },
    },
  },
];

const twoApprovals = matrix(
  `release-types:
  minor:
    quorum: {}
    reviews:
      security-lead: { need: required, approvals: 2 }`,
);

const custom: readonly Scenario[] = [
  {
    name: "two approvals of one role: the same person twice is one",
    quote: "READING: ours serves any project",
    policy: twoApprovals,
    events: [sam("/approve"), sam("/approve again", 70)],
    at: 90,
    expect: {
      status: "pending",
      reason: "review-missing",
      findings: { "review-missing": { role: "security-lead", approvals: 1, needed: 2 } },
    },
  },
  {
    name: "two approvals of one role: two people",
    quote: "READING: ours serves any project",
    policy: twoApprovals,
    events: [sam("/approve"), sue("/approve", 70)],
    at: 90,
    expect: { status: "authorized" },
  },
  {
    name: "two approvals of one role: one of them approves, the other rejects",
    quote: "READING: Ties in time go to the stricter reading: the rejection",
    policy: twoApprovals,
    events: [sam("/approve"), sue("/reject no", 60)],
    at: 90,
    expect: { status: "rejected", reason: "rejected", conflicts: ["other open"] },
  },
];

const optional: readonly Scenario[] = [
  {
    name: "the rejection of an optional reviewer is shown and blocks nothing",
    quote:
      "READING: silence never blocks; a rejection is recorded and shown, and blocks only under rules.optional-rejection: block",
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), dana("/reject the pipeline changed")],
    at: 90,
    expect: {
      status: "authorized",
      findings: { "optional-rejected": { role: "devops-lead" } },
      states: { "devops-lead": "rejected" },
      conflicts: [],
    },
  },
  {
    name: "where policy says so, it blocks",
    quote:
      "READING: silence never blocks; a rejection is recorded and shown, and blocks only under rules.optional-rejection: block",
    policy: matrix("rules: { optional-rejection: block }"),
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), dana("/reject the pipeline changed")],
    at: 90,
    expect: { status: "rejected", reason: "rejected", conflicts: ["other open"] },
  },
  {
    name: "where only today's policy says so, it blocks, too",
    quote:
      "READING: silence never blocks; a rejection is recorded and shown, and blocks only under rules.optional-rejection: block",
    today: matrix("rules: { optional-rejection: block }"),
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), dana("/reject the pipeline changed")],
    at: 90,
    expect: { status: "rejected", reason: "rejected" },
  },
  {
    name: "of a release that is not security-related the security lead's rejection is shown",
    quote: "READING: required when the release is security-related, otherwise optional",
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), sam("/reject a hunch")],
    at: 90,
    expect: { status: "authorized", findings: { "optional-rejected": { role: "security-lead" } } },
  },
  {
    name: "what is asked after the release holds nothing up",
    quote: "READING: never blocks; becomes an obligation with its time when the release is recorded",
    request: hotfix,
    events: approve(["mia", "tom"], 5),
    at: 31,
    expect: {
      status: "authorized",
      states: { "product-owner": "not-needed" },
      owed: { "review/product-owner": "open", "review/qa-lead": "open", "review/devops-lead": "open" },
    },
  },
  {
    name: "and a review that is asked after the release may come before it",
    quote: "READING: Reviewing before is welcome and settles it",
    request: hotfix,
    events: approve(["mia", "tom", "pia"], 5),
    at: 31,
    expect: {
      status: "authorized",
      states: { "product-owner": "approved" },
      owed: { "review/qa-lead": "open", "review/devops-lead": "open" },
    },
  },
];

const hotfixQuorum: readonly Scenario[] = [
  {
    name: "hotfix: the release manager and the technical lead",
    quote: 'READING: hotfix quorum "Release Manager + 1 primary role": technical-lead or product-owner',
    request: hotfix,
    events: approve(["mia", "tom"], 10),
    at: 30 + second,
    expect: { status: "authorized", reason: "all-reviews-in", override: null },
  },
  {
    name: "hotfix: the product owner stands in for a technical lead who is not there, and owes nothing more",
    quote:
      "READING: the product owner's review before release satisfies the quorum and its after-release duty both",
    request: hotfix,
    events: approve(["mia", "pia"], 10),
    at: 30 + second,
    expect: {
      status: "authorized",
      reason: "all-reviews-in",
      override: null,
      owed: { "review/technical-lead": "open", "review/qa-lead": "open", "review/devops-lead": "open" },
    },
  },
  {
    name: "hotfix: at thirty minutes the technical lead has still time",
    quote: "READING: required until its time has passed or the role is declared unavailable",
    request: hotfix,
    events: approve(["mia", "pia", "dana", "quinn"], 10),
    at: 30,
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "technical-lead": "waiting" },
      opens: { sets: [["technical-lead"]], at: "2026-11-23T09:31:00Z" },
    },
  },
  {
    name: "hotfix: no quorum with the release manager alone",
    quote: "SPEC: **Required Approvals**: Release Manager + 1 primary role",
    request: hotfix,
    events: approve(["mia", "quinn", "dana"], 10),
    at: 31,
    expect: {
      status: "pending",
      reason: "quorum-missing",
      opens: { sets: [["technical-lead"], ["product-owner"]], at: "2026-11-23T10:00:00Z" },
    },
  },
  {
    name: "hotfix: nothing goes without the release manager",
    quote:
      "READING: | hotfix | release-manager; security-lead when security-related; technical-lead, qa-lead, devops-lead if available; product-owner after release | release-manager + 1 other primary |",
    request: hotfix,
    events: approve(["tom", "pia", "quinn", "dana"], 10),
    at: 31,
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "release-manager": "late" },
      opens: { sets: [["release-manager"]], at: null },
    },
  },
  {
    name: "hotfix with a security issue: the security lead's review lapses never",
    quote:
      "READING: | hotfix | release-manager; security-lead when security-related; technical-lead, qa-lead, devops-lead if available; product-owner after release | release-manager + 1 other primary |",
    request: { ...hotfix, securityRelated: true },
    events: approve(["mia", "tom"], 10),
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", states: { "security-lead": "late" } },
  },
];

const smallTeam = `
version: 1
project: Rocket
extends: small-team
roles: { maintainer: { members: [mia, tom, pia] } }
`;
const solo = `
version: 1
project: Rocket
extends: solo
roles: { maintainer: { members: [mia] } }
`;
const alone =
  "READING: the evidence holds, and the maintainer's own /approve comes an hour or more after the request";
const team =
  "READING: patch and minor need 1 of those who did not ask, major 2, hotfix lapses after 1 h into a sign-off afterwards";

const presets: readonly Scenario[] = [
  {
    name: "small-team: one of those who did not ask",
    quote: team,
    policy: smallTeam,
    events: [tom("/approve")],
    at: 90,
    expect: { status: "authorized", states: { maintainer: "approved" } },
  },
  {
    name: "small-team: who asked is none of them",
    quote: team,
    policy: smallTeam,
    request: patch,
    events: [mia("/approve")],
    at: 90,
    expect: { status: "pending", reason: "review-missing", acts: { mia: ["self-review"] } },
  },
  {
    name: "small-team, major: one of two",
    quote: team,
    policy: smallTeam,
    request: major,
    events: [tom("/approve")],
    at: 90,
    expect: { status: "pending", reason: "review-missing", opens: { sets: [["maintainer"]], at: null } },
  },
  {
    name: "small-team, major: two",
    quote: team,
    policy: smallTeam,
    request: major,
    events: [tom("/approve"), pia("/approve", 70)],
    at: 90,
    expect: { status: "authorized" },
  },
  {
    name: "small-team, hotfix: at one hour the review has still time",
    quote: team,
    policy: smallTeam,
    request: hotfix,
    events: [],
    at: hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "small-team, hotfix: a second later it lapses into a sign-off",
    quote: team,
    policy: smallTeam,
    request: hotfix,
    events: [],
    at: hour + second,
    expect: {
      status: "authorized",
      states: { maintainer: "lapsed" },
      findings: { "review-lapsed": { role: "maintainer" } },
      owed: { "review/maintainer": "open" },
    },
  },
  {
    name: "small-team, hotfix: a rejection does not lapse",
    quote: team,
    policy: smallTeam,
    request: hotfix,
    events: [tom("/reject not like this", 30)],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "solo: an hour to the second after the request",
    quote: alone,
    policy: solo,
    events: [mia("/approve", hour)],
    at: hour,
    expect: { status: "authorized", acts: { mia: ["counted"] } },
  },
  {
    name: "solo: a second before the hour",
    quote: alone,
    policy: solo,
    events: [mia("/approve", hour - second)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      acts: { mia: ["too-early"] },
      facts: { mia: { role: "maintainer", after: "2026-11-23T10:00:00Z" } },
    },
  },
  {
    name: "solo: a button that may have been pressed too early",
    quote:
      "READING: Ties in time go to the stricter reading: the rejection, the earlier deadline, the later approval",
    policy: solo,
    events: [looks(30), presses("mia")("approved", "approve-maintainer", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", acts: { mia: ["too-early"] } },
  },
  {
    name: "solo: too early, and then in time",
    quote: alone,
    policy: solo,
    events: [mia("/approve", 10), mia("/approve", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["too-early", "counted"] } },
  },
  {
    name: "solo: the evidence must hold",
    quote:
      "READING: An evidence item for which the policy has a threshold and the request names no report is missing and blocks",
    policy: solo,
    request: { evidence: [{ item: "tests", verdict: "missing", figures: {} }] },
    events: [mia("/approve", 70)],
    at: 2 * hour,
    expect: {
      status: "blocked",
      reason: "evidence-unmet",
      findings: { "evidence-unmet": { item: "tests", verdict: "missing" } },
    },
  },
  {
    name: "small-team asks for no report; what is given must hold",
    quote: "READING: small-team asks for no report (what is given must hold), solo for test results",
    policy: smallTeam,
    request: { evidence: [{ item: "tests", verdict: "unmet", figures: { "success-rate": 80 } }] },
    events: [tom("/approve")],
    at: 90,
    expect: { status: "blocked", reason: "evidence-unmet" },
  },
];

const technicalReview = `# Technical Review: Proxmox-MPC v1.2.0

- [x] Code quality meets standards
- [x] Architecture changes are sound
- [ ] Performance impact acceptable (<10% regression)
- [x] Breaking changes properly documented

**Risk Level**: Low
**Conditions**: None

/approve`;

const critical = matrix("", {
  "technical-lead":
    'members: [tom], checklist: [{ item: "**Migration** tried on a copy", critical: true }, "Code quality meets standards"]',
});
const ticked = "/approve\n- [x] Migration tried on a copy\n- [ ] Code quality meets standards";
const unticked = "/approve\n- [ ] Migration tried on a copy\n- [x] Code quality meets standards";
const neverRequired =
  "READING: a filled-in checklist is kept verbatim and its unticked items are shown, never required unless policy calls an item critical";

const texts: readonly Scenario[] = [
  {
    name: "risk and checklist are read and kept as they were written; an unticked item holds nothing",
    quote: neverRequired,
    events: [...allBut("tom"), tom(technicalReview)],
    at: 90,
    expect: {
      status: "authorized",
      reviews: {
        tom: {
          risk: "Low",
          checklist: [
            { text: "Code quality meets standards", ticked: true },
            { text: "Architecture changes are sound", ticked: true },
            { text: "Performance impact acceptable (<10% regression)", ticked: false },
            { text: "Breaking changes properly documented", ticked: true },
          ],
          conditions: { before: [], after: [] },
        },
      },
    },
  },
  {
    name: "notes are kept",
    quote: "READING: risk level, notes and conditions are read from the comment",
    events: [...allBut("tom"), tom("/approve Architecture changes reviewed\nand approved")],
    at: 90,
    expect: {
      status: "authorized",
      reviews: { tom: { notes: "Architecture changes reviewed\nand approved" } },
    },
  },
  {
    name: "no checklist is needed",
    quote: neverRequired,
    events: allBut(),
    at: 90,
    expect: { status: "authorized", reviews: { tom: { checklist: [], risk: null, notes: "" } } },
  },
  {
    name: "a critical item that is ticked, whatever its case and markup",
    quote: neverRequired,
    policy: critical,
    events: [...allBut("tom"), tom("/approve\n* [X] migration TRIED on a _copy_.")],
    at: 90,
    expect: { status: "authorized" },
  },
  {
    name: "a critical item that is not ticked holds the approval, and the reply names it",
    quote: neverRequired,
    policy: critical,
    events: [...allBut("tom"), tom(unticked)],
    at: 90,
    expect: {
      status: "pending",
      reason: "review-missing",
      acts: { tom: ["critical-unticked"] },
      facts: { tom: { role: "technical-lead", items: ["**Migration** tried on a copy"] } },
    },
  },
  {
    name: "a critical item that is left out is not ticked",
    quote: neverRequired,
    policy: critical,
    events: [...allBut("tom"), tom("/approve")],
    at: 90,
    expect: { status: "pending", acts: { tom: ["critical-unticked"] } },
  },
  {
    name: "an item is critical where today's policy says so",
    quote: neverRequired,
    today: critical,
    events: [...allBut("tom"), tom(unticked)],
    at: 90,
    expect: { status: "pending", acts: { tom: ["critical-unticked"] } },
  },
  {
    name: "a critical item of another role is not asked of this one",
    quote: neverRequired,
    policy: critical,
    events: [...allBut("tom"), tom(ticked)],
    at: 90,
    expect: { status: "authorized", acts: { pia: ["counted"], tom: ["counted"] } },
  },
  {
    name: "ticked later by its author, the approval counts from then on",
    quote: neverRequired,
    policy: critical,
    events: [
      ...allBut("tom"),
      {
        by: "tom",
        says: unticked,
        after: 60,
        edited: { after: 80, by: "tom", to: unticked.replace("[ ]", "[x]") },
      },
      looks(65),
    ],
    at: 90,
    expect: { status: "authorized", reviews: { tom: { from: "2026-11-23T10:20:00Z", counted: true } } },
  },
  {
    name: "before it is ticked it does not count",
    quote: neverRequired,
    policy: critical,
    events: [
      ...allBut("tom"),
      {
        by: "tom",
        says: unticked,
        after: 60,
        edited: { after: 80, by: "tom", to: unticked.replace("[ ]", "[x]") },
      },
      looks(65),
    ],
    at: 79,
    expect: { status: "pending", acts: { tom: ["critical-unticked"] } },
  },
  {
    name: "ticked by its author after the deadline it comes too late",
    quote: neverRequired,
    policy: critical,
    request: patch,
    events: [
      ...approve(["mia", "quinn"]),
      {
        by: "tom",
        says: unticked,
        after: 60,
        edited: { after: 2 * day + second, by: "tom", to: unticked.replace("[ ]", "[x]") },
      },
      looks(65),
    ],
    at: 2 * day + 5,
    expect: { status: "expired", reason: "window-expired" },
  },
  {
    name: "ticked later by somebody else it does not count",
    quote: neverRequired,
    policy: critical,
    events: [
      ...allBut("tom"),
      {
        by: "tom",
        says: unticked,
        after: 60,
        edited: { after: 80, by: "olaf", to: unticked.replace("[ ]", "[x]") },
      },
      looks(65),
    ],
    at: 90,
    expect: { status: "pending", no: ["overridden"] },
  },
  {
    name: "unticked later by its author it counts no more",
    quote: neverRequired,
    policy: critical,
    events: [
      ...allBut("tom"),
      {
        by: "tom",
        says: ticked,
        after: 60,
        edited: { after: 80, by: "tom", to: ticked.replace("[x]", "[ ]") },
      },
      looks(65),
    ],
    at: 90,
    expect: { status: "pending", acts: { tom: ["critical-unticked"] } },
  },
  {
    name: "ticking another box later voids nothing",
    quote: neverRequired,
    policy: critical,
    events: [
      ...allBut("tom"),
      {
        by: "tom",
        says: ticked,
        after: 60,
        edited: { after: 80, by: "tom", to: ticked.replace("[ ]", "[x]") },
      },
      looks(65),
    ],
    at: 90,
    expect: { status: "authorized", reviews: { tom: { from: "2026-11-23T10:00:00Z" } } },
  },
];

const recorded = "SPEC: All approvals are documented and maintained for audit purposes";

const who: readonly Scenario[] = [
  {
    name: "nobody outside reviews",
    quote: "SPEC: **Responsible**: All required stakeholders",
    events: [...allBut("tom"), says("olaf")("/approve technical-lead")],
    at: 90,
    expect: { status: "pending", acts: { olaf: ["no-role"] } },
  },
  {
    name: "nobody reviews in another's role",
    quote: "SPEC: **Responsible**: All required stakeholders",
    events: [...allBut("quinn"), tom("/approve qa", 70)],
    at: 90,
    expect: { status: "pending", acts: { tom: ["counted", "not-a-member"] } },
  },
  {
    name: "one person fills one role",
    quote: "SPEC: establishing clear roles, responsibilities, and decision-making processes",
    policy: matrix("", { "qa-lead": "members: [quinn, tom]" }),
    events: [...allBut("quinn", "tom"), tom("/approve tech"), tom("/approve qa", 61)],
    at: 90,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "who asked reviews as the release manager only",
    quote: "SPEC: **Authority**: Execute approved releases, coordinate process",
    request: asker("tom", 102),
    events: allBut(),
    at: 90,
    expect: { status: "pending", acts: { tom: ["self-review"], mia: ["counted"] } },
  },
  {
    name: "project leadership is not asked to review",
    quote: "READING: | major | all six roles | all 3 primary |",
    request: major,
    events: [...allBut(), says("lea")("/approve")],
    at: 90,
    expect: { status: "authorized", acts: { lea: ["not-asked"] } },
  },
  {
    name: "a rejection holds the release",
    quote: "READING: Ties in time go to the stricter reading: the rejection",
    events: [...allBut("sam"), sam("/reject the scan shows a hole")],
    at: 90,
    expect: { status: "rejected", reason: "rejected", findings: { rejected: { role: "security-lead" } } },
  },
  {
    name: "of two answers in one second the rejection wins, also when it was posted first",
    quote:
      "READING: Ties in time go to the stricter reading: the rejection, the earlier deadline, the later approval",
    events: [...allBut("sam"), presses("sam")("rejected", "approve-security-lead", 60), sam("/approve", 60)],
    at: 60,
    expect: { status: "rejected" },
  },
  {
    name: "in one comment the rejection wins",
    quote: "READING: Ties in time go to the stricter reading: the rejection",
    events: [...allBut("sam"), sam("/reject not yet\n/approve")],
    at: 90,
    expect: { status: "rejected" },
  },
  {
    name: "a later approval of the same person lifts it",
    quote: "READING: `/decide` or the withdrawal of one side closes it",
    events: [...allBut("sam"), sam("/reject the scan shows a hole"), sam("/approve mended", 70)],
    at: 90,
    expect: { status: "authorized", conflicts: [] },
  },
  {
    name: "an approval that its author edited after it had counted counts no more, and that is said",
    quote: recorded,
    events: [...allBut("tom"), edits("tom", "/approve", 60), looks(65)],
    at: 90,
    expect: {
      status: "pending",
      reason: "review-missing",
      acts: { tom: ["edited-later"] },
      news: ["void tom"],
    },
  },
  {
    name: "until it is edited it counts",
    quote: recorded,
    events: [...allBut("tom"), edits("tom", "/approve", 60), looks(65)],
    at: 69,
    expect: { status: "authorized" },
  },
  {
    name: "an approval that was deleted after it had counted counts no more",
    quote: recorded,
    events: [...allBut("tom"), deletes("tom", "/approve", 60), looks(65)],
    at: 90,
    expect: { status: "pending", acts: { tom: ["deleted"] }, news: ["void tom"] },
  },
  {
    name: "a rejection that its author edited still holds",
    quote: recorded,
    events: [...allBut("tom"), edits("tom", "/reject no", 60), looks(65)],
    at: 90,
    expect: { status: "rejected" },
  },
  {
    name: "a rejection that was deleted after it was recorded still holds",
    quote: recorded,
    events: [...allBut("tom"), deletes("tom", "/reject no", 60), looks(65)],
    at: 90,
    expect: { status: "rejected" },
  },
  {
    name: "who left since does not count",
    quote: recorded,
    today: matrix("", { "technical-lead": "members: [rob]" }),
    events: allBut(),
    at: 90,
    expect: { status: "pending", acts: { tom: ["left-policy"] } },
  },
  {
    name: "a review that only today's policy asks is waited for",
    quote: "READING: The matrix is the rule; headings and quick reference are summaries of it",
    policy: matrix(`release-types:
  minor:
    quorum: {}
    reviews: { release-manager: { need: required } }`),
    today: matrix(""),
    events: [mia("/approve")],
    at: 90,
    expect: { status: "pending", reason: "review-missing", findings: { "policy-changed": {} } },
  },
  {
    name: "where policy wants it, the release manager authorizes by hand",
    quote: "READING: | 4 authorization checklist, authorization, execution | gate-release",
    policy: matrix("rules: { authorization: manual }"),
    events: allBut(),
    at: 90,
    expect: { status: "approved", reason: "authorization-missing" },
  },
  {
    name: "and their word is pristine",
    quote: recorded,
    policy: matrix("rules: { authorization: manual }"),
    events: [...allBut(), edits("mia", "/authorize", 70), looks(75)],
    at: 90,
    expect: { status: "approved", reason: "authorization-missing" },
  },
  {
    name: "small-team: who asked does not authorize by hand",
    quote: team,
    policy: `${smallTeam}rules: { authorization: manual }\n`,
    events: [tom("/approve"), mia("/authorize", 70)],
    at: 90,
    expect: { status: "approved", reason: "authorization-missing", acts: { mia: ["self-review"] } },
  },
  {
    name: "small-team: another maintainer does",
    quote: team,
    policy: `${smallTeam}rules: { authorization: manual }\n`,
    events: [tom("/approve"), pia("/authorize", 70)],
    at: 90,
    expect: { status: "authorized" },
  },
  {
    name: "cancelled by the release manager, also when the comment is edited",
    quote: "SPEC: **Decision Authority**: Process execution, timeline coordination",
    events: [...allBut(), edits("mia", "/cancel not now", 70), looks(75)],
    at: 90,
    expect: { status: "cancelled" },
  },
  {
    name: "cancelled in a comment that was edited before anybody read it",
    quote: "SPEC: **Decision Authority**: Process execution, timeline coordination",
    events: [...allBut(), edits("mia", "/cancel not now", 70, 71)],
    at: 90,
    expect: { status: "cancelled" },
  },
  {
    name: "nobody else cancels",
    quote: "SPEC: **Decision Authority**: Process execution, timeline coordination",
    events: [...allBut(), quinn("/cancel not now", 70)],
    at: 90,
    expect: { status: "authorized", acts: { quinn: ["counted", "not-your-command"] } },
  },
];

export const reviews: readonly Scenario[] = [
  ...required,
  ...custom,
  ...optional,
  ...hotfixQuorum,
  ...presets,
  ...texts,
  ...who,
];
