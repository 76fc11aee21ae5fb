import { countEdits } from "../policy/nearest.ts";
import { type CommandName, commandNames } from "./command.ts";

/** What a line that begins with `/` may be: a command with the rest of its line, or a word that is none. */
export type Spotted =
  | { kind: "command"; name: CommandName; words: string }
  | { kind: "unknown"; word: string; nearest: CommandName | null };

const names = new Map<string, CommandName>(commandNames.map((name) => [name, name]));

/** Words that people use for a command, too far from it to be a slip of the fingers. They are offered, not obeyed. */
const meant = new Map<string, CommandName>([
  ["lgtm", "approve"],
  ["accept", "approve"],
  ["ok", "approve"],
  ["ack", "approve"],
  ["approval", "approve"],
  ["sign-off", "approve"],
  ["shipit", "approve"],
  ["ship-it", "approve"],
  ["deny", "reject"],
  ["decline", "reject"],
  ["block", "reject"],
  ["veto", "reject"],
  ["nack", "reject"],
  ["disapprove", "reject"],
  ["request-changes", "reject"],
  ["unapprove", "withdraw"],
  ["revoke", "withdraw"],
  ["retract", "withdraw"],
  ["fixed", "resolve"],
  ["done", "resolve"],
  ["handover", "delegate"],
  ["away", "unavailable"],
  ["abort", "cancel"],
  ["delay", "postpone"],
  ["ping", "remind"],
  ["nudge", "remind"],
  ["rollback", "rolled-back"],
  ["roll-back", "rolled-back"],
  ["commands", "help"],
]);

/** No command word that somebody slips on is longer. */
const longestWord = 24;

/**
 * Reads a line as a command: at most three ASCII spaces, a plain `/`, a word in ASCII letters and hyphens in any case,
 * then white space or one of `: , . ; !` before it. A second `/` makes it a path. null: no command at all. `nearest` finds what an unknown word may mean.
 */
export function spotCommand(
  line: string,
  nearest: (word: string) => CommandName | null = nearestCommand,
): Spotted | null {
  const start = line.search(/[^ ]/);
  if (start < 0 || start > 3 || line.charAt(start) !== "/") return null;
  const rest = line.slice(start + 1);
  const gap = rest.search(/\s/);
  const token = gap < 0 ? rest : rest.slice(0, gap);
  if (token.includes("/")) return null;
  const word = /^[A-Za-z]+(?:-[A-Za-z]+)*/.exec(token)?.[0];
  if (word === undefined) return null;
  const tail = token.slice(word.length);
  const name = names.get(word.toLowerCase());
  if (!/^[:,.;!]*$/.test(tail))
    return name === undefined ? null : { kind: "unknown", word: token.slice(0, 40), nearest: name };
  if (name !== undefined) return { kind: "command", name, words: rest.slice(token.length).trim() };
  return { kind: "unknown", word: word.slice(0, 40), nearest: nearest(word) };
}

/** The command that a mistyped word most likely is: at most two slips (one in short words), or a known other word for it. */
export function nearestCommand(word: string): CommandName | null {
  const typed = word.toLowerCase();
  if (typed.length > longestWord) return null;
  const known = meant.get(typed);
  if (known !== undefined) return known;
  const limit = typed.length <= 4 ? 1 : 2;
  let best: CommandName | null = null;
  let least = limit + 1;
  for (const name of commandNames) {
    const slips = isPartOf(typed, name) ? limit : atMost(limit, typed, name);
    if (slips < least) {
      best = name;
      least = slips;
    }
  }
  return best;
}

/** `/approve-qa` and `/appr`: begun, or gone on with. */
function isPartOf(typed: string, name: string): boolean {
  return typed.startsWith(`${name}-`) || (typed.length >= 4 && name.startsWith(typed));
}

/** Words whose lengths already differ by more are not compared. */
function atMost(limit: number, typed: string, name: string): number {
  return Math.abs(typed.length - name.length) > limit ? limit + 1 : countEdits(typed, name);
}
