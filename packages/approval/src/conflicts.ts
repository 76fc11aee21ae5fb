import { count, refuse } from "./act.ts";
import { type Case, isKeptOut, leadershipRoles, speaksFor, voicesOf } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act, Conflict, JudgedReview, Ruling } from "./decision.ts";
import { approvalsIn, type Fold, type ReviewInRole, rejectionsIn } from "./fold.ts";
import { membersIn } from "./membership.ts";
import { rolesNamed, titleOf } from "./policy/roles.ts";
import type { Statement } from "./statement.ts";

/*
 * Conflicts (spec: "Approval Conflicts Resolution"): both positions are recorded, and who has the authority rules. A
 * ruling names what it overrules and deletes nothing.
 */

type About = Conflict["about"];

/** Roles whose rejection project leadership alone can overrule (READING: "a security or QA rejection"). */
const guarded: ReadonlySet<string> = new Set(["security-lead", "qa-lead"]);

/** Opens a conflict: anybody may who has a role. It holds the release, so the comment need not be pristine. */
export function openConflict(command: Command & { name: "conflict" }, statement: Statement, fold: Fold): Act {
  const { person, to: at, key, url } = statement;
  const [role] = voicesOf(fold.c, person.id, statement);
  if (role === undefined) return refuse("conflict", "no-role", { asked: [] });
  const own = fold.open.get(person.id) ?? [];
  fold.open.set(person.id, own);
  own.push({
    id: `${key}/${command.line}`,
    about: command.about,
    opened: "command",
    by: person,
    at,
    url,
    summary: command.summary,
    positions: positionsOf(approvalsIn(fold), rejectionsIn(fold)),
    leadershipOnly: false,
    deciders: decidersOf(command.about, false, fold.c),
    state: "open",
    ruling: null,
  });
  return count("conflict", role, { about: command.about });
}

function positionsOf(
  approvals: readonly ReviewInRole[],
  rejections: readonly ReviewInRole[],
): Conflict["positions"] {
  const toPosition = (verdict: "approved" | "rejected") => (review: ReviewInRole) => ({
    login: review.person.login,
    role: review.role,
    verdict,
    words: positionIn(review),
  });
  return [...approvals.map(toPosition("approved")), ...rejections.map(toPosition("rejected"))];
}

// Conditions and risk are told elsewhere.
function positionIn({ notes, conditions, risk }: JudgedReview): string {
  const told = [...conditions.before, ...conditions.after, ...(risk === null ? [] : [risk])];
  const isTold = (line: string) => told.some((text) => line.includes(text.split(" ", 8).join(" ")));
  return notes
    .split("\n")
    .filter((line) => !isTold(line))
    .join("\n")
    .trim();
}

// Technical: the technical lead; product: the product owner; project leadership decides the rest, and has the last word.
function decidersOf(about: About, leadershipOnly: boolean, c: Case): Conflict["deciders"] {
  const leading = leadershipRoles(c);
  const own = Object.values(c.policy.roles).filter((role) => role.authority.includes(about));
  const ids = leadershipOnly ? leading : [...new Set([...own.map((role) => role.id), ...leading])];
  return ids.map((role) => ({
    role,
    title: titleOf(c.policy, role),
    members: membersIn(c.holders, role).filter(({ id }) => !isKeptOut(c, id, role)),
  }));
}

/**
 * Who opened a conflict and then approves or withdraws gives in; not in the comment that opens it.
 * @returns whether one ended by that
 */
export function giveIn({ person, key }: JudgedReview, { open, closed }: Fold): boolean {
  const own = open.get(person.id) ?? [];
  const kept = own.filter((one) => one.id.startsWith(`${key}/`));
  if (kept.length === own.length) return false;
  open.set(person.id, kept);
  for (const one of own) if (!kept.includes(one)) closed.push({ ...one, state: "given-in" });
  return true;
}

/** What a rejection is about by itself: what its own role decides. */
function kindOf({ role }: ReviewInRole, c: Case): About {
  const own = authorityOf(role, c);
  return own.includes("technical") ? "technical" : own.includes("product") ? "product" : "other";
}

function authorityOf(role: string, { policy }: Pick<Case, "policy">): About[] {
  return rolesNamed(policy, role).flatMap((one) => one.authority);
}

/** A rejection that blocks, beside an approval, is a conflict by itself. */
export function conflictsInForce(fold: Fold): Conflict[] {
  const { c } = fold;
  const approvals = approvalsIn(fold);
  const byRejection = rejectionsIn(fold)
    .filter((review) => blocks(review.role, c))
    .filter((review) => approvals.some((one) => one.person.id !== review.person.id))
    .filter((review) => !fold.stopped.has(`${review.key}/${review.role}`))
    .map((review): Conflict => {
      const about = kindOf(review, c);
      const leadershipOnly = isLeadershipOnly(review.role, c);
      return {
        id: `${review.key}/${review.role}`,
        about,
        opened: "rejection",
        by: review.person,
        at: review.to,
        url: review.url,
        summary: review.notes,
        positions: positionsOf(approvals, [review]),
        leadershipOnly,
        deciders: decidersOf(about, leadershipOnly, c),
        state: "open",
        ruling: null,
      };
    });
  return [...[...fold.open.values()].flat(), ...byRejection];
}

/** Whether a rejection in this role holds the release. */
export function blocks(role: string, c: Pick<Case, "requirements" | "policy">): boolean {
  return c.requirements
    .filter((one) => one.role === role)
    .some((one) => one.effect !== "optional" || c.policy.rules["optional-rejection"] === "block");
}

/** `/decide proceed` and `/decide stop`, by whoever has the authority over what is open. */
export function decide(command: Command & { name: "decide" }, statement: Statement, fold: Fold): Act {
  const { c } = fold;
  const { person } = statement;
  const open = conflictsInForce(fold);
  if (open.length === 0 && fold.stops.length === 0) return refuse("decide", "no-conflict");
  const own = Object.values(c.policy.roles).filter(
    ({ id, authority }) => authority.length > 0 && speaksFor(c, id, person.id, statement),
  );
  const mine = own.filter(({ id }) => !isKeptOut(c, person.id, id)).map((role) => role.id);
  const found: Decidable = {
    // Nobody rules on their own rejection: they may take it back.
    conflicts: open.filter(
      (one) =>
        (one.opened === "command" || one.by.id !== person.id) &&
        one.deciders.some(({ role }) => mine.includes(role)),
    ),
    rejections: liftable(open, mine, person.id, fold).filter((review) => review.person.id !== person.id),
    stops: fold.stops.filter((stop) => mayLift(stop, mine, c)),
  };
  if (found.conflicts.length + found.rejections.length + found.stops.length === 0) {
    const deciders = [...new Set(open.flatMap((one) => one.deciders.map(({ title }) => title)))];
    const [keptOut] = own;
    return keptOut !== undefined && mine.length === 0
      ? refuse("decide", "self-review", { role: keptOut.id, title: keptOut.title })
      : refuse("decide", "not-your-ruling", { deciders });
  }
  if (command.ruling === "proceed" && statement.broken !== null)
    return refuse("decide", statement.broken.code, statement.broken.facts);
  const [first = ""] = mine;
  const role = found.conflicts[0]?.deciders.find((one) => mine.includes(one.role))?.role ?? first;
  return rule(command, statement, role, found, fold);
}

type Decidable = {
  conflicts: readonly Conflict[];
  rejections: readonly ReviewInRole[];
  stops: readonly Ruling[];
};

// A technical lead may lift what a role without a field of its own rejects, once somebody named the conflict technical.
function liftable(
  open: readonly Conflict[],
  mine: readonly string[],
  decider: number,
  fold: Fold,
): ReviewInRole[] {
  const { c } = fold;
  // Somebody else than who decides must have named it so.
  const named = new Set(
    open.filter((one) => one.opened === "command" && one.by.id !== decider).map((one) => one.about),
  );
  const leads = mine.some((role) => leadershipRoles(c).includes(role));
  const fields = new Set(mine.flatMap((role) => authorityOf(role, c)));
  return rejectionsIn(fold)
    .filter((review) => blocks(review.role, c))
    .filter(({ role }) => {
      if (leads) return true;
      if (isLeadershipOnly(role, c)) return false;
      const own = authorityOf(role, c);
      if (own.length > 0) return own.some((about) => fields.has(about));
      return (["technical", "product"] as const).some((about) => fields.has(about) && named.has(about));
    });
}

/** Whose rejection project leadership alone can overrule: QA's, security's, and its own. */
function isLeadershipOnly(role: string, c: Case): boolean {
  return guarded.has(role) || leadershipRoles(c).includes(role);
}

function mayLift(stop: Ruling, mine: readonly string[], c: Case): boolean {
  return mine.includes(stop.role) || mine.some((role) => leadershipRoles(c).includes(role));
}

function rule(
  { ruling, reason }: Command & { name: "decide" },
  { key, person: by, to: at, url }: Statement,
  role: string,
  { conflicts, rejections, stops }: Decidable,
  fold: Fold,
): Act {
  const overrules = ruling === "proceed" ? rejections : [];
  const made: Ruling = {
    key,
    by,
    role,
    at,
    ruling,
    reason,
    overrules: overrules.map((one) => ({ key: one.key, role: one.role, login: one.person.login })),
    url,
  };
  fold.rulings.push(made);
  if (ruling === "stop") fold.stops.push(made);
  else lift(stops, made, fold);
  for (const held of fold.last.values())
    if (overrules.some((review) => review === held.review)) {
      held.review = { ...held.review, overruledBy: key };
      fold.all[held.place] = held.review;
    }
  closeAll(conflicts, made, fold);
  return count("decide", role, {
    ruling,
    overrules: made.overrules.map((one) => ({ role: one.role, login: one.login })),
    conflicts: conflicts.length,
  });
}

// A later ruling takes the place of the ones that stopped it.
function lift(stops: readonly Ruling[], made: Ruling, fold: Fold): void {
  if (stops.length === 0) return;
  fold.stops = fold.stops.filter((one) => !stops.includes(one));
  fold.closed = fold.closed.map((one) =>
    one.ruling !== null && stops.includes(one.ruling) ? { ...one, state: made.ruling, ruling: made } : one,
  );
}

function closeAll(decided: readonly Conflict[], ruling: Ruling, { open, closed, stopped }: Fold): void {
  const done = new Set(decided.map((one) => one.id));
  for (const [person, own] of open)
    open.set(
      person,
      own.filter((one) => !done.has(one.id)),
    );
  for (const one of decided) {
    closed.push({ ...one, state: ruling.ruling, ruling });
    if (one.opened === "rejection" && ruling.ruling === "stop") stopped.add(one.id);
  }
}
