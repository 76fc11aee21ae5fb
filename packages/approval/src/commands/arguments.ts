import {
  readDate,
  readLogin,
  takeCondition,
  takeDate,
  takeDuration,
  takeTarget,
  takeWord,
} from "./argument-forms.ts";
import type { Command, CommandName, Problem } from "./command.ts";
import { readReviewBody, trimBlankLines } from "./review-body.ts";

/*
 * What each command needs. What holds a release back is never refused for want of a reason; what lets it go, or gives
 * it more time, needs one, since the audit will ask.
 */

/** A command's line and what follows it: `words` the rest of the line, `body` the author's lines up to the next command. */
export type Spoken = { line: number; raw: string; words: string; body: string };

const day = "2026-12-07";

/** How each command looks when it is right; what a person gets back when it was not. */
const examples: Readonly<Record<CommandName, string>> = {
  approve: "/approve",
  reject: "/reject the reason",
  withdraw: "/withdraw",
  resolve: "/resolve C1 a41f9c2",
  confirm: "/confirm C1",
  reopen: "/reopen C1 the reason",
  delegate: `/delegate qa-lead @octocat until ${day}`,
  unavailable: `/unavailable until ${day}`,
  conflict: "/conflict technical: what you disagree on",
  decide: "/decide proceed: the reason",
  override: "/override the reason",
  ratify: "/ratify the reason",
  waive: "/waive coverage the reason",
  extend: "/extend 24h the reason",
  postpone: `/postpone ${day} the reason`,
  cancel: "/cancel the reason",
  "critical-only": "/critical-only the reason",
  "conditional-release": "/conditional-release the reason",
  remind: "/remind",
  authorize: "/authorize",
  released: "/released",
  "rolled-back": "/rolled-back the reason",
  status: "/status",
  help: "/help",
};

type Reader = (spoken: Spoken) => Command;

const readers: Readonly<Record<CommandName, Reader>> = {
  approve: (spoken) => ({ name: "approve", ...spoken, ...readReviewBody(spoken.words, spoken.body) }),
  reject: (spoken) => ({ name: "reject", ...spoken }),
  withdraw: (spoken) => ({ name: "withdraw", ...spoken }),
  resolve: readResolve,
  confirm: readConfirm,
  reopen: readReopen,
  delegate: readDelegate,
  unavailable: readUnavailable,
  conflict: readConflict,
  decide: readDecide,
  override: withReason("override"),
  ratify: withReason("ratify"),
  waive: readWaive,
  extend: readExtend,
  postpone: readPostpone,
  cancel: (spoken) => ({ name: "cancel", ...placeOf(spoken), reason: saidBy(spoken) }),
  "critical-only": withReason("critical-only"),
  "conditional-release": withReason("conditional-release"),
  remind: (spoken) => ({ name: "remind", ...placeOf(spoken) }),
  authorize: (spoken) => ({ name: "authorize", ...placeOf(spoken) }),
  released: (spoken) => ({ name: "released", ...placeOf(spoken) }),
  "rolled-back": (spoken) => ({ name: "rolled-back", ...placeOf(spoken), reason: saidBy(spoken) }),
  status: (spoken) => ({ name: "status", ...placeOf(spoken) }),
  help: (spoken) => ({ name: "help", ...placeOf(spoken) }),
};

/** The command that a known word and what follows it make; `malformed` where a required part is missing. */
export function readArguments(name: CommandName, spoken: Spoken): Command {
  return readers[name](spoken);
}

const placeOf = ({ line, raw }: Spoken): { line: number; raw: string } => ({ line, raw });

/** What was said from the command on: its line, then the lines after it. */
function saidBy(spoken: Spoken): string {
  return spoken.words === "" ? spoken.body : trimBlankLines(`${spoken.words}\n${spoken.body}`);
}

function malformed(command: CommandName, spoken: Spoken, problem: Problem, example?: string): Command {
  return { name: "malformed", ...placeOf(spoken), command, problem, example: example ?? examples[command] };
}

function withReason(name: "override" | "ratify" | "critical-only" | "conditional-release"): Reader {
  return (spoken) => {
    const reason = saidBy(spoken);
    return reason === "" ? malformed(name, spoken, "reason-missing") : { name, ...placeOf(spoken), reason };
  };
}

function readResolve(spoken: Spoken): Command {
  const condition = takeCondition(saidBy(spoken));
  if (condition === null) return malformed("resolve", spoken, "condition-missing");
  if (takeCondition(condition.rest) !== null) return malformed("resolve", spoken, "one-condition");
  const target = takeTarget(condition.rest);
  return {
    name: "resolve",
    ...placeOf(spoken),
    condition: condition.value,
    target: target.value,
    notes: target.rest,
  };
}

function readConfirm(spoken: Spoken): Command {
  const condition = takeCondition(spoken.words);
  if (condition === null) return malformed("confirm", spoken, "condition-missing");
  if (takeCondition(condition.rest) !== null) return malformed("confirm", spoken, "one-condition");
  return { name: "confirm", ...placeOf(spoken), condition: condition.value };
}

function readReopen(spoken: Spoken): Command {
  const condition = takeCondition(saidBy(spoken));
  if (condition === null) return malformed("reopen", spoken, "condition-missing");
  return { name: "reopen", ...placeOf(spoken), condition: condition.value, reason: condition.rest };
}

/** `role @user until date`: the role's words stay words. Whatever else stands there could be a limit, so it is refused. */
function readDelegate(spoken: Spoken): Command {
  const tokens = spoken.words.split(/\s+/);
  const [login, ...others] = tokens.filter((token) => token.startsWith("@"));
  if (login === undefined) return malformed("delegate", spoken, "login-missing");
  const to = readLogin(login);
  if (to === null || others.length > 0) return malformed("delegate", spoken, "login-invalid");
  const at = tokens.indexOf(login);
  const until = readUntil(tokens.slice(at + 1));
  if (until === "invalid" || (at > 0 && until.before.length > 0))
    return malformed("delegate", spoken, "date-invalid");
  const words = [...tokens.slice(0, at), ...until.before].join(" ");
  return { name: "delegate", ...placeOf(spoken), words, to, until: until.date };
}

function readUnavailable(spoken: Spoken): Command {
  const until = readUntil(spoken.words.split(/\s+/).filter((token) => token !== ""));
  if (until === "invalid") return malformed("unavailable", spoken, "date-invalid");
  return { name: "unavailable", ...placeOf(spoken), words: until.before.join(" "), until: until.date };
}

/** `until` and a date at the end, or a date alone; `before`: the words in front of it. */
function readUntil(tokens: string[]): { before: string[]; date: string | null } | "invalid" {
  const index = tokens.findIndex((token) => token.toLowerCase() === "until" || readDate(token) !== null);
  if (index < 0) return { before: tokens, date: null };
  const [word, ...more] = tokens.slice(tokens[index]?.toLowerCase() === "until" ? index + 1 : index);
  const date = word === undefined || more.length > 0 ? null : readDate(word);
  return date === null ? "invalid" : { before: tokens.slice(0, index), date };
}

const kinds = new Map<string, "technical" | "product" | "other">([
  ["technical", "technical"],
  ["tech", "technical"],
  ["product", "product"],
  ["other", "other"],
]);

function readConflict(spoken: Spoken): Command {
  const first = takeWord(saidBy(spoken));
  const about = kinds.get(first.value.toLowerCase());
  if (about === undefined) return malformed("conflict", spoken, "conflict-kind");
  return { name: "conflict", ...placeOf(spoken), about, summary: first.rest };
}

function readDecide(spoken: Spoken): Command {
  const { value, rest } = takeWord(saidBy(spoken));
  const ruling = value.toLowerCase();
  if (ruling !== "proceed" && ruling !== "stop") return malformed("decide", spoken, "ruling-kind");
  if (ruling === "proceed" && rest === "") return malformed("decide", spoken, "reason-missing");
  return { name: "decide", ...placeOf(spoken), ruling, reason: rest };
}

function readWaive(spoken: Spoken): Command {
  const { value, rest } = takeWord(saidBy(spoken));
  const item = value.toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(item)) return malformed("waive", spoken, "item-missing");
  if (rest === "") return malformed("waive", spoken, "reason-missing");
  return { name: "waive", ...placeOf(spoken), item, reason: rest };
}

function readExtend(spoken: Spoken): Command {
  const by = takeDuration(saidBy(spoken));
  if (by === null) return malformed("extend", spoken, "duration-invalid");
  if (by.rest === "") return malformed("extend", spoken, "reason-missing");
  return { name: "extend", ...placeOf(spoken), by: by.value, reason: by.rest };
}

function readPostpone(spoken: Spoken): Command {
  const said = saidBy(spoken);
  const until = takeDate(said);
  if (until === null) return malformed("postpone", spoken, said === "" ? "date-missing" : "date-invalid");
  return { name: "postpone", ...placeOf(spoken), until: until.value, reason: until.rest };
}
