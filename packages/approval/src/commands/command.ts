/*
 * What a person can say in the issue, as data. The parser knows no policy: where a role may stand, a command carries
 * `words`, and `splitRole` finds the role in them once the policy is at hand.
 */

/** Every command of docs/commands.md. */
export const commandNames = [
  "approve",
  "reject",
  "withdraw",
  "resolve",
  "confirm",
  "reopen",
  "delegate",
  "unavailable",
  "conflict",
  "decide",
  "override",
  "ratify",
  "waive",
  "extend",
  "postpone",
  "cancel",
  "critical-only",
  "conditional-release",
  "remind",
  "authorize",
  "released",
  "rolled-back",
  "status",
  "help",
] as const;
export type CommandName = (typeof commandNames)[number];

/** One line of a filled-in checklist. */
export type ChecklistItem = { text: string; ticked: boolean };

/** What a command's required parts can lack. `too-many`: the comment holds more commands than are read. */
export type Problem =
  | "condition-missing"
  | "one-condition"
  | "login-missing"
  | "login-invalid"
  | "date-missing"
  | "date-invalid"
  | "duration-invalid"
  | "conflict-kind"
  | "ruling-kind"
  | "item-missing"
  | "reason-missing"
  | "too-many";

/** `line` counts from 1; `raw` is that line, verbatim and trimmed. */
type Place = { line: number; raw: string };

/**
 * `words`: the rest of the command's line, verbatim (role and notes). `body`: the lines after it up to the next
 * command, verbatim, without quotes and HTML comments; the first review of a comment also has the lines before it,
 * since people write first and decide last.
 */
type Said = { words: string; body: string };

/** An approval and what it depends on. `notes`: the body without what was read from it. */
export type Approve = Place &
  Said & {
    name: "approve";
    notes: string;
    before: string[];
    after: string[];
    risk: string | null;
    checklist: ChecklistItem[];
  };

type Malformed = Place & { name: "malformed"; command: string; problem: Problem; example: string };

type Reasoned = {
  [Name in
    | "override"
    | "ratify"
    | "cancel"
    | "critical-only"
    | "conditional-release"
    | "rolled-back"]: Place & { name: Name; reason: string };
};

type Bare = {
  [Name in "remind" | "authorize" | "released" | "status" | "help"]: Place & { name: Name };
};

/** Dates are `YYYY-MM-DD` and exist; durations are as in the policy, `24h`; conditions are `C1`, `C2` …; logins without `@`. */
export type Command =
  | Approve
  | (Place & Said & { name: "reject" | "withdraw" })
  | (Place & { name: "resolve"; condition: string; target: string; notes: string })
  | (Place & { name: "confirm"; condition: string })
  | (Place & { name: "reopen"; condition: string; reason: string })
  | (Place & { name: "delegate"; words: string; to: string; until: string | null })
  | (Place & { name: "unavailable"; words: string; until: string | null })
  | (Place & { name: "conflict"; about: "technical" | "product" | "other"; summary: string })
  | (Place & { name: "decide"; ruling: "proceed" | "stop"; reason: string })
  | Reasoned[keyof Reasoned]
  | (Place & { name: "waive"; item: string; reason: string })
  | (Place & { name: "extend"; by: string; reason: string })
  | (Place & { name: "postpone"; until: string; reason: string })
  | Bare[keyof Bare]
  | (Place & { name: "unknown"; word: string; nearest: CommandName | null })
  | Malformed;
