import type { PresetName } from "./extends.ts";
import type { PolicyFile } from "./schema.ts";

/*
 * The built-in policies. `default` is the specification's matrix to the letter, in the reading of READING.md;
 * `small-team` and `solo` are its two smaller forms. They are data in the same shape as a policy file, without members.
 */

type Preset = PolicyFile & Required<Pick<PolicyFile, "roles" | "release-types">>;
type Types = Preset["release-types"];

// Spec: "Stakeholder Roles & Responsibilities" and the reviews of "Phase 2".
const sixRoles: Preset["roles"] = {
  "release-manager": {
    title: "Release manager",
    class: "primary",
    aliases: ["rm", "manager", "release"],
  },
  "technical-lead": {
    title: "Technical lead",
    class: "primary",
    aliases: ["tech", "technical", "tech-lead"],
    // Spec: "For technical conflicts, Technical Lead has final authority".
    authority: ["technical"],
    checklist: [
      "Code quality meets standards",
      "Architecture changes are sound",
      "Performance impact acceptable (<10% regression)",
      "Breaking changes properly documented",
    ],
  },
  "product-owner": {
    title: "Product owner",
    class: "primary",
    aliases: ["product", "po"],
    // Spec: "For feature/UX conflicts, Product Owner has final authority".
    authority: ["product"],
    checklist: [
      "All planned features implemented",
      "User experience improvements validated",
      "Documentation covers new functionality",
      "Feature quality meets acceptance criteria",
    ],
  },
  "qa-lead": {
    title: "QA lead",
    class: "secondary",
    aliases: ["qa", "quality"],
    checklist: [
      "Test success rate (target >95%)",
      "Regression testing complete",
      "Performance testing passed",
      "Security testing complete",
      "User acceptance testing passed",
    ],
  },
  "security-lead": { title: "Security lead", class: "secondary", aliases: ["security", "sec"] },
  "devops-lead": { title: "DevOps lead", class: "secondary", aliases: ["devops", "ops"] },
  "project-leadership": {
    title: "Project leadership",
    class: "escalation",
    aliases: ["leadership"],
    // Spec: "Escalate to project leadership if unresolved".
    authority: ["other"],
  },
};

// Spec: "Approval Requirements by Release Type", table by table; overrides by "Quick Reference".
const matrix: Types = {
  patch: {
    description: "Bug fixes",
    window: { target: "24h", deadline: "48h" },
    clock: "always",
    quorum: { primary: 2 },
    reviews: {
      "release-manager": { need: "required", approvals: 1, within: "2h", focus: "Process coordination" },
      "technical-lead": { need: "required", approvals: 1, within: "4h", focus: "Implementation review" },
      "product-owner": { need: "optional", approvals: 1, within: "4h", focus: "User impact assessment" },
      "qa-lead": { need: "required", approvals: 1, within: "8h", focus: "Regression testing" },
      "security-lead": {
        need: { when: "security" },
        approvals: 1,
        within: "4h",
        focus: "Security validation",
      },
      "devops-lead": { need: "optional", approvals: 1, within: "2h", focus: "Deployment validation" },
    },
    override: { by: "release-manager" },
  },
  minor: {
    description: "New features",
    window: { target: "7d", deadline: "14d" },
    clock: "working",
    quorum: { primary: 3 },
    reviews: {
      "release-manager": { need: "required", approvals: 1, within: "8h", focus: "Process coordination" },
      "technical-lead": {
        need: "required",
        approvals: 1,
        within: "16h",
        focus: "Architecture and implementation",
      },
      "product-owner": { need: "required", approvals: 1, within: "24h", focus: "Feature validation" },
      "qa-lead": { need: "required", approvals: 1, within: "32h", focus: "Testing completeness" },
      "security-lead": { need: "required", approvals: 1, within: "16h", focus: "Security assessment" },
      "devops-lead": { need: "required", approvals: 1, within: "8h", focus: "Deployment readiness" },
    },
    override: { by: "technical-lead" },
  },
  major: {
    description: "Breaking changes",
    window: { target: "14d", deadline: "28d" },
    clock: "working",
    quorum: { primary: 3 },
    reviews: {
      "release-manager": { need: "required", approvals: 1, within: "24h", focus: "Process orchestration" },
      "technical-lead": {
        need: "required",
        approvals: 1,
        within: "40h",
        focus: "Architecture and breaking changes",
      },
      "product-owner": { need: "required", approvals: 1, within: "32h", focus: "Strategic alignment" },
      "qa-lead": { need: "required", approvals: 1, within: "64h", focus: "Comprehensive testing" },
      "security-lead": { need: "required", approvals: 1, within: "32h", focus: "Security architecture" },
      "devops-lead": { need: "required", approvals: 1, within: "24h", focus: "Infrastructure readiness" },
    },
    override: { by: "project-leadership" },
  },
  hotfix: {
    description: "Emergency hotfix",
    window: { target: "1h", deadline: "4h" },
    clock: "always",
    // "Release Manager + 1 primary role": the release manager is required and is one of the two.
    quorum: { primary: 2 },
    reviews: {
      "release-manager": { need: "required", approvals: 1, within: "15m", focus: "Emergency coordination" },
      "technical-lead": {
        need: "if-available",
        approvals: 1,
        within: "30m",
        focus: "Implementation validation",
      },
      "product-owner": { need: "after-release", approvals: 1, within: "1h", focus: "Impact assessment" },
      "qa-lead": { need: "if-available", approvals: 1, within: "30m", focus: "Critical path testing" },
      "security-lead": {
        need: { when: "security" },
        approvals: 1,
        within: "30m",
        focus: "Security validation",
      },
      "devops-lead": { need: "if-available", approvals: 1, within: "15m", focus: "Deployment safety" },
    },
    override: "automatic",
    // A fix that cannot wait is tested and scanned.
    evidence: { coverage: false, performance: false },
  },
};

const defaultPreset: Preset = {
  version: 1,
  roles: sixRoles,
  "release-types": matrix,
  // Spec: "Preparation Checklist" and the targets in the reviews of "Phase 2".
  evidence: {
    tests: { "min-success": 95 },
    coverage: { min: 90, by: "line" },
    security: { "fail-on": "high" },
    performance: { "max-regression": 10 },
  },
  rules: { "self-review": "forbid", waive: "project-leadership" },
  // Spec: "Timeline Escalation". The last three are the release manager's to ask for.
  escalation: [
    { step: "warn", automatic: true, before: "24h" },
    { step: "overdue", automatic: true, to: ["release-manager"] },
    { step: "critical-only", automatic: false },
    { step: "conditional-release", automatic: false, roles: ["devops-lead"] },
    { step: "postpone", automatic: false },
  ],
};

const windows = {
  patch: { target: "24h", deadline: "48h" },
  minor: { target: "7d", deadline: "14d" },
  major: { target: "14d", deadline: "28d" },
  hotfix: { target: "1h", deadline: "4h" },
} as const;

const maintainer: Preset["roles"] = {
  maintainer: {
    title: "Maintainer",
    class: "primary",
    authority: ["technical", "product", "other"],
  },
};

// One of a few people asks, another one approves.
const smallTeamPreset: Preset = {
  version: 1,
  roles: maintainer,
  "release-types": {
    patch: {
      description: "Bug fixes",
      window: windows.patch,
      reviews: { maintainer: { need: "required", approvals: 1, within: "24h", focus: "The whole release" } },
    },
    minor: {
      description: "New features",
      window: windows.minor,
      reviews: { maintainer: { need: "required", approvals: 1, within: "7d", focus: "The whole release" } },
    },
    major: {
      description: "Breaking changes",
      window: windows.major,
      reviews: {
        maintainer: {
          need: "required",
          approvals: 2,
          within: "14d",
          focus: "The whole release, breaking changes first",
        },
      },
    },
    hotfix: {
      description: "Emergency hotfix",
      window: windows.hotfix,
      // After an hour of silence the review lapses into a sign-off after the release.
      reviews: {
        maintainer: { need: "if-available", approvals: 1, within: "1h", focus: "The fix and nothing else" },
      },
    },
  },
  rules: { "self-review": "forbid-all", waive: "maintainer" },
  escalation: [
    { step: "warn", automatic: true, before: "24h" },
    { step: "overdue", automatic: true, to: ["maintainer"] },
  ],
};

const ownReview = (within: string) =>
  ({
    maintainer: { need: "required", approvals: 1, within, focus: "A second look, with an hour between" },
  }) as const;

// The evidence holds, and one's own approval counts once an hour has passed.
const soloPreset: Preset = {
  version: 1,
  roles: maintainer,
  "release-types": {
    patch: {
      description: "Bug fixes",
      window: windows.patch,
      reviews: ownReview("24h"),
      "self-approval-after": "1h",
    },
    minor: {
      description: "New features",
      window: windows.minor,
      reviews: ownReview("7d"),
      "self-approval-after": "1h",
    },
    major: {
      description: "Breaking changes",
      window: windows.major,
      reviews: ownReview("14d"),
      "self-approval-after": "1h",
    },
    hotfix: {
      description: "Emergency hotfix",
      window: windows.hotfix,
      reviews: ownReview("4h"),
      "self-approval-after": "1h",
    },
  },
  evidence: { tests: { "min-success": 95 } },
  rules: { "self-review": "allow", waive: "maintainer" },
  escalation: [
    { step: "warn", automatic: true, before: "24h" },
    { step: "overdue", automatic: true, to: ["maintainer"] },
  ],
};

export const presets: Readonly<Record<PresetName, Preset>> = {
  default: defaultPreset,
  "small-team": smallTeamPreset,
  solo: soloPreset,
};
