import { asksAgain, looks, says } from "../given.ts";
import {
  allBut,
  approve,
  asker,
  deletes,
  edits,
  hotfix,
  hour,
  matrix,
  patch,
  type Scenario,
} from "./scenario.ts";

/* Disagreements: what opens one, who decides, what a ruling lifts, and what ends one. */

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const sam = says("sam");
const sue = says("sue");
const dana = says("dana");
const lea = says("lea");
const olaf = says("olaf");

const documented = "SPEC: **Document Conflict**: Record specific disagreements and rationale";
const technical =
  "SPEC: **Technical Lead Decision**: For technical conflicts, Technical Lead has final authority";
const product =
  "SPEC: **Product Owner Decision**: For feature/UX conflicts, Product Owner has final authority";
const escalated = "SPEC: **Release Manager Escalation**: Escalate to project leadership if unresolved";
const guarded = "READING: a security or QA rejection can be overruled by project leadership only";
const open =
  "READING: An open conflict keeps the gate shut, also when every review is in; /decide or the withdrawal of one side closes it";

const hole = [...allBut("sam"), sam("/reject a hole in the login")];
const pipeline = [...allBut("dana"), dana("/reject the pipeline is not ready")];

const opening: readonly Scenario[] = [
  {
    name: "an approval beside a rejection is one by itself",
    quote: documented,
    events: hole,
    at: 2 * hour,
    expect: {
      status: "rejected",
      reason: "rejected",
      findings: {
        rejected: { role: "security-lead" },
        "conflict-open": {
          about: "other",
          by: "sam",
          summary: "a hole in the login",
          deciders: ["Project leadership"],
        },
      },
      conflicts: ["other open"],
      deciders: ["project-leadership"],
      news: ["conflict other"],
    },
  },
  {
    name: "a rejection alone is none",
    quote: documented,
    events: [sam("/reject a hole in the login")],
    at: 2 * hour,
    expect: { status: "rejected", conflicts: [], no: ["conflict-open"] },
  },
  {
    name: "a rejection that only is shown is none",
    quote:
      "READING: a rejection is recorded and shown, and blocks only under rules.optional-rejection: block",
    request: patch,
    events: [...approve(["mia", "tom", "quinn"]), dana("/reject the pipeline is not ready")],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: [] },
  },
  {
    name: "the technical lead's rejection is technical",
    quote: technical,
    events: [...allBut("tom"), tom("/reject the cache is wrong")],
    at: 2 * hour,
    expect: {
      status: "rejected",
      conflicts: ["technical open"],
      deciders: ["technical-lead", "project-leadership"],
    },
  },
  {
    name: "the product owner's is about the product",
    quote: product,
    events: [...allBut("pia"), pia("/reject not what was asked for")],
    at: 2 * hour,
    expect: {
      status: "rejected",
      conflicts: ["product open"],
      deciders: ["product-owner", "project-leadership"],
    },
  },
  {
    name: "the DevOps lead's is project leadership's",
    quote: escalated,
    events: pipeline,
    at: 2 * hour,
    expect: { status: "rejected", conflicts: ["other open"], deciders: ["project-leadership"] },
  },
  {
    name: "anybody with a role opens one, and the gate is shut although every review is in",
    quote: open,
    events: [...allBut(), quinn("/conflict technical: the cache is not what we agreed on", 70)],
    at: 2 * hour,
    expect: {
      status: "pending",
      reason: "conflict-open",
      findings: {
        "conflict-open": {
          about: "technical",
          by: "quinn",
          summary: "the cache is not what we agreed on",
          deciders: ["Technical lead", "Project leadership"],
        },
      },
      conflicts: ["technical open"],
      opens: { sets: [], at: null },
      news: ["conflict technical"],
    },
  },
  {
    name: "somebody with a role that is not asked may open one, too",
    quote: documented,
    events: [...allBut(), lea("/conflict other: the date", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open", conflicts: ["other open"] },
  },
  {
    name: "an outsider opens none",
    quote: documented,
    events: [...allBut(), olaf("/conflict technical: I would do it otherwise", 70)],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: [], acts: { olaf: ["no-role"] } },
  },
  {
    name: "it says what it is about",
    quote: documented,
    events: [...allBut(), quinn("/conflict we disagree", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { quinn: ["counted", "malformed"] } },
  },
  {
    name: "it holds also where its comment was edited later",
    quote: open,
    events: [...allBut(), edits("quinn", "/conflict technical: the cache", 70), looks(75)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "it holds also where its comment was edited before anybody read it",
    quote: open,
    events: [...allBut(), edits("quinn", "/conflict technical: the cache", 70, 71)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "it holds also where its comment was deleted later",
    quote: open,
    events: [...allBut(), deletes("quinn", "/conflict technical: the cache", 70), looks(75)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
];

const deciding: readonly Scenario[] = [
  {
    name: "project leadership lifts a security rejection: it stands in for the review, and stays recorded",
    quote: guarded,
    events: [...hole, lea("/decide proceed: the risk is ours", 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      reason: "ruling",
      states: { "security-lead": "overruled" },
      findings: {
        overruled: {
          role: "security-lead",
          login: "sam",
          by: "lea",
          as: "project-leadership",
          reason: "the risk is ours",
        },
      },
      conflicts: ["other proceed"],
      acts: { lea: ["counted"] },
      facts: {
        lea: { ruling: "proceed", overrules: [{ role: "security-lead", login: "sam" }], conflicts: 1 },
      },
      reviews: { sam: { verdict: "rejected", counted: true } },
    },
  },
  ...(["mia", "tom", "pia"] as const).map(
    (login): Scenario => ({
      name: `${login} does not lift a security rejection`,
      quote: guarded,
      events: [...hole, says(login)("/decide proceed: it is fine", 70)],
      at: 2 * hour,
      expect: {
        status: "rejected",
        acts: { [login]: ["counted", "not-your-ruling"] },
        facts: { [login]: { deciders: ["Project leadership"] } },
      },
    }),
  ),
  {
    name: "nor a QA rejection, also where the conflict was named technical",
    quote: guarded,
    events: [
      ...allBut("quinn"),
      quinn("/reject the tests are red"),
      mia("/conflict technical: whether the tests are right", 65),
      tom("/decide proceed: the tests are wrong", 70),
    ],
    at: 2 * hour,
    expect: { status: "rejected", states: { "qa-lead": "rejected" }, facts: { tom: { overrules: [] } } },
  },
  {
    name: "project leadership lifts a QA rejection",
    quote: guarded,
    events: [...allBut("quinn"), quinn("/reject the tests are red"), lea("/decide proceed: known", 70)],
    at: 2 * hour,
    expect: { status: "authorized", states: { "qa-lead": "overruled" } },
  },
  {
    name: "a technical conflict is the technical lead's",
    quote: technical,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      tom("/decide proceed: it was measured", 80),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      conflicts: ["technical proceed"],
      facts: { tom: { ruling: "proceed", overrules: [], conflicts: 1 } },
    },
  },
  {
    name: "a technical conflict is not the product owner's",
    quote: technical,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      pia("/decide proceed: it is fine", 80),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open", acts: { pia: ["counted", "not-your-ruling"] } },
  },
  {
    name: "a product conflict is the product owner's",
    quote: product,
    events: [
      ...allBut(),
      quinn("/conflict product: the new menu", 70),
      pia("/decide proceed: it was tested", 80),
    ],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: ["product proceed"] },
  },
  {
    name: "a product conflict is not the technical lead's",
    quote: product,
    events: [
      ...allBut(),
      quinn("/conflict product: the new menu", 70),
      tom("/decide proceed: it is fine", 80),
    ],
    at: 2 * hour,
    expect: { status: "pending", acts: { tom: ["counted", "not-your-ruling"] } },
  },
  {
    name: "the rest is project leadership's, and not the release manager's",
    quote: escalated,
    events: [...allBut(), quinn("/conflict other: the date", 70), mia("/decide proceed: it stays", 80)],
    at: 2 * hour,
    expect: {
      status: "pending",
      acts: { mia: ["counted", "not-your-ruling"] },
      facts: { mia: { deciders: ["Project leadership"] } },
    },
  },
  {
    name: "project leadership has the last word in a technical conflict, too",
    quote: escalated,
    events: [...allBut(), quinn("/conflict technical: the cache", 70), lea("/decide proceed: go", 80)],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: ["technical proceed"] },
  },
  {
    name: "the technical lead does not lift a DevOps rejection by themselves",
    quote: technical,
    events: [...pipeline, tom("/decide proceed: it is ready", 70)],
    at: 2 * hour,
    expect: { status: "rejected", acts: { tom: ["counted", "not-your-ruling"] } },
  },
  {
    name: "once somebody named the conflict technical, they do",
    quote: technical,
    events: [
      ...pipeline,
      mia("/conflict technical: whether the pipeline is ready", 65),
      tom("/decide proceed: it is ready", 70),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      states: { "devops-lead": "overruled" },
      facts: { tom: { ruling: "proceed", overrules: [{ role: "devops-lead", login: "dana" }] } },
    },
  },
  {
    name: "not where they named it so themselves",
    quote: technical,
    events: [...pipeline, tom("/conflict technical: mine", 65), tom("/decide proceed: it is ready", 70)],
    at: 2 * hour,
    expect: { status: "rejected", states: { "devops-lead": "rejected" } },
  },
  {
    name: "who opened a conflict and takes their word back gives in, without any review of theirs",
    quote: "READING: /decide or the withdrawal of one side closes it",
    events: [...allBut(), lea("/conflict other: the budget", 65), lea("/withdraw", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { lea: ["counted", "counted"] }, conflicts: ["other given-in"] },
  },
  {
    name: "the product owner, where it was named one about the product",
    quote: product,
    events: [
      ...pipeline,
      mia("/conflict product: whether users wait", 65),
      pia("/decide proceed: they do not", 70),
    ],
    at: 2 * hour,
    expect: { status: "authorized", states: { "devops-lead": "overruled" } },
  },
  {
    name: "the technical lead never lifts the product owner's rejection",
    quote: product,
    events: [
      ...allBut("pia"),
      pia("/reject not what was asked for"),
      mia("/conflict technical: whether it works", 65),
      tom("/decide proceed: it works", 70),
    ],
    at: 2 * hour,
    expect: { status: "rejected", states: { "product-owner": "rejected" } },
  },
  {
    name: "the product owner never lifts the technical lead's",
    quote: technical,
    events: [
      ...allBut("tom"),
      tom("/reject the cache is wrong"),
      mia("/conflict product: whether anybody notices", 65),
      pia("/decide proceed: nobody does", 70),
    ],
    at: 2 * hour,
    expect: { status: "rejected", states: { "technical-lead": "rejected" } },
  },
  {
    name: "an overruled primary role counts in the quorum",
    quote: "READING: | minor | all six roles | all 3 primary |",
    events: [...allBut("tom"), tom("/reject the cache is wrong"), lea("/decide proceed: known", 70)],
    at: 2 * hour,
    expect: { status: "authorized", states: { "technical-lead": "overruled" } },
  },
  {
    name: "what was never in stays missing after a ruling",
    quote: open,
    events: [...allBut("sam", "dana"), sam("/reject a hole"), lea("/decide proceed: known", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", states: { "devops-lead": "waiting" } },
  },
  {
    name: "one ruling decides all that is the person's",
    quote: escalated,
    events: [
      ...hole,
      quinn("/conflict technical: the cache", 65),
      pia("/conflict product: the menu", 66),
      lea("/decide proceed: go", 70),
    ],
    at: 2 * hour,
    expect: { status: "authorized", facts: { lea: { conflicts: 3 } } },
  },
  {
    name: "and leaves open what is not",
    quote: technical,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 65),
      dana("/conflict product: the menu", 66),
      tom("/decide proceed: it was measured", 70),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open", facts: { tom: { conflicts: 1 } } },
  },
  {
    name: "where there is none, there is nothing to decide",
    quote: documented,
    events: [...allBut(), tom("/decide proceed: all is well", 70)],
    at: 2 * hour,
    expect: { status: "authorized", acts: { tom: ["counted", "no-conflict"] } },
  },
  {
    name: "a ruling that lets it go says why",
    quote: "SPEC: - Risk assessments and mitigation",
    events: [...hole, lea("/decide proceed", 70)],
    at: 2 * hour,
    expect: { status: "rejected", acts: { lea: ["malformed"] } },
  },
  {
    name: "who asked for the release does not rule over it",
    quote: "SPEC: This approval workflow ensures appropriate oversight",
    request: asker("lea", 108),
    events: [...hole, lea("/decide proceed: mine", 70)],
    at: 2 * hour,
    expect: { status: "rejected", acts: { lea: ["self-review"] } },
  },
  {
    name: "who lost the authority since does not rule",
    quote: guarded,
    today: matrix("", { "project-leadership": "members: [rae]" }),
    events: [...hole, lea("/decide proceed: the risk is ours", 70)],
    at: 2 * hour,
    expect: { status: "rejected" },
  },
  {
    name: "a ruling that was edited later is void",
    quote: "SPEC: All approvals are documented and maintained for audit purposes",
    events: [...hole, edits("lea", "/decide proceed: the risk is ours", 70), looks(75)],
    at: 2 * hour,
    expect: {
      status: "rejected",
      conflicts: ["other open"],
      states: { "security-lead": "rejected" },
      acts: { lea: ["edited-later"] },
    },
  },
  {
    name: "a ruling that was deleted later is void",
    quote: "SPEC: All approvals are documented and maintained for audit purposes",
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 65),
      deletes("tom", "/decide proceed: go", 70),
      looks(75),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open", acts: { tom: ["counted", "deleted"] } },
  },
  {
    name: "small-team: a maintainer who did not ask decides all",
    quote: "READING: small-team: one role, maintainer",
    policy: `
version: 1
project: Rocket
extends: small-team
roles: { maintainer: { members: [mia, tom, pia] } }
`,
    events: [tom("/approve"), pia("/reject not yet"), tom("/decide proceed: it is ready", 70)],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: ["technical proceed"] },
  },
];

const stopping: readonly Scenario[] = [
  {
    name: "a ruling stops the release",
    quote: open,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      tom("/decide stop: mend it first", 80),
    ],
    at: 2 * hour,
    expect: {
      status: "rejected",
      reason: "ruled-stop",
      findings: { "ruled-stop": { login: "tom", role: "technical-lead", reason: "mend it first" } },
      conflicts: ["technical stop"],
    },
  },
  {
    name: "until the same authority lets it go",
    quote: open,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      tom("/decide stop: mend it first", 80),
      tom("/decide proceed: it was mended", 85),
    ],
    at: 2 * hour,
    expect: { status: "authorized", no: ["ruled-stop"] },
  },
  {
    name: "or project leadership does",
    quote: escalated,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      tom("/decide stop: mend it first", 80),
      lea("/decide proceed: we ship", 85),
    ],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "nobody else lets it go",
    quote: technical,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      tom("/decide stop: mend it first", 80),
      pia("/decide proceed: we ship", 85),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "ruled-stop", acts: { pia: ["counted", "not-your-ruling"] } },
  },
  {
    name: "a new revision begins without it",
    quote: "READING: Asking again for the version at another commit makes the next revision",
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      tom("/decide stop: mend it first", 80),
      asksAgain(90, { commit: "b52e0d1".padEnd(40, "0") }),
      ...approve(["mia", "tom", "pia", "quinn", "sam", "dana"], 100),
    ],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: [] },
  },
  {
    name: "it stops also where its comment was deleted later",
    quote: open,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      deletes("tom", "/decide stop: mend it first", 80, 90),
      looks(85),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "ruled-stop" },
  },
  {
    name: "it stops also where its comment was edited before anybody read it",
    quote: open,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      edits("tom", "/decide stop: mend it first", 80, 81),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "ruled-stop" },
  },
  {
    name: "a later word to let it go that was edited lets nothing go",
    quote: open,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      tom("/decide stop: mend it first", 80),
      edits("tom", "/decide proceed: it was mended", 85, 95),
      looks(90),
    ],
    at: 2 * hour,
    expect: { status: "rejected", reason: "ruled-stop" },
  },
];

const ending: readonly Scenario[] = [
  {
    name: "the side that rejects withdraws",
    quote: open,
    events: [...hole, sam("/withdraw", 70), sue("/approve", 75)],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: [] },
  },
  {
    name: "the side that approves withdraws: a rejection alone is left",
    quote: open,
    events: [mia("/approve"), sam("/reject a hole"), mia("/withdraw", 70)],
    at: 2 * hour,
    expect: { status: "rejected", conflicts: [] },
  },
  {
    name: "who opened it approves later",
    quote: open,
    events: [
      ...allBut("quinn"),
      quinn("/conflict technical: the cache", 70),
      quinn("/approve convinced", 80),
    ],
    at: 2 * hour,
    expect: { status: "authorized", conflicts: ["technical given-in"] },
  },
  {
    name: "who opened it withdraws",
    quote: open,
    events: [...allBut(), quinn("/conflict technical: the cache", 70), quinn("/withdraw", 80)],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing", conflicts: ["technical given-in"] },
  },
  {
    name: "what who opened it approved before does not end it",
    quote: open,
    events: [quinn("/approve", 50), ...allBut("quinn"), quinn("/conflict technical: the cache", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "approved and disagreed in one comment: it is open",
    quote: open,
    events: [...allBut("quinn"), quinn("/approve\n/conflict technical: the cache", 70)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "somebody else's approval does not end it",
    quote: open,
    events: [...allBut("dana"), quinn("/conflict technical: the cache", 70), dana("/approve", 80)],
    at: 2 * hour,
    expect: { status: "pending", reason: "conflict-open" },
  },
  {
    name: "an approval that was edited later ends none",
    quote: open,
    events: [
      ...allBut(),
      quinn("/conflict technical: the cache", 70),
      edits("quinn", "/approve", 80, 90),
      looks(85),
    ],
    at: 2 * hour,
    expect: { status: "pending", findings: { "conflict-open": { by: "quinn" } } },
  },
  {
    name: "a rejection after a ruling is a new one",
    quote: documented,
    events: [...hole, lea("/decide proceed: the risk is ours", 70), sam("/reject another hole", 80)],
    at: 2 * hour,
    expect: { status: "rejected", conflicts: ["other proceed", "other open"] },
  },
  {
    name: "a rejection of somebody else in the role after a ruling is a new one, too",
    quote: documented,
    events: [...hole, lea("/decide proceed: the risk is ours", 70), sue("/reject another hole", 80)],
    at: 2 * hour,
    expect: { status: "rejected", states: { "security-lead": "rejected" } },
  },
  {
    name: "once overruled, the reviewer may still approve",
    quote: open,
    events: [...hole, lea("/decide proceed: the risk is ours", 70), sam("/approve mended", 80)],
    at: 2 * hour,
    expect: { status: "authorized", states: { "security-lead": "approved" } },
  },
  {
    name: "in a hotfix a rejection is one, too",
    quote: "READING: Never over a rejection, failed evidence or a missing security review",
    request: hotfix,
    events: [...approve(["mia", "tom"], 5), quinn("/reject it breaks the login", 10)],
    at: 2 * hour,
    expect: { status: "rejected", conflicts: ["other open"], override: null },
  },
];

export const conflicts: readonly Scenario[] = [...opening, ...deciding, ...stopping, ...ending];
