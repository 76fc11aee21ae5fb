import type { Approve, Command } from "./command.ts";

/**
 * The command as a person would post it; reading it again gives the same command (but `line` and `raw`). `unknown` and
 * `malformed` are printed as they were posted. A reason of several lines does not say whether its first one stood beside
 * the command or below it: one that begins with raw HTML may read back without the quotes in it.
 */
export function printCommand(command: Command): string {
  switch (command.name) {
    case "approve":
    case "reject":
    case "withdraw":
      return printReview(command);
    case "resolve":
      return withText(joinWords("/resolve", command.condition, command.target), command.notes);
    case "confirm":
      return `/confirm ${command.condition}`;
    case "reopen":
      return withText(`/reopen ${command.condition}`, command.reason);
    case "delegate":
      return joinWords("/delegate", command.words, `@${command.to}`, printUntil(command.until));
    case "unavailable":
      return joinWords("/unavailable", command.words, printUntil(command.until));
    case "conflict":
      return withText(`/conflict ${command.about}:`, command.summary);
    case "decide":
      return withText(`/decide ${command.ruling}:`, command.reason);
    case "override":
    case "ratify":
    case "cancel":
    case "critical-only":
    case "conditional-release":
    case "rolled-back":
      return withText(`/${command.name}`, command.reason);
    case "waive":
      return withText(`/waive ${command.item}`, command.reason);
    case "extend":
      return withText(`/extend ${command.by}`, command.reason);
    case "postpone":
      return withText(`/postpone ${command.until}`, command.reason);
    case "remind":
    case "authorize":
    case "released":
    case "status":
    case "help":
      return `/${command.name}`;
    case "unknown":
    case "malformed":
      return command.raw;
  }
}

function printReview(command: Approve | (Command & { name: "reject" | "withdraw" })): string {
  const line = joinWords(`/${command.name}`, command.words);
  return command.body === "" ? line : `${line}\n\n${command.body}`;
}

const joinWords = (...words: string[]): string => words.filter((word) => word !== "").join(" ");

const printUntil = (date: string | null): string => (date === null ? "" : `until ${date}`);

/**
 * What must stay below the command's line: an indented line, and of several lines those that begin with Markdown that
 * means something at the start of a line only, or whose first line stands alone (an empty line right after the
 * command's own is not kept).
 */
const staysBelow = /^(?:\s|(?:```|~~~|[-*+](?:\s|$)|\d{1,9}[.)]|#|<[A-Za-z/]|---).*\n|.*\n[ \t]*\n)/;
const separator = /^[:,;–—-]/;

function withText(head: string, text: string): string {
  if (text === "") return head.replace(/:$/, "");
  if (staysBelow.test(text)) return `${head}\n\n${text}`;
  const apart = separator.test(text) && head.includes(" ") && !head.endsWith(":") ? ":" : "";
  return `${head}${apart} ${text}`;
}
