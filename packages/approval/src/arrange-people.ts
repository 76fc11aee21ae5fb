import { count, refuse, roleFacts } from "./act.ts";
import { type Draft, problemOfDay, type State } from "./arrangement-draft.ts";
import { endOf } from "./calendar.ts";
import { askedRoles, type Ground, isKeptOut, managerRole, speaksFor, voicesOf } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import { activeDelegation, type Delegation, voiceKey } from "./delegation.ts";
import { holds, membersIn, rolesOf } from "./membership.ts";
import { parseMember } from "./policy/members.ts";
import { findRole, rolesNamed, titleOf } from "./policy/roles.ts";
import type { Person } from "./records.ts";
import type { Statement } from "./statement.ts";

/* Who stands in for whom, and who is away. */

export function delegate(command: Command & { name: "delegate" }, statement: Statement, c: Draft): Act {
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

export function declareAway(command: Command & { name: "unavailable" }, statement: Statement, c: Draft): Act {
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

// Oneself, or the release manager where the policy names a backup.
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
