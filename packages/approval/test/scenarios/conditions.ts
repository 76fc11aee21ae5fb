import { type Event, looks, says, tracks } from "../given.ts";
import {
  allBut,
  deletes,
  edits,
  hour,
  matrix,
  otherCommit,
  type Scenario,
  shippedCommit,
  six,
  unknownCommit,
} from "./scenario.ts";

/* Conditions of approvals: numbered, resolved, confirmed, reopened. */

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const sue = says("sue");
const sam = says("sam");
const olaf = says("olaf");

const docs = "update the API documentation examples";
const monitoring = "add performance monitoring";
const conditional: readonly Event[] = [...allBut("tom"), tom(`/approve\nbefore release: ${docs}`)];
const follows: readonly Event[] = [...allBut("tom"), tom(`/approve\nafter release: ${monitoring}`)];

const tracking = "SPEC: When approvals include conditions or requirements";
const resolved = "SPEC: - [x] API documentation updated (commit: abc123)";
const confirms =
  "READING: A resolution by somebody other than who set the condition waits for /confirm (policy confirm: none lifts that)";
const byCommit = "READING: tracking, conditional approvals, resolution by commit";
const met = "SPEC: **Conditional Requirements**: Completed and verified";
const audited = "SPEC: - Conditional requirements and resolution";

const known = [shippedCommit("abc1234")];

const setting: readonly Scenario[] = [
  {
    name: "an open one before the release keeps the gate shut",
    quote: met,
    events: conditional,
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "condition-open",
      findings: {
        "condition-open": {
          id: "C1",
          role: "technical-lead",
          login: "tom",
          text: docs,
          state: "open",
          by: null,
        },
      },
      conditions: { C1: "open" },
      opens: { sets: [], at: null },
      owed: {},
    },
  },
  {
    name: "one after the release holds nothing, and is owed",
    quote: "SPEC: **Conditions**: Monitor minor UI issues post-release",
    events: follows,
    at: 2 * hour,
    expect: { status: "authorized", conditions: { C1: "open" }, owed: { "condition/C1": "open" } },
  },
  {
    name: "`Conditions` of the document's review: before the release where it says so",
    quote: "SPEC: **Conditions**: Update getting-started guide before release",
    events: [
      ...allBut("pia"),
      pia("**Conditions**: Update getting-started guide before release\n\n/approve"),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open", conditions: { C1: "open" } },
  },
  {
    name: "`Conditions` of the document's review: after it where it says so",
    quote: "SPEC: **Conditions**: Monitor minor UI issues post-release",
    events: [...allBut("quinn"), quinn("**Conditions**: Monitor minor UI issues post-release\n\n/approve")],
    at: 2 * hour,
    expect: { status: "authorized", owed: { "condition/C1": "open" } },
  },
  {
    name: "`Conditions` of the document's review: none",
    quote: "SPEC: **Conditions**: None",
    events: [...allBut("tom"), tom("**Conditions**: None\n\n/approve")],
    at: 2 * hour,
    expect: { status: "authorized", conditions: {} },
  },
  {
    name: "where it is not said when, it is before",
    quote: "READING: Ties in time go to the stricter reading",
    events: [...allBut("tom"), tom("/approve\nConditions:\n- [ ] update the guide")],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open" },
  },
  {
    name: "they are numbered over the whole issue, in the order in which they were told",
    quote: "SPEC: - [ ] Add performance monitoring for new features",
    events: [
      ...allBut("tom", "pia"),
      tom(`/approve\nbefore release: ${docs}\nafter release: ${monitoring}`),
      pia("/approve\nbefore release: the guide", 70),
    ],
    at: 2 * hour,
    expect: {
      status: "pending",
      conditions: { C1: "open", C2: "open", C3: "open" },
      findings: { "condition-open": { id: "C3", role: "product-owner", login: "pia", text: "the guide" } },
      owed: { "condition/C2": "open" },
    },
  },
  {
    name: "the same words of the same person keep their number",
    quote: audited,
    events: [...conditional, tom(`/approve once more\nbefore release: ${docs}`, 70)],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "open" } },
  },
  {
    name: "other words are another one, and a number is never used again",
    quote: audited,
    events: [...conditional, tom(`/approve\nbefore release: ${monitoring}`, 70)],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C2: "open" } },
  },
  {
    name: "the same words of somebody else are another one",
    quote: audited,
    events: [...conditional, pia(`/approve\nbefore release: ${docs}`, 70)],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "open", C2: "open" } },
  },
  {
    name: "approving again without it drops it",
    quote: "SPEC: **Status**: Approved with conditions",
    events: [...conditional, tom("/approve", 70)],
    at: 2 * hour,
    expect: { status: "authorized", conditions: {} },
  },
  {
    name: "they end with their approval",
    quote: "SPEC: **Status**: Approved with conditions",
    events: [...conditional, tom("/withdraw", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", conditions: {} },
  },
  {
    name: "a rejection in its place leaves none",
    quote: "SPEC: **Status**: Approved with conditions",
    events: [...conditional, tom("/reject no", 70)],
    at: 2 * hour,
    expect: { status: "rejected", conditions: {} },
  },
];

const damaged: readonly Scenario[] = [
  {
    name: "a number stays where it is when the entry that told of it is damaged",
    quote: audited,
    events: [
      ...allBut("tom", "pia"),
      tom(`/approve\nbefore release: ${docs}`),
      { looks: true, after: 61, damagedAfter: 90 },
      pia("/approve\nbefore release: the guide", 70),
      looks(71),
      tom("/resolve C1 the examples are on the site", 80),
      looks(81),
      tracks(91),
    ],
    at: 2 * hour,
    expect: {
      status: "pending",
      conditions: { C1: "confirmed", C2: "open" },
      findings: { "condition-open": { id: "C2", login: "pia", text: "the guide" }, "history-damaged": {} },
    },
  },
];

const resolving: readonly Scenario[] = [
  {
    name: "resolved by a commit that ships, it waits for who set it",
    quote: confirms,
    commits: known,
    events: [...conditional, mia("/resolve C1 abc1234 done", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "condition-open",
      conditions: { C1: "resolved" },
      findings: { "condition-open": { id: "C1", state: "resolved", by: "mia" } },
      acts: { mia: ["counted", "counted"] },
      facts: { mia: { condition: "C1", setter: "tom", waits: true } },
    },
  },
  {
    name: "and confirmed, it is met",
    quote: "SPEC: - [x] All conditions resolved",
    commits: known,
    events: [...conditional, mia("/resolve C1 abc1234", 70), tom("/confirm C1", 80)],
    at: 2 * hour,
    expect: { status: "authorized", reason: "all-reviews-in", conditions: { C1: "confirmed" } },
  },
  {
    name: "resolved by who set it, it waits for nobody",
    quote: confirms,
    commits: known,
    events: [...conditional, tom("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      conditions: { C1: "confirmed" },
      facts: { tom: { condition: "C1", setter: "tom", waits: false } },
    },
  },
  {
    name: "where policy asks nobody to confirm, it is met at once",
    quote: confirms,
    policy: matrix("rules: { confirm: none }"),
    commits: known,
    events: [...conditional, quinn("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: { status: "authorized", conditions: { C1: "confirmed" }, facts: { quinn: { waits: false } } },
  },
  {
    name: "where only the pinned policy asks nobody, it waits",
    quote: confirms,
    policy: matrix("rules: { confirm: none }"),
    today: matrix(""),
    commits: known,
    events: [...conditional, quinn("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open" },
  },
  {
    name: "another member of the same role is not who set it",
    quote: confirms,
    commits: known,
    events: [
      ...allBut("sam"),
      sam(`/approve\nbefore release: ${docs}`),
      sue("/resolve C1 abc1234", 70),
      sue("/confirm C1", 80),
    ],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "condition-open",
      acts: { sue: ["counted", "not-the-setter"] },
      facts: { sue: { condition: "C1", setter: "sam" } },
    },
  },
  {
    name: "nothing is there to be confirmed before somebody resolves it",
    quote: confirms,
    commits: known,
    events: [...conditional, tom("/confirm C1", 70), mia("/resolve C1 abc1234", 80)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { tom: ["counted", "nothing-to-confirm"] },
      conditions: { C1: "resolved" },
    },
  },
  {
    name: "what is confirmed is done",
    quote: confirms,
    commits: known,
    events: [
      ...conditional,
      tom("/resolve C1 abc1234", 70),
      mia("/resolve C1 abc1234", 80),
      tom("/confirm C1", 85),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { mia: ["counted", "condition-done"], tom: ["counted", "counted", "condition-done"] },
    },
  },
  {
    name: "before it was set nobody can resolve it",
    quote: tracking,
    commits: known,
    events: [mia("/resolve C1 abc1234", 50), ...conditional],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["no-such-condition", "counted"] },
      conditions: { C1: "open" },
    },
  },
  {
    name: "a number that there is not, with those that there are",
    quote: tracking,
    commits: known,
    events: [...conditional, mia("/resolve C7 abc1234", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["counted", "no-such-condition"] },
      facts: { mia: { condition: "C7", open: ["C1"] } },
    },
  },
  {
    name: "an outsider resolves nothing",
    quote: tracking,
    commits: known,
    events: [...conditional, olaf("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { olaf: ["no-role"] }, conditions: { C1: "open" } },
  },
  {
    name: "somebody with a role that is not asked may",
    quote: tracking,
    commits: known,
    events: [...conditional, says("lea")("/resolve C1 abc1234", 70), tom("/confirm C1", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { lea: ["counted"] } },
  },
  {
    name: "a delegate may",
    quote: tracking,
    commits: known,
    users: ["rob"],
    events: [
      ...conditional,
      quinn("/delegate @rob", 62),
      says("rob")("/resolve C1 abc1234", 70),
      tom("/confirm C1", 80),
    ],
    at: 2 * hour,
    expect: { status: "authorized", acts: { rob: ["counted"] } },
  },
  {
    name: "a commit that nobody knows",
    quote: resolved,
    commits: [unknownCommit("abc1234")],
    events: [...conditional, mia("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["counted", "commit-unknown"] },
      facts: { mia: { condition: "C1", commit: "abc1234" } },
      conditions: { C1: "open" },
    },
  },
  {
    name: "a commit that GitHub was not asked about is unknown",
    quote: resolved,
    events: [...conditional, mia("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted", "commit-unknown"] } },
  },
  {
    name: "a commit that does not ship: the warning names the reviews that shipping it would void",
    quote: byCommit,
    commits: [otherCommit("abc1234", ["docs/api.md"])],
    events: [tom(`/approve\nbefore release: ${docs}`), quinn("/approve"), mia("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["commit-not-shipped"] },
      facts: {
        mia: {
          condition: "C1",
          commit: "abc1234",
          keeps: "dismiss",
          voids: [
            { role: "technical-lead", title: "Technical lead", login: "tom" },
            { role: "qa-lead", title: "QA lead", login: "quinn" },
          ],
        },
      },
      conditions: { C1: "open" },
    },
  },
  {
    name: "a commit that does not ship, where reviews are kept: none would be void",
    quote: byCommit,
    policy: matrix("rules: { on-new-commits: keep }"),
    commits: [otherCommit("abc1234", ["docs/api.md"])],
    events: [...conditional, mia("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["counted", "commit-not-shipped"] },
      facts: { mia: { keeps: "keep", voids: [] } },
    },
  },
  {
    name: "a commit that does not ship, where affected roles are asked again: those whose paths it changes",
    quote: byCommit,
    policy: matrix("rules: { on-new-commits: affected-roles }", {
      "technical-lead": "members: [tom], paths: [src/**]",
      "qa-lead": "members: [quinn], paths: [docs/**]",
    }),
    commits: [otherCommit("abc1234", ["docs/api.md"])],
    events: [tom(`/approve\nbefore release: ${docs}`), quinn("/approve"), mia("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      facts: {
        mia: {
          keeps: "affected-roles",
          voids: [{ role: "qa-lead", title: "QA lead", login: "quinn" }],
        },
      },
    },
  },
  {
    name: "what follows the release may be met by a commit that does not ship in it",
    quote: byCommit,
    commits: [otherCommit("abc1234")],
    events: [...follows, tom("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: { status: "authorized", conditions: { C1: "confirmed" }, owed: { "condition/C1": "done" } },
  },
  {
    name: "but the commit must exist",
    quote: byCommit,
    commits: [unknownCommit("abc1234")],
    events: [...follows, tom("/resolve C1 abc1234", 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { tom: ["counted", "commit-unknown"] },
      owed: { "condition/C1": "open" },
    },
  },
  {
    name: "a link to a commit of this repository names the commit",
    quote: byCommit,
    commits: [otherCommit("abc1234")],
    events: [...conditional, mia("/resolve C1 https://github.com/acme/proxmox-mpc/commit/abc1234", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { mia: ["counted", "commit-not-shipped"] } },
  },
  {
    name: "a link is enough",
    quote: tracking,
    events: [...conditional, tom("/resolve C1 https://docs.example/api", 70)],
    at: 2 * hour,
    expect: { status: "authorized", conditions: { C1: "confirmed" } },
  },
  {
    name: "notes are enough",
    quote: tracking,
    events: [...conditional, tom("/resolve C1 the examples are on the site", 70)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "nothing at all is not",
    quote: tracking,
    events: [...conditional, tom("/resolve C1", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["counted", "resolution-empty"] } },
  },
  ...["https://docs.example/api", "the examples are on the site", ""].map(
    (target): Scenario => ({
      name: `where policy asks for a commit, ${target === "" ? "nothing" : target} is none`,
      quote: byCommit,
      policy: matrix("rules: { resolve: commit }"),
      events: [...conditional, tom(`/resolve C1 ${target}`, 70)],
      at: 2 * hour,
      expect: { status: "pending", acts: { tom: ["counted", "resolution-needs-commit"] } },
    }),
  ),
  {
    name: "where only today's policy asks for a commit, a link is not enough",
    quote: byCommit,
    today: matrix("rules: { resolve: commit }"),
    events: [...conditional, tom("/resolve C1 https://docs.example/api", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "condition-open",
      acts: { tom: ["counted", "resolution-needs-commit"] },
    },
  },
  {
    name: "of two, one that is open keeps the gate shut",
    quote: "SPEC: - [x] All conditions resolved",
    commits: known,
    events: [
      ...allBut("tom"),
      tom(`/approve\nbefore release: ${docs}\nbefore release: ${monitoring}`),
      tom("/resolve C1 abc1234", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "confirmed", C2: "open" } },
  },
];

const reopening: readonly Scenario[] = [
  {
    name: "who set it reopens what was resolved",
    quote: confirms,
    commits: known,
    events: [...conditional, mia("/resolve C1 abc1234", 70), tom("/reopen C1 an example is missing", 80)],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "open" }, acts: { tom: ["counted", "counted"] } },
  },
  {
    name: "who set it reopens what was confirmed, and it holds again",
    quote: confirms,
    commits: known,
    events: [
      ...conditional,
      mia("/resolve C1 abc1234", 70),
      tom("/confirm C1", 80),
      tom("/reopen C1 an example is missing", 85),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "condition-open", conditions: { C1: "open" } },
  },
  {
    name: "reopened, it is resolved and confirmed anew",
    quote: confirms,
    commits: known,
    events: [
      ...conditional,
      mia("/resolve C1 abc1234", 70),
      tom("/reopen C1 an example is missing", 80),
      mia("/resolve C1 abc1234 now all of them", 85),
      tom("/confirm C1", 90),
    ],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "a confirmation of before is none of what was resolved since",
    quote: confirms,
    commits: known,
    events: [
      ...conditional,
      mia("/resolve C1 abc1234", 70),
      tom("/confirm C1", 75),
      tom("/reopen C1 an example is missing", 80),
      mia("/resolve C1 abc1234 now all of them", 85),
    ],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "resolved" } },
  },
  {
    name: "what is open is not reopened",
    quote: confirms,
    events: [...conditional, tom("/reopen C1 it is not done", 70)],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["counted", "nothing-to-reopen"] } },
  },
  {
    name: "nobody else reopens it",
    quote: confirms,
    commits: known,
    events: [...conditional, tom("/resolve C1 abc1234", 70), quinn("/reopen C1 I do not think so", 80)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { quinn: ["counted", "not-the-setter"] } },
  },
  {
    name: "asked for again in a later approval, it is open again",
    quote: tracking,
    commits: known,
    events: [...conditional, tom("/resolve C1 abc1234", 70), tom(`/approve\nbefore release: ${docs}`, 80)],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "open" } },
  },
];

const recorded = "SPEC: All approvals are documented and maintained for audit purposes";

const pristine: readonly Scenario[] = [
  {
    name: "a resolution that was edited later is void, and that is said",
    quote: recorded,
    commits: known,
    events: [...conditional, edits("mia", "/resolve C1 abc1234", 70), looks(75), tom("/confirm C1", 85)],
    at: 2 * hour,
    expect: {
      status: "pending",
      conditions: { C1: "open" },
      acts: { mia: ["counted", "edited-later"], tom: ["counted", "nothing-to-confirm"] },
      news: ["void mia resolve"],
    },
  },
  {
    name: "a confirmation that was deleted later is void",
    quote: recorded,
    commits: known,
    events: [...conditional, mia("/resolve C1 abc1234", 70), deletes("tom", "/confirm C1", 75), looks(80)],
    at: 2 * hour,
    expect: {
      status: "pending",
      conditions: { C1: "resolved" },
      acts: { tom: ["counted", "deleted"] },
      news: ["void tom confirm"],
    },
  },
  {
    name: "what was reopened stays open, whatever becomes of the comment",
    quote: recorded,
    commits: known,
    events: [...conditional, tom("/resolve C1 abc1234", 70), deletes("tom", "/reopen C1 no", 75), looks(80)],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "open" } },
  },
  {
    name: "also when it was edited before anybody read it",
    quote: recorded,
    commits: known,
    events: [...conditional, tom("/resolve C1 abc1234", 70), edits("tom", "/reopen C1 no", 75, 76)],
    at: 2 * hour,
    expect: { status: "pending", conditions: { C1: "open" } },
  },
  {
    name: "whoever approves need not be who asked for it: conditions of every role hold",
    quote: met,
    events: [
      ...six.filter((one) => one !== "mia").map((one) => says(one)("/approve")),
      mia("/approve\nbefore release: the plan"),
    ],
    at: 2 * hour,
    expect: { status: "pending", findings: { "condition-open": { role: "release-manager", login: "mia" } } },
  },
];

export const conditions: readonly Scenario[] = [
  ...setting,
  ...damaged,
  ...resolving,
  ...reopening,
  ...pristine,
];
