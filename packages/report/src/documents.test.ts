import type { Fact } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import {
  act,
  answer,
  approved,
  cleared,
  commit,
  condition,
  conflict,
  decide,
  disputed,
  finding,
  now,
  obligation,
  overriddenDecision,
  override,
  person,
  policy,
  policyCommit,
  postponedDecision,
  releasedDecision,
  repository,
  request,
  requirement,
  resolution,
  review,
  ruling,
  schedule,
  shipped,
  smallHotfix,
  waiting,
  waiver,
} from "../test/samples.ts";
import { describeFigures } from "./approval-record.ts";
import { type AuditInput, auditRecord } from "./audit.ts";
import { renderAuditMarkdown } from "./audit-markdown.ts";
import { type AuthorizationInput, authorizationDocument } from "./authorization.ts";
import { authorizationChecklist } from "./checklist.ts";
import { printJson } from "./json.ts";

const base = {
  policy,
  today: { commit: policyCommit, digest: "d".repeat(64) },
  repository,
  issue: { number: 57, url: "https://github.com/acme/proxmox-mpc/issues/57" },
  run: { id: 12, attempt: 1 },
};
const authorize = (change: Partial<AuthorizationInput> = {}) =>
  authorizationDocument({ ...base, decision: cleared(), history: { entries: 9, intact: true }, ...change });

describe("the authorization", () => {
  it("carries every field of the specification's approval record", () => {
    const document = authorize();
    expect(document).toMatchObject({
      release: "v1.2.0",
      releaseType: "minor",
      approvalTimestamp: "2026-11-24T13:00:00Z",
      finalAuthorization: { timestamp: now, allConditionsMet: true },
    });
    expect(document.approvals).toHaveLength(6);
    expect(document.approvals[1]).toMatchObject({
      role: "Technical lead",
      approver: "Tom Sample",
      status: "approved",
      timestamp: "2026-11-24T08:15:00Z",
      conditions: ["Monitor the new templates"],
      notes: "Architecture changes reviewed",
      login: "tom",
      id: 102,
      source: "comment",
    });
    expect(typeof document.finalAuthorization.authorizer).toBe("string");
  });

  it("names exactly one commit, revision, policy and requester", () => {
    expect(authorize({ previous: "e".repeat(64) })).toMatchObject({
      schema_version: 1,
      repository: "acme/proxmox-mpc",
      version: "1.2.0",
      tag: "v1.2.0",
      commit,
      revision: 1,
      policy: { path: ".github/release-approval.yml", commit: policyCommit, digest: "d".repeat(64) },
      policyToday: { digest: "d".repeat(64) },
      requesters: [{ name: "mia", login: "mia", id: 101 }],
      quorum: { primary: { need: 3, have: 3 }, total: null },
      decision: { status: "authorized", reasonCode: "all-reviews-in", at: now },
      previousAuthorization: "e".repeat(64),
    });
  });

  it("has the same bytes for the same input", () => {
    const decision = cleared();
    expect(printJson(authorize({ decision }))).toBe(
      printJson(authorize({ decision: structuredClone(decision) })),
    );
    expect(printJson(authorize({ decision })).endsWith("}\n")).toBe(true);
  });

  it("gives an interval for a button, which has no moment", () => {
    const pressed = { source: "button" as const, from: "2026-11-24T08:00:00Z", url: null };
    const decision = decide([approved("tom", "technical-lead", "2026-11-24T08:15:00Z", pressed)]);
    expect(authorize({ decision }).approvals[0]).toMatchObject({
      interval: { from: "2026-11-24T08:00:00Z", to: "2026-11-24T08:15:00Z" },
      source: "button",
    });
  });

  it.each([
    "pending",
    "approved",
    "rejected",
    "blocked",
    "expired",
    "cancelled",
    "postponed",
    "released",
  ] as const)("is not made of a decision that is %s", (status) => {
    expect(() => authorize({ decision: { ...cleared(), status } })).toThrow(/authorizes nothing/u);
  });

  it("by hand names who did it", () => {
    const manual = { ...policy, rules: { ...policy.rules, authorization: "manual" as const } };
    const document = authorize({
      policy: manual,
      authorizedBy: { person: person("mia"), at: "2026-11-24T14:00:00Z", url: "https://github.com/x" },
    });
    expect(document.finalAuthorization).toMatchObject({
      authorizer: "Release manager",
      by: { login: "mia", id: 101 },
      timestamp: "2026-11-24T14:00:00Z",
    });
  });
});

describe("an authorization that no full set of reviews gave says so", () => {
  const automatic = override({ by: null, role: null, url: null, reason: "", standsInFor: ["quorum"] });
  it.each([
    [
      overriddenDecision(),
      {
        authorizer: "Technical lead, by override of missing reviews",
        mode: "override",
        by: { login: "tom" },
        timestamp: "2026-11-24T14:40:00Z",
        override: {
          automatic: false,
          reason: "The certificate expires tonight",
          standsInFor: ["qa-lead", "devops-lead"],
        },
      },
    ],
    [
      { ...cleared(), override: automatic },
      {
        authorizer: "The rules, by automatic override: time had run out and the quorum was missing",
        mode: "override",
        by: null,
      },
    ],
    [
      smallHotfix("lapsed"),
      {
        authorizer: "The rules, when nobody had answered in time: the reviews are owed after the release",
        mode: "automatic",
      },
    ],
    [cleared(), { authorizer: "The rules, when all reviews were in", mode: "automatic", override: null }],
  ])("%#", (decision, words) => {
    expect(authorize({ decision }).finalAuthorization).toMatchObject(words);
  });

  it("holds what was decided on the way", () => {
    const figures = {
      minutesToReview: { "qa-lead": 30 },
      minutesWaited: 90,
      reminders: 1,
      shareUnderAMinute: 0.5,
    };
    const given = review("rae", "qa-lead", "2026-11-24T08:15:00Z", {
      onBehalfOf: person("quinn"),
      risk: "Low",
      checklist: [{ text: "Tests pass", ticked: false }],
    });
    const decision = {
      ...decide([requirement("qa-lead", { state: "approved", approvedBy: [given] })], {
        request: { ...request, changes: { pullRequests: 1, commits: 1, authors: ["Rae"], url: "" } },
      }),
      conditions: [condition("C1", { state: "confirmed", resolution })],
      figures,
    };
    expect(authorize({ decision })).toMatchObject({
      approvals: [
        {
          login: "rae",
          onBehalfOf: { login: "quinn" },
          commitAuthor: true,
          risk: "Low",
          checklist: [{ text: "Tests pass", ticked: false }],
        },
      ],
      conditions: [{ id: "C1", state: "confirmed", resolution: { target: resolution.target } }],
      finalAuthorization: { allConditionsMet: true },
      figures: {
        minutes_to_review: { "qa-lead": 30 },
        minutes_waited: 90,
        reminders: 1,
        share_under_a_minute: 0.5,
      },
    });
    expect(describeFigures(figures)).toEqual(authorize({ decision }).figures);
  });
});

describe("the authorization checklist says only what was measured", () => {
  const history = { entries: 9, intact: true };
  const lines = (decision = cleared(), more: Partial<Parameters<typeof authorizationChecklist>[0]> = {}) =>
    Object.fromEntries(
      authorizationChecklist({ decision, history, ...more }).map((line) => [line.item, line]),
    );

  it("has the specification's six lines, in order", () => {
    expect(Object.entries(lines()).map(([item, { met }]) => [item, met])).toEqual([
      ["All Required Approvals", true],
      ["Conditional Requirements", true],
      ["Final Validation", true],
      ["Deployment Readiness", true],
      ["Rollback Plan", null],
      ["Stakeholder Notification", null],
    ]);
  });

  it("does not claim a review that is missing, or a condition that is open", () => {
    const shown = lines(waiting());
    expect(shown["All Required Approvals"]).toMatchObject({ met: false });
    expect(shown["Conditional Requirements"]).toMatchObject({
      met: false,
      how: "1 condition open: Update the API examples.",
    });
    expect(shown["Final Validation"]?.met).toBe(false);
  });

  it("says that a thing was not measured", () => {
    const decision = decide([approved("tom", "technical-lead", "2026-11-24T08:15:00Z")]);
    expect(lines(decision)["Deployment Readiness"]).toMatchObject({ met: null });
    expect(lines(decision)["Deployment Readiness"]?.how).toMatch(/^Not measured/u);
  });

  it("says what stands in for a review, and which conditions were met", () => {
    const decision = {
      ...overriddenDecision(),
      conditions: [condition("C1", { state: "confirmed", resolution }), condition("C2", { when: "after" })],
    };
    expect(lines(decision)["All Required Approvals"]).toMatchObject({ met: false });
    expect(lines(decision)["All Required Approvals"]?.how).toContain(
      "An override stands in for QA lead and DevOps lead.",
    );
    expect(lines(decision)["Conditional Requirements"]?.how).toBe(
      `1 condition, all met: C1 met by dana on 24 Nov 13:30 UTC with ${resolution.target}. 1 follow-up owed after the release.`,
    );
    expect(lines(smallHotfix("lapsed"))["All Required Approvals"]?.how).toContain(
      "Asked if available, and did not answer in time: Maintainer.",
    );
  });

  it.each([
    ["met", true],
    ["unmet", false],
    ["missing", false],
  ] as const)("a rollback plan that is %s", (verdict, met) => {
    const evidence = [{ item: "rollback-plan", verdict, figures: {} }];
    const line = lines({ ...cleared(), evidence })["Rollback Plan"];
    expect(line?.met).toBe(met);
    expect(line?.how).toMatch(/Whether it was tried was not measured\.$/u);
  });

  it("names the comment that announced it", () => {
    const announced = { url: "https://github.com/c", at: now };
    expect(lines(cleared(), { announced })["Stakeholder Notification"]).toMatchObject({
      met: true,
      facts: { comment: "https://github.com/c" },
    });
  });
});

describe("printJson", () => {
  it("shows what nobody would see", () => {
    expect(printJson({ text: "a\u202Eb\u200Bc" })).toBe('{\n  "text": "a\\u202eb\\u200bc"\n}\n');
    expect(JSON.parse(printJson({ text: "a\u202Eb\u2028c" }))).toEqual({ text: "a\u202Eb\u2028c" });
  });
});

const words = "/approve technical\nLooks *good*, @olaf.\nafter release: Monitor the new templates";

function audit(change: Partial<AuditInput> = {}): AuditInput {
  const decision = cleared();
  const said = decision.reviews.find((one) => one.role === "technical-lead");
  const comment: Fact = {
    key: said?.key ?? "",
    kind: "comment",
    comment: 1010,
    person: person("tom"),
    at: "2026-11-24T08:15:00Z",
    digest: "c".repeat(64),
    text: words,
  };
  const entry = (id: number, facts: Fact[], seen: string[] = []) => ({
    comment: id,
    url: `https://github.com/acme/proxmox-mpc/issues/57#issuecomment-${id}`,
    at: "2026-11-24T08:16:00Z",
    digest: String(id).padEnd(64, "0"),
    block: {
      schema: 1 as const,
      repository: "acme/proxmox-mpc",
      issue: 57,
      revision: 1,
      run: { id: 9, attempt: 1 },
      facts,
      seen,
    },
  });
  const text = "version: 1\nextends: default\n";
  return {
    ...base,
    decision,
    policies: {
      pinned: { commit: policyCommit, path: ".github/release-approval.yml", digest: "d".repeat(64), text },
      today: { commit: policyCommit, path: ".github/release-approval.yml", digest: "d".repeat(64), text },
    },
    ledger: {
      entries: [entry(1, [request]), entry(2, [comment], ["1".padEnd(64, "0")])],
      damage: [],
      forged: [],
    },
    answers: [answer("stranger", act("approve", "no-role"))],
    runs: [{ state: "gone", id: 9 }],
    deletions: [],
    ...change,
  };
}

function ruled() {
  const lifted = review("quinn", "qa-lead", "2026-11-24T14:00:00Z", {
    verdict: "rejected",
    overruledBy: ruling.key,
  });
  return decide([requirement("qa-lead", { state: "overruled", overruled: [lifted] })], {
    conflicts: [conflict({ state: "proceed", ruling })],
  });
}

function excusedDecision() {
  const settled = {
    at: "2026-11-24T15:00:00Z",
    by: person("mia"),
    key: "comment:2200",
    verdict: "excused" as const,
  };
  return { ...releasedDecision(), obligations: [obligation("review/qa-lead", { settled })] };
}

function withReview(change: Parameters<typeof review>[3]) {
  return decide([approved("rae", "security-lead", "2026-11-24T14:00:00Z", change)]);
}

describe("the audit record", () => {
  it("begins with the approval record, and holds every word", () => {
    const record = auditRecord(audit());
    expect(record).toMatchObject({
      kind: "audit",
      release: "v1.2.0",
      commit,
      decision: { status: "authorized" },
    });
    expect(record.reviews.find((one) => one.login === "tom")?.words).toBe(words);
    expect(record.history.entries).toHaveLength(2);
    expect(record.history.entries[1]?.seen).toEqual(["1".padEnd(64, "0")]);
    expect(record.acts).toEqual([expect.objectContaining({ login: "stranger", code: "no-role" })]);
    expect(record.finalAuthorization).toBeNull();
    expect(JSON.parse(printJson(record))).toEqual(record);
  });

  it("knows the final authorization from the ledger", () => {
    const input = audit();
    const fact: Fact = {
      key: "authorization:1",
      kind: "authorization",
      revision: 1,
      commit,
      at: now,
      digest: "a".repeat(64),
    };
    const [first] = input.ledger.entries;
    const entries =
      first === undefined ? [] : [{ ...first, block: { ...first.block, facts: [request, fact] } }];
    expect(auditRecord({ ...input, ledger: { ...input.ledger, entries } }).finalAuthorization).toMatchObject({
      timestamp: now,
    });
  });

  const codes = (change: Partial<AuditInput>) => auditRecord(audit(change)).exceptions.map((one) => one.code);

  it.each<[string, Partial<AuditInput>]>([
    ["not-authorized", { decision: waiting() }],
    ["self-approved", { decision: decide([approved("mia", "release-manager", "2026-11-23T09:40:00Z")]) }],
    [
      "author-reviewed",
      {
        decision: decide([approved("tom", "technical-lead", "2026-11-24T08:15:00Z")], {
          request: { ...request, changes: { pullRequests: 1, commits: 1, authors: ["Tom"], url: "" } },
        }),
      },
    ],
    ["late-review", { decision: decide([approved("dana", "devops-lead", "2026-11-24T13:00:00Z")]) }],
    [
      "evidence-unmet",
      { decision: { ...cleared(), evidence: [{ item: "tests", verdict: "unmet", figures: {} }] } },
    ],
    [
      "follow-up-open",
      {
        decision: {
          ...cleared(),
          obligations: [
            {
              id: "review/qa-lead",
              kind: "review",
              role: "qa-lead",
              due: null,
              text: "QA lead reviews after the release",
              who: [],
              settled: null,
            },
          ],
        },
      },
    ],
    [
      "revised",
      {
        decision: decide([approved("tom", "technical-lead", "2026-11-24T08:15:00Z")], {
          request: { ...request, revision: 2 },
        }),
      },
    ],
    [
      "policy-changed",
      {
        decision: {
          ...cleared(),
          finding: {
            code: "",
            severity: "pass",
            facts: {},
            children: [finding("policy-changed", {}, "info")],
          },
        },
      },
    ],
    [
      "comment-deleted",
      {
        deletions: [
          {
            at: now,
            author: { id: 102, login: "tom", kind: "user" },
            by: { id: 201, login: "olaf", kind: "user" },
          },
        ],
      },
    ],
    ["overridden", { decision: overriddenDecision() }],
    ["evidence-waived", { decision: overriddenDecision() }],
    ["follow-up-excused", { decision: excusedDecision() }],
    ["overruled", { decision: ruled() }],
    ["review-deferred", { decision: decide([requirement("devops-lead", { state: "deferred" })]) }],
    ["delegated", { decision: withReview({ onBehalfOf: person("sam") }) }],
    ["checklist-unticked", { decision: withReview({ checklist: [{ text: "Tests pass", ticked: false }] }) }],
    ["postponed", { decision: postponedDecision() }],
    [
      "extended",
      {
        decision: {
          ...cleared(),
          schedule: schedule({
            extensions: [{ by: person("mia"), at: now, duration: "24h", reason: "x", url: null }],
          }),
        },
      },
    ],
    [
      "critical-only",
      { decision: { ...cleared(), schedule: schedule({ criticalOnly: { by: null, at: now, reason: "" } }) } },
    ],
    [
      "rolled-back",
      { decision: { ...cleared(), rolledBack: { at: now, by: person("mia"), reason: "", url: null } } },
    ],
    ["lacks-shipped", { decision: { ...cleared(), lacks: [shipped] } }],
  ])("names the exception %s", (code, change) => {
    expect(codes(change)).toContain(code);
  });

  it("is not intact when an entry was damaged or forged", () => {
    const { ledger } = audit();
    expect(
      auditRecord(audit({ ledger: { ...ledger, forged: [{ comment: 7, run: 8 }] } })).history.intact,
    ).toBe(false);
  });
});

describe("the audit for people", () => {
  const markdown = renderAuditMarkdown(auditRecord(audit()));

  it("answers the five questions on page one, in this order", () => {
    expect(markdown.match(/^## .*$/gmu)).toEqual([
      "## 1. What shipped",
      "## 2. Who approved",
      "## 3. Under which rules",
      "## 4. Exceptions",
      "## 5. What this file cannot prove",
      "## Authorization checklist",
      "## Reviews, word for word",
      "## Other commands",
      "## Figures",
      "## Why: the findings",
      "## History",
      "## The rules, word for word",
      "## How to verify",
    ]);
  });

  it("says who approved, with name, login, id, role, time and source", () => {
    expect(markdown).toMatch(
      /\| Technical lead \| Tom Sample \(tom\), id 102 \| Tue 24 Nov 2026, 08:15 UTC \| \[comment\]\(https:\/\/[^)]+\) \| Monitor the new templates \|/u,
    );
  });

  it("quotes people word for word, and mentions nobody", () => {
    expect(markdown).toContain(
      "> /approve technical\\\n> Looks \\*good\\*, @\u200Bolaf.\\\n> after release: Monitor the new templates",
    );
    expect(markdown).not.toMatch(/@[a-z]/u);
  });

  it("names the exceptions and the gaps", () => {
    expect(markdown).toContain(
      "mia asked for the release and approved it as Release manager. (`self-approved`)",
    );
    expect(markdown).toContain("What became of runs that were deleted since");
  });

  it("tells what was decided on the way, in sections of its own", () => {
    const facts: Fact[] = [
      {
        key: "outcome:run:9/1/failure",
        kind: "outcome",
        outcome: "failure",
        run: { id: 9, attempt: 1 },
        revision: 1,
        at: now,
        exitCode: 3,
        tail: "npm error 403",
      },
      { key: "notice:warn/qa-lead/2026", kind: "notice", at: now, about: "qa-lead" },
      { key: "step:critical-only/1", kind: "step", step: "critical-only", at: now },
    ];
    const base = releasedDecision();
    const decision = {
      ...base,
      requirements: [
        ...base.requirements,
        ...disputed().requirements.filter((one) => one.role === "security-lead"),
      ],
      conditions: [
        condition("C1", { state: "confirmed", resolution }),
        condition("C2", { text: "Tell *sales*" }),
      ],
      conflicts: ruled().conflicts,
      lacks: [shipped],
      schedule: schedule({
        extensions: [{ by: person("mia"), at: now, duration: "24h", reason: "The fair", url: null }],
      }),
      figures: {
        minutesToReview: { "qa-lead": 1530 },
        minutesWaited: 95,
        reminders: 2,
        shareUnderAMinute: 0.25,
      },
    };
    const { ledger } = audit();
    const [first] = ledger.entries;
    const entries =
      first === undefined ? [] : [{ ...first, block: { ...first.block, facts: [request, ...facts] } }];
    const text = renderAuditMarkdown(auditRecord(audit({ decision, ledger: { ...ledger, entries } })));
    for (const words of [
      "## Conditions\n\n- **C1**, before the release, [set](",
      "**met by dana on 24 Nov 13:30 UTC with c0ffee",
      "“Tell \\*sales\\*”. **open**.",
      "## Conflicts and rulings\n\n### Other, project leadership alone may overrule",
      "**proceed**, [decided](",
      "Overruled: QA lead (quinn, `comment:1700`).",
      "## Overrides and waivers\n\n- [Override](",
      "Stands in for: QA lead and DevOps lead.\n- Not signed off.\n- Coverage [waived](",
      "- rae, id 109, stands in as Security lead for sam, until Fri 27 Nov 2026, 23:59 UTC.",
      "- sam, id 105, is away as Security lead",
      "## Times\n\n- 24h more by mia",
      "## Notices, reminders and steps\n\n- Tue 24 Nov 2026, 15:02 UTC: `notice:warn/qa-lead/2026`, qa-lead",
      "`step:critical-only/1`, critical-only",
      "## After the release\n\n- Released on Tue 24 Nov 2026, 14:45 UTC, by run 12.",
      "`ratify` ratify is owed: **open**, owed by lea",
      "## Shipped meanwhile\n\n- v1.1.5 (hotfix)",
      "## Publishing\n\n**failure** on Tue 24 Nov 2026, 15:02 UTC, run 9, attempt 1, exit code 3.\n\n```text\nnpm error 403\n```",
      "| Time to review, QA lead | 1 d 1 h |\n| Time waited, all in all | 1 h 35 min |\n| Reminders | 2 |\n| Approvals within a minute of the request | 25 % |",
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/undefined|\[object|NaN|@[a-z]/u);
  });

  it("names people by the titles of their roles, also of roles that were not asked", () => {
    const text = renderAuditMarkdown(
      auditRecord(audit({ decision: { ...ruled(), waivers: [waiver()], override: override() } })),
    );
    expect(text).toContain("by lea as Project leadership on");
    expect(text).toContain(
      "waived](https://github.com/acme/proxmox-mpc/issues/57#issuecomment-1950) by lea as Project leadership",
    );
    expect(text).not.toContain("as project-leadership");
  });

  it("tells which follow-up was excused, by whom and why", () => {
    const { ledger } = audit();
    const [first] = ledger.entries;
    const said = {
      key: "comment:2200",
      kind: "comment" as const,
      comment: 2200,
      person: person("mia"),
      at: "2026-11-24T15:00:00Z",
      digest: "d".repeat(64),
      text: "/waive coverage Generated\n/waive QA-lead Quinn *left* the company.",
    };
    const entries =
      first === undefined ? [] : [{ ...first, block: { ...first.block, facts: [request, said] } }];
    const record = auditRecord(audit({ decision: excusedDecision(), ledger: { ...ledger, entries } }));
    expect(record.exceptions).toContainEqual({
      code: "follow-up-excused",
      sentence:
        "mia excused a follow-up on Tue 24 Nov 2026, 15:00 UTC, so nobody owes it any more: review/qa-lead is owed. Reason: Quinn *left* the company.",
      facts: {
        id: "review/qa-lead",
        role: "qa-lead",
        by: "mia",
        at: "2026-11-24T15:00:00Z",
        reason: "Quinn *left* the company.",
      },
    });
    expect(renderAuditMarkdown(record)).toContain(
      "`review/qa-lead` review/qa-lead is owed: **excused** by mia on Tue 24 Nov 2026, 15:00 UTC (`comment:2200`): “Quinn \\*left\\* the company.”",
    );
  });

  it("says who overruled a rejection, with the ruling's link", () => {
    const decision = ruled();
    const reviews = decision.requirements.flatMap((one) => one.overruled);
    const text = renderAuditMarkdown(auditRecord(audit({ decision: { ...decision, reviews } })));
    expect(text).toContain(
      "counted. [Overruled](https://github.com/acme/proxmox-mpc/issues/57#issuecomment-1800) by lea as Project leadership on Tue 24 Nov 2026, 14:30 UTC.",
    );
    expect(text).toContain(
      "- lea overruled the rejection of quinn as QA lead on Tue 24 Nov 2026, 14:30 UTC. (`overruled`)",
    );
  });

  it("tells what is owed, and an automatic override, in whole sentences", () => {
    const text = renderAuditMarkdown(
      auditRecord(
        audit({
          decision: {
            ...cleared(),
            override: override({ by: null, role: null, reason: "", url: null, standsInFor: ["quorum"] }),
            obligations: [obligation("ratify", { text: "Somebody signs it off.", due: now })],
          },
        }),
      ),
    );
    expect(text).toContain("Still owed: Somebody signs it off (due Tue 24 Nov 2026, 15:02 UTC). (");
    expect(text).toContain(
      "- The rules used the automatic override on Tue 24 Nov 2026, 14:40 UTC: it stands in",
    );
    expect(text).toContain(
      "- Automatic override by the rules on Tue 24 Nov 2026, 14:40 UTC. Stands in for: the quorum.",
    );
  });

  it("does not mark a release that shipped as a failure", () => {
    const text = renderAuditMarkdown(auditRecord(audit({ decision: releasedDecision() })));
    expect(text).toContain("- ✅ `released`: at 2026-11-24T14:45:00Z");
    expect(text).not.toContain("❌ `released`");
  });

  it("shows a comment once, however many commands are in it", () => {
    const input = audit({
      answers: [
        {
          ...answer("tom", act("confirm", "counted"), act("resolve", "no-such-condition")),
          key: "comment:3000",
        },
        { ...answer("mia", act("status", "status")), key: "comment:3001" },
      ],
    });
    const said = (comment: number, text: string): Fact => ({
      key: `comment:${comment}`,
      kind: "comment",
      comment,
      person: person("tom"),
      at: now,
      digest: "c".repeat(64),
      text,
    });
    const [first] = input.ledger.entries;
    const facts = [request, said(3000, "/confirm C1\n/resolve C9 both"), said(3001, "/status please")];
    const entries = first === undefined ? [] : [{ ...first, block: { ...first.block, facts } }];
    const text = renderAuditMarkdown(auditRecord({ ...input, ledger: { ...input.ledger, entries } }));
    expect(text).toContain(
      "| tom, id 102 | \\/confirm C1 /resolve C9 both | /confirm: counted; /resolve: not-counted (no-such-condition) |",
    );
    expect(text).toContain("| mia, id 101 | \\/status please | answered |");
  });

  it("shows a comment with two reviews once", () => {
    const two = (["security-lead", "qa-lead"] as const).map((id) =>
      approved("sam", id, "2026-11-24T12:00:00Z", { key: "comment:3000", notes: "Both *fine*" }),
    );
    const text = renderAuditMarkdown(auditRecord(audit({ decision: decide(two) })));
    expect(text.match(/> Both \\\*fine\\\*/gu)).toHaveLength(1);
    expect(text).toContain("*In the same comment as above.*");
  });

  it.each<["dismiss" | "keep" | "affected-roles", string, string]>([
    ["dismiss", "2026-11-23T09:40:00Z", "No review of an earlier revision counts here."],
    [
      "keep",
      "2026-11-22T09:40:00Z",
      "1 review of an earlier revision counts here, since the rules keep it (on-new-commits: keep): Release manager.",
    ],
    ["keep", "2026-11-23T09:40:00Z", "No review of an earlier revision counts here."],
    [
      "affected-roles",
      "2026-11-22T09:40:00Z",
      "1 review of an earlier revision counts here, since the rules keep those of roles that the new commits do not concern (on-new-commits: affected-roles): Release manager.",
    ],
  ])("a later revision under on-new-commits: %s, reviewed at %s", (rule, at, words) => {
    const [revised] = auditRecord(
      audit({
        policy: { ...policy, rules: { ...policy.rules, "on-new-commits": rule } },
        decision: decide([approved("mia", "release-manager", at), approved("tom", "technical-lead", now)], {
          request: { ...request, revision: 2 },
        }),
      }),
    ).exceptions.filter((one) => one.code === "revised");
    expect(revised?.sentence).toBe(
      `This is revision 2: the version was asked for 2 times, each at its own commit or under its own rules. ${words}`,
    );
  });

  it("is whole for a release that is still waiting, rejected or without comments", () => {
    const rejecting = review("quinn", "qa-lead", now, { verdict: "rejected", notes: "No" });
    for (const decision of [
      waiting(),
      decide([requirement("qa-lead", { state: "rejected", rejectedBy: [rejecting] })], {
        status: "rejected",
      }),
    ]) {
      const text = renderAuditMarkdown(auditRecord(audit({ decision, answers: [], runs: [] })));
      expect(text).not.toMatch(/undefined|\[object|NaN/u);
      expect(text).toContain("No authorization is recorded.");
    }
  });
});
