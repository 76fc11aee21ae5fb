import type {
  Act,
  Answer,
  Decision,
  Finding,
  Json,
  JudgedReview,
  Person,
  Policy,
  Repository,
  RequestFact,
  RequirementState,
  Status,
} from "@release-approval/approval";
import { type View, type ViewInput, viewRelease } from "../src/view.ts";

/*
 * The story of UX.md as data: Proxmox-MPC v1.2.0, a minor release. Written by hand, so that the words are tested
 * without the rules.
 */

export const people = {
  mia: 101,
  tom: 102,
  pia: 103,
  quinn: 104,
  sam: 105,
  sue: 106,
  dana: 107,
  rae: 109,
  olaf: 201,
} as const;
export type Name = keyof typeof people;

export const person = (login: Name): Person => ({ id: people[login], login });

export const repository: Repository = {
  owner: "acme",
  name: "proxmox-mpc",
  id: 1,
  defaultBranch: "main",
  serverUrl: "https://github.com",
};
export const commit = "a41f9c2".padEnd(40, "0");
export const policyCommit = "b".repeat(40);
const digest = "d".repeat(64);
export const now = "2026-11-24T15:02:00Z";

const titles = {
  "release-manager": "Release manager",
  "technical-lead": "Technical lead",
  "product-owner": "Product owner",
  "qa-lead": "QA lead",
  "security-lead": "Security lead",
  "devops-lead": "DevOps lead",
} as const;
export type RoleId = keyof typeof titles;

export const holders: Readonly<Record<RoleId, readonly Name[]>> = {
  "release-manager": ["mia"],
  "technical-lead": ["tom"],
  "product-owner": ["pia"],
  "qa-lead": ["quinn"],
  "security-lead": ["sam", "sue"],
  "devops-lead": ["dana"],
};

const focus: Readonly<Record<RoleId, string>> = {
  "release-manager": "Process coordination",
  "technical-lead": "Architecture and implementation",
  "product-owner": "Feature validation",
  "qa-lead": "Testing completeness",
  "security-lead": "Security assessment",
  "devops-lead": "Deployment readiness",
};

const due: Readonly<Record<RoleId, string>> = {
  "release-manager": "2026-11-23T17:00:00Z",
  "technical-lead": "2026-11-24T17:00:00Z",
  "product-owner": "2026-11-25T17:00:00Z",
  "qa-lead": "2026-11-26T17:00:00Z",
  "security-lead": "2026-11-24T17:00:00Z",
  "devops-lead": "2026-11-23T17:00:00Z",
};

const primary: readonly string[] = ["release-manager", "technical-lead", "product-owner"];

function role(id: RoleId): Policy["roles"][string] {
  return {
    id,
    title: titles[id],
    class: primary.includes(id) ? "primary" : "secondary",
    members: [...holders[id]],
    environment: `approve-${id}`,
    aliases: [],
    authority: [],
    backup: [],
    paths: id === "security-lead" ? ["src/auth/**", "package-lock.json"] : [],
    checklist:
      id === "security-lead"
        ? [
            { item: "No high or critical vulnerability", critical: true },
            { item: "Secrets stay out of logs", critical: false },
          ]
        : [],
    ...(id === "security-lead" && { contact: "on call, +00 000" }),
  };
}

export const policy: Policy = {
  version: 1,
  project: "Proxmox-MPC",
  people: { tom: { name: "Tom Sample" } },
  roles: Object.fromEntries((Object.keys(titles) as RoleId[]).map((id) => [id, role(id)])),
  releaseTypes: {
    minor: {
      window: { target: "7d", deadline: "14d" },
      clock: "working",
      quorum: { primary: 3 },
      reviews: {},
      override: { kind: "none" },
      evidence: {},
    },
  },
  components: {},
  manifest: "package.json",
  security: { paths: [], labels: [] },
  rules: {
    "one-role-per-person": true,
    "self-review": "forbid",
    "on-new-commits": "dismiss",
    authorization: "automatic",
    "trusted-author": "github-actions[bot]",
    "trusted-workflows": [],
    "trusted-branches": [],
    "optional-rejection": "show",
    "unratified-override": "show",
    confirm: "setter",
    resolve: "commit",
    "commit-authors": "allow",
    waive: "release-manager",
  },
  calendar: {
    timezone: "UTC",
    workdays: ["mon", "tue", "wed", "thu", "fri"],
    hours: "09:00-17:00",
    holidays: [],
  },
  escalation: [],
  notifications: {},
};

export const request: RequestFact = {
  key: "revision:1",
  kind: "request",
  revision: 1,
  version: "1.2.0",
  tag: "v1.2.0",
  releaseType: "minor",
  commit,
  ref: "main",
  previous: { version: "1.1.4", tag: "v1.1.4" },
  keyFeatures: [],
  securityRelated: false,
  securityReasons: [],
  requesters: [person("mia")],
  run: { id: 9, attempt: 1 },
  openedAt: "2026-11-23T09:00:00Z",
  deadline: "2026-12-07T09:00:00Z",
  policy: { commit: policyCommit, path: ".github/release-approval.yml", digest },
  members: Object.fromEntries(
    Object.entries(holders).map(([id, names]) => [id, names.map((name) => person(name))]),
  ),
  evidence: [],
  changes: {
    pullRequests: 14,
    commits: 40,
    authors: ["dev1", "dev2", "dev3", "dev4", "dev5"],
    url: "https://github.com/acme/proxmox-mpc/compare/v1.1.4...a41f9c2",
  },
};

let nextComment = 1000;

export function review(
  login: Name,
  id: RoleId,
  at: string,
  change: Partial<JudgedReview> = {},
): JudgedReview {
  nextComment += 1;
  return {
    key: `comment:${nextComment}`,
    person: person(login),
    role: id,
    verdict: "approved",
    counted: true,
    code: "counted",
    facts: {},
    source: "comment",
    url: `https://github.com/acme/proxmox-mpc/issues/57#issuecomment-${nextComment}`,
    from: at,
    to: at,
    notes: "",
    conditions: { before: [], after: [] },
    risk: null,
    ...change,
  };
}

export function requirement(id: RoleId, change: Partial<RequirementState> = {}): RequirementState {
  const members = holders[id].map((name) => person(name));
  return {
    role: id,
    title: titles[id],
    class: primary.includes(id) ? "primary" : "secondary",
    need: "required",
    effect: "required",
    reason: "policy",
    approvals: 1,
    focus: focus[id],
    environment: `approve-${id}`,
    due: due[id],
    state: due[id] < now ? "late" : "waiting",
    approvedBy: [],
    rejectedBy: [],
    canReview: members,
    members,
    ...change,
  };
}

export function approved(
  login: Name,
  id: RoleId,
  at: string,
  change: Partial<JudgedReview> = {},
): RequirementState {
  return requirement(id, { state: "approved", approvedBy: [review(login, id, at, change)] });
}

export function finding(
  code: string,
  facts: Record<string, Json> = {},
  severity: Finding["severity"] = "wait",
): Finding {
  return { code, severity, facts, children: [] };
}

const missing = (one: RequirementState): Finding =>
  finding("review-missing", { role: one.role, title: one.title });

/** A decision with these requirements; what is missing follows from them, unless `findings` says it. */
export function decide(
  requirements: readonly RequirementState[],
  change: Partial<Decision> & { findings?: readonly Finding[] } = {},
): Decision {
  const { findings = [], ...rest } = change;
  const open = requirements.filter((one) => one.effect === "required" && /waiting|late/u.test(one.state));
  const status: Status = rest.status ?? (open.length > 0 || findings.length > 0 ? "pending" : "authorized");
  const asked = rest.request ?? request;
  return {
    schema: 1,
    at: now,
    status,
    reasonCode:
      status === "authorized" ? "all-reviews-in" : (open[0] && "review-missing") || (findings[0]?.code ?? ""),
    release: {
      version: asked.version,
      tag: asked.tag,
      component: asked.component ?? null,
      type: asked.releaseType,
      commit: asked.commit,
      revision: asked.revision,
      project: "Proxmox-MPC",
    },
    request: asked,
    deadline: asked.deadline,
    requirements,
    reviews: requirements.flatMap((one) => [...one.approvedBy, ...one.rejectedBy]),
    evidence: asked.evidence,
    obligations: [],
    claim: null,
    finding: { code: "", severity: "block", facts: {}, children: [...open.map(missing), ...findings] },
    ...rest,
  };
}

export function show(decision: Decision, change: Partial<ViewInput> = {}): View {
  return viewRelease({
    decision,
    policy,
    repository,
    issue: { number: 57, url: "https://github.com/acme/proxmox-mpc/issues/57" },
    ledger: { entries: 5, intact: true, damage: [] },
    now,
    ...change,
  });
}

/** UX.md's issue: two of six reviews in, one of them with a condition, DevOps late. */
export function waiting(): Decision {
  const text = "Update the API examples";
  return decide(
    [
      approved("mia", "release-manager", "2026-11-23T09:40:00Z"),
      approved("tom", "technical-lead", "2026-11-24T08:15:00Z", {
        conditions: { before: [text], after: [] },
      }),
      requirement("product-owner"),
      requirement("qa-lead"),
      requirement("security-lead"),
      requirement("devops-lead"),
    ],
    { findings: [finding("condition-open", { role: "technical-lead", login: "tom", text })] },
  );
}

/** All six reviews are in. */
export function cleared(): Decision {
  return decide([
    approved("mia", "release-manager", "2026-11-23T09:40:00Z"),
    approved("tom", "technical-lead", "2026-11-24T08:15:00Z", {
      notes: "Architecture changes reviewed",
      conditions: { before: [], after: ["Monitor the new templates"] },
    }),
    approved("pia", "product-owner", "2026-11-24T10:00:00Z"),
    approved("quinn", "qa-lead", "2026-11-24T11:00:00Z"),
    approved("sue", "security-lead", "2026-11-24T12:00:00Z", { risk: "Low" }),
    approved("dana", "devops-lead", "2026-11-24T13:00:00Z"),
  ]);
}

export function act(
  command: string | null,
  code: string,
  facts: Record<string, Json> = {},
  role: string | null = null,
): Act {
  const outcome =
    code === "counted" ? "counted" : code === "status" || code === "help" ? "answered" : "not-counted";
  return { command, role, outcome, code, facts };
}

export function answer(login: Name | "stranger", ...acts: Act[]): Answer {
  const id = login === "stranger" ? 999 : people[login];
  return {
    key: "comment:2001",
    comment: 2001,
    person: { id, login },
    url: "https://github.com/acme/proxmox-mpc/issues/57#issuecomment-2001",
    acts,
  };
}
