import { addCalendar, mostCommands, type Problem } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { resolveForm } from "./conditions.ts";
import { codeSpan, cut } from "./escape.ts";
import type { Asked, Explanation } from "./explanation-parts.ts";
import { textOf } from "./findings.ts";
import { excusable, isReleased } from "./follow-ups.ts";
import { list } from "./links.ts";

/* What a command lacks, with an example that works as it stands: one line of the table for each problem. */

/** `typed`: the word that was read as the part in question, as Markdown; `""` where there is none. */
type Say = (typed: string, asked: Asked) => string;

const words: Readonly<Record<Problem, Say>> = {
  "condition-missing": (typed) =>
    `${typed === "" ? "it does not say which condition" : `${typed} is no condition`}; each has its number, such as \`C1\``,
  "one-condition": (_, { act }) =>
    `${codeSpan(`/${act.command ?? ""}`)} takes one condition at a time; write one line for each`,
  "login-missing": () => "it does not say to whom; a login begins with `@`",
  "login-invalid": () => "a role is lent to one person, by one login; a team or two people cannot take it",
  "date-missing": (_, asked) => `it does not say until which day; ${dayForm(asked)}`,
  "date-invalid": (typed, asked) =>
    `${typed === "" ? placeOfDay(asked) : `${typed} is no day`}; ${dayForm(asked)}`,
  "duration-invalid": (typed) =>
    typed === ""
      ? "it does not say how much longer; `15m`, `4h`, `2d`, `1w` are lengths of time"
      : `${typed} is no length of time; \`15m\`, \`4h\`, \`2d\`, \`1w\` are`,
  "conflict-kind": (typed) =>
    typed === ""
      ? "it does not say what the conflict is about: `technical`, `product` or `other`"
      : `${typed} is no kind of conflict; \`technical\`, \`product\`, \`other\` are`,
  "ruling-kind": (typed) =>
    typed === ""
      ? "it does not say how you decide: `proceed` or `stop`"
      : `${typed} is no ruling; \`proceed\` and \`stop\` are`,
  "item-missing": () => "it does not say what is waived: the item first, then the reason",
  "reason-missing": () => "it gives no reason, and whoever looks back later needs one",
  "too-many": () =>
    `a comment is read up to ${mostCommands} commands, and this one holds more: from this line on nothing was read, and what was read approves nothing`,
};

/** What is wrong with a command that lacks a part, or has a wrong one. */
export function explainMalformed(asked: Asked): Explanation {
  const problem = textOf(asked.act.facts, "problem");
  if (!isProblem(problem))
    return { why: "a part of it cannot be read.", todo: "Like this:", commands: [exampleFor("", asked)] };
  return {
    why: `${words[problem](wordIn(asked, problem), asked)}.`,
    todo: todoFor(problem, asked),
    commands: [exampleFor(problem, asked)],
  };
}

function isProblem(word: string): word is Problem {
  return Object.hasOwn(words, word);
}

// Only the command's own line is known: what stands below it may be the part that was meant.
function wordIn({ act: { facts, command } }: Asked, problem: Problem): string {
  const [, ...parts] = textOf(facts, "said").trim().split(/\s+/u);
  const word = problem === "date-invalid" ? wrongDay(parts, command) : (parts[0] ?? "");
  const bare = word.replace(/[.,:;!]+$/u, "");
  return bare === "" ? "" : codeSpan(cut(bare, 60));
}

// `/postpone` begins with its day, the others end with it; a day that is right there stands in the wrong place.
function wrongDay(parts: readonly string[], command: string | null): string {
  const isLead = (word: string | undefined) => /^(?:until|to)$/iu.test(word ?? "");
  if (command === "postpone") return (isLead(parts[0]) ? parts[1] : parts[0]) ?? "";
  const last = parts.at(-1) ?? "";
  return isLead(parts.at(-2)) && !isDay(last) ? last : "";
}

function isDay(word: string): boolean {
  const moment = Date.parse(`${word}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(word);
}

function placeOfDay({ act: { command } }: Asked): string {
  switch (command) {
    case "delegate":
      return "after the person, only `until` and a day can stand";
    case "unavailable":
      return "`until` and a day stand last, and nothing after them";
    default:
      return "its day cannot be read";
  }
}

function dayForm(asked: Asked): string {
  return `a day is written year-month-day, such as \`${inAWeek(asked)}\``;
}

// An example's day has to lie ahead, or the next reply refuses it.
function inAWeek({ view }: Asked): string {
  return addCalendar(view.asOf, "7d").slice(0, 10);
}

function todoFor(problem: Problem, { view }: Asked): string {
  const open = view.conditions.filter((one) => one.state !== "confirmed").map((one) => one.id);
  switch (problem) {
    case "condition-missing":
    case "one-condition":
      return open.length === 0 ? "No condition is open now. It would look so:" : `Open: ${list(open, 10)}.`;
    case "too-many":
      return "Post what is left in a comment of its own, from here on:";
    default:
      return "Like this:";
  }
}

function exampleFor(problem: string, asked: Asked): string {
  const { act, view } = asked;
  const example = textOf(act.facts, "example");
  if (problem === "too-many") return example;
  const [condition] = view.conditions.filter((one) => one.state !== "confirmed").map((one) => one.id);
  switch (act.command) {
    case "resolve":
      return resolveForm(condition ?? "C1", view.policy);
    case "confirm":
    case "reopen":
      return commandForm(act.command, condition === undefined ? {} : { condition });
    // Nobody's name is offered for pasting: whoever has it would hold the role.
    case "delegate":
      return `${commandForm("delegate", { role: ownRole(asked) })}${problem === "date-invalid" ? ` until ${inAWeek(asked)}` : ""}`;
    case "waive":
      return commandForm("waive", { item: waivable(asked) ?? "coverage" });
    default:
      return example.replace(/\d{4}-\d\d-\d\d/u, inAWeek(asked));
  }
}

function ownRole({ view, answer }: Asked): string | null {
  const own = view.decision.requirements.find((one) =>
    one.members.some((member) => member.id === answer.person.id),
  );
  return own?.role ?? null;
}

function waivable({ view }: Asked): string | undefined {
  if (isReleased(view)) return excusable(view)[0];
  return view.evidence.find((one) => one.verdict !== "met")?.item;
}
