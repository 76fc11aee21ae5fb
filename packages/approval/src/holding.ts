import type { Command } from "./commands.ts";

const holding: ReadonlySet<Command["name"]> = new Set([
  "reject",
  "withdraw",
  "conflict",
  "reopen",
  "cancel",
  "postpone",
]);

/** Whether a command can only hold a release: such a one is believed of an imperfect record, too. */
export function isHolding(command: Command): boolean {
  const { name } = command;
  if (name === "decide") return command.ruling === "stop";
  return holding.has(name);
}
