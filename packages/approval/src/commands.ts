import { readArguments, type Spoken } from "./commands/arguments.ts";
import type { Command } from "./commands/command.ts";
import { nearestCommand, type Spotted, spotCommand } from "./commands/command-words.ts";
import { type Line, readLines } from "./commands/own-words.ts";
import { trimBlankLines } from "./commands/review-body.ts";

/*
 * Reads the commands in a comment (docs/commands.md). Pure, total and linear in the size of the text,
 * whatever the text is; it knows no policy, so roles stay words until `splitRole`.
 */

export type { ChecklistItem, Command, CommandName, Problem } from "./commands/command.ts";
export { commandNames } from "./commands/command.ts";
export { splitRole } from "./commands/split-role.ts";

/** A comment that commands more than this is read so far, and the rest is answered by `too-many`. */
export const mostCommands = 20;

/** Comparing words costs time: of more unknown ones than this, none is taken for a slip of the fingers. */
const mostStrangers = 200;

type Found = { line: Line; spotted: Spotted };

/**
 * The commands of a comment, in order. Words that are close to no command (`/etc`) are listed as `unknown` with `nearest`
 * null, for the caller to ignore: they end no command's text.
 */
export function parseCommands(text: string): Command[] {
  const lines = readLines(text);
  const found = spotLines(lines);
  const ends = found.filter(isCommand);
  const review = ends.find(isReview);
  const commands = ends.slice(0, mostCommands).map((one, index) => {
    const preamble = one === review && one === ends[0] ? ownText(lines.slice(0, one.line.number - 1)) : "";
    return toCommand(one, trimBlankLines(`${preamble}\n${bodyOf(one, ends[index + 1], lines)}`));
  });
  const strangers = found.filter((one) => !isCommand(one)).slice(0, mostCommands);
  commands.push(...strangers.map((one) => toCommand(one, "")));
  commands.sort((a, b) => a.line - b.line);
  const dropped = ends[mostCommands];
  return dropped === undefined ? commands : [...commands, tooMany(dropped)];
}

function spotLines(lines: readonly Line[]): Found[] {
  let strangers = 0;
  const nearest = (word: string) => {
    strangers += 1;
    return strangers > mostStrangers ? null : nearestCommand(word);
  };
  const found: Found[] = [];
  for (const line of lines) {
    const spotted = line.standing === "spoken" ? spotCommand(line.text, nearest) : null;
    if (spotted !== null && !isSlashedCondition(line.text, spotted)) found.push({ line, spotted });
  }
  return found;
}

/** `/before release: …` is meant as the condition that it is without its slash. */
function isSlashedCondition(text: string, spotted: Spotted): boolean {
  return spotted.kind === "unknown" && /^ {0,3}\/(?:before|after)(?: the)? release *[:：]/i.test(text);
}

const isCommand = ({ spotted }: Found): boolean => spotted.kind === "command" || spotted.nearest !== null;

const isReview = ({ spotted }: Found): boolean =>
  spotted.kind === "command" && ["approve", "reject", "withdraw"].includes(spotted.name);

/** The author's own lines up to the next command. */
function bodyOf({ line }: Found, next: Found | undefined, lines: readonly Line[]): string {
  return ownText(lines.slice(line.number, (next?.line.number ?? lines.length + 1) - 1));
}

function ownText(lines: readonly Line[]): string {
  return trimBlankLines(
    lines
      .filter((line) => line.standing !== "foreign")
      .map((line) => line.text)
      .join("\n"),
  );
}

function toCommand({ line, spotted }: Found, body: string): Command {
  const place = { line: line.number, raw: line.text.trim() };
  if (spotted.kind === "unknown")
    return { name: "unknown", ...place, word: spotted.word, nearest: spotted.nearest };
  const spoken: Spoken = { ...place, words: spotted.words, body };
  return readArguments(spotted.name, spoken);
}

function tooMany({ line, spotted }: Found): Command {
  const command = spotted.kind === "command" ? spotted.name : spotted.word;
  const raw = line.text.trim();
  return {
    name: "malformed",
    line: line.number,
    raw,
    command,
    problem: "too-many",
    example: raw.slice(0, 200),
  };
}
