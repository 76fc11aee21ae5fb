import { type Refusal, refuse, roleFacts } from "./act.ts";
import { type Case, holderTitles, speaksFor } from "./case.ts";
import type { Command } from "./commands.ts";
import { judgeInTurn, rejectionsLast } from "./judge-commands.ts";
import { judgeIn, liftEarlier, toReview } from "./judge-reviews.ts";
import { add, type JudgedStatement } from "./judged-statement.ts";
import { holds } from "./membership.ts";
import { notAsked, type ReviewCommand, resolveRole } from "./review-role.ts";
import type { Statement } from "./statement.ts";

/* Judges a press of a button under one policy, with what was typed beside it. */

export type Press = NonNullable<Statement["press"]>;

export function commandOf({ verdict }: Press): "approve" | "reject" {
  return verdict === "approved" ? "approve" : "reject";
}

/**
 * A press is the command of its environment's role, and what was typed with it is read as a comment is: conditions, notes
 * and further commands. A rejection is the last word; an approval beside words that nobody understands is none.
 */
export function judgePress(press: Press, judged: JudgedStatement, c: Case): JudgedStatement {
  const { statement } = judged;
  const found = roleOfPress(press, statement, c);
  const { command, others } = readTyped(press, statement, "role" in found ? found.role : null, c);
  for (const other of rejectionsLast(others)) judgeInTurn(other, judged, c);
  const unclear =
    others.some(({ name }) => name === "withdraw") ||
    judged.steps.some(({ act }) => act.outcome === "not-counted");
  // A rejection never fails for want of a role.
  const role = "code" in found && command.name === "reject" ? resolveRole(command, statement, c) : found;
  if ("code" in role) add(judged, refuse(commandOf(press), role.code, role.facts));
  else if (command.name === "approve" && unclear) addUnclear(command, role.role, judged, c);
  else if (command.name === "approve" && statement.standing === "same-commit")
    liftEarlier({ role: role.role, rest: command.words }, command, judged, c);
  else judgeIn({ role: role.role, rest: command.words }, command, judged, c);
  return judged;
}

// It replaces what was there before, as a comment of the same words would.
function addUnclear(command: ReviewCommand, role: string, judged: JudgedStatement, c: Case): void {
  const review = toReview(command, judged.statement, { role, rest: command.words }, c);
  const code = "unclear-words";
  const facts = { role };
  judged.steps.push({
    deed: null,
    act: refuse("approve", code, facts, role),
    review: { ...review, counted: false, code, facts },
  });
}

function roleOfPress(press: Press, statement: Statement, c: Case): { role: string } | Refusal {
  const { person } = statement;
  const environment = press.environment.toLowerCase();
  const role = Object.values(c.policy.roles).find((one) => one.environment.toLowerCase() === environment);
  if (role === undefined)
    return {
      code: "not-asked",
      facts: { role: press.environment, title: press.environment, type: c.request.releaseType },
    };
  if (!speaksFor(c, role.id, person.id, statement)) {
    const asked = { asked: holderTitles(c) };
    if (holds(c.recorded, role.id, person.id)) return { code: "left-policy", facts: asked };
    return { code: "not-a-member", facts: roleFacts(role.id, c) };
  }
  return c.requirements.some((requirement) => requirement.role === role.id)
    ? { role: role.id }
    : notAsked(role.id, c);
}

// The typed text belongs to the press, and so does a review command in it that names no other role.
function readTyped(press: Press, statement: Statement, role: string | null, c: Case) {
  const { commands } = statement;
  const [pressed] = commands;
  const own = commands
    .filter((one): one is Answer => one.name === "approve" || one.name === "reject")
    .filter((one) => one === pressed || isOfRole(one, statement, role, c));
  const joined = own.reduce<Approval>(join, silent);
  const { words, body, line, raw } = joined;
  return {
    command: press.verdict === "approved" ? joined : ({ name: "reject", words, body, line, raw } as const),
    others: commands.filter((one) => !own.some((review) => review === one)),
  };
}

type Approval = Command & { name: "approve" };
type Answer = Command & { name: "approve" | "reject" };

/** A press beside which nothing was typed. */
const silent: Approval = {
  name: "approve",
  words: "",
  body: "",
  notes: "",
  line: 1,
  raw: "/approve",
  before: [],
  after: [],
  checklist: [],
  risk: null,
};

function isOfRole(command: ReviewCommand, statement: Statement, role: string | null, c: Case): boolean {
  if (role === null) return false;
  const found = resolveRole(command, statement, c);
  return "code" in found ? found.code === "which-role" : found.role === role;
}

function join(a: Approval, b: Answer): Approval {
  const body = [a.body, b.words, b.body].filter((part) => part !== "").join("\n");
  if (b.name !== "approve") return { ...a, body };
  return {
    ...a,
    body,
    before: [...a.before, ...b.before],
    after: [...a.after, ...b.after],
    checklist: [...a.checklist, ...b.checklist],
    risk: a.risk ?? b.risk,
  };
}
