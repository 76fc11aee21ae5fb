/** The files through which a step talks to the runner: GITHUB_OUTPUT, GITHUB_ENV and their like. */

/**
 * Reads `name=value` lines and blocks `name<<delimiter … delimiter`, the form that @actions/core writes.
 * @throws Error for a line that is neither, or a block without its end, as the runner fails the step
 */
export function readKeyValues(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/);
  const values: Record<string, string> = {};
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const block = /^([^=]+?)<<(.+)$/.exec(line);
    if (block) {
      const end = lines.indexOf(block[2] ?? "", index + 1);
      if (end < 0) throw new Error(`Matching delimiter not found: ${block[2]}`);
      values[block[1] ?? ""] = lines.slice(index + 1, end).join("\n");
      index = end;
      continue;
    }
    const equals = line.indexOf("=");
    if (equals < 1) throw new Error(`Invalid format: ${line}`);
    values[line.slice(0, equals)] = line.slice(equals + 1);
  }
  return values;
}
