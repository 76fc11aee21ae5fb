import type {
  Act,
  Answer,
  Condition,
  Conflict,
  Decision,
  Finding,
  Json,
  JudgedReview,
  Obligation,
  Override,
  Person,
  Policy,
  Repository,
  RequestFact,
  RequirementState,
  Schedule,
  Status,
} from "@release-approval/approval";
import { type View, type ViewInput, viewRelease } from "../src/view.ts";

/*
 * The story of a release as data: Proxmox-MPC v1.2.0, a minor release. Written by hand, so that the words are tested
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
  lea: 108,
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
  roles: {
    ...Object.fromEntries((Object.keys(titles) as RoleId[]).map((id) => [id, role(id)])),
    "project-leadership": {
      ...role("qa-lead"),
      id: "project-leadership",
      title: "Project leadership",
      class: "escalation",
      members: ["lea"],
      authority: ["other"],
    },
  },
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
    checklist: [],
    onBehalfOf: null,
    overruledBy: null,
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
    overruled: [],
    delegates: [],
    away: [],
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

const nothingDecided = {
  conditions: [],
  conflicts: [],
  override: null,
  waivers: [],
  opening: { smallestSets: [], opensAt: null, later: null },
  figures: { minutesToReview: {}, minutesWaited: 0, reminders: 0, shareUnderAMinute: null },
  released: null,
  rolledBack: null,
  lacks: [],
  unratified: [],
} satisfies Partial<Decision>;

export function schedule(change: Partial<Schedule> = {}): Schedule {
  return {
    start: request.openedAt,
    target: "2026-11-30T09:00:00Z",
    deadline: request.deadline,
    postponed: null,
    extensions: [],
    criticalOnly: null,
    conditionalRelease: null,
    ...change,
  };
}

export const comments = "https://github.com/acme/proxmox-mpc/issues/57#issuecomment-";

export function condition(id: string, change: Partial<Condition> = {}): Condition {
  return {
    id,
    text: "Update the API examples",
    when: "before",
    role: "technical-lead",
    setter: person("tom"),
    key: "comment:1500",
    url: `${comments}1500`,
    state: "open",
    resolution: null,
    reopened: null,
    ...change,
  };
}

export const resolution: NonNullable<Condition["resolution"]> = {
  by: person("dana"),
  at: "2026-11-24T13:30:00Z",
  key: "comment:1600",
  target: "c0ffee1".padEnd(40, "0"),
  notes: "",
};

export function conflict(change: Partial<Conflict> = {}): Conflict {
  return {
    id: "comment:1700/qa-lead",
    about: "other",
    opened: "rejection",
    by: person("quinn"),
    at: "2026-11-24T14:00:00Z",
    url: `${comments}1700`,
    summary: "",
    positions: [
      { login: "tom", role: "technical-lead", verdict: "approved", words: "" },
      { login: "quinn", role: "qa-lead", verdict: "rejected", words: "Login *fails*, ask @mia" },
    ],
    leadershipOnly: true,
    deciders: [{ role: "project-leadership", title: "Project leadership", members: [person("lea")] }],
    state: "open",
    ruling: null,
    ...change,
  };
}

export const ruling: NonNullable<Conflict["ruling"]> = {
  key: "comment:1800",
  by: person("lea"),
  role: "project-leadership",
  at: "2026-11-24T14:30:00Z",
  ruling: "proceed",
  reason: "Known since 1.1, and mended next week",
  overrules: [{ key: "comment:1700", role: "qa-lead", login: "quinn" }],
  url: `${comments}1800`,
};

export function override(change: Partial<Override> = {}): Override {
  return {
    by: person("tom"),
    role: "technical-lead",
    key: "comment:1900",
    at: "2026-11-24T14:40:00Z",
    reason: "The certificate expires tonight",
    url: `${comments}1900`,
    standsInFor: ["qa-lead", "devops-lead"],
    ratifyRole: "project-leadership",
    ratified: null,
    ...change,
  };
}

export function waiver(change: Partial<Decision["waivers"][number]> = {}): Decision["waivers"][number] {
  return {
    item: "coverage",
    by: person("lea"),
    role: "project-leadership",
    key: "comment:1950",
    at: "2026-11-24T14:20:00Z",
    reason: "Generated code, no risk",
    url: `${comments}1950`,
    ...change,
  };
}

/** A hotfix that went out while this release was open. */
export const shipped: Decision["lacks"][number] = {
  key: `shipped:v1.1.5/${commit.slice(0, 12)}`,
  kind: "shipped",
  version: "1.1.5",
  tag: "v1.1.5",
  releaseType: "hotfix",
  commit: "f".repeat(40),
  lacking: commit,
  issue: 60,
  at: "2026-11-24T03:00:00Z",
  commits: 3,
  examples: [
    { sha: "abc1234".padEnd(40, "0"), message: "Fix the login of guests" },
    { sha: "def1234".padEnd(40, "0"), message: "Raise the time-out" },
  ],
  url: "https://github.com/acme/proxmox-mpc/compare/a41f9c2...v1.1.5",
};

function isRole(role: string | null): role is RoleId {
  return role !== null && Object.hasOwn(holders, role);
}

export function obligation(id: string, change: Partial<Obligation> = {}): Obligation {
  const role = id.startsWith("review/") ? id.slice("review/".length) : null;
  return {
    id,
    kind: role === null ? (id === "ratify" ? "ratify" : "condition") : "review",
    role,
    due: null,
    text: `${id} is owed`,
    who: isRole(role) ? holders[role].map((name) => person(name)) : [person("lea")],
    settled: null,
    ...change,
  };
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
    ...nothingDecided,
    schedule: schedule({ start: asked.openedAt, deadline: asked.deadline }),
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

/** An issue in the middle: two of six reviews in, one of them with a condition, DevOps late. */
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
    {
      conditions: [condition("C1", { text })],
      findings: [finding("condition-open", { id: "C1", role: "technical-lead", login: "tom", text })],
    },
  );
}

/** QA rejected what Technical lead approved; project leadership has to decide, and a condition waits to be confirmed. */
export function disputed(): Decision {
  return decide(
    [
      approved("mia", "release-manager", "2026-11-23T09:40:00Z"),
      approved("tom", "technical-lead", "2026-11-24T08:15:00Z", {
        conditions: {
          before: ["Update the API examples", "Announce the window"],
          after: ["Watch the new templates"],
        },
        risk: "Medium",
        checklist: [
          { text: "Architecture changes are sound", ticked: true },
          { text: "Breaking changes properly documented", ticked: false },
        ],
      }),
      requirement("product-owner"),
      requirement("qa-lead", {
        state: "rejected",
        rejectedBy: [
          review("quinn", "qa-lead", "2026-11-24T14:00:00Z", {
            verdict: "rejected",
            notes: "Login *fails*, ask @mia",
          }),
        ],
      }),
      requirement("security-lead", {
        canReview: [person("sam"), person("sue"), person("rae")],
        delegates: [{ person: person("rae"), for: person("sam"), until: "2026-11-27T23:59:59Z" }],
        away: [{ person: person("sam"), until: "2026-11-27T23:59:59Z" }],
      }),
      requirement("devops-lead"),
    ],
    {
      status: "rejected",
      reasonCode: "rejected",
      conditions: [
        condition("C1", { state: "resolved", resolution }),
        condition("C2", { text: "Announce the window", state: "open" }),
        condition("C3", { text: "Watch the new templates", when: "after" }),
      ],
      conflicts: [conflict()],
      obligations: [obligation("condition/C3", { text: "Watch the new templates", who: [person("tom")] })],
      findings: [finding("rejected", { role: "qa-lead", title: "QA lead" }, "block")],
    },
  );
}

/** The technical lead let it go without QA and DevOps. */
export function overriddenDecision(): Decision {
  return decide(
    [
      approved("mia", "release-manager", "2026-11-23T09:40:00Z"),
      approved("tom", "technical-lead", "2026-11-24T08:15:00Z"),
      approved("pia", "product-owner", "2026-11-24T10:00:00Z"),
      requirement("qa-lead", { state: "overridden" }),
      approved("sue", "security-lead", "2026-11-24T12:00:00Z"),
      requirement("devops-lead", { state: "overridden" }),
    ],
    {
      status: "authorized",
      reasonCode: "override",
      override: override(),
      obligations: [obligation("review/qa-lead"), obligation("review/devops-lead"), obligation("ratify")],
      waivers: [waiver()],
      evidence: [
        { item: "tests", verdict: "met", figures: { success: 96.2, total: 1204 } },
        { item: "coverage", verdict: "unmet", figures: { line: 84 }, threshold: "line 90" },
      ],
    },
  );
}

/** It shipped under that override; QA has reviewed since, the rest is owed. */
export function releasedDecision(): Decision {
  const before = overriddenDecision();
  return {
    ...before,
    status: "released",
    reasonCode: "released",
    released: { at: "2026-11-24T14:45:00Z", by: null, run: 12 },
    conditions: [condition("C3", { text: "Watch the new templates", when: "after" })],
    obligations: [
      obligation("review/qa-lead", {
        due: "2026-11-25T10:00:00Z",
        settled: {
          at: "2026-11-24T15:00:00Z",
          by: person("quinn"),
          key: "comment:2100",
          verdict: "approved",
        },
      }),
      obligation("review/devops-lead", { due: "2026-11-24T15:00:00Z" }),
      obligation("condition/C3", { due: "2026-12-01T14:45:00Z", who: [person("tom")] }),
      obligation("ratify", { due: "2026-11-25T14:45:00Z" }),
    ],
    finding: {
      code: "",
      severity: "block",
      facts: {},
      children: [finding("released", { at: "2026-11-24T14:45:00Z", run: 12 }, "block")],
    },
  };
}

/** The release manager put it off. */
export function postponedDecision(): Decision {
  const until = "2026-12-01T00:00:00Z";
  const { requirements, ...rest } = waiting();
  return {
    ...rest,
    requirements: requirements.map((one) =>
      one.state === "approved" ? one : { ...one, state: "waiting", due: "2026-12-02T17:00:00Z" },
    ),
    status: "postponed",
    reasonCode: "postponed",
    schedule: schedule({
      start: until,
      target: "2026-12-08T00:00:00Z",
      deadline: "2026-12-15T00:00:00Z",
      postponed: { until, reason: "The data centre moves", by: person("mia"), at: "2026-11-24T14:50:00Z" },
    }),
  };
}

const maintainers = [person("tom"), person("sue")];

/** A hotfix of a small team: nobody has to answer, and it opens by itself. */
export function smallHotfix(state: "waiting" | "lapsed"): Decision {
  const one = requirement("technical-lead", {
    title: "Maintainer",
    role: "maintainer",
    effect: "if-available",
    need: "if-available",
    due: "2026-11-24T16:00:00Z",
    focus: "The fix and nothing else",
    state,
    members: maintainers,
    canReview: maintainers,
  });
  const open = state === "waiting";
  return decide([one], {
    status: open ? "pending" : "authorized",
    request: {
      ...request,
      version: "1.2.1",
      tag: "v1.2.1",
      releaseType: "hotfix",
      openedAt: "2026-11-24T15:00:00Z",
    },
    opening: {
      smallestSets: open ? [["maintainer"]] : [],
      opensAt: open ? "2026-11-24T16:00:00Z" : null,
      later: null,
    },
    obligations: open ? [] : [obligation("review/maintainer", { who: maintainers })],
    findings: open ? [finding("review-missing", { role: "maintainer", title: "Maintainer" })] : [],
  });
}

/** A hotfix by the preset: the release manager's review is enough, once the others had their time. */
export function hotfix(state: "waiting" | "approved"): Decision {
  const isIn = state === "approved";
  const from = "2026-11-24T17:00:00Z";
  const others = (["technical-lead", "product-owner", "security-lead"] as const).map((id) =>
    requirement(id, { effect: "if-available", need: "if-available", due: from, state: "waiting" }),
  );
  const manager = isIn
    ? approved("mia", "release-manager", "2026-11-24T14:00:00Z")
    : requirement("release-manager", { due: from, state: "waiting" });
  const sets = [[...(isIn ? [] : ["release-manager"]), "technical-lead", "product-owner"]];
  return decide([manager, ...others], {
    status: "pending",
    request: {
      ...request,
      version: "1.2.1",
      tag: "v1.2.1",
      releaseType: "hotfix",
      openedAt: "2026-11-24T13:00:00Z",
      deadline: "2026-11-25T13:00:00Z",
    },
    opening: {
      smallestSets: sets,
      opensAt: isIn ? from : null,
      later: isIn ? null : { from, smallestSets: [["release-manager"]] },
    },
    findings: [
      finding("quorum-missing", {
        of: "primary",
        need: 3,
        have: isIn ? 1 : 0,
        roles: ["release-manager", "technical-lead", "product-owner"],
      }),
    ],
  });
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
