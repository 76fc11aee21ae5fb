import type { Command } from "@release-approval/approval";

/** The word of every command that there is. */
export type CommandWord = Exclude<Command["name"], "unknown" | "malformed">;

/** How each command looks when it is right, ready to be pasted: only the reason is left to say. */
const forms: Readonly<Record<CommandWord, string>> = {
  approve: "/approve",
  reject: "/reject the reason",
  withdraw: "/withdraw",
  resolve: "/resolve C1 <commit>",
  confirm: "/confirm C1",
  reopen: "/reopen C1 the reason",
  delegate: "/delegate role @login",
  unavailable: "/unavailable until YYYY-MM-DD",
  conflict: "/conflict technical: what you disagree on",
  decide: "/decide proceed: the reason",
  override: "/override the reason",
  ratify: "/ratify the reason",
  waive: "/waive item the reason",
  extend: "/extend 24h the reason",
  postpone: "/postpone YYYY-MM-DD the reason",
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

export function isCommandWord(word: string): word is CommandWord {
  return Object.hasOwn(forms, word);
}

type Parts = { role?: string | null; condition?: string; item?: string; to?: string; commit?: string };

/** A command to paste, with what is known filled in. A word that is no command is taken for `/approve`. */
export function commandForm(word: string | null, { role, condition, item, to, commit }: Parts = {}): string {
  const name = word !== null && isCommandWord(word) ? word : "approve";
  const named = role === undefined || role === null || role === "" ? "" : ` ${role}`;
  switch (name) {
    case "approve":
    case "withdraw":
      return `/${name}${named}`;
    case "reject":
      return `/reject${named} the reason`;
    case "unavailable":
      return `/unavailable${named} until YYYY-MM-DD`;
    case "delegate":
      return `/delegate${named === "" ? " role" : named} @${to || "login"}`;
    case "resolve":
      return `/resolve ${condition || "C1"} ${commit || "<commit>"}`;
    case "confirm":
      return `/confirm ${condition || "C1"}`;
    case "reopen":
      return `/reopen ${condition || "C1"} the reason`;
    case "waive":
      return `/waive ${item || "item"} the reason`;
    default:
      return forms[name];
  }
}
