import type { Fact } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import {
  act,
  answer,
  approved,
  cleared,
  commit,
  decide,
  finding,
  now,
  person,
  policy,
  policyCommit,
  repository,
  request,
  requirement,
  review,
  waiting,
} from "../test/samples.ts";
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
