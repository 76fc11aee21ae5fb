import { count, type Refusal, refuse, roleFacts } from "./act.ts";
import { actKey, isAboutPeople } from "./arrangements.ts";
import { type Case, endAt, holderTitles, isKeptOut, managerRole, speaksFor, voicesOf } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import { isHolding } from "./holding.ts";
import { judgeEarlierApproval, judgeReview } from "./judge-reviews.ts";
import { add, type JudgedStatement, refuseEarlier } from "./judged-statement.ts";
import { longestComment } from "./records.ts";
import type { Statement } from "./statement.ts";

/* Judges one command of a statement under one policy: whose it is, whether it counts, and why not. */

export function judgeInTurn(command: Command, judged: JudgedStatement, c: Case): void {
  if (isAboutPeople(command)) {
    judgeCommand(command, judged, c);
    return;
  }
  switch (judged.statement.standing) {
    case "now":
      judgeCommand(command, judged, c);
      return;
    case "same-commit":
      judgeEarlier(command, judged, c);
      return;
    case "earlier":
      judgeKept(command, judged, c);
      return;
  }
}

// A rejection stands until its author lifts it: asking again for the same commit is no way around it.
function judgeEarlier(command: Command, judged: JudgedStatement, c: Case): void {
  if (command.name === "reject" || command.name === "withdraw") judgeReview(command, judged, c);
  else if (command.name === "approve") judgeEarlierApproval(command, judged, c);
  else add(judged, refuseEarlier(command.name, c));
}

// What policy keeps when the release is asked for at another commit: reviews, what became of their conditions, conflicts.
function judgeKept(command: Command, judged: JudgedStatement, c: Case): void {
  switch (command.name) {
    case "approve":
    case "reject":
    case "withdraw":
    case "resolve":
    case "confirm":
    case "reopen":
    case "conflict":
      judgeCommand(command, judged, c);
      return;
    default:
      add(judged, refuseEarlier(command.name, c));
  }
}

// In one comment the stricter word is the last one.
export function rejectionsLast(commands: readonly Command[]): Command[] {
  const rejections = commands.filter((command) => command.name === "reject");
  return [...commands.filter((command) => command.name !== "reject"), ...rejections];
}

function judgeCommand(command: Command, judged: JudgedStatement, c: Case): void {
  // What stands in the rest may take it back.
  if (judged.statement.cut && !isHolding(command) && command.name !== "approve") {
    add(judged, refuse(command.name, "too-long", { limit: longestComment }));
    return;
  }
  switch (command.name) {
    case "approve":
    case "reject":
    case "withdraw":
      judgeReview(command, judged, c);
      return;
    case "status":
    case "help":
      add(judged, judgeQuestion(command.name, judged.statement, c));
      return;
    case "cancel":
      judgeManager("cancel", command.reason, judged, c);
      return;
    case "authorize":
      judgeManager("authorize", "", judged, c);
      return;
    case "unknown":
      if (command.nearest !== null)
        add(judged, refuse(null, "unknown-command", { word: command.word, nearest: command.nearest }));
      return;
    case "malformed":
      add(
        judged,
        refuse(command.command, "malformed", {
          command: command.command,
          problem: command.problem,
          example: command.example,
          said: command.raw.slice(0, 200),
        }),
      );
      return;
    case "delegate":
    case "unavailable":
    case "extend":
    case "postpone": {
      const act = c.arrangements.acts.get(actKey(judged.statement, command));
      add(judged, act ?? refuseEarlier(command.name, c));
      return;
    }
    default:
      judged.steps.push({ act: count(command.name, null), review: null, deed: command });
  }
}

function judgeQuestion(name: "status" | "help", statement: Statement, c: Case): Act {
  const { person } = statement;
  if (voicesOf(c, person.id, statement).length === 0)
    return refuse(name, "no-role", { asked: holderTitles(c) });
  return { command: name, role: null, outcome: "answered", code: name, facts: {} };
}

function judgeManager(name: "cancel" | "authorize", reason: string, judged: JudgedStatement, c: Case): void {
  const role = managerRole(c);
  const facts = { command: name, ...roleFacts(role, c) };
  if (!speaksFor(c, role, judged.statement.person.id, judged.statement)) {
    add(judged, refuse(name, "not-your-command", facts));
    return;
  }
  if (name === "authorize" && c.policy.rules.authorization !== "manual") {
    add(judged, refuse(name, "authorization-automatic", {}));
    return;
  }
  if (name === "authorize" && isKeptOut(c, judged.statement.person.id, role)) {
    add(judged, refuse(name, "self-review", facts, role));
    return;
  }
  // What stops a release needs no pristine comment; what lets it go does.
  const broken = name === "cancel" ? null : problemOfAuthorization(judged.statement, c);
  if (broken !== null) {
    add(judged, refuse(name, broken.code, broken.facts));
    return;
  }
  if (name === "cancel") judged.cancels = reason;
  else judged.authorizes = true;
  add(judged, { command: name, role, outcome: "counted", code: "counted", facts: {} });
}

function problemOfAuthorization({ to, broken }: Statement, c: Case): Refusal | null {
  const status = endAt(c, to);
  return status === null ? broken : { code: "ended", facts: { status } };
}
