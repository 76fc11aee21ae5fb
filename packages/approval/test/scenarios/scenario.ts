import type { Conflict, Decision, Json, JudgedReview, RequirementState, Status } from "../../src/decision.ts";
import type { RequestFact } from "../../src/records.ts";
import type { Instant, NamedCommit, Snapshot } from "../../src/snapshot.ts";
import { type Event, opened, says, sixRoles } from "../given.ts";

/*
 * Scenarios as data: a policy, what was said and when, and what must come of it. Each names the words that it plays, of
 * READING.md (`READING`) or of the specification itself (`SPEC`).
 */

export type Quote = `READING: ${string}` | `SPEC: ${string}`;

export type Scenario = {
  name: string;
  /** The words that ask for this. They must stand in the document, line breaks and emphasis aside. */
  quote: Quote;
  /** The policy that the request pinned; the matrix with one person in each role unless told. */
  policy?: string;
  /** The policy of today, where it is another. */
  today?: string;
  request?: Partial<RequestFact>;
  /** What changed since the commits of earlier revisions. */
  changes?: Snapshot["changes"];
  /** Commits that GitHub was asked about. */
  commits?: readonly NamedCommit[];
  /** People whom GitHub knows besides those of the request. */
  users?: readonly string[];
  /** Teams as GitHub shows them now. */
  teams?: Snapshot["teams"];
  events: readonly Event[];
  /** The tracking run is told to remind everybody. */
  remind?: boolean;
  /** Minutes after the request; events that come later have not happened. */
  at: number;
  expect: Expected;
};

/** What must come of it; what is not named is not looked at. */
export type Expected = {
  status: Status;
  reason?: string;
  /** Codes that stand among the findings, each with facts that it must have. */
  findings?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** Codes that must not. */
  no?: readonly string[];
  /** What became of a person's commands, in order. */
  acts?: Readonly<Record<string, readonly string[]>>;
  /** Facts of a person's last command. */
  facts?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** A person's newest review. */
  reviews?: Readonly<Record<string, Partial<JudgedReview>>>;
  states?: Readonly<Record<string, RequirementState["state"]>>;
  effects?: Readonly<Record<string, RequirementState["effect"]>>;
  focus?: Readonly<Record<string, string>>;
  /** When roles are due, and `start`, `target` and `deadline` of the release. */
  due?: Readonly<Record<string, Instant | null>>;
  /** All conditions in force. */
  conditions?: Readonly<Record<string, "open" | "resolved" | "confirmed">>;
  /** All conflicts that there were. */
  conflicts?: readonly `${Conflict["about"]} ${Conflict["state"]}`[];
  /** Roles that may decide the newest conflict. */
  deciders?: readonly string[];
  /** All that is owed after the release, settled how. */
  owed?: Readonly<Record<string, "open" | "approved" | "rejected" | "done" | "excused">>;
  /** When what is owed is due. */
  owedBy?: Readonly<Record<string, Instant | null>>;
  override?: { by: string | null; standsInFor: readonly string[]; ratifiedBy: string | null } | null;
  /** What a tracking run tells now, the status and the replies aside. */
  news?: readonly string[];
  /** Reviews that would be enough, and when it opens by itself. */
  opens?: { sets: readonly (readonly string[])[]; at: Instant | null };
  /** Minutes until it was first cleared, or until now. */
  waited?: number;
  /** The run that holds the authorization. */
  claim?: number | null;
  release?: Partial<NonNullable<Decision["release"]>>;
};

export const second = 1 / 60;
export const hour = 60;
export const day = 24 * hour;

/** Minutes after the request at which it is this moment. */
export function on(moment: Instant): number {
  return (Date.parse(moment) - Date.parse(opened)) / 60_000;
}

/** A request made at another moment than Monday, 23 November 2026, at nine. */
export function askedAt(moment: Instant, change: Partial<RequestFact> = {}): Partial<RequestFact> {
  return { openedAt: moment, ...change };
}

export const six = ["mia", "tom", "pia", "quinn", "sam", "dana"] as const;

/** Each of them approves. */
export function approve(logins: readonly string[], after = 60): Event[] {
  return logins.map((login) => says(login)("/approve", after));
}

/** All six approve, except some. */
export function allBut(...logins: readonly string[]): Event[] {
  return approve(six.filter((login) => !logins.includes(login)));
}

/** The matrix with more lines of policy, or with other members of some roles. */
export function matrix(more: string, members: Readonly<Record<string, string>> = {}): string {
  const lines = sixRoles.split("\n").map((line) => {
    const role = Object.keys(members).find((one) => line.trim().startsWith(`${one}:`));
    return role === undefined ? line : `  ${role}: { ${members[role]} }`;
  });
  return `${lines.join("\n")}${more}\n`;
}

export const patch = { releaseType: "patch" } as const;
export const major = { releaseType: "major" } as const;
export const hotfix = { releaseType: "hotfix" } as const;

/** Somebody's comment that they edit after a run has read it. */
export function edits(by: string, text: string, after: number, editedAfter = after + 10): Event {
  return { by, says: text, after, edited: { after: editedAfter, by, to: `${text} (edited)` } };
}

/** Somebody's comment that they delete after a run has read it. */
export function deletes(by: string, text: string, after: number, deletedAfter = after + 10): Event {
  return { by, says: text, after, deletedBy: by, deletedAfter };
}

/** Somebody else asked, too: mia started the run. */
export const asker = (login: string, id: number): Pick<RequestFact, "requesters"> => ({
  requesters: [
    { id, login },
    { id: 101, login: "mia" },
  ],
});

export const shippedCommit = (name: string): NamedCommit => ({ name, state: "shipped", files: [] });
export const unknownCommit = (name: string): NamedCommit => ({ name, state: "unknown", files: null });
export const otherCommit = (name: string, files: readonly string[] | null = null): NamedCommit => ({
  name,
  state: "elsewhere",
  files,
});
