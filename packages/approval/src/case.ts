import type { Requirement } from "./decision.ts";
import { type Arrangements, activeDelegation } from "./delegation.ts";
import { type Holders, holds, membersIn, rolesOf } from "./membership.ts";
import { titleOf } from "./policy/roles.ts";
import type { Policy, ReleaseRules } from "./policy/schema.ts";
import type { Person, RequestFact } from "./records.ts";
import type { Instant, NamedCommit, Snapshot, Teams } from "./snapshot.ts";
import type { Statement } from "./statement.ts";

/** What a release is judged by before anybody has said a word: one policy, and who holds which role under it. */
export type Ground = {
  policy: Policy;
  /** Who holds which role under this policy. */
  holders: Holders;
  /** Who held which role when the request was made. */
  recorded: Holders;
  request: RequestFact;
  /** In order: at which commit, from when until when each could be reviewed, and who asked. */
  revisions: readonly {
    revision: number;
    commit: string;
    openedAt: Instant;
    deadline: Instant;
    requesters: readonly Person[];
  }[];
  /** Whether GitHub itself shows that the current request is for this commit: its run is at it. */
  isCommitProven: boolean;
  changes: Snapshot["changes"];
  now: Instant;
  /** By login in lower case: people who can be told by id. */
  people: ReadonlyMap<string, Person>;
  teams: Teams;
  /** `owner/name` and where it is served, to know this repository's commits in links. */
  repository: { name: string; serverUrl: string };
  commits: readonly NamedCommit[];
  /** By key of the statement and words: the number of each condition. */
  conditionIds: ReadonlyMap<string, string>;
  /** When it was released; null: it was not yet. */
  releasedAt: Instant | null;
};

/** One release under one policy: all that its reviews are judged by. A decision looks at two cases, pinned and today's. */
export type Case = Ground & { arrangements: Arrangements; requirements: readonly Requirement[] };

/** The rules of this type of release; undefined where today's policy has it no longer. */
export function releaseRules({
  policy,
  request,
}: Pick<Ground, "policy" | "request">): ReleaseRules | undefined {
  return policy.releaseTypes[request.releaseType];
}

/** Roles that review this type of release, in the order of the policy. */
export function askedRoles(c: Pick<Ground, "policy" | "request">): string[] {
  return Object.keys(releaseRules(c)?.reviews ?? {});
}

/** The role that leads the process: `release-manager`, or the only one there is in a small policy. */
export function managerRole({ policy, request }: Pick<Ground, "policy" | "request">): string {
  if (policy.roles["release-manager"] !== undefined) return "release-manager";
  const [first = ""] = [...askedRoles({ policy, request }), ...Object.keys(policy.roles)];
  return first;
}

/** What a release has come to by a moment, where nothing more can be arranged for it; null: it goes on. */
export function endAt(
  { releasedAt, arrangements }: Pick<Ground, "releasedAt"> & { arrangements: Pick<Arrangements, "schedule"> },
  moment: Instant,
): "released" | "expired" | null {
  if (releasedAt !== null && moment >= releasedAt) return "released";
  return moment > arrangements.schedule.deadline ? "expired" : null;
}

/** The role that leads the project, and has the last word: the one that decides what no other role does. */
export function leadershipRoles({ policy }: Pick<Ground, "policy">): string[] {
  return Object.values(policy.roles)
    .filter((role) => role.authority.includes("other"))
    .map((role) => role.id);
}

/** Whether a person asked for the release, and the policy keeps who asked out of this role. */
export function isKeptOut(c: Pick<Ground, "policy" | "request">, person: number, role: string): boolean {
  const rule = c.policy.rules["self-review"];
  const kept = rule === "forbid-all" || (rule === "forbid" && role !== "release-manager");
  return kept && c.request.requesters.some((requester) => requester.id === person);
}

type Moment = Pick<Statement, "from" | "to">;

/** Whether a person may speak for a role at a moment: as a member, or as a delegate. */
export function speaksFor(
  c: Ground & { arrangements: Arrangements },
  role: string,
  person: number,
  moment: Moment,
): boolean {
  return holds(c.holders, role, person) || activeDelegation(c.arrangements, role, person, moment) !== null;
}

/** The roles for which a person may speak at a moment, in the order of the policy. */
export function voicesOf(
  c: Ground & { arrangements: Arrangements },
  person: number,
  moment: Moment,
): string[] {
  const held = new Set(rolesOf(c.holders, c.policy, person));
  return Object.keys(c.policy.roles).filter(
    (role) => held.has(role) || activeDelegation(c.arrangements, role, person, moment) !== null,
  );
}

/** The same for what holds a release: also by a delegation whose words were edited or deleted since. */
export function holdingVoicesOf(
  c: Ground & { arrangements: Arrangements },
  person: number,
  moment: Moment,
): string[] {
  const held = new Set(voicesOf(c, person, moment));
  return Object.keys(c.policy.roles).filter(
    (role) =>
      held.has(role) || activeDelegation(c.arrangements, role, person, moment, { void: true }) !== null,
  );
}

/** Who may review in a role, for replies. */
export function reviewersOf(c: Ground, role: string): string[] {
  const members = membersIn(c.holders, role);
  return members.filter((person) => !isKeptOut(c, person.id, role)).map((person) => person.login);
}

/** Who is asked, for the reply to somebody who is not. */
export function holderTitles(c: Case): { role: string; title: string; members: string[] }[] {
  return c.requirements.map(({ role }) => ({
    role,
    title: titleOf(c.policy, role),
    members: reviewersOf(c, role),
  }));
}
