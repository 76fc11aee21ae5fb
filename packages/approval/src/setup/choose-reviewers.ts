import { type Member, parseMember } from "../policy/members.ts";
import { mostReviewers, type Reviewer } from "./settings.ts";

/** A person whom a policy names, as GitHub shows them. `canRead` null: not looked up, or GitHub does not say. */
export type KnownPerson = { id: number; login: string; canRead: boolean | null };

/** Whom GitHub shows of those whom a policy names. */
export type Directory = {
  /** By login in lower case; null: nobody has that login. */
  people: ReadonlyMap<string, KnownPerson | null>;
  /** By `organisation/slug` in lower case. `elsewhere`: of another organisation than the repository's. */
  teams: ReadonlyMap<string, { id: number; slug: string } | "unreadable" | "elsewhere">;
};

/** Why a member cannot review by button. */
export type LeftOut =
  | { code: "unknown-user"; login: string }
  /** The policy pins an id, and the login belongs to another account now. */
  | { code: "other-account"; login: string; pinned: number; found: number }
  | { code: "cannot-read"; login: string }
  | { code: "team-unreadable"; team: string }
  | { code: "team-elsewhere"; team: string };

/** Turns the members of a policy into reviewers of an environment, in the policy's order. */
export function chooseReviewers(
  members: readonly string[],
  directory: Directory,
): { reviewers: Reviewer[]; leftOut: LeftOut[] } {
  const reviewers: Reviewer[] = [];
  const leftOut: LeftOut[] = [];
  for (const member of members.map(parseMember)) {
    const found = member.kind === "team" ? findTeam(member, directory) : findPerson(member, directory);
    if ("code" in found) leftOut.push(found);
    else if (!isAmong(reviewers, found)) reviewers.push(found);
  }
  return { reviewers, leftOut };
}

function findTeam(
  { org, slug }: Extract<Member, { kind: "team" }>,
  { teams }: Directory,
): Reviewer | LeftOut {
  const team = `${org}/${slug}`;
  const found = teams.get(team.toLowerCase()) ?? "unreadable";
  if (found === "unreadable") return { code: "team-unreadable", team };
  if (found === "elsewhere") return { code: "team-elsewhere", team };
  return { kind: "team", id: found.id, name: found.slug };
}

function findPerson(
  { login, id }: Extract<Member, { kind: "user" }>,
  { people }: Directory,
): Reviewer | LeftOut {
  const found = people.get(login.toLowerCase()) ?? null;
  if (found === null) return { code: "unknown-user", login };
  if (id !== undefined && id !== found.id)
    return { code: "other-account", login, pinned: id, found: found.id };
  if (found.canRead === false) return { code: "cannot-read", login: found.login };
  return { kind: "user", id: found.id, name: found.login };
}

export function isAmong(reviewers: readonly Reviewer[], { kind, id }: Reviewer): boolean {
  return reviewers.some((one) => one.kind === kind && one.id === id);
}

/**
 * Adds reviewers to those who are there, as far as GitHub's limit lets them; nobody is taken away.
 * @returns `all` is what the environment then has
 */
export function addReviewers(
  present: readonly Reviewer[],
  wanted: readonly Reviewer[],
): { all: Reviewer[]; added: Reviewer[]; noRoom: Reviewer[] } {
  const missing = wanted.filter((one) => !isAmong(present, one));
  const room = Math.max(0, mostReviewers - present.length);
  const added = missing.slice(0, room);
  return { all: [...present, ...added], added, noRoom: missing.slice(room) };
}
