import { type Refusal, roleFacts } from "./act.ts";
import { type Case, holderTitles, holdingVoicesOf, isKeptOut, voicesOf } from "./case.ts";
import { type Command, splitRole } from "./commands.ts";
import { holdsAny } from "./membership.ts";
import { findRole, titleOf } from "./policy/roles.ts";
import type { Statement } from "./statement.ts";

/* In which role somebody reviews: the one that they name, or the one that is clear. */

export type ReviewCommand = Command & { name: "approve" | "reject" | "withdraw" };

export type InRole = { role: string; rest: string };

/** `role` null: a withdrawal of all that the person has given. */
export type Found = InRole | { role: null; rest: string };

/**
 * The role of an approval or a rejection. It may be left out when it is clear; titles and short forms are roles too.
 */
export function resolveRole(command: ReviewCommand, statement: Statement, c: Case): InRole | Refusal {
  const { name, words } = command;
  const { held, asked, named } = readRoles(command, statement, c);
  const [first] = held;
  if (first === undefined) return holdsNone(statement, c);
  // `/reject security hole in the login` gives a reason: it never fails for want of a role.
  if (named !== null && (asked.includes(named.role) || name === "approve"))
    return checkNamed(named, held, asked, c);
  const typo = misspelt(words, c);
  if (typo !== null && name === "approve") return typo;
  const [only] = asked;
  if (only === undefined) return notAsked(first, c);
  // A rejection never fails for want of a role: it stands in the first one that is asked.
  if (asked.length === 1 || name === "reject") return { role: only, rest: words };
  // Who asked for the release has one role at most in which they may approve it: that is clear.
  const [open, ...others] = asked.filter((role) => !isKeptOut(c, statement.person.id, role));
  if (open !== undefined && others.length === 0) return { role: open, rest: words };
  return {
    code: "which-role",
    facts: { roles: asked.map((role) => ({ role, title: titleOf(c.policy, role) })) },
  };
}

/** The role of a withdrawal; what is no role of the person's is a reason. */
export function resolveWithdrawal(command: ReviewCommand, statement: Statement, c: Case): Found | Refusal {
  const { held, asked, named } = readRoles(command, statement, c);
  if (held.length === 0) return holdsNone(statement, c);
  return named !== null && asked.includes(named.role) ? named : { role: null, rest: command.words };
}

type Roles = { held: string[]; asked: string[]; named: InRole | null };

function readRoles({ name, words }: ReviewCommand, statement: Statement, c: Case): Roles {
  const { id } = statement.person;
  // Who was lent a role by words that are gone since may still say no.
  const held = name === "reject" ? holdingVoicesOf(c, id, statement) : voicesOf(c, id, statement);
  const asked = held.filter((role) => c.requirements.some((requirement) => requirement.role === role));
  const split = splitRole(words, (word) => "role" in findRole(c.policy, word));
  const found = split.role === null ? null : findRole(c.policy, split.role);
  const named = found !== null && "role" in found ? { role: found.role, rest: split.rest } : null;
  return { held, asked, named };
}

function holdsNone({ person }: Statement, c: Case): Refusal {
  return {
    code: holdsAny(c.recorded, person.id) ? "left-policy" : "no-role",
    facts: { asked: holderTitles(c) },
  };
}

function checkNamed(named: InRole, held: string[], asked: string[], c: Case): InRole | Refusal {
  if (!held.includes(named.role)) return { code: "not-a-member", facts: roleFacts(named.role, c) };
  return asked.includes(named.role) ? named : notAsked(named.role, c);
}

export function notAsked(role: string, c: Case): Refusal {
  return { code: "not-asked", facts: { role, title: titleOf(c.policy, role), type: c.request.releaseType } };
}

// `/approve qaa` is a typo; `/approve quality is fine` is a note.
function misspelt(words: string, c: Case): Refusal | null {
  const [first, ...more] = words.trim().split(/\s+/);
  if (first === undefined || first === "" || more.length > 0) return null;
  const result = findRole(c.policy, first);
  if ("role" in result || result.nearest === null) return null;
  return { code: "unknown-role", facts: { word: first, nearest: result.nearest } };
}
