import { addReviewers, chooseReviewers, type Directory, isAmong, type LeftOut } from "./choose-reviewers.ts";
import { type BranchLimit, type EnvironmentSettings, findEnvironment, type Reviewer } from "./settings.ts";
import type { WantedEnvironment } from "./wanted-environments.ts";

/** What the plan leaves as it is although the policy implies something else, or cannot do. */
export type Remark =
  | LeftOut
  /** More reviewers than an environment may have. */
  | { code: "six-at-most"; chosen: readonly string[]; left: readonly string[] }
  /** Nobody could press the button, so there is none. */
  | { code: "nobody" }
  | { code: "keeps-reviewers"; names: readonly string[] }
  | { code: "keeps-self-review" }
  | { code: "keeps-wait"; minutes: number; wanted: number }
  | { code: "keeps-protected" }
  | { code: "keeps-patterns"; names: readonly string[] }
  | { code: "waits-for-people"; names: readonly string[] };

/** One environment of the plan. */
export type EnvironmentEntry = {
  kind: "environment";
  name: string;
  /** Titles of the roles whose button it is; empty for a clock. */
  roles: readonly string[];
  action: "create" | "change" | "keep" | "impossible";
  /** What is new. */
  adds: {
    reviewers: readonly Reviewer[];
    preventsSelfReview: boolean;
    /** null: no wait timer is set. */
    waitMinutes: number | null;
    /** Patterns of branches. */
    branches: readonly string[];
  };
  /** The environment as it will be, whole, since GitHub replaces an environment whole. */
  target: Omit<EnvironmentSettings, "name">;
  /** Whether more than branches is new. */
  replaces: boolean;
  remarks: readonly Remark[];
};

/**
 * What has to be done for one environment. Nothing is ever taken away: reviewers, timers, limits and patterns that are
 * there stay, since nobody can tell who put them there.
 */
export function planEnvironment(
  wanted: WantedEnvironment,
  present: readonly EnvironmentSettings[],
  directory: Directory,
): EnvironmentEntry {
  const found = findEnvironment(present, wanted.name);
  const people = planReviewers(wanted, found, directory);
  const wait = planWait(wanted, found);
  const limit = planLimit(wanted, found?.limit ?? { kind: "none" });
  const target = {
    reviewers: people.all,
    preventsSelfReview: people.prevents,
    waitMinutes: wait.minutes,
    limit: limit.target,
    adminsMayBypass: found?.adminsMayBypass ?? null,
  };
  const replaces =
    found === null ||
    people.added.length > 0 ||
    people.prevents !== found.preventsSelfReview ||
    wait.minutes !== found.waitMinutes ||
    limit.target.kind !== found.limit.kind;
  const isButton = wanted.roles.length > 0;
  const impossible = isButton && people.all.length === 0;
  const changes = replaces || limit.added.length > 0;
  return {
    kind: "environment",
    name: found?.name ?? wanted.name,
    roles: wanted.roles.map(({ title }) => title),
    action: impossible ? "impossible" : found === null ? "create" : changes ? "change" : "keep",
    adds: {
      reviewers: people.added,
      preventsSelfReview: people.prevents && found?.preventsSelfReview !== true,
      waitMinutes: wait.minutes !== (found?.waitMinutes ?? 0) ? wait.minutes : null,
      branches: limit.added,
    },
    target,
    replaces,
    remarks: [
      ...people.remarks,
      ...(impossible ? [{ code: "nobody" } as const] : []),
      ...wait.remarks,
      ...limit.remarks,
    ],
  };
}

function planReviewers(wanted: WantedEnvironment, found: EnvironmentSettings | null, directory: Directory) {
  const present = found?.reviewers ?? [];
  const { reviewers, leftOut } = chooseReviewers(wanted.members, directory);
  const { all, added, noRoom } = addReviewers(present, reviewers);
  const others = present.filter((one) => !isAmong(reviewers, one)).map(nameOf);
  const isClock = wanted.roles.length === 0;
  const remarks: Remark[] = [...leftOut];
  if (noRoom.length > 0)
    remarks.push({ code: "six-at-most", chosen: all.map(nameOf), left: noRoom.map(nameOf) });
  if (others.length > 0)
    remarks.push({ code: isClock ? "waits-for-people" : "keeps-reviewers", names: others });
  if (found?.preventsSelfReview === true && !wanted.preventsSelfReview && !isClock)
    remarks.push({ code: "keeps-self-review" });
  // GitHub refuses the rule where there is no reviewer.
  const prevents = found?.preventsSelfReview === true || (wanted.preventsSelfReview && all.length > 0);
  return { all, added, prevents, remarks };
}

function planWait(wanted: WantedEnvironment, found: EnvironmentSettings | null) {
  const present = found?.waitMinutes ?? 0;
  const kept = present > 0 && present !== wanted.waitMinutes;
  const remarks: Remark[] = kept
    ? [{ code: "keeps-wait", minutes: present, wanted: wanted.waitMinutes }]
    : [];
  return { minutes: present > 0 ? present : wanted.waitMinutes, remarks };
}

function planLimit({ branches }: WantedEnvironment, found: BranchLimit) {
  if (found.kind === "protected")
    return { target: found, added: [], remarks: [{ code: "keeps-protected" }] satisfies Remark[] };
  const present = found.kind === "patterns" ? found.patterns : [];
  const isThere = (name: string) => present.some((one) => one.kind === "branch" && one.name === name);
  const added = branches.filter((name) => !isThere(name));
  const others = present.filter((one) => one.kind === "tag" || !branches.includes(one.name));
  const target: BranchLimit = {
    kind: "patterns",
    // Whether a name that the policy trusts is a branch or a tag it does not say; a tag is nobody's to protect.
    patterns: [...present, ...added.map((name) => ({ kind: "branch" as const, name }))],
  };
  const remarks: Remark[] =
    others.length > 0 ? [{ code: "keeps-patterns", names: others.map(({ name }) => name) }] : [];
  return { target, added, remarks };
}

const nameOf = ({ name }: Reviewer): string => name;
