import { count, type Refusal, refuse, roleFacts } from "./act.ts";
import { addCalendar, atStartOf, endOf } from "./calendar.ts";
import { askedRoles, endAt, type Ground, isKeptOut, managerRole, speaksFor, voicesOf } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import {
  type Absence,
  type Arrangements,
  activeDelegation,
  type Delegation,
  voiceKey,
} from "./delegation.ts";
import { holds, membersIn, rolesOf } from "./membership.ts";
import { parseMember } from "./policy/members.ts";
import { findRole, rolesNamed, titleOf } from "./policy/roles.ts";
import type { Person } from "./records.ts";
import { beginSchedule, extend, hold, momentOf, postpone, stepOf } from "./schedule.ts";
import type { Instant } from "./snapshot.ts";
import type { Statement } from "./statement.ts";

/*
 * Who stands in for whom, who is away, and until when there is time: what has to be known before reviews can be judged.
 */

export type ArrangementCommand = Command & { name: "delegate" | "unavailable" | "extend" | "postpone" };

/** Names a command of a statement: a comment may hold several of one kind. */
export function actKey(statement: Pick<Statement, "key">, command: Pick<Command, "line" | "name">): string {
  return `${statement.key}#${command.line}/${command.name}`;
}

export function isArrangement(command: Command): command is ArrangementCommand {
  const { name } = command;
  return name === "delegate" || name === "unavailable" || name === "extend" || name === "postpone";
}

/** Who stands in and who is away is not about a commit: it holds for later revisions, too. */
export function isAboutPeople({ name }: Pick<Command, "name">): boolean {
  return name === "delegate" || name === "unavailable";
}

// Of a comment that its author edited before anybody read it, only what holds the release is believed.
function isInForce(command: ArrangementCommand, { standing, edited, person }: Statement): boolean {
  if (standing !== "now" && !isAboutPeople(command)) return false;
  return edited === null || (command.name === "postpone" && edited.by?.id === person.id);
}

type State = {
  /** `until` is set when a newer one takes its place. */
  delegations: Delegation[];
  lent: Map<string, Delegation[]>;
  /** The newest that each person made in each role, and that each person was given. */
  madeBy: Map<string, Delegation>;
  givenTo: Map<number, Map<string, Delegation>>;
  absences: Absence[];
  schedule: Arrangements["schedule"];
  acts: Map<string, Act>;
};
type Draft = Ground & { arrangements: State };

/**
 * @param statements in the order of `inOrder`
 * @param lacksAt whether a review was missing at a moment, for what policy does by itself then; null: it does nothing
 */
export function arrange(
  ground: Ground,
  statements: readonly Statement[],
  lacksAt: ((moment: Instant) => boolean) | null,
): Arrangements {
  const state: State = {
    delegations: [],
    lent: new Map(),
    madeBy: new Map(),
    givenTo: new Map(),
    absences: [],
    schedule: beginSchedule(ground),
    acts: new Map(),
  };
  const draft: Draft = { ...ground, arrangements: state };
  const postponeInTime = postponer(ground, state, lacksAt);
  for (const statement of statements) {
    if (statement.revision === 0 || statement.cut) continue;
    postponeInTime((moment) => moment < statement.to);
    for (const command of statement.commands)
      if (isArrangement(command) && isInForce(command, statement))
        state.acts.set(actKey(statement, command), arrangeOne(command, statement, draft));
  }
  postponeInTime((moment) => moment <= ground.now);
  return state;
}

// Once a revision policy postpones the release by itself: at its moment, by the times that hold then.
function postponer(ground: Ground, state: State, lacksAt: ((moment: Instant) => boolean) | null) {
  let looked: Instant | null = null;
  let isDone = lacksAt === null;
  return (hasCome: (moment: Instant) => boolean): void => {
    const at = isDone ? null : momentOf("postpone", ground.policy, state.schedule);
    if (at === null || at === looked || !hasCome(at)) return;
    looked = at;
    if (lacksAt?.(at) !== true) return;
    isDone = true;
    const until = addCalendar(at, stepOf(ground.policy, "postpone")?.for ?? "7d");
    state.schedule = postpone(ground, { at, until, by: null, reason: "" });
  };
}

function arrangeOne(command: ArrangementCommand, statement: Statement, draft: Draft): Act {
  switch (command.name) {
    case "delegate":
      return delegate(command, statement, draft);
    case "unavailable":
      return declareAway(command, statement, draft);
    case "extend":
      return giveTime(command, statement, draft);
    case "postpone":
      return putOff(command, statement, draft);
  }
}

function delegate(command: Command & { name: "delegate" }, statement: Statement, c: Draft): Act {
  const { person, to: at } = statement;
  const role = roleMeant(command.words, person.id, statement, c);
  if (typeof role !== "string") return { ...role, command: "delegate" };
  const manager = !holds(c.holders, role, person.id);
  const lent = activeDelegation(c.arrangements, role, person.id, statement);
  if (manager && !speaksFor(c, managerRole(c), person.id, statement))
    return lent === null
      ? refuse("delegate", "not-your-command", { command: "delegate", ...roleFacts(role, c) }, role)
      : refuse(
          "delegate",
          "delegated-role",
          { role, title: titleOf(c.policy, role), from: lent.from.login },
          role,
        );
  // Whom they lend it to would review in their place.
  if (!manager && isKeptOut(c, person.id, role))
    return refuse("delegate", "self-review", roleFacts(role, c), role);
  const to = c.people.get(command.to.toLowerCase());
  if (to === undefined) return refuse("delegate", "unknown-person", { login: command.to }, role);
  const refusal = problemOfDelegate(to, role, manager, c, statement);
  if (refusal !== null) return refuse("delegate", refusal.code, refusal.facts, role);
  const until = command.until === null ? null : endOf(command.until, c.policy.calendar);
  const wrong = problemOfDay(command.until, until, at);
  if (wrong !== null) return refuse("delegate", wrong.code, wrong.facts, role);
  const { key, url, broken } = statement;
  const made = { key, role, from: person, to, since: at, until, byManager: manager, url };
  lend({ ...made, void: broken !== null }, c.arrangements);
  if (broken !== null) return refuse("delegate", broken.code, broken.facts, role);
  return count("delegate", role, { to: to.login, until, title: titleOf(c.policy, role) });
}

// Also the last day that there is, which falls into the year 10000 elsewhere.
function problemOfDay(date: string | null, until: Instant | null, at: Instant): Refusal | null {
  if (date === null || until === null) return null;
  if (date > farthestFrom(at).slice(0, 10)) return { code: "date-far", facts: { days: farthestDays } };
  return until <= at ? { code: "date-past", facts: { date } } : null;
}

function lend(made: Delegation, { delegations, lent, madeBy, givenTo }: State): void {
  const voice = voiceKey(made.role, made.to.id);
  const others = lent.get(voice) ?? [];
  others.push(made);
  lent.set(voice, others);
  if (made.void) return;
  const before = madeBy.get(voiceKey(made.role, made.from.id));
  if (before !== undefined && (before.until === null || before.until > made.since)) before.until = made.since;
  madeBy.set(voiceKey(made.role, made.from.id), made);
  const given = givenTo.get(made.to.id) ?? new Map<string, Delegation>();
  givenTo.set(made.to.id, given.set(made.role, made));
  delegations.push(made);
}

function problemOfDelegate(to: Person, role: string, manager: boolean, c: Draft, moment: Statement) {
  const title = titleOf(c.policy, role);
  const facts = { role, title, login: to.login };
  if (holds(c.holders, role, to.id)) return { code: "already-a-member", facts };
  if (manager && !isBackup(to, role, c))
    return { code: "not-a-backup", facts: { ...facts, backups: backupsOf(role, c) } };
  if (isKeptOut(c, to.id, role)) return { code: "self-review", facts };
  const other = otherRole(to, role, c, moment);
  return other === null
    ? null
    : { code: "fills-a-role", facts: { ...facts, as: other, asTitle: titleOf(c.policy, other) } };
}

function otherRole(person: Person, role: string, c: Draft, { to: at }: Statement): string | null {
  const asked = askedRoles(c);
  const held = rolesOf(c.holders, c.policy, person.id).find((one) => asked.includes(one));
  const given = [...(c.arrangements.givenTo.get(person.id)?.values() ?? [])];
  const lent = given.find((one) => one.role !== role && (one.until === null || one.until > at));
  return held ?? lent?.role ?? null;
}

function backupsOf(role: string, { policy }: Pick<Ground, "policy">): string[] {
  return rolesNamed(policy, role).flatMap((one) => one.backup);
}

function isBackup(person: Person, role: string, { policy, request, teams }: Ground): boolean {
  const recorded = request.backups?.[role]?.some((one) => one.id === person.id) === true;
  return backupsOf(role, { policy })
    .map(parseMember)
    .some((member) => {
      if (member.kind === "team") {
        const team = teams[`${member.org}/${member.slug}`.toLowerCase()];
        return Array.isArray(team) ? team.some((one) => one.id === person.id) : recorded;
      }
      if (member.id !== undefined) return member.id === person.id;
      return member.login.toLowerCase() === person.login.toLowerCase();
    });
}

function declareAway(command: Command & { name: "unavailable" }, statement: Statement, c: Draft): Act {
  const { person, to: at } = statement;
  const until = command.until === null ? null : endOf(command.until, c.policy.calendar);
  const wrong = problemOfDay(command.until, until, at);
  if (wrong !== null) return refuse("unavailable", wrong.code, wrong.facts);
  const named = command.words.trim() === "" ? null : roleMeant(command.words, person.id, statement, c);
  if (named !== null && typeof named !== "string") return { ...named, command: "unavailable" };
  const held = voicesOf(c, person.id, statement);
  const roles = named === null ? held : [named];
  if (roles.length === 0) return refuse("unavailable", "no-role", { asked: [] });
  const own = named === null || held.includes(named);
  const problem = own ? null : problemOfDeclaring(named, statement, c);
  if (problem !== null) return refuse("unavailable", problem.code, problem.facts, named);
  if (statement.broken !== null) return refuse("unavailable", statement.broken.code, statement.broken.facts);
  for (const role of roles)
    for (const one of own ? [person] : membersIn(c.holders, role))
      c.arrangements.absences.push({ role, person: one, since: at, until });
  return count("unavailable", named, { roles, until });
}

// DESIGN: "self, or release-manager where policy names a backup".
function problemOfDeclaring(role: string, statement: Statement, c: Draft) {
  const facts = { command: "unavailable", ...roleFacts(role, c) };
  if (!speaksFor(c, managerRole(c), statement.person.id, statement))
    return { code: "not-your-command", facts };
  return backupsOf(role, c).length === 0 ? { code: "not-your-command", facts } : null;
}

// The words name a role, or leave it to the one that the person holds.
function roleMeant(words: string, person: number, statement: Statement, c: Draft): string | Act {
  if (words.trim() !== "") {
    const found = findRole(c.policy, words);
    return "role" in found
      ? found.role
      : refuse(null, "unknown-role", { word: words.trim().slice(0, 100), nearest: found.nearest });
  }
  const held = voicesOf(c, person, statement);
  const asked = askedRoles(c);
  const meant = held.filter((role) => asked.includes(role));
  const [only, ...others] = meant.length > 0 ? meant : held;
  if (only === undefined) return refuse(null, "no-role", { asked: [] });
  if (others.length === 0) return only;
  return refuse(null, "which-role", {
    roles: [only, ...others].map((role) => ({ role, title: titleOf(c.policy, role) })),
  });
}

/** Nobody means to wait longer: it is a slip of the fingers. */
const farthestDays = 366;

function farthestFrom(moment: Instant): Instant {
  return addCalendar(moment, `${farthestDays}d`);
}

function problemOfManager(name: "extend" | "postpone", statement: Statement, c: Draft): Act | null {
  const role = managerRole(c);
  if (!speaksFor(c, role, statement.person.id, statement))
    return refuse(name, "not-your-command", { command: name, ...roleFacts(role, c) });
  const status = endAt(c, statement.to);
  return status === null ? null : refuse(name, "ended", { status });
}

function giveTime(command: Command & { name: "extend" }, statement: Statement, c: Draft): Act {
  const problem = problemOfManager("extend", statement, c);
  if (problem !== null) return problem;
  const role = managerRole(c);
  if (isKeptOut(c, statement.person.id, role))
    return refuse("extend", "self-review", roleFacts(role, c), role);
  if (statement.broken !== null) return refuse("extend", statement.broken.code, statement.broken.facts);
  const { by: duration, reason } = command;
  const { person: by, to: at, url } = statement;
  const longer = extend(c.arrangements.schedule, { by, at, duration, reason, url });
  if (longer.deadline > farthestFrom(at)) return refuse("extend", "date-far", { days: farthestDays });
  c.arrangements.schedule = longer;
  return count("extend", managerRole(c), { deadline: c.arrangements.schedule.deadline, duration });
}

// What holds a release needs no pristine comment; a date that has come lets it go on, and new times do, too.
function putOff(command: Command & { name: "postpone" }, statement: Statement, c: Draft): Act {
  const problem = problemOfManager("postpone", statement, c);
  if (problem !== null) return problem;
  const { person: by, to: at } = statement;
  if (command.until > farthestFrom(at).slice(0, 10))
    return refuse("postpone", "date-far", { days: farthestDays });
  const begins = atStartOf(command.until, c.policy.calendar);
  const { postponed } = c.arrangements.schedule;
  const already = postponed !== null && at < postponed.until;
  if (begins <= at && !already) return refuse("postpone", "date-past", { date: command.until });
  const sooner = already && begins < postponed.until;
  if (sooner && statement.broken !== null)
    return refuse("postpone", statement.broken.code, statement.broken.facts);
  const until = begins <= at ? at : begins;
  const said = { until, at, by, reason: command.reason };
  const isPristine = statement.broken === null && statement.edited === null;
  c.arrangements.schedule = isPristine ? postpone(c, said) : hold(c.arrangements.schedule, said);
  return count("postpone", managerRole(c), { until });
}
