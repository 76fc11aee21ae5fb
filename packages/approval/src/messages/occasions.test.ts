import { describe, expect, it } from "vitest";
import {
  asksAgain,
  commit,
  type Event,
  given,
  minutesAfter,
  publishes,
  says,
  sixRoles,
  tracks,
} from "../../test/given.ts";
import { allBut, day, hour, matrix, on, patch } from "../../test/scenarios/scenario.ts";
import type { RequestFact } from "../records.ts";
import type { Occasion } from "./occasion.ts";
import { occasionsOf } from "./occasions.ts";

const mia = says("mia");
const tom = says("tom");
const quinn = says("quinn");
const pia = says("pia");
const lea = says("lea");

type Row = {
  name: string;
  policy?: string;
  today?: string;
  request?: Partial<RequestFact>;
  events: readonly Event[];
  at: number;
  /** Event, role and which one: who is asked to act | who is told beside them. */
  tells: readonly string[];
};

function play({
  policy = sixRoles,
  today,
  request = {},
  events,
  at,
}: Omit<Row, "name" | "tells">): Occasion[] {
  const { evaluation, ledger, snapshot } = given(policy, request)
    .today(today ?? policy)
    .and(...events)
    .at(at);
  return occasionsOf(evaluation, ledger, snapshot.now);
}

function print({ event, role, which, to, alsoTo }: Occasion): string {
  const names = (people: Occasion["to"]) => people.map(({ login }) => login).join(" ");
  const what = [event, role ?? "release", which].filter((part) => part !== "").join("/");
  return [`${what}:`, names(to), ...(alsoTo.length === 0 ? [] : ["|", names(alsoTo)])]
    .filter((part) => part !== "")
    .join(" ");
}

const hotfix = { releaseType: "hotfix", deadline: minutesAfter(4 * hour) } as const;
const hotfixShipped = [mia("/approve", 5), tracks(6), tracks(65), publishes(66), tracks(67)];
const reopens = on("2026-12-24T09:00:00Z");

const technicalDue = "2026-11-24T17:00:00Z";

const saysLate = (after: number): Event => ({
  after,
  entry: ({ seen }) => ({
    seen,
    facts: [
      { key: `notice:overdue/technical-lead/${technicalDue}`, kind: "notice", at: minutesAfter(after) },
    ],
  }),
});

const claims = (after: number, run: number): Event => ({
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

const requests: readonly Row[] = [
  {
    name: "each role that is awaited is asked",
    events: [mia("/approve"), tracks(61)],
    at: 2 * hour,
    tells: [
      "review-requested/technical-lead: tom",
      "review-requested/product-owner: pia",
      "review-requested/qa-lead: quinn",
      "review-requested/security-lead: sam sue",
      "review-requested/devops-lead: dana",
    ],
  },
  {
    name: "optional and after-release reviews are not asked for",
    request: hotfix,
    events: [],
    at: 1,
    tells: [
      "review-requested/release-manager: mia",
      "review-requested/technical-lead: tom",
      "review-requested/qa-lead: quinn",
      "review-requested/devops-lead: dana",
    ],
  },
  {
    name: "a revision is asked for anew",
    request: patch,
    events: [...allBut(), tracks(61), asksAgain(90, { commit: "b".repeat(40) })],
    at: 2 * hour,
    tells: [
      "review-requested/release-manager/2: mia",
      "review-requested/technical-lead/2: tom",
      "review-requested/qa-lead/2: quinn",
    ],
  },
  {
    name: "what was postponed is asked for anew when it reopens",
    request: patch,
    events: [...allBut("quinn"), mia("/postpone 2026-12-24 too soon", 61), tracks(62), tracks(reopens)],
    at: reopens + 1,
    tells: [
      "review-requested/qa-lead/2026-12-24T00:00:00Z: quinn",
      "overdue/qa-lead/2026-12-24T08:00:00Z: quinn | mia",
    ],
  },
  {
    name: "while it is rejected, too",
    events: [...allBut("quinn", "tom"), tom("/reject too slow"), tracks(61)],
    at: 2 * hour,
    tells: [
      "review-requested/qa-lead: quinn",
      "rejection/technical-lead/comment:1005: mia",
      "conflict/release/comment:1005/technical-lead: tom lea | mia",
    ],
  },
  {
    name: "in the quiet hours nobody is disturbed",
    policy: matrix("calendar: { quiet: 08:00-10:00 }"),
    events: [],
    at: 30,
    tells: [],
  },
  {
    name: "but for a hotfix",
    policy: matrix("calendar: { quiet: 08:00-10:00 }"),
    request: hotfix,
    events: [mia("/approve", 2), quinn("/approve", 3), tom("/approve", 4), tracks(5)],
    at: 10,
    tells: ["review-requested/devops-lead: dana"],
  },
];

const times: readonly Row[] = [
  {
    name: "a time that comes near",
    events: [tracks(on("2026-11-24T09:30:00Z"))],
    at: on("2026-11-24T10:00:00Z"),
    tells: [
      "overdue/release-manager/2026-11-23T17:00:00Z: mia",
      "reminder/technical-lead/due/2026-11-24T17:00:00Z: tom",
      "reminder/security-lead/due/2026-11-24T17:00:00Z: sam sue",
      "overdue/devops-lead/2026-11-23T17:00:00Z: dana | mia",
    ],
  },
  {
    name: "once it has passed, that alone",
    events: [...allBut("tom"), tracks(on("2026-11-24T09:30:00Z")), tracks(on("2026-11-25T09:30:00Z"))],
    at: on("2026-11-25T10:00:00Z"),
    tells: ["overdue/technical-lead/2026-11-24T17:00:00Z: tom | mia"],
  },
  {
    name: "an entry says so, and the policy has no such step: nobody beside who is late",
    policy: matrix("escalation: []"),
    events: [...allBut("tom"), saysLate(on("2026-11-25T09:00:00Z"))],
    at: on("2026-11-25T10:00:00Z"),
    tells: ["overdue/technical-lead/2026-11-24T17:00:00Z: tom"],
  },
  {
    name: "an entry says so too early: it is not true",
    events: [...allBut("tom"), saysLate(61)],
    at: 2 * hour,
    tells: [],
  },
  {
    name: "a step without roles that are told",
    policy: matrix("escalation: [{ step: overdue, automatic: true }]"),
    events: [...allBut("tom"), tracks(on("2026-11-25T09:30:00Z"))],
    at: on("2026-11-25T10:00:00Z"),
    tells: ["overdue/technical-lead/2026-11-24T17:00:00Z: tom"],
  },
  {
    name: "a role without a time of its own is never late",
    policy: matrix(
      "release-types: { patch: { quorum: {}, reviews: { technical-lead: { need: required, focus: All } } } }",
    ),
    request: patch,
    events: [tracks(hour)],
    at: 2 * hour,
    tells: [],
  },
  {
    name: "whom today's policy names no more is not told, nor asked",
    today: matrix("", { "release-manager": "members: [olaf]" }),
    events: [...allBut("tom"), tracks(on("2026-11-24T09:30:00Z")), tracks(on("2026-11-25T09:30:00Z"))],
    at: on("2026-11-25T10:00:00Z"),
    tells: ["overdue/technical-lead/2026-11-24T17:00:00Z: tom"],
  },
  {
    name: "the last day",
    events: [...allBut("tom"), tracks(on("2026-12-07T07:00:00Z"))],
    at: on("2026-12-07T08:00:00Z"),
    tells: [
      "overdue/technical-lead/2026-11-24T17:00:00Z: tom | mia",
      "reminder/release/last-day/2026-12-07T09:00:00Z: tom | mia",
    ],
  },
  {
    name: "somebody reminds everybody",
    events: [...allBut("tom"), mia("/remind", 62), tracks(63)],
    at: 70,
    tells: ["reminder/technical-lead/comment:1006: tom"],
  },
  {
    name: "of two reminders the newer one; the input `remind` names nobody",
    events: [...allBut("tom"), mia("/remind", 62), tracks(63), { tracks: true, after: 64, remind: true }],
    at: 70,
    tells: ["reminder/technical-lead/2026-11-23: tom"],
  },
  {
    name: "a reminder that nobody asked for is none",
    events: [
      ...allBut("tom"),
      {
        after: 61,
        entry: ({ seen }) => ({
          seen,
          facts: [{ key: "notice:remind/x1", kind: "notice", at: minutesAfter(61) }],
        }),
      },
    ],
    at: 70,
    tells: [],
  },
  {
    name: "a reminder of an earlier revision is over",
    events: [mia("/remind", 60), tracks(61), asksAgain(90, { commit: "b".repeat(40) })],
    at: 2 * hour,
    tells: [],
  },
  {
    name: "what happened more than a week ago is no news",
    events: [...allBut("tom"), mia("/remind", 62), tracks(63)],
    at: 7 * day + 64,
    tells: [],
  },
];

const holding: readonly Row[] = [
  {
    name: "a rejection",
    events: [tom("/reject too slow"), tracks(61)],
    at: 80,
    tells: ["rejection/technical-lead/comment:1001: mia"],
  },
  { name: "one that nobody has recorded yet", events: [tom("/reject too slow")], at: 80, tells: [] },
  {
    name: "one that a ruling lifted",
    events: [
      pia("/reject too slow"),
      tom("/approve", 61),
      tracks(62),
      lea("/decide proceed: fast enough", 63),
      tracks(64),
    ],
    at: 80,
    tells: [],
  },
  {
    name: "a conflict: who decides",
    events: [tom("/conflict technical: which cache"), tracks(61)],
    at: 80,
    tells: ["conflict/release/comment:1001/1: tom lea | mia"],
  },
  {
    name: "a decision to stop",
    events: [
      quinn("/conflict technical: which cache"),
      tracks(61),
      tom("/decide stop: wait", 65),
      tracks(66),
    ],
    at: 80,
    tells: ["conflict/release/comment:1003: mia"],
  },
  {
    name: "conditions, together as they were set",
    events: [tom("/approve\nbefore release: a\nbefore release: b\nafter release: c"), tracks(61)],
    at: 80,
    tells: ["conditions-open/technical-lead/comment:1001: mia"],
  },
  {
    name: "a condition that was opened again",
    policy: matrix("rules: { resolve: any, confirm: none }"),
    events: [
      tom("/approve\nbefore release: a\nbefore release: b"),
      tracks(61),
      quinn("/resolve C1 done", 62),
      quinn("/resolve C2 done", 62),
      tracks(63),
      tom("/reopen C1 it is not", 64),
      tracks(65),
    ],
    at: 80,
    tells: ["conditions-open/technical-lead/C1/2026-11-23T10:04:00Z: mia"],
  },
  {
    name: "the release manager asks for critical items only",
    events: [...allBut("tom"), mia("/critical-only no time", 61), tracks(62)],
    at: 80,
    tells: ["escalation/release/critical-only/2026-11-23T10:01:00Z: tom | mia"],
  },
  {
    name: "policy does by itself",
    policy: matrix("escalation: [{ step: critical-only, automatic: true, before: 20d }]"),
    request: patch,
    events: [tracks(5)],
    at: 10,
    tells: ["escalation/release/critical-only/2026-11-23T09:00:00Z: mia tom quinn"],
  },
  {
    name: "a review is put off until after the release",
    events: [
      ...allBut("dana"),
      mia("/conditional-release no time", on("2026-12-06T10:00:00Z")),
      tracks(on("2026-12-06T10:10:00Z")),
    ],
    at: on("2026-12-06T12:00:00Z"),
    tells: [
      "escalation/release/conditional-release/2026-12-06T10:00:00Z: dana | mia",
      "authorized/release/1/1/authorized: mia",
    ],
  },
  {
    name: "an override, to who signs it off",
    events: [...allBut("quinn"), tom("/override now", 61), tracks(62)],
    at: 90,
    tells: [
      "override-used/project-leadership/comment:1006: lea | mia",
      "authorized/release/1/1/authorized: mia",
    ],
  },
  {
    name: "an override that nobody can sign off",
    policy: sixRoles.replace(/\[.*\]/g, "[mia]"),
    request: patch,
    events: [mia("/override now", 61), tracks(62)],
    at: 90,
    tells: ["override-used/release/comment:1001: | mia", "authorized/release/1/1/authorized: mia"],
  },
  {
    name: "one that is signed off",
    events: [...allBut("quinn"), tom("/override now", 61), lea("/ratify right", 62), tracks(63)],
    at: 90,
    tells: ["authorized/release/1/1/authorized: mia"],
  },
  {
    name: "one that turned out not to be needed",
    events: [...allBut("quinn"), tom("/override now", 61), quinn("/approve", 62), tracks(63)],
    at: 90,
    tells: ["authorized/release/1/1/authorized: mia"],
  },
  {
    name: "an automatic override",
    request: hotfix,
    events: [mia("/approve", 5), tracks(6), tracks(65)],
    at: 70,
    tells: [
      "override-used/project-leadership/automatic: lea | mia",
      "authorized/release/1/1/authorized: mia",
    ],
  },
];

const statuses: readonly Row[] = [
  {
    name: "cleared to ship",
    events: [...allBut(), tracks(61)],
    at: 70,
    tells: ["authorized/release/1/1/authorized: mia"],
  },
  {
    name: "no longer so, which nobody has recorded yet",
    events: [...allBut(), tracks(61), quinn("/withdraw I was wrong", 65)],
    at: 70,
    tells: [],
  },
  {
    name: "no longer so",
    events: [...allBut(), tracks(61), quinn("/withdraw I was wrong", 65), tracks(66)],
    at: 70,
    tells: [],
  },
  {
    name: "approved, and somebody has to authorize it",
    policy: matrix("rules: { authorization: manual }"),
    events: [...allBut(), tracks(61)],
    at: 70,
    tells: ["reminder/release/1/1/approved: mia"],
  },
  {
    name: "postponed",
    events: [mia("/postpone 2026-12-24 too soon"), tracks(61)],
    at: 90,
    tells: ["escalation/release/1/1/postponed: mia | tom pia quinn sam sue dana"],
  },
  {
    name: "expired",
    events: [...allBut("mia"), tracks(on("2026-12-08T07:00:00Z"))],
    at: on("2026-12-08T08:00:00Z"),
    tells: ["escalation/release/1/1/expired: mia | tom pia quinn sam sue dana"],
  },
  {
    name: "cancelled",
    events: [mia("/cancel nobody needs it"), tracks(61)],
    at: 90,
    tells: ["escalation/release/1/1/cancelled: mia | tom pia quinn sam sue dana"],
  },
  {
    name: "blocked: nobody is asked to review that",
    request: { evidence: [{ item: "tests", verdict: "unmet", figures: { passed: 9 } }] },
    events: [tracks(1)],
    at: 2,
    tells: ["escalation/release/1/1/blocked: mia | tom pia quinn sam sue dana"],
  },
  {
    name: "publishing failed, of a run that the gate does not know: nothing is said",
    events: [...allBut(), tracks(61), claims(62, 13), publishes(62, "failure"), tracks(63)],
    at: 80,
    tells: ["authorized/release/1/1/authorized: mia"],
  },
  {
    name: "publishing failed",
    events: [...allBut(), tracks(61), claims(62, 12), publishes(62, "failure"), tracks(63)],
    at: 80,
    tells: ["authorized/release/1/1/authorized: mia", "escalation/release/outcome:run:12/1/failure: mia"],
  },
  {
    name: "publishing an earlier revision failed",
    events: [claims(61, 12), publishes(62, "failure"), asksAgain(70, { commit: "b".repeat(40) })],
    at: 80,
    tells: [],
  },
  {
    name: "released",
    events: [...allBut(), tracks(61), publishes(62), tracks(63)],
    at: 80,
    tells: ["released/release/1/2/released: | mia tom pia quinn sam sue dana"],
  },
  {
    name: "rolled back",
    events: [
      ...allBut(),
      tracks(61),
      publishes(62),
      tracks(63),
      mia("/rolled-back it is broken", 64),
      tracks(65),
    ],
    at: 90,
    tells: [
      "released/release/1/2/released: | mia tom pia quinn sam sue dana",
      "escalation/release/rolled-back/2026-11-23T10:04:00Z: mia | tom pia quinn sam sue dana",
    ],
  },
];

const owed: readonly Row[] = [
  {
    name: "what is owed is no news before it is overdue",
    request: hotfix,
    events: hotfixShipped,
    at: 68,
    tells: [
      "override-used/project-leadership/automatic: lea | mia",
      "released/release/1/2/released: | mia tom pia quinn dana",
    ],
  },
  {
    name: "what one run found to be overdue together",
    request: hotfix,
    events: [...hotfixShipped, tracks(on("2026-11-25T09:30:00Z"))],
    at: on("2026-11-25T09:40:00Z"),
    tells: [
      "override-used/project-leadership/automatic: lea | mia",
      "released/release/1/2/released: | mia tom pia quinn dana",
      "follow-up-due/release/overdue/1006: lea",
      "follow-up-due/release/escalated/1006: tom pia quinn dana | mia lea",
    ],
  },
  {
    name: "a working day later others are told, and nobody twice",
    request: hotfix,
    events: [...hotfixShipped, tracks(on("2026-11-25T09:30:00Z")), tracks(8 * day)],
    at: 8 * day,
    tells: [
      "follow-up-due/release/escalated/1006: tom pia quinn dana | mia lea",
      "follow-up-due/release/escalated/1007: lea | mia",
    ],
  },
  {
    name: "a reminder of all that is owed",
    request: hotfix,
    events: [...hotfixShipped, mia("/remind", 70), tracks(71)],
    at: 80,
    tells: [
      "override-used/project-leadership/automatic: lea | mia",
      "released/release/1/2/released: | mia tom pia quinn dana",
      "reminder/release/comment:1006: tom pia quinn dana lea",
    ],
  },
  {
    name: "nothing is owed: nobody is reminded",
    events: [...allBut(), mia("/remind", 60), tracks(61), publishes(62), tracks(63)],
    at: 80,
    tells: ["released/release/1/2/released: | mia tom pia quinn sam sue dana"],
  },
];

describe("what reviewers are asked for", () => {
  it.each(requests)("$name", (row) => expect(play(row).map(print)).toEqual(row.tells));
});

// That reviews are asked for is told above.
function others(row: Row): string[] {
  return play(row)
    .filter(({ event }) => event !== "review-requested")
    .map(print);
}

describe("what people are told of times", () => {
  it.each(times)("$name", (row) => expect(others(row)).toEqual(row.tells));
});

describe("what people are told of what holds it, or lets it go as no rule would", () => {
  it.each(holding)("$name", (row) => expect(others(row)).toEqual(row.tells));
});

describe("what people are told of what it has come to", () => {
  it.each(statuses)("$name", (row) => expect(others(row)).toEqual(row.tells));
});

describe("what people are told of what is owed", () => {
  it.each(owed)("$name", (row) => expect(others(row)).toEqual(row.tells));
});

describe("nothing is told", () => {
  it("before it is recorded", () => {
    const { evaluation, ledger, snapshot } = given(sixRoles)
      .and(...allBut(), tracks(61))
      .at(70);
    const nothing = { ...ledger, facts: new Map() };
    expect(occasionsOf(evaluation, nothing, snapshot.now)).toEqual([]);
  });
});

describe("a rejection", () => {
  it.each<[string, string, boolean]>([
    ["of an optional reviewer is only shown", "", false],
    ["of an optional reviewer holds it where policy says so", "rules: { optional-rejection: block }", true],
  ])("%s", (_, rules, holds) => {
    const row = {
      policy: matrix(rules),
      request: patch,
      events: [pia("/reject too slow"), tracks(61)],
      at: 80,
    };
    const [rejection] = play(row).filter(({ event }) => event === "rejection");
    expect(rejection?.about).toMatchObject({ kind: "rejection", holds });
  });
});
