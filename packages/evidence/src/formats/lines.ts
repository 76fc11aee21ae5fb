import type { Text } from "./text.ts";
import { Unreadable } from "./unreadable.ts";

/** In characters. */
const longestLine = 1024 * 1024;

/**
 * The lines of a report without their ends.
 * @throws Unreadable for a line that is too long, and what `pieces` throw
 */
export async function* readLines({ pieces }: Text): AsyncGenerator<readonly string[]> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine)
      throw new Unreadable(`has a line of more than ${longestLine.toLocaleString("en-US")} characters`);
    yield lines.map(withoutReturn);
  }
  if (rest !== "") yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
