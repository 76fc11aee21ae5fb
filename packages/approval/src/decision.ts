import type { ChecklistItem } from "./commands.ts";
import type { Need, ReleaseType } from "./policy/schema.ts";
import type { EvidenceItem, Person, RequestFact, ShippedFact } from "./records.ts";
import type { Instant } from "./snapshot.ts";

/** One rule's result. A tree: `children` are the findings that led to this one. */
export type Finding = {
  code: string;
  /** `pass` holds; `info` is shown; `wait` holds the release until somebody acts; `block` until something changes. */
  severity: "pass" | "info" | "wait" | "block";
  facts: Readonly<Record<string, Json>>;
  children: readonly Finding[];
};

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export const statuses = [
  "pending",
  "approved",
  "authorized",
  "rejected",
  "blocked",
  "postponed",
  "expired",
  "cancelled",
  "released",
] as const;
export type Status = (typeof statuses)[number];

/** What a role owes this release, and why it does. */
export type Requirement = {
  role: string;
  title: string;
  class: "primary" | "secondary" | "escalation";
  need: Need;
  /** Whether the release waits for it, now: `when: security` is settled here. */
  effect: "required" | "optional" | "if-available" | "after-release";
  /** Why: `policy`, `security-related`, `not-security-related`. */
  reason: string;
  approvals: number;
  focus: string;
  environment: string;
  /** `within`, in the policy's calendar, from the request; null: no time of its own. */
  due: Instant | null;
};

/** A review as judged. `counted` false: `code` says why (one of the review codes in the table of rules). */
export type JudgedReview = {
  /** The fact's key, `comment:123` or `run:…`. */
  key: string;
  person: Person;
  /** null where no role could be found. */
  role: string | null;
  verdict: "approved" | "rejected" | "withdrawn";
  counted: boolean;
  code: string;
  facts: Readonly<Record<string, Json>>;
  source: "comment" | "button";
  url: string | null;
  /** When it happened: equal for a comment; the provable interval for a button. */
  from: Instant;
  to: Instant;
  notes: string;
  conditions: { before: string[]; after: string[] };
  /** Risk level named in the text, verbatim. */
  risk: string | null;
  /** The checklist as it was filled in, verbatim. */
  checklist: readonly ChecklistItem[];
  /** A delegate's: whose review it is. */
  onBehalfOf: Person | null;
  /** A rejection that a ruling lifted: the ruling's key. It stays recorded and shown. */
  overruledBy: string | null;
};

export type RequirementState = Requirement & {
  /**
   * `lapsed`: if-available, and its time has passed or nobody is available. `deferred`: put off by conditional release.
   * `overridden`: missing, and an override stands in. All three are owed after the release. `overruled`: a ruling lifted
   * the rejection and stands in for the review. `not-needed`: optional and silent, or asked after the release.
   */
  state:
    | "approved"
    | "rejected"
    | "waiting"
    | "late"
    | "lapsed"
    | "not-needed"
    | "deferred"
    | "overruled"
    | "overridden";
  /** Counted approvals that this requirement was given by the matching. */
  approvedBy: readonly JudgedReview[];
  /** Rejections in force; those that a ruling lifted stand in `overruled`. */
  rejectedBy: readonly JudgedReview[];
  overruled: readonly JudgedReview[];
  /** Delegates in force, and whose review they may give; `until` null: until the release is over. */
  delegates: readonly { person: Person; for: Person; until: Instant | null }[];
  /** Who declared themselves (or was declared) unavailable. */
  away: readonly { person: Person; until: Instant | null }[];
  /** Members (and delegates) who may still review (requesters left out where policy says so). */
  canReview: readonly Person[];
  members: readonly Person[];
};

/** Owed after the release. Before it: what will be owed if it ships now. */
export type Obligation = {
  /** `review/qa-lead`, `condition/C3`, `ratify`. */
  id: string;
  kind: "review" | "condition" | "ratify";
  role: string | null;
  /** null before the release. */
  due: Instant | null;
  text: string;
  /** Who can settle it. */
  who: readonly Person[];
  settled: {
    at: Instant;
    by: Person;
    key: string;
    verdict: "approved" | "rejected" | "done" | "excused";
  } | null;
};

/** What an approval depends on. `open` again after `/reopen`; `resolved` waits for its setter to confirm. */
export type Condition = {
  /** `C1`: unique in the issue, never used again. */
  id: string;
  text: string;
  when: "before" | "after";
  role: string;
  setter: Person;
  /** Key of the review that set it. */
  key: string;
  url: string | null;
  state: "open" | "resolved" | "confirmed";
  resolution: { by: Person; at: Instant; key: string; target: string; notes: string } | null;
  reopened: { at: Instant; reason: string } | null;
};

/** A disagreement that holds the release until somebody with the authority decides, or one side gives in. */
export type Conflict = {
  /** `comment:12` of the `/conflict`, or the key of the rejection and its role. */
  id: string;
  about: "technical" | "product" | "other";
  /** `rejection`: an approval beside a rejection opened it. `command`: somebody did. */
  opened: "rejection" | "command";
  by: Person;
  at: Instant;
  url: string | null;
  summary: string;
  /** Both positions when it was opened or, while it is open, now. */
  positions: readonly {
    login: string;
    role: string | null;
    verdict: "approved" | "rejected";
    words: string;
  }[];
  /** Only project leadership may overrule it: a security or QA rejection. */
  leadershipOnly: boolean;
  /** The roles that may decide, and their members. */
  deciders: readonly { role: string; title: string; members: readonly Person[] }[];
  state: "open" | "proceed" | "stop" | "given-in";
  ruling: Ruling | null;
};

export type Ruling = {
  key: string;
  by: Person;
  role: string;
  at: Instant;
  ruling: "proceed" | "stop";
  reason: string;
  /** The rejections that it lifts. */
  overrules: readonly { key: string; role: string; login: string }[];
  url: string | null;
};

/** Lets a release go without all reviews. */
export type Override = {
  /** null: automatic, by policy. */
  by: Person | null;
  role: string | null;
  key: string;
  at: Instant;
  reason: string;
  url: string | null;
  /** What it stands in for: roles, and `quorum`. Empty once all reviews are in without it. */
  standsInFor: readonly string[];
  ratifyRole: string | null;
  ratified: { by: Person; at: Instant; reason: string; url: string | null; key: string } | null;
};

export type Waiver = {
  item: string;
  by: Person;
  role: string;
  key: string;
  at: Instant;
  reason: string;
  url: string | null;
};

/** When things fall due, after every `/extend` and `/postpone`. */
export type Schedule = {
  /** Where the times of roles begin: the request, or its reopening. */
  start: Instant;
  target: Instant;
  deadline: Instant;
  /** Until when it is postponed, while it is. */
  postponed: { until: Instant; reason: string; by: Person | null; at: Instant } | null;
  extensions: readonly { by: Person; at: Instant; duration: string; reason: string; url: string | null }[];
  /** Review critical items only, from then on. `by` null: the policy's step. */
  criticalOnly: { by: Person | null; at: Instant; reason: string } | null;
  /** Roles put off until after the release. */
  conditionalRelease: { by: Person | null; at: Instant; reason: string; roles: readonly string[] } | null;
};

/** How a release that waits can open. */
export type Opening = {
  /** The smallest sets of roles whose reviews would clear it, as far as reviews do; at most 5. Empty: reviews alone cannot. */
  smallestSets: readonly (readonly string[])[];
  /** When it opens by itself, if nobody does anything; null: never. */
  opensAt: Instant | null;
  /** From when on fewer reviews are enough, and which; null: waiting changes nothing. */
  later: { from: Instant; smallestSets: readonly (readonly string[])[] } | null;
};

export type Figures = {
  /** By role, the minutes from the request to the review; of a press, to the earliest moment that it can have been. */
  minutesToReview: Readonly<Record<string, number>>;
  /** Minutes from the request to the moment it was first cleared, or until now. */
  minutesWaited: number;
  reminders: number;
  /** Of the counted approvals, the share given within a minute of the request; null without any. */
  shareUnderAMinute: number | null;
};

/** Something a person did that track answers. At most one answer an act. */
export type Answer = {
  /** Key of its fact. */
  key: string;
  /** null: it was done with a button. */
  comment: number | null;
  person: Person;
  url: string;
  /** The acts, in order. Never empty. */
  acts: readonly Act[];
};

/** One command of a comment and what became of it. */
export type Act = {
  /** `approve`, `reject`, `status`, …; null when the word is no command. */
  command: string | null;
  role: string | null;
  outcome: "counted" | "not-counted" | "answered";
  code: string;
  facts: Readonly<Record<string, Json>>;
};

export type Decision = {
  schema: 1;
  at: Instant;
  status: Status;
  /** kebab-case, stable; the first finding that decided. */
  reasonCode: string;
  release: {
    version: string;
    tag: string;
    component: string | null;
    type: ReleaseType;
    commit: string;
    revision: number;
    project: string;
  } | null;
  request: RequestFact | null;
  deadline: Instant | null;
  requirements: readonly RequirementState[];
  reviews: readonly JudgedReview[];
  evidence: readonly EvidenceItem[];
  obligations: readonly Obligation[];
  /** In the order of their numbers; of approvals in force. */
  conditions: readonly Condition[];
  conflicts: readonly Conflict[];
  override: Override | null;
  waivers: readonly Waiver[];
  schedule: Schedule;
  opening: Opening;
  figures: Figures;
  /** When and how it was released, and whether it was rolled back. */
  released: { at: Instant; by: Person | null; run: number | null } | null;
  rolledBack: { at: Instant; by: Person; reason: string; url: string | null } | null;
  /** Releases that shipped meanwhile with commits that this one lacks. */
  lacks: readonly ShippedFact[];
  /** Overrides of earlier releases that nobody has ratified when this one was asked for. */
  unratified: readonly { version: string; issue: number }[];
  /** The run that holds the claim, if any. */
  claim: { run: number; attempt: number; comment: number; commit: string; revision: number } | null;
  finding: Finding;
};
