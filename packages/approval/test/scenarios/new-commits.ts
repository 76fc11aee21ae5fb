import { asksAgain, looks, says } from "../given.ts";
import {
  allBut,
  approve,
  asker,
  day,
  hour,
  matrix,
  otherCommit,
  patch,
  type Scenario,
  shippedCommit,
  six,
} from "./scenario.ts";

/* What becomes of reviews when the version is asked for at another commit. */

const mia = says("mia");
const tom = says("tom");
const quinn = says("quinn");
const sam = says("sam");
const lea = says("lea");

const next = "b52e0d1".padEnd(40, "0");
const third = "c63f1e2".padEnd(40, "0");
const rule = "READING: rules.on-new-commits is dismiss, keep or affected-roles";
const revision =
  "READING: rules.on-new-commits is dismiss, keep or affected-roles. Asking again for the version at another commit makes the next revision";

const keep = matrix("rules: { on-new-commits: keep }");
const affected = matrix("rules: { on-new-commits: affected-roles }", {
  "release-manager": "members: [mia], paths: [CHANGELOG.md]",
  "technical-lead": "members: [tom], paths: [src/**]",
  "product-owner": "members: [pia], paths: [docs/**]",
  "qa-lead": "members: [quinn], paths: [test/**]",
  "security-lead": "members: [sam, sue], paths: [src/auth/**]",
  "devops-lead": "members: [dana], paths: [deploy/**]",
});
const first = "a41f9c2".padEnd(40, "0");
const sources = { from: first, files: ["src/index.ts"] };
const again = (after: number, change: Parameters<typeof asksAgain>[1] = {}) =>
  asksAgain(after, { commit: next, ...change });

const dismissing: readonly Scenario[] = [
  {
    name: "another commit voids all reviews",
    quote: revision,
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "technical-lead": "waiting", "qa-lead": "waiting" },
      due: { start: "2026-11-23T10:30:00Z", deadline: "2026-12-07T10:30:00Z" },
    },
  },
  {
    name: "and asks everybody anew",
    quote: revision,
    events: [...allBut(), again(90), ...approve(six, 100)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "another commit voids a rejection, too",
    quote: rule,
    events: [...allBut("sam"), sam("/reject a hole"), again(90), ...approve(six, 100)],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: [] },
  },
  {
    name: "asked for again at the same commit, a rejection stands",
    quote: "READING: Asking again for the version at another commit makes the next revision",
    events: [
      ...allBut("sam"),
      sam("/reject a hole"),
      asksAgain(90),
      ...approve(["mia", "tom", "pia", "quinn", "dana", "sue"], 100),
    ],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "what commands said of the commit before counts for nothing",
    quote: rule,
    events: [mia("/override it is urgent", 30), tom("/override it is urgent", 30), again(90)],
    at: 2 * hour,
    expect: { status: "pending", override: null, acts: { tom: ["earlier-revision"] } },
  },
  {
    name: "numbers of conditions run on over the revisions",
    quote: "SPEC: - Conditional requirements and resolution",
    events: [
      ...allBut("tom"),
      tom("/approve\nbefore release: the guide"),
      again(90),
      tom("/approve\nbefore release: the plan", 100),
    ],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C2: "open" } },
  },
  {
    name: "and the same words keep theirs",
    quote: "SPEC: - Conditional requirements and resolution",
    events: [
      ...allBut("tom"),
      tom("/approve\nbefore release: the guide\nbefore release: the plan"),
      again(90),
      tom("/approve\nbefore release: the plan", 100),
    ],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C2: "open" } },
  },
];

const keeping: readonly Scenario[] = [
  {
    name: "keep: reviews stay",
    quote: rule,
    policy: keep,
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: { status: "authorized", states: { "technical-lead": "approved" } },
  },
  {
    name: "keep: what was missing is still missing",
    quote: rule,
    policy: keep,
    events: [...allBut("dana"), again(90)],
    at: 2 * hour,
    expect: { status: "pending", findings: { "review-missing": { role: "devops-lead" } } },
  },
  {
    name: "keep: a rejection stays",
    quote: rule,
    policy: keep,
    events: [...allBut("sam"), sam("/reject a hole"), again(90)],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "keep: whoever rejected before lifts it at the next commit",
    quote: rule,
    policy: keep,
    events: [...allBut("sam"), sam("/reject a hole"), again(90), sam("/approve mended", 100)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "keep: conditions stay open",
    quote: rule,
    policy: keep,
    events: [...allBut("tom"), tom("/approve\nbefore release: the guide"), again(90)],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open", conditions: { C1: "open" } },
  },
  {
    name: "keep: resolutions stay",
    quote: rule,
    policy: keep,
    commits: [shippedCommit("abc1234")],
    events: [
      ...allBut("tom"),
      tom("/approve\nbefore release: the guide"),
      mia("/resolve C1 abc1234", 70),
      tom("/confirm C1", 80),
      again(90),
    ],
    at: 2 * hour,
    expect: { status: "authorized", conditions: { C1: "confirmed" } },
  },
  {
    name: "keep: a resolution counts by itself once a revision ships its commit",
    quote: "READING: tracking, conditional approvals, resolution by commit",
    policy: keep,
    commits: [shippedCommit("abc1234")],
    events: [
      ...allBut("tom"),
      tom("/approve\nbefore release: the guide"),
      tom("/resolve C1 abc1234", 70),
      again(90),
    ],
    at: 2 * hour,
    expect: { status: "authorized", conditions: { C1: "confirmed" } },
  },
  {
    name: "keep: and not while none does",
    quote: "READING: tracking, conditional approvals, resolution by commit",
    policy: keep,
    commits: [otherCommit("abc1234")],
    events: [
      ...allBut("tom"),
      tom("/approve\nbefore release: the guide"),
      tom("/resolve C1 abc1234", 70),
      again(90),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open", conditions: { C1: "open" } },
  },
  {
    name: "keep: a delegate's review stays",
    quote: rule,
    policy: keep,
    users: ["rob"],
    events: [
      ...allBut("tom"),
      tom("/delegate tech @rob until 2026-11-30"),
      says("rob")("/approve tech", 70),
      looks(75),
      again(90),
    ],
    at: 2 * hour,
    expect: { status: "authorized", states: { "technical-lead": "approved" } },
  },
  {
    name: "keep: what came too late for the revision before comes too late",
    quote: rule,
    policy: keep,
    request: patch,
    events: [...approve(["mia", "quinn"]), tom("/approve", 2 * day + hour), again(3 * day)],
    at: 3 * day + hour,
    expect: { status: "pending", reason: "review-missing", states: { "technical-lead": "waiting" } },
  },
  {
    name: "keep: a review that did not count, since its author had asked, does not count when somebody else asks",
    quote: "SPEC: This approval workflow ensures appropriate oversight",
    policy: keep,
    request: asker("tom", 102),
    events: [...allBut(), again(90, asker("olaf", 201))],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", states: { "technical-lead": "waiting" } },
  },
  {
    name: "keep: who asks this time keeps no review of their own",
    quote: "SPEC: This approval workflow ensures appropriate oversight",
    policy: keep,
    events: [...allBut(), again(90, asker("tom", 102))],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["self-review"] } },
  },
  {
    name: "where only the pinned policy keeps them, all are void",
    quote: rule,
    policy: keep,
    today: matrix(""),
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "where only today's policy keeps them, all are void",
    quote: rule,
    today: keep,
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
];

const gone: readonly Scenario[] = [
  {
    name: "an override never carries over, whatever policy keeps",
    quote:
      "READING: An override stands in for missing reviews; it lifts no rejection, integrity failure or failed security evidence",
    policy: keep,
    events: [...allBut("dana"), tom("/override it is urgent", 70), again(90)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", override: null },
  },
  {
    name: "a waiver never carries over",
    quote: rule,
    policy: keep,
    request: { evidence: [{ item: "coverage", verdict: "unmet", figures: {} }] },
    events: [...allBut(), lea("/waive coverage a generated file", 70), again(90)],
    at: 2 * hour,
    expect: { status: "blocked", reason: "evidence-unmet", no: ["evidence-waived"] },
  },
  {
    name: "a ruling never carries over: the rejection that it lifted stands again",
    quote: rule,
    policy: keep,
    events: [
      ...allBut("sam"),
      sam("/reject a hole"),
      lea("/decide proceed: the risk is ours", 70),
      again(90),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "rejected", states: { "security-lead": "rejected" } },
  },
  {
    name: "a ruling that stops the release ends with its revision, and the conflict that is kept is open again",
    quote: rule,
    policy: keep,
    events: [
      ...allBut(),
      tom("/conflict technical: the cache", 70),
      tom("/decide stop: mend it first", 80),
      again(90),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open", no: ["ruled-stop"] },
  },
  {
    name: "an extension never carries over",
    quote: rule,
    policy: keep,
    events: [mia("/extend 24h holidays", 70), again(90)],
    at: 2 * hour,
    expect: { status: "pending", due: { deadline: "2026-12-07T10:30:00Z" } },
  },
];

const partly: readonly Scenario[] = [
  {
    name: "affected-roles: only roles whose paths changed are asked again",
    quote: rule,
    policy: affected,
    changes: [sources],
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "review-missing",
      states: { "technical-lead": "waiting", "qa-lead": "approved", "security-lead": "approved" },
      opens: { sets: [["technical-lead"]], at: null },
    },
  },
  {
    name: "affected-roles: they answer, and the rest stays",
    quote: rule,
    policy: affected,
    changes: [sources],
    events: [...allBut(), again(90), tom("/approve", 100)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "affected-roles: nothing that anybody looks at changed",
    quote: rule,
    policy: affected,
    changes: [{ from: first, files: ["LICENSE"] }],
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "affected-roles: where no file changed nobody is asked again, whatever they look at",
    quote: rule,
    policy: affected,
    changes: [{ from: first, files: [] }],
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "affected-roles: who looks at no path in particular is asked whatever changed",
    quote: rule,
    policy: matrix("rules: { on-new-commits: affected-roles }", {
      "qa-lead": "members: [quinn], paths: [test/**]",
    }),
    changes: [sources],
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: { status: "pending", states: { "qa-lead": "approved", "technical-lead": "waiting" } },
  },
  {
    name: "keep: not where an entry names a commit at which its run was not",
    quote: rule,
    policy: keep,
    events: [...allBut(), again(90, { run: { id: 9, attempt: 1 } })],
    at: 2 * hour,
    expect: { status: "pending", states: { "qa-lead": "waiting", "technical-lead": "waiting" } },
  },
  {
    name: "keep: a conflict stays, too",
    quote: "READING: An open conflict keeps the gate shut, also when every review is in",
    policy: keep,
    events: [...allBut(), sam("/conflict technical: the crypto is wrong", 70), again(90)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "affected-roles: what changed is not known, so all are asked again",
    quote: rule,
    policy: affected,
    events: [...allBut(), again(90)],
    at: 2 * hour,
    expect: { status: "pending", states: { "qa-lead": "waiting", "security-lead": "waiting" } },
  },
  {
    name: "affected-roles: what any revision since touched is asked again",
    quote: rule,
    policy: affected,
    changes: [
      { from: first, files: ["src/index.ts", "test/a.ts"] },
      { from: next, files: ["test/a.ts"] },
    ],
    events: [...allBut(), again(90), tom("/approve", 95), asksAgain(100, { commit: third })],
    at: 2 * hour,
    expect: { status: "pending", states: { "technical-lead": "approved", "qa-lead": "waiting" } },
  },
  {
    name: "affected-roles: untouched in the last revision is not untouched in the one before",
    quote: rule,
    policy: affected,
    changes: [sources, { from: next, files: ["LICENSE"] }],
    events: [...allBut(), again(90), asksAgain(100, { commit: third })],
    at: 2 * hour,
    expect: { status: "pending", states: { "technical-lead": "waiting", "qa-lead": "approved" } },
  },
  {
    name: "affected-roles: conditions of a role that is asked again go with its review",
    quote: rule,
    policy: affected,
    changes: [sources],
    events: [
      ...allBut("tom", "quinn"),
      tom("/approve\nbefore release: the guide"),
      quinn("/approve\nbefore release: one more run"),
      again(90),
    ],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C2: "open" } },
  },
];

const oversight = "SPEC: This approval workflow ensures appropriate oversight";
const byTom = { changes: { pullRequests: 1, commits: 1, authors: ["Tom"], url: "https://github.com/acme" } };

const authors: readonly Scenario[] = [
  {
    name: "authors of the commits may review where policy allows it",
    quote: oversight,
    request: byTom,
    events: allBut(),
    at: 2 * hour,
    expect: { status: "authorized", acts: { tom: ["counted"] } },
  },
  {
    name: "they may not where it forbids it",
    quote: oversight,
    policy: matrix("rules: { commit-authors: forbid }"),
    request: byTom,
    events: allBut(),
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["commit-author"] } },
  },
  {
    name: "nor where only today's policy forbids it",
    quote: oversight,
    today: matrix("rules: { commit-authors: forbid }"),
    request: byTom,
    events: allBut(),
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["commit-author"] } },
  },
  {
    name: "their rejection counts all the same",
    quote: "READING: Ties in time go to the stricter reading: the rejection",
    policy: matrix("rules: { commit-authors: forbid }"),
    request: byTom,
    events: [...allBut("tom"), tom("/reject my own doubts")],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "a new revision asks for its own time",
    quote: "READING: windows are calendar time",
    events: [...allBut("dana"), again(13 * day)],
    at: 15 * day,
    expect: { status: "pending", due: { deadline: "2026-12-20T09:00:00Z" } },
  },
];

export const newCommits: readonly Scenario[] = [...dismissing, ...keeping, ...gone, ...partly, ...authors];
