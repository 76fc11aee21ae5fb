import type {
  Condition,
  Conflict,
  Decision,
  EvidenceItem,
  Figures,
  Instant,
  JudgedReview,
  Person,
  Policy,
  Repository,
  RequestFact,
} from "@release-approval/approval";
import { holdsRelease } from "./conditions.ts";
import { remarks } from "./findings.ts";
import { sortKeys } from "./json.ts";
import { runUrl } from "./links.ts";

/*
 * The approval record of the specification ("Approval Record Template"), with its field names, and what makes it
 * provable beside them: commit, revision, numeric ids, sources, rules. The authorization and the audit record both
 * begin with it.
 */

export type Approval = {
  /** The role's title. */
  role: string;
  roleId: string;
  /** The person's name where the policy knows it, otherwise the login. */
  approver: string;
  login: string;
  id: number;
  status: "approved";
  timestamp: Instant;
  /** Only for a press of a button: GitHub tells no time of it, it lies between these. */
  interval?: { from: Instant; to: Instant };
  /** All conditions, verbatim; `before` must be met before the release, `after` is owed after it. */
  conditions: string[];
  conditionsBefore: string[];
  conditionsAfter: string[];
  notes: string;
  risk?: string;
  /** Items of the checklist as they were filled in; absent where none was. */
  checklist?: { text: string; ticked: boolean }[];
  /** A delegate's: whose review it is. */
  onBehalfOf?: { name: string; login: string; id: number };
  /** Whether the reviewer wrote commits of the release. */
  commitAuthor: boolean;
  source: "comment" | "button";
  url: string | null;
};

export type RequirementRecord = {
  role: string;
  title: string;
  class: string;
  need: "required" | "optional" | "if-available" | "after-release";
  reason: string;
  approvalsNeeded: number;
  approvalsGiven: number;
  focus: string;
  due: Instant | null;
  state: string;
  approvedBy: { login: string; id: number }[];
  /** Rejections that a ruling lifted. */
  overruled: { login: string; id: number; ruling: string | null }[];
  delegates: { login: string; id: number; for: string; until: Instant | null }[];
  away: { login: string; id: number; until: Instant | null }[];
};

export type RecordInput = {
  decision: Decision;
  /** The policy that the request pinned. */
  policy: Policy;
  /** Today's policy, under which the decision holds too. */
  today: { commit: string; digest: string };
  repository: Repository;
  issue: { number: number; url: string };
  /** The run that writes the document. */
  run: { id: number; attempt: number };
};

export type ApprovalRecord = ReturnType<typeof approvalRecord>;

/**
 * The common head of authorization and audit record.
 * @throws Error when the decision holds no request: nothing was asked, so there is nothing to record
 */
export function approvalRecord(input: RecordInput) {
  const { decision, policy, repository, issue, run } = input;
  const { request, release } = decision;
  if (request === null || release === null) throw new Error("A decision without a request has no record.");
  const approvals = approvalsOf(decision, policy);
  return {
    schema_version: 1 as const,
    release: `v${release.version}`,
    releaseType: release.type,
    approvalTimestamp:
      approvals
        .map((one) => one.timestamp)
        .sort()
        .at(-1) ?? null,
    approvals,
    project: release.project,
    repository: `${repository.owner}/${repository.name}`,
    repositoryId: repository.id,
    component: release.component,
    version: release.version,
    tag: release.tag,
    commit: release.commit,
    revision: release.revision,
    previousVersion: request.previous ?? null,
    changes: request.changes ?? null,
    title: request.title ?? null,
    keyFeatures: request.keyFeatures,
    plannedRelease: request.plannedRelease ?? null,
    issue: issue.url,
    requestedAt: request.openedAt,
    deadline: request.deadline,
    requesters: request.requesters.map((person) => nameThem(person, policy)),
    requestRun: { ...request.run, url: runUrl(repository, request.run.id) },
    securityRelated: request.securityRelated,
    securityReasons: request.securityReasons,
    policy: { path: request.policy.path, commit: request.policy.commit, digest: request.policy.digest },
    policyToday: { commit: input.today.commit, digest: input.today.digest },
    requirements: decision.requirements.map(toRequirement),
    quorum: quorumOf(decision, policy, request),
    evidence: request.evidence.map(toEvidence),
    ...recordsOf(decision),
    decision: { status: decision.status, reasonCode: decision.reasonCode, at: decision.at },
    writtenBy: { run: run.id, attempt: run.attempt, url: runUrl(repository, run.id) },
  };
}

// What was decided on the way, as the decision has it: people by login and numeric id, words verbatim.
function recordsOf(decision: Decision) {
  const { conditions, conflicts, override, waivers, schedule, released, rolledBack } = decision;
  const { extensions, postponed, criticalOnly, conditionalRelease, start, target, deadline } = schedule;
  return {
    conditions: conditions.map((one): Condition => ({ ...one })),
    conflicts: conflicts.map((one): Conflict => ({ ...one })),
    override: override === null ? null : { automatic: override.by === null, ...override },
    waivers: waivers.map((one) => ({ ...one })),
    schedule: { start, target, deadline, extensions, postponed, criticalOnly, conditionalRelease },
    obligations: decision.obligations.map((one) => ({ ...one })),
    released,
    rolledBack,
    lacks: decision.lacks,
    unratifiedOverrides: decision.unratified,
    figures: describeFigures(decision.figures),
  };
}

/** The figures of a release as plain JSON, with the names that `result` has. */
export function describeFigures(figures: Figures): {
  minutes_to_review: Record<string, number>;
  minutes_waited: number;
  reminders: number;
  share_under_a_minute: number | null;
} {
  return {
    minutes_to_review: { ...figures.minutesToReview },
    minutes_waited: figures.minutesWaited,
    reminders: figures.reminders,
    share_under_a_minute: figures.shareUnderAMinute,
  };
}

/** A person as the records know them, and as the policy calls them. */
export function nameThem(person: Person, policy: Policy): { name: string; login: string; id: number } {
  return { name: nameOf(person.login, policy), login: person.login, id: person.id };
}

/** The name that the policy gives to a login, or the login. */
export function nameOf(login: string, policy: Policy): string {
  const known = Object.entries(policy.people).find(([key]) => key.toLowerCase() === login.toLowerCase());
  return known?.[1].name ?? login;
}

function approvalsOf(decision: Decision, policy: Policy): Approval[] {
  const authors = commitAuthors(decision);
  return decision.requirements
    .flatMap((one) => one.approvedBy.map((review) => toApproval(review, one, policy, authors)))
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0));
}

/** Who wrote commits of the release: logins in lower case. */
export function commitAuthors({ request }: Pick<Decision, "request">): ReadonlySet<string> {
  return new Set(request?.changes?.authors.map((login) => login.toLowerCase()));
}

function toApproval(
  review: JudgedReview,
  { role, title }: { role: string; title: string },
  policy: Policy,
  authors: ReadonlySet<string>,
): Approval {
  const { before, after } = review.conditions;
  const { checklist, onBehalfOf } = review;
  return {
    role: title,
    roleId: role,
    approver: nameOf(review.person.login, policy),
    login: review.person.login,
    id: review.person.id,
    status: "approved",
    timestamp: review.to,
    ...(review.from !== review.to && { interval: { from: review.from, to: review.to } }),
    conditions: [...before, ...after],
    conditionsBefore: before,
    conditionsAfter: after,
    notes: review.notes,
    ...(review.risk !== null && { risk: review.risk }),
    ...(checklist.length > 0 && { checklist: checklist.map((item) => ({ ...item })) }),
    ...(onBehalfOf !== null && { onBehalfOf: nameThem(onBehalfOf, policy) }),
    commitAuthor: authors.has(review.person.login.toLowerCase()),
    source: review.source,
    url: review.url,
  };
}

function toRequirement(one: Decision["requirements"][number]): RequirementRecord {
  return {
    role: one.role,
    title: one.title,
    class: one.class,
    need: one.effect,
    reason: one.reason,
    approvalsNeeded: one.approvals,
    approvalsGiven: one.approvedBy.length,
    focus: one.focus,
    due: one.due,
    state: one.state,
    approvedBy: one.approvedBy.map(({ person }) => ({ login: person.login, id: person.id })),
    overruled: one.overruled.map(({ person, overruledBy }) => ({
      login: person.login,
      id: person.id,
      ruling: overruledBy,
    })),
    delegates: one.delegates.map(({ person, for: lender, until }) => ({
      login: person.login,
      id: person.id,
      for: lender.login,
      until,
    })),
    away: one.away.map(({ person, until }) => ({ login: person.login, id: person.id, until })),
  };
}

function quorumOf(decision: Decision, policy: Policy, request: RequestFact) {
  const { primary, total } = policy.releaseTypes[request.releaseType]?.quorum ?? {};
  const approved = decision.requirements.filter((one) => one.approvedBy.length >= one.approvals);
  const have = approved.filter((one) => one.class === "primary").length;
  return {
    primary: primary === undefined ? null : { need: primary, have },
    total: total === undefined ? null : { need: total, have: approved.length },
  };
}

function toEvidence(item: EvidenceItem): EvidenceItem {
  return { ...item, figures: sortKeys(item.figures) };
}

/** Conditions that must still be met, or be confirmed as met, before the release. */
export function openConditions(
  decision: Decision,
): { id: string; role: string; login: string; text: string; state: string }[] {
  return decision.conditions.filter(holdsRelease).map(({ id, role, setter, text, state }) => ({
    id,
    role,
    login: setter.login,
    text,
    state,
  }));
}

/** Whether the policy of today is another than the pinned one. */
export function policyHasChanged(decision: Decision): boolean {
  return remarks(decision).some((finding) => finding.code === "policy-changed");
}
