/** Workflow commands in a step's log: `::error title=No::text`. */

export type WorkflowCommand = { name: string; properties: Record<string, string>; message: string };

const COMMAND = /^::([a-z-]+)(?: (.*?))?::(.*)$/;

export function readCommands(log: string): WorkflowCommand[] {
  const commands: WorkflowCommand[] = [];
  let stopped: string | undefined;
  for (const line of log.split(/\r?\n/)) {
    const trimmed = line.trimStart();
    if (stopped !== undefined) {
      if (trimmed === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const match = COMMAND.exec(trimmed);
    if (!match) continue;
    const [, name = "", properties = "", message = ""] = match;
    if (name === "stop-commands") stopped = message;
    else commands.push({ name, properties: readProperties(properties), message: decodeData(message) });
  }
  return commands;
}

function readProperties(text: string): Record<string, string> {
  const pairs = text.split(",").flatMap((pair) => {
    const equals = pair.indexOf("=");
    if (equals < 1) return [];
    const value = decodeData(
      pair
        .slice(equals + 1)
        .replaceAll("%3A", ":")
        .replaceAll("%2C", ","),
    );
    return [[pair.slice(0, equals).trim(), value]];
  });
  return Object.fromEntries(pairs);
}

function decodeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
