import type { Need, ReleaseType } from "./policy/schema.ts";
import type { EvidenceItem, Person, RequestFact } from "./records.ts";
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
};

export type RequirementState = Requirement & {
  /** `lapsed`: if-available, and its time has passed; it becomes an obligation. `not-needed`: optional and silent. */
  state: "approved" | "rejected" | "waiting" | "late" | "lapsed" | "not-needed";
  /** Counted approvals that this requirement was given by the matching. */
  approvedBy: readonly JudgedReview[];
  rejectedBy: readonly JudgedReview[];
  /** Members who may still review (requesters left out where policy says so). */
  canReview: readonly Person[];
  members: readonly Person[];
};

export type Obligation = {
  id: string;
  kind: "review" | "condition" | "ratify";
  role: string | null;
  due: Instant | null;
  text: string;
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
  /** The run that holds the claim, if any. */
  claim: { run: number; attempt: number; comment: number; commit: string; revision: number } | null;
  finding: Finding;
};
