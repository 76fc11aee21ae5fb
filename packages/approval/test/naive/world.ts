import { authority, dueAfter, primaryRoles, rulesFor } from "./matrix.ts";
import type { Act, Need, Review, Said, Story, TypeRules } from "./story.ts";

/*
 * What stands at a moment of a story: it is told from the beginning, and each word changes it.
 */

/** How a comment can be read: as it was written, or not. */
export type Record = "pristine" | "changed later" | "changed by its author at once" | "garbled" | "unseen";
export type Heard = Said & { id: number; record: Record };

export type Given = {
  by: string;
  role: string;
  verdict: "approved" | "rejected";
  at: number;
  /** A delegate's: for whom. */
  for: string | null;
  before: readonly string[];
  after: readonly string[];
  /** A ruling lifted the rejection. */
  lifted: boolean;
};
export type Lent = {
  role: string;
  from: string;
  to: string;
  since: number;
  until: number;
  void: boolean;
  byManager: boolean;
};
export type Dispute = { id: string; about: string; by: string; comment: number };
export type Stop = { role: string };
export type OverrideGiven = { by: string; role: string; missing: readonly string[]; quorum: boolean };

export type World = {
  story: Story;
  rules: TypeRules;
  members: Readonly<globalThis.Record<string, readonly string[]>>;
  now: number;
  /** When this revision was asked for. */
  opened: number;
  deadline: number;
  /** Minutes that `/extend` gave. */
  extended: number;
  reviews: Given[];
  /** Number of each condition, by who set it and its words. */
  numbers: Map<string, number>;
  /** By number. */
  resolved: Map<number, "resolved" | "confirmed">;
  lent: Lent[];
  away: { role: string; who: string; since: number; until: number }[];
  /** When each person reviewed last. */
  spoke: Map<string, number>;
  withdrew: { by: string; at: number }[];
  disputes: Dispute[];
  /** `rejection other quinn proceed`. */
  ruled: { dispute: string; state: string; stop: Stop | null }[];
  /** Rejections that a ruling keeps: they are no open conflict any more. */
  kept: Given[];
  stops: Stop[];
  overrides: OverrideGiven[];
  ratifiedBy: string | null;
  waived: boolean;
  deferred: readonly string[];
  cancelled: boolean;
  authorized: boolean;
  /** Words of reviewers that nobody could read. */
  lost: { who: string; at: number; deleted: boolean }[];
  released: { at: number; reviews: readonly Given[]; overrides: readonly OverrideGiven[] } | null;
};

export function begin(story: Story, members: World["members"]): World {
  const rules = rulesFor(story.type, story.settings);
  return {
    story,
    rules,
    members,
    now: 0,
    opened: 0,
    deadline: rules.deadline,
    extended: 0,
    reviews: [],
    numbers: new Map(),
    resolved: new Map(),
    lent: [],
    away: [],
    spoke: new Map(),
    withdrew: [],
    disputes: [],
    ruled: [],
    kept: [],
    stops: [],
    overrides: [],
    ratifiedBy: null,
    waived: false,
    deferred: [],
    cancelled: false,
    authorized: false,
    lost: [],
    released: null,
  };
}

// READING: "required when the release is security-related, otherwise optional"
export function effectOf(need: Need, story: Story): Exclude<Need, "security"> {
  if (need !== "security") return need;
  return story.securityRelated ? "required" : "optional";
}

export function askedRoles(w: World): string[] {
  return w.rules.reviews.map((one) => one.role);
}

export function reviewFor(w: World, role: string): Review | undefined {
  return w.rules.reviews.find((one) => one.role === role);
}

/** The release manager, or the only role of a small policy. */
export function managerRole(w: World): string {
  return "release-manager" in w.members ? "release-manager" : "maintainer";
}

// Promise: "Requesters (actor, and triggering actor of every attempt) cannot review, release-manager excepted"
export function isKeptOut(w: World, who: string, role: string): boolean {
  const rule = w.story.settings.selfReview;
  const asked = who === "mia" || w.story.asksToo.includes(who);
  if (rule === "allow" || !asked) return false;
  return rule === "forbid-all" || role !== "release-manager";
}

export function holdsRole(w: World, who: string, role: string): boolean {
  return (w.members[role] ?? []).includes(who);
}

/** The newest loan by which somebody speaks for a role. */
export function loanOf(w: World, who: string, role: string, at: number, voidToo = false): Lent | undefined {
  return w.lent.findLast(
    (one) =>
      one.role === role && one.to === who && one.since <= at && at <= one.until && (voidToo || !one.void),
  );
}

export function speaksFor(w: World, who: string, role: string, at: number): boolean {
  return holdsRole(w, who, role) || loanOf(w, who, role, at) !== undefined;
}

/** The roles for which somebody speaks, in the order of the policy. */
export function voicesOf(w: World, who: string, at: number, voidToo = false): string[] {
  return Object.keys(w.members).filter(
    (role) => holdsRole(w, who, role) || loanOf(w, who, role, at, voidToo) !== undefined,
  );
}

// READING: "required until its time has passed or the role is declared unavailable"
export function dueOf(w: World, review: Review): number {
  const due = dueAfter(w.opened, review.within, w.rules.clock);
  return effectOf(review.need, w.story) === "required" ? due + w.extended : due;
}

/** Whether nothing more can be arranged: it is released, or its time is over. */
export function isOver(w: World, at: number): boolean {
  return w.released !== null || at > w.deadline;
}

export function isPrimary(role: string): boolean {
  return primaryRoles.includes(role);
}

export function authorityOf(role: string): readonly string[] {
  return authority[role] ?? [];
}

/** What holds a release back needs no pristine comment. */
export function isHolding(act: Act): boolean {
  if (act.does === "decide") return act.ruling === "stop";
  return ["reject", "withdraw", "conflict", "reopen", "cancel"].includes(act.does);
}
