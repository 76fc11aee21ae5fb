import type { Case } from "./case.ts";
import type { Conflict, JudgedReview, Ruling, Schedule, Waiver } from "./decision.ts";
import type { Missing } from "./missing.ts";
import type { Person } from "./records.ts";
import type { Instant } from "./snapshot.ts";

/** `place`: where the review stands in `all`. */
type Held = { review: JudgedReview; place: number };

export type Resolution = {
  by: Person;
  at: Instant;
  key: string;
  target: string;
  notes: string;
  confirmed: boolean;
};

/** An `/override` that counted. */
export type GivenOverride = {
  by: Person;
  role: string;
  key: string;
  at: Instant;
  reason: string;
  url: string | null;
  /** What it stands in for; what is taken back later is none of it. */
  missing: Missing;
};

/** What stands while people speak, one after the other. */
export type Fold = {
  c: Case;
  /** Reviews in force, by person and role. */
  last: Map<string, Held>;
  all: JudgedReview[];
  /** Approvals with conditions, by person and role, also those that were replaced or withdrawn. */
  conditional: Map<string, JudgedReview[]>;
  /** When each person reviewed last. */
  spoke: Map<number, Instant>;
  /** By number of the condition. */
  resolutions: Map<string, Resolution>;
  reopened: Map<string, { at: Instant; reason: string }>;
  /** Conflicts that somebody opened, by who did, while they are open. */
  open: Map<number, Conflict[]>;
  /** Decided, or given in to. */
  closed: Conflict[];
  /** Of conflicts that a rejection opened and a ruling keeps. */
  stopped: Set<string>;
  rulings: Ruling[];
  /** Rulings that stop the release; a later one of whoever may lifts them. */
  stops: Ruling[];
  overrides: GivenOverride[];
  ratified: { by: Person; at: Instant; reason: string; url: string | null; key: string } | null;
  waivers: Waiver[];
  /** Reviews in force when it was released; null: it was not, or nobody spoke since. */
  shipped: JudgedReview[] | null;
  /** Follow-ups that somebody excused, by id. */
  excused: Map<string, { by: Person; at: Instant; key: string; reason: string }>;
  criticalOnly: Schedule["criticalOnly"];
  conditionalRelease: Schedule["conditionalRelease"];
  reminders: { key: string; by: Person }[];
  /** Whether a release manager says that it was published. */
  saidReleased: { by: Person; at: Instant; key: string } | null;
  rolledBack: { at: Instant; by: Person; reason: string; url: string | null } | null;
};

export function emptyFold(c: Case): Fold {
  return {
    c,
    last: new Map(),
    all: [],
    conditional: new Map(),
    spoke: new Map(),
    resolutions: new Map(),
    reopened: new Map(),
    open: new Map(),
    closed: [],
    stopped: new Set(),
    rulings: [],
    stops: [],
    overrides: [],
    ratified: null,
    waivers: [],
    shipped: null,
    excused: new Map(),
    criticalOnly: null,
    conditionalRelease: null,
    reminders: [],
    saidReleased: null,
    rolledBack: null,
  };
}

/** A yes or a no: only a withdrawal may be of no role. */
export type ReviewInRole = JudgedReview & { role: string };

export function isApproval(review: JudgedReview): review is ReviewInRole {
  return review.verdict === "approved" && review.role !== null;
}

function isRejection(review: JudgedReview): review is ReviewInRole {
  return review.verdict === "rejected" && review.role !== null;
}

/** Approvals in force, in the order in which they were said. */
export function approvalsIn({ last }: Pick<Fold, "last">): ReviewInRole[] {
  return [...last.values()].map((held) => held.review).filter(isApproval);
}

/** The approvals that let it go, whatever their authors said since; before the release, those in force. */
export function approvalsAtRelease(fold: Pick<Fold, "last" | "shipped">): ReviewInRole[] {
  return fold.shipped?.filter(isApproval) ?? approvalsIn(fold);
}

/** Rejections in force that no ruling has lifted. */
export function rejectionsIn({ last }: Pick<Fold, "last">): ReviewInRole[] {
  return [...last.values()]
    .map((held) => held.review)
    .filter(isRejection)
    .filter((review) => review.overruledBy === null);
}

/** Reviews in force, in the order in which they were said. */
export function reviewsIn({ last }: Pick<Fold, "last">): JudgedReview[] {
  return [...last.values()].map((held) => held.review);
}
