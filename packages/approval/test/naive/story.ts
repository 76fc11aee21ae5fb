import type { ReleaseType } from "../../src/policy/schema.ts";

/*
 * A release as a story: who holds what, what people said and when. It is told twice, to the naive evaluator in this
 * folder and, rendered as a policy file and comments (`tell.ts`), to `evaluate`.
 */

/** What a role owes a release. */
export type Need = "required" | "optional" | "security" | "if-available" | "after-release";

export type Review = { role: string; need: Need; approvals: number; within: string };

/** The rules of one type of release. Windows are minutes. */
export type TypeRules = {
  reviews: readonly Review[];
  primary: number;
  total: number;
  target: number;
  deadline: number;
  clock: "always" | "working";
  override: "none" | "automatic" | { by: string };
};

export type Settings = {
  extends: "default" | "small-team" | "solo";
  /** Role to logins, in the order of the policy. */
  members: Readonly<Record<string, readonly string[]>>;
  /** Who may be handed a role by the release manager. */
  backup: Readonly<Record<string, readonly string[]>>;
  /** Who was taken out of the policy after the request. */
  left: readonly string[];
  /** Rules of this policy's own, in place of the matrix. */
  own: TypeRules | null;
  selfReview: "forbid" | "forbid-all" | "allow";
  oneRole: boolean;
  onNewCommits: "dismiss" | "keep";
  optionalRejection: "show" | "block";
  confirm: "setter" | "none";
  resolve: "any" | "commit";
  commitAuthors: "allow" | "forbid";
  authorization: "automatic" | "manual";
};

/** What one comment says. `role` null: it names none. */
export type Act =
  | { does: "approve"; role: string | null; before: readonly string[]; after: readonly string[] }
  | { does: "reject" | "withdraw"; role: string | null }
  | { does: "resolve"; condition: number; with: "notes" | "shipped" | "elsewhere" | "unknown" | "nothing" }
  | { does: "confirm" | "reopen"; condition: number }
  | { does: "delegate"; role: string; to: string; untilDay: number | null }
  | { does: "unavailable"; role: string | null; untilDay: number | null }
  | { does: "conflict"; about: "technical" | "product" | "other" }
  | { does: "decide"; ruling: "proceed" | "stop" }
  | { does: "extend"; hours: number }
  | { does: "override" | "ratify" | "waive" | "conditional-release" | "cancel" | "authorize" | "chatter" };

/** What becomes of a comment. `empties`: an edit leaves no command in it. */
export type Fate =
  | { is: "kept" }
  | { is: "edited"; after: number; by: string; empties: boolean }
  | { is: "deleted"; after: number; by: string };

/** Minutes are after the first request. */
export type Said = { at: number; by: string; act: Act; fate: Fate };
export type Happening =
  | Said
  /** A tracking run reads what is there. */
  | { at: number; looks: true }
  /** The version is asked for again. */
  | { at: number; asksAgain: "same commit" | "another commit" }
  /** The release workflow ended well. */
  | { at: number; publishes: true };

export type Story = {
  type: ReleaseType;
  settings: Settings;
  securityRelated: boolean;
  /** Who asked, besides mia, who started the run. */
  asksToo: readonly string[];
  /** Who wrote the commits that are released. */
  authors: readonly string[];
  evidenceMet: boolean;
  happenings: readonly Happening[];
  now: number;
};

/** What came of it, in words that both evaluators share. */
export type Outcome = {
  status: string;
  /** By asked role. */
  roles: Readonly<Record<string, string>>;
  /** `C1 open before tom`, by number. */
  conditions: readonly string[];
  /** `rejection other quinn open`. */
  conflicts: readonly string[];
  /** `tom for devops-lead, qa-lead ratified by lea`; null: none. */
  override: string | null;
  /** `review/qa-lead approved`, `ratify open`. */
  obligations: readonly string[];
};
