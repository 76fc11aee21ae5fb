import type { EvidenceItem } from "../../src/records.ts";
import { looks, says, tracks } from "../given.ts";
import {
  allBut,
  approve,
  askedAt,
  asker,
  day,
  deletes,
  edits,
  hotfix,
  hour,
  major,
  matrix,
  on,
  patch,
  type Scenario,
  second,
} from "./scenario.ts";

/* Releases that go without all reviews, and evidence that is waived. */

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const sam = says("sam");
const lea = says("lea");
const rae = says("rae");

const patchBy = "SPEC: | **Patch** | 2 primary + QA | 24-48 hours | Release Manager |";
const minorBy = "SPEC: | **Minor** | 3 primary + QA + Security | 1-2 weeks | Technical Lead |";
const majorBy = "SPEC: | **Major** | All stakeholders | 2-4 weeks | Project Leadership |";
const hotfixBy = "SPEC: | **Hotfix** | Release Manager + 1 | 1-4 hours | Automatic |";
const person =
  "READING: override by a person: a reason; shown everywhere (issue, messages, dashboard, audit); opens an obligation to /ratify for the role that policy names";
const ratifier =
  "READING: project-leadership where it has members, else another primary role than the overrider's";
const lifts =
  "READING: An override stands in for missing reviews; it lifts no rejection, integrity failure or failed security evidence";
const byItself =
  "READING: at the target (1 h; override.after moves it) with the release manager's approval, every if-available time passed, but no quorum: the release is authorized by override, and every missing review becomes an obligation";
const never = "READING: Never over a rejection, failed evidence or a missing security review";
const open = "READING: An open conflict keeps the gate shut, also when every review is in";
const next =
  "READING: the next release's request shows it, or is refused under rules.unratified-override: block";
const recorded = "SPEC: All approvals are documented and maintained for audit purposes";
const threshold =
  "READING: An evidence item for which the policy has a threshold and the request names no report is missing and blocks";
const oversight = "SPEC: This approval workflow ensures appropriate oversight";

const urgent = "/override customers cannot log in";
const unmet = (item: string, verdict: EvidenceItem["verdict"] = "unmet"): EvidenceItem => ({
  item,
  verdict,
  figures: {},
});

const byHand: readonly Scenario[] = [
  {
    name: "patch: the release manager",
    quote: patchBy,
    request: patch,
    events: [...approve(["tom"]), mia(urgent, 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "override",
      states: { "release-manager": "overridden", "qa-lead": "overridden", "technical-lead": "approved" },
      findings: {
        overridden: {
          by: "mia",
          role: "release-manager",
          reason: "customers cannot log in",
          roles: ["release-manager", "qa-lead"],
          quorum: true,
          automatic: false,
        },
      },
      override: { by: "mia", standsInFor: ["release-manager", "qa-lead", "quorum"], ratifiedBy: null },
      owed: { "review/release-manager": "open", "review/qa-lead": "open", ratify: "open" },
    },
  },
  {
    name: "minor: the technical lead",
    quote: minorBy,
    events: [...allBut("dana"), tom(urgent, 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "override",
      states: { "devops-lead": "overridden" },
      override: { by: "tom", standsInFor: ["devops-lead"], ratifiedBy: null },
      owed: { "review/devops-lead": "open", ratify: "open" },
    },
  },
  {
    name: "major: project leadership",
    quote: majorBy,
    request: major,
    events: [...allBut("dana"), lea(urgent, 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "override",
      override: { by: "lea", standsInFor: ["devops-lead"], ratifiedBy: null },
    },
  },
  ...(
    [
      ["patch", "tom", patchBy],
      ["patch", "lea", patchBy],
      ["minor", "mia", minorBy],
      ["minor", "lea", minorBy],
      ["major", "mia", majorBy],
      ["major", "tom", majorBy],
    ] as const
  ).map(
    ([releaseType, login, quote]): Scenario => ({
      name: `${releaseType}: not ${login}`,
      quote,
      request: { releaseType },
      events: [says(login)(urgent, 70)],
      at: 2 * hour,
      expect: {
        status: "pending",
        acts: { [login]: ["not-your-command"] },
        override: null,
        no: ["overridden"],
      },
    }),
  ),
  {
    name: "hotfix: nobody; it is automatic",
    quote: hotfixBy,
    request: hotfix,
    events: [mia(urgent, 10)],
    at: 20,
    expect: { status: "pending", acts: { mia: ["no-override"] }, override: null },
  },
  {
    name: "where policy has none, there is none",
    quote: person,
    policy: matrix("release-types: { patch: { override: false } }"),
    request: patch,
    events: [mia(urgent, 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["no-override"] } },
  },
  {
    name: "where only the pinned policy has one, there is none",
    quote: person,
    today: matrix("release-types: { patch: { override: false } }"),
    request: patch,
    events: [mia(urgent, 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "it takes a reason",
    quote: person,
    request: patch,
    events: [mia("/override", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["malformed"] } },
  },
  {
    name: "where nothing is missing there is nothing to override",
    quote: person,
    events: [...allBut(), tom(urgent, 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "all-reviews-in",
      acts: { tom: ["counted", "nothing-to-override"] },
      owed: {},
    },
  },
  {
    name: "what is missing later is not overridden by an override that had nothing to do",
    quote: person,
    events: [...allBut(), tom(urgent, 70), quinn("/withdraw", 80)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "at the deadline",
    quote: patchBy,
    request: patch,
    events: [mia(urgent, 2 * day)],
    at: 2 * day + 5,
    expect: { status: "authorized", reason: "override" },
  },
  {
    name: "a second after the deadline it is too late",
    quote: patchBy,
    request: patch,
    events: [mia(urgent, 2 * day + second)],
    at: 2 * day + 5,
    expect: { status: "expired", acts: { mia: ["ended"] } },
  },
  {
    name: "it stands in for a quorum, too",
    quote: lifts,
    policy: matrix(`release-types:
  minor:
    quorum: { primary: 2 }
    reviews:
      release-manager: { need: required }
      technical-lead: { need: optional }
      product-owner: { need: optional }`),
    events: [mia("/approve"), tom(urgent, 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "override",
      override: { by: "tom", standsInFor: ["quorum"], ratifiedBy: null },
    },
  },
  {
    name: "what comes in after it is no more owed",
    quote: lifts,
    events: [...allBut("dana", "quinn"), tom(urgent, 70), quinn("/approve", 80)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "override",
      override: { by: "tom", standsInFor: ["devops-lead"], ratifiedBy: null },
      owed: { "review/devops-lead": "open", ratify: "open" },
    },
  },
  {
    name: "when all is in, it was not needed",
    quote: lifts,
    events: [...allBut("dana"), tom(urgent, 70), says("dana")("/approve", 80)],
    at: 2 * hour,
    expect: { status: "authorized", reason: "all-reviews-in", no: ["overridden"] },
  },
  {
    name: "who asked for the release does not override in another role",
    quote: oversight,
    request: asker("tom", 102),
    events: [tom(urgent, 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["self-review"] } },
  },
  {
    name: "edited later it is void, and that is said",
    quote: recorded,
    request: patch,
    events: [edits("mia", urgent, 70), looks(75)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["edited-later"] },
      override: null,
      news: ["void mia override", "warning release-manager", "warning technical-lead"],
    },
  },
  {
    name: "deleted later it is void",
    quote: recorded,
    request: patch,
    events: [deletes("mia", urgent, 70), looks(75)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["deleted"] } },
  },
];

const lifting: readonly Scenario[] = [
  {
    name: "an override lifts no rejection",
    quote: lifts,
    events: [...allBut("sam", "dana"), sam("/reject a hole"), tom(urgent, 70)],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "nor one that comes later",
    quote: lifts,
    events: [...allBut("sam", "dana"), tom(urgent, 70), sam("/reject a hole", 80)],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "no open conflict",
    quote: open,
    events: [...allBut("dana"), quinn("/conflict technical: the cache", 65), tom(urgent, 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "no condition",
    quote: "SPEC: **Conditional Requirements**: Completed and verified",
    events: [...allBut("dana", "pia"), pia("/approve\nbefore release: the guide"), tom(urgent, 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open" },
  },
  {
    name: "no ruling that stops",
    quote: open,
    events: [
      ...allBut("dana"),
      quinn("/conflict technical: the cache", 65),
      lea("/decide stop: mend it", 66),
      tom(urgent, 70),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "ruled-stop" },
  },
  ...(["security", "tests"] as const).map(
    (item): Scenario => ({
      name: `no failed evidence: ${item}`,
      quote: lifts,
      request: { evidence: [unmet(item)] },
      events: [...allBut("dana"), tom(urgent, 70)],
      at: 2 * hour,
      expect: { status: "blocked", reason: "evidence-unmet" },
    }),
  ),
  {
    name: "no damaged history",
    quote: lifts,
    events: [
      ...allBut("dana"),
      tom(urgent, 70),
      { after: 80, entry: ({ seen }) => ({ facts: [], seen, revision: 2 }) },
    ],
    at: 2 * hour,
    expect: { status: "blocked", reason: "request-damaged" },
  },
  {
    name: "no cancellation",
    quote: lifts,
    events: [...allBut("dana"), tom(urgent, 70), mia("/cancel no", 80)],
    at: 2 * hour,
    expect: { status: "cancelled" },
  },
  {
    name: "no postponement",
    quote: "SPEC: **Release Postponement**: Delay release if critical approvals missing",
    events: [...allBut("dana"), mia("/postpone 2026-12-01 the fair", 65), tom(urgent, 70)],
    at: 2 * hour,
    expect: { status: "postponed" },
  },
];

const twoLeaders = (more = "") => matrix(more, { "project-leadership": "members: [lea, rae]" });

const ratifying: readonly Scenario[] = [
  {
    name: "project leadership ratifies",
    quote: ratifier,
    request: patch,
    events: [...approve(["tom"]), mia(urgent, 70), lea("/ratify seen, and right", 80)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      override: { by: "mia", standsInFor: ["release-manager", "qa-lead", "quorum"], ratifiedBy: "lea" },
      owed: { "review/release-manager": "open", "review/qa-lead": "open", ratify: "done" },
    },
  },
  ...(["tom", "pia"] as const).map(
    (login): Scenario => ({
      name: `${login} does not, while project leadership has members`,
      quote: ratifier,
      request: patch,
      events: [mia(urgent, 70), says(login)("/ratify fine", 80)],
      at: 2 * hour,
      expect: {
        status: "authorized",
        acts: { [login]: ["not-your-command"] },
        owed: {
          "review/release-manager": "open",
          "review/technical-lead": "open",
          "review/qa-lead": "open",
          ratify: "open",
        },
      },
    }),
  ),
  {
    name: "where it has none, another primary role",
    quote: ratifier,
    policy: matrix("", { "project-leadership": "members: []" }),
    request: patch,
    events: [mia(urgent, 70), tom("/ratify seen", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { tom: ["counted"] } },
  },
  {
    name: "another than the overrider's",
    quote: ratifier,
    policy: matrix("", { "project-leadership": "members: []" }),
    events: [...allBut("dana"), tom(urgent, 70), mia("/ratify seen", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { mia: ["counted", "counted"] } },
  },
  {
    name: "the role that policy names",
    quote: person,
    policy: matrix("release-types: { patch: { override: { by: release-manager, ratify: product-owner } } }"),
    request: patch,
    events: [mia(urgent, 70), lea("/ratify seen", 75), pia("/ratify seen", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { lea: ["not-your-command"], pia: ["counted"] } },
  },
  {
    name: "nobody ratifies their own",
    quote: ratifier,
    policy: twoLeaders(),
    request: major,
    events: [...allBut("dana"), lea(urgent, 70), lea("/ratify I was right", 80)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { lea: ["counted", "own-override"] },
      owed: { "review/devops-lead": "open", ratify: "open" },
    },
  },
  {
    name: "another member of the role does",
    quote: ratifier,
    policy: twoLeaders(),
    request: major,
    events: [...allBut("dana"), lea(urgent, 70), rae("/ratify seen", 80)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { rae: ["counted"] },
      owed: { "review/devops-lead": "open", ratify: "done" },
    },
  },
  {
    name: "where nothing was overridden there is nothing to ratify",
    quote: ratifier,
    events: [lea("/ratify seen", 80)],
    at: 2 * hour,
    expect: { status: "pending", acts: { lea: ["nothing-to-ratify"] } },
  },
  {
    name: "before the override there is nothing, either",
    quote: ratifier,
    request: patch,
    events: [lea("/ratify in advance", 60), mia(urgent, 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { lea: ["nothing-to-ratify"] },
      override: {
        by: "mia",
        standsInFor: ["release-manager", "technical-lead", "qa-lead", "quorum"],
        ratifiedBy: null,
      },
    },
  },
  {
    name: "who asked for the release ratifies nothing of it",
    quote: oversight,
    request: { ...patch, ...asker("lea", 108) },
    events: [mia(urgent, 70), lea("/ratify seen", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { lea: ["not-your-command"] } },
  },
  {
    name: "ratifying takes a reason",
    quote: person,
    request: patch,
    events: [mia(urgent, 70), lea("/ratify", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { lea: ["malformed"] } },
  },
  {
    name: "edited later it is void",
    quote: recorded,
    request: patch,
    events: [mia(urgent, 70), edits("lea", "/ratify seen", 80), looks(85)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { lea: ["edited-later"] },
      override: {
        by: "mia",
        standsInFor: ["release-manager", "technical-lead", "qa-lead", "quorum"],
        ratifiedBy: null,
      },
    },
  },
  {
    name: "one that nobody ratified is shown by the next request",
    quote: next,
    request: { unratified: [{ version: "1.1.4", issue: 41 }] },
    events: allBut(),
    at: 2 * hour,
    expect: { status: "authorized", findings: { "override-unratified": { version: "1.1.4", issue: 41 } } },
  },
];

const automatic: readonly Scenario[] = [
  {
    name: "at the target, with the release manager and no quorum",
    quote: byItself,
    request: hotfix,
    events: approve(["mia"], 5),
    at: hour,
    expect: {
      status: "authorized",
      reason: "override",
      findings: { overridden: { by: null, role: null, roles: [], quorum: true, automatic: true } },
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
    name: "a second before it is not, and it is said when it opens",
    quote: byItself,
    request: hotfix,
    events: approve(["mia"], 5),
    at: hour - second,
    expect: {
      status: "pending",
      reason: "quorum-missing",
      override: null,
      opens: { sets: [["technical-lead"], ["product-owner"]], at: "2026-11-23T10:00:00Z" },
    },
  },
  {
    name: "without the release manager it is not",
    quote: byItself,
    request: hotfix,
    events: approve(["quinn"], 5),
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", override: null },
  },
  {
    name: "as soon as they approve it is",
    quote: byItself,
    request: hotfix,
    events: [mia("/approve", 2 * hour)],
    at: 2 * hour,
    expect: { status: "authorized", reason: "override" },
  },
  {
    name: "at the deadline without the release manager it has still time",
    quote: "READING: At the deadline without the release manager: expired",
    request: hotfix,
    events: approve(["quinn"], 5),
    at: 4 * hour,
    expect: { status: "pending" },
  },
  {
    name: "then it has expired",
    quote: "READING: At the deadline without the release manager: expired",
    request: hotfix,
    events: approve(["quinn"], 5),
    at: 4 * hour + second,
    expect: { status: "expired", reason: "window-expired" },
  },
  {
    name: "whoever approves a second after that is too late",
    quote: "READING: At the deadline without the release manager: expired",
    request: hotfix,
    events: [mia("/approve", 4 * hour + second)],
    at: 5 * hour,
    expect: { status: "expired", acts: { mia: ["ended"] } },
  },
  {
    name: "with a quorum nothing is overridden",
    quote: byItself,
    request: hotfix,
    events: approve(["mia", "pia"], 5),
    at: 2 * hour,
    expect: { status: "authorized", reason: "all-reviews-in", override: null },
  },
  {
    name: "never over a rejection",
    quote: never,
    request: hotfix,
    events: [...approve(["mia"], 5), quinn("/reject it breaks the login", 10)],
    at: 2 * hour,
    expect: { status: "rejected", override: null },
  },
  {
    name: "never over the rejection of whom it asks after the release",
    quote: never,
    request: hotfix,
    events: [...approve(["mia"], 5), pia("/reject not for our users", 10)],
    at: 2 * hour,
    expect: { status: "rejected", override: null },
  },
  {
    name: "never over a rejection that otherwise would only be shown",
    quote: never,
    request: hotfix,
    events: [...approve(["mia"], 5), sam("/reject this opens a hole", 10)],
    at: 2 * hour,
    expect: { status: "pending", reason: "quorum-missing", override: null },
  },
  {
    name: "with a quorum, that rejection is only shown",
    quote: "READING: silence never blocks; a rejection is recorded and shown",
    request: hotfix,
    events: [...approve(["mia", "tom"], 5), sam("/reject this opens a hole", 10)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "all-reviews-in",
      findings: { "optional-rejected": { role: "security-lead" } },
    },
  },
  {
    name: "never without the release manager's approval, also where a ruling stands in for it",
    quote: byItself,
    request: hotfix,
    events: [...approve(["quinn"], 5), mia("/reject not tonight", 10), lea("/decide proceed: tonight", 20)],
    at: 2 * hour,
    expect: { status: "pending", reason: "quorum-missing", override: null },
  },
  {
    name: "never over failed evidence",
    quote: never,
    request: { ...hotfix, evidence: [unmet("tests")] },
    events: approve(["mia"], 5),
    at: 2 * hour,
    expect: { status: "blocked", reason: "evidence-unmet" },
  },
  {
    name: "never over a missing security review",
    quote: never,
    request: { ...hotfix, securityRelated: true },
    events: approve(["mia"], 5),
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", override: null },
  },
  {
    name: "with it, it is",
    quote: never,
    request: { ...hotfix, securityRelated: true },
    events: approve(["mia", "sam"], 5),
    at: hour,
    expect: { status: "authorized", reason: "override" },
  },
  {
    name: "never over an open conflict",
    quote: open,
    request: hotfix,
    events: [...approve(["mia"], 5), quinn("/conflict technical: whether this mends it", 10)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "never over an open condition",
    quote: open,
    request: hotfix,
    events: [mia("/approve\nbefore release: tell the support", 5)],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open" },
  },
  {
    name: "policy moves it",
    quote: byItself,
    policy: matrix("release-types: { hotfix: { override: { by: automatic, after: 2h } } }"),
    request: hotfix,
    events: approve(["mia"], 5),
    at: 2 * hour - second,
    expect: {
      status: "pending",
      reason: "quorum-missing",
      opens: { sets: [["technical-lead"], ["product-owner"]], at: "2026-11-23T11:00:00Z" },
    },
  },
  {
    name: "under two policies the later moment counts",
    quote: byItself,
    today: matrix("release-types: { hotfix: { override: { by: automatic, after: 2h } } }"),
    request: hotfix,
    events: approve(["mia"], 5),
    at: 90,
    expect: {
      status: "pending",
      reason: "quorum-missing",
      opens: { sets: [["technical-lead"], ["product-owner"]], at: "2026-11-23T11:00:00Z" },
    },
  },
  {
    name: "every if-available time has to have passed",
    quote: byItself,
    policy: matrix(`release-types:
  hotfix:
    reviews:
      release-manager: { need: required, within: 15m }
      technical-lead: { need: optional, within: 30m }
      qa-lead: { need: if-available, within: 90m }`),
    request: hotfix,
    events: approve(["mia"], 5),
    at: 90,
    expect: { status: "pending", reason: "review-missing", override: null },
  },
  {
    name: "and then it is",
    quote: byItself,
    policy: matrix(`release-types:
  hotfix:
    reviews:
      release-manager: { need: required, within: 15m }
      technical-lead: { need: optional, within: 30m }
      qa-lead: { need: if-available, within: 90m }`),
    request: hotfix,
    events: approve(["mia"], 5),
    at: 90 + second,
    expect: { status: "authorized", reason: "override" },
  },
  {
    name: "at night: the leads sleep, and at three it goes",
    quote: byItself,
    request: askedAt("2026-11-24T02:00:00Z", hotfix),
    events: [mia("/approve", on("2026-11-24T02:10:00Z"))],
    at: on("2026-11-24T03:00:00Z"),
    expect: {
      status: "authorized",
      reason: "override",
      override: { by: null, standsInFor: ["quorum"], ratifiedBy: null },
    },
  },
  {
    name: "and is ratified in the morning",
    quote: ratifier,
    request: askedAt("2026-11-24T02:00:00Z", hotfix),
    events: [
      mia("/approve", on("2026-11-24T02:10:00Z")),
      tracks(on("2026-11-24T03:00:00Z")),
      lea("/ratify it had to go", on("2026-11-24T08:30:00Z")),
    ],
    at: on("2026-11-24T08:30:00Z"),
    expect: {
      status: "authorized",
      acts: { lea: ["counted"] },
      override: { by: null, standsInFor: ["quorum"], ratifiedBy: "lea" },
    },
  },
  {
    name: "before it was in force there is nothing to ratify",
    quote: ratifier,
    request: hotfix,
    events: [mia("/approve", 5), lea("/ratify in advance", 30)],
    at: hour,
    expect: { status: "authorized", acts: { lea: ["nothing-to-ratify"] } },
  },
];

const waiver = "/waive coverage generated code counts as ours";
const weak = {
  evidence: [unmet("coverage"), { item: "tests", verdict: "met", figures: {} } satisfies EvidenceItem],
};

const waiving: readonly Scenario[] = [
  {
    name: "evidence that misses its threshold blocks",
    quote: "SPEC: - [ ] **Test Results**: Comprehensive test reports with >95% success rate",
    request: weak,
    events: allBut(),
    at: 2 * hour,
    expect: {
      status: "blocked",
      reason: "evidence-unmet",
      findings: { "evidence-unmet": { item: "coverage", verdict: "unmet" } },
    },
  },
  {
    name: "whom policy names waives it, and that is shown",
    quote: threshold,
    request: weak,
    events: [...allBut(), lea(waiver, 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      findings: {
        "evidence-waived": {
          item: "coverage",
          by: "lea",
          role: "project-leadership",
          reason: "generated code counts as ours",
        },
      },
      no: ["evidence-unmet"],
      acts: { lea: ["counted"] },
    },
  },
  ...(["missing", "unreadable"] as const).map(
    (verdict): Scenario => ({
      name: `a report that is ${verdict} is waived as well`,
      quote: threshold,
      request: { evidence: [unmet("coverage", verdict)] },
      events: [...allBut(), lea(waiver, 70)],
      at: 2 * hour,
      expect: { status: "authorized" },
    }),
  ),
  ...(["mia", "quinn"] as const).map(
    (login): Scenario => ({
      name: `${login} waives nothing`,
      quote: threshold,
      request: weak,
      events: [...allBut(), says(login)(waiver, 70)],
      at: 2 * hour,
      expect: { status: "blocked", acts: { [login]: ["counted", "not-your-command"] } },
    }),
  ),
  {
    name: "whom another policy names",
    quote: threshold,
    policy: matrix("rules: { waive: qa-lead }"),
    request: weak,
    events: [...allBut(), quinn(waiver, 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { quinn: ["counted", "counted"] } },
  },
  {
    name: "whom only the pinned policy names waives nothing",
    quote: threshold,
    policy: matrix("rules: { waive: qa-lead }"),
    today: matrix(""),
    request: weak,
    events: [...allBut(), quinn(waiver, 70)],
    at: 2 * hour,
    expect: { status: "blocked", reason: "evidence-unmet" },
  },
  {
    name: "an item that there is not, with those that there are",
    quote: threshold,
    request: weak,
    events: [...allBut(), lea("/waive covrage generated code", 70)],
    at: 2 * hour,
    expect: {
      status: "blocked",
      acts: { lea: ["no-such-item"] },
      facts: { lea: { item: "covrage", items: ["coverage"] } },
    },
  },
  {
    name: "an item that holds needs no waiver",
    quote: threshold,
    request: weak,
    events: [...allBut(), lea("/waive tests just in case", 70)],
    at: 2 * hour,
    expect: { status: "blocked", acts: { lea: ["item-met"] } },
  },
  {
    name: "one item is waived, the other still blocks",
    quote: threshold,
    request: { evidence: [unmet("coverage"), unmet("security")] },
    events: [...allBut(), lea(waiver, 70)],
    at: 2 * hour,
    expect: {
      status: "blocked",
      findings: { "evidence-unmet": { item: "security" }, "evidence-waived": { item: "coverage" } },
    },
  },
  {
    name: "a waiver takes a reason",
    quote: threshold,
    request: weak,
    events: [...allBut(), lea("/waive coverage", 70)],
    at: 2 * hour,
    expect: { status: "blocked", acts: { lea: ["malformed"] } },
  },
  {
    name: "a waiver that was edited later is void",
    quote: recorded,
    request: weak,
    events: [...allBut(), edits("lea", waiver, 70), looks(75)],
    at: 2 * hour,
    expect: { status: "blocked", acts: { lea: ["edited-later"] } },
  },
  {
    name: "a waiver that was deleted later is void",
    quote: recorded,
    request: weak,
    events: [...allBut(), deletes("lea", waiver, 70), looks(75)],
    at: 2 * hour,
    expect: { status: "blocked", acts: { lea: ["deleted"] } },
  },
  {
    name: "who asked for the release waives nothing of it",
    quote: oversight,
    request: { ...weak, ...asker("lea", 108) },
    events: [...allBut(), lea(waiver, 70)],
    at: 2 * hour,
    expect: { status: "blocked", acts: { lea: ["self-review"] } },
  },
];

export const overrides: readonly Scenario[] = [...byHand, ...lifting, ...ratifying, ...automatic, ...waiving];
