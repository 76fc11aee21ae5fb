import type { Condition, Conflict, JudgedReview, Obligation, Override, Status } from "../decision.ts";
import type { EventName } from "../policy/schema.ts";
import type { Person } from "../records.ts";
import type { Instant } from "../snapshot.ts";

/** What there is to say of an occasion, beside where the release stands. */
export type About =
  /** A review is asked for. */
  | { kind: "review-requested" }
  /** It comes near: `role` null of the occasion, the release's last day. */
  | { kind: "warning"; due: Instant }
  /** Everybody awaited is reminded. `by` null: the input `remind`. */
  | { kind: "reminder"; by: Person | null }
  | { kind: "overdue"; due: Instant }
  /** All reviews are in, and the release manager authorizes. */
  | { kind: "authorization-due" }
  /** A step of the ladder. `by` null: policy took it by itself. */
  | {
      kind: "step";
      step: "critical-only" | "conditional-release";
      by: Person | null;
      roles: readonly string[];
    }
  /** It waits, was given up or has expired, or something is wrong with its records. */
  | { kind: "held"; status: Extract<Status, "postponed" | "expired" | "cancelled" | "blocked"> }
  /** `holds` false: it is only shown. */
  | { kind: "rejection"; review: JudgedReview; holds: boolean }
  /** A ruling stopped it. */
  | { kind: "stopped"; conflict: Conflict }
  | { kind: "conflict"; conflict: Conflict }
  /** Those of one approval; or one that was opened again. */
  | { kind: "conditions-open"; conditions: readonly Condition[] }
  | { kind: "authorized" }
  | { kind: "released" }
  | { kind: "rolled-back" }
  /** The publishing run failed; `exitCode` null: not known. */
  | { kind: "publish-failed"; run: number; exitCode: number | null }
  | { kind: "follow-up-due"; obligations: readonly Obligation[]; escalated: boolean }
  | { kind: "override-used"; override: Override };

/** Something that people are told, in each channel once. */
export type Occasion = {
  event: EventName;
  /** Whose review it is about; null: the whole release. */
  role: string | null;
  /** Tells it from another one of the same event and role; empty for the first request. */
  which: string;
  at: Instant;
  /** Key of the fact that it follows from. */
  fact: string;
  /** Whom it concerns: they are asked to act. */
  to: readonly Person[];
  /** Who is told beside them. */
  alsoTo: readonly Person[];
  about: About;
};
