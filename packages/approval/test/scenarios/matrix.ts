import type { RequirementState } from "../../src/decision.ts";
import type { ReleaseType } from "../../src/policy/schema.ts";
import type { Scenario } from "./scenario.ts";

/* The specification's four tables, cell by cell, for a request on Monday, 23 November 2026, at nine. */

type Row = readonly [
  role: string,
  line: string,
  effect: RequirementState["effect"],
  focus: string,
  due: string,
];

const tables: Readonly<Record<ReleaseType, readonly Row[]>> = {
  patch: [
    [
      "release-manager",
      "| Release Manager | ✅ Required | Process coordination | 2 hours |",
      "required",
      "Process coordination",
      "2026-11-23T11:00:00Z",
    ],
    [
      "technical-lead",
      "| Technical Lead | ✅ Required | Implementation review | 4 hours |",
      "required",
      "Implementation review",
      "2026-11-23T13:00:00Z",
    ],
    [
      "product-owner",
      "| Product Owner | ⚠️ Optional | User impact assessment | 4 hours |",
      "optional",
      "User impact assessment",
      "2026-11-23T13:00:00Z",
    ],
    [
      "qa-lead",
      "| QA Lead | ✅ Required | Regression testing | 8 hours |",
      "required",
      "Regression testing",
      "2026-11-23T17:00:00Z",
    ],
    [
      "security-lead",
      "| Security Lead | 🔄 If security-related | Security validation | 4 hours |",
      "optional",
      "Security validation",
      "2026-11-23T13:00:00Z",
    ],
    [
      "devops-lead",
      "| DevOps Lead | ⚠️ Optional | Deployment validation | 2 hours |",
      "optional",
      "Deployment validation",
      "2026-11-23T11:00:00Z",
    ],
  ],
  minor: [
    [
      "release-manager",
      "| Release Manager | ✅ Required | Process coordination | 8 hours |",
      "required",
      "Process coordination",
      "2026-11-23T17:00:00Z",
    ],
    [
      "technical-lead",
      "| Technical Lead | ✅ Required | Architecture and implementation | 16 hours |",
      "required",
      "Architecture and implementation",
      "2026-11-24T17:00:00Z",
    ],
    [
      "product-owner",
      "| Product Owner | ✅ Required | Feature validation | 24 hours |",
      "required",
      "Feature validation",
      "2026-11-25T17:00:00Z",
    ],
    [
      "qa-lead",
      "| QA Lead | ✅ Required | Testing completeness | 32 hours |",
      "required",
      "Testing completeness",
      "2026-11-26T17:00:00Z",
    ],
    [
      "security-lead",
      "| Security Lead | ✅ Required | Security assessment | 16 hours |",
      "required",
      "Security assessment",
      "2026-11-24T17:00:00Z",
    ],
    [
      "devops-lead",
      "| DevOps Lead | ✅ Required | Deployment readiness | 8 hours |",
      "required",
      "Deployment readiness",
      "2026-11-23T17:00:00Z",
    ],
  ],
  major: [
    [
      "release-manager",
      "| Release Manager | ✅ Required | Process orchestration | 24 hours |",
      "required",
      "Process orchestration",
      "2026-11-25T17:00:00Z",
    ],
    [
      "technical-lead",
      "| Technical Lead | ✅ Required | Architecture and breaking changes | 40 hours |",
      "required",
      "Architecture and breaking changes",
      "2026-11-27T17:00:00Z",
    ],
    [
      "product-owner",
      "| Product Owner | ✅ Required | Strategic alignment | 32 hours |",
      "required",
      "Strategic alignment",
      "2026-11-26T17:00:00Z",
    ],
    [
      "qa-lead",
      "| QA Lead | ✅ Required | Comprehensive testing | 64 hours |",
      "required",
      "Comprehensive testing",
      "2026-12-02T17:00:00Z",
    ],
    [
      "security-lead",
      "| Security Lead | ✅ Required | Security architecture | 32 hours |",
      "required",
      "Security architecture",
      "2026-11-26T17:00:00Z",
    ],
    [
      "devops-lead",
      "| DevOps Lead | ✅ Required | Infrastructure readiness | 24 hours |",
      "required",
      "Infrastructure readiness",
      "2026-11-25T17:00:00Z",
    ],
  ],
  hotfix: [
    [
      "release-manager",
      "| Release Manager | ✅ Required | Emergency coordination | 15 min |",
      "required",
      "Emergency coordination",
      "2026-11-23T09:15:00Z",
    ],
    [
      "technical-lead",
      "| Technical Lead | 🔄 If available | Implementation validation | 30 min |",
      "if-available",
      "Implementation validation",
      "2026-11-23T09:30:00Z",
    ],
    [
      "product-owner",
      "| Product Owner | ⚠️ Post-deployment | Impact assessment | 1 hour |",
      "after-release",
      "Impact assessment",
      "2026-11-23T10:00:00Z",
    ],
    [
      "qa-lead",
      "| QA Lead | 🔄 If available | Critical path testing | 30 min |",
      "if-available",
      "Critical path testing",
      "2026-11-23T09:30:00Z",
    ],
    [
      "security-lead",
      "| Security Lead | ✅ If security issue | Security validation | 30 min |",
      "optional",
      "Security validation",
      "2026-11-23T09:30:00Z",
    ],
    [
      "devops-lead",
      "| DevOps Lead | 🔄 If available | Deployment safety | 15 min |",
      "if-available",
      "Deployment safety",
      "2026-11-23T09:15:00Z",
    ],
  ],
};

const waits = { required: "waiting", "if-available": "waiting" } as const;

function playRow(releaseType: ReleaseType, [role, line, effect, focus, due]: Row): Scenario {
  return {
    name: `${releaseType}: ${role}`,
    quote: `SPEC: ${line}`,
    request: { releaseType },
    events: [],
    at: 1,
    expect: {
      status: "pending",
      reason: "review-missing",
      effects: { [role]: effect },
      states: { [role]: effect in waits ? "waiting" : "not-needed" },
      focus: { [role]: focus },
      due: { [role]: due },
    },
  };
}

const security = (["patch", "minor", "major", "hotfix"] as const).map(
  (releaseType): Scenario => ({
    name: `${releaseType}, security-related: security-lead`,
    quote: "READING: required when the release is security-related, otherwise optional",
    request: { releaseType, securityRelated: true },
    events: [],
    at: 1,
    expect: {
      status: "pending",
      effects: { "security-lead": "required" },
      states: { "security-lead": "waiting" },
    },
  }),
);

const windows = (
  [
    ["patch", "target 24 h, deadline 48 h", "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z"],
    ["minor", "target 7 d, deadline 14 d", "2026-11-30T09:00:00Z", "2026-12-07T09:00:00Z"],
    ["major", "target 14 d, deadline 28 d", "2026-12-07T09:00:00Z", "2026-12-21T09:00:00Z"],
    ["hotfix", "target 1 h, deadline 4 h", "2026-11-23T10:00:00Z", "2026-11-23T13:00:00Z"],
  ] as const
).map(
  ([releaseType, words, target, deadline]): Scenario => ({
    name: `${releaseType}: the window`,
    quote: `READING: ${words}`,
    request: { releaseType },
    events: [],
    at: 1,
    expect: { status: "pending", due: { start: "2026-11-23T09:00:00Z", target, deadline } },
  }),
);

export const matrixRows: readonly Scenario[] = [
  ...(["patch", "minor", "major", "hotfix"] as const).flatMap((type) =>
    tables[type].map((row) => playRow(type, row)),
  ),
  ...security,
  ...windows,
];
