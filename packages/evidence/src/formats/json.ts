import type { Text } from "./text.ts";
import { sizeText } from "./text.ts";
import { Unreadable } from "./unreadable.ts";

/** JSON is read whole, so it may not be as large as what is streamed. In characters. */
const largestJson = 64 * 1024 * 1024;

const deepest = 100;
/** Empty ones take more memory than text: 20 million of them, which fit into the largest text, take 2 GB. */
const mostValues = 5_000_000;

/**
 * Reads JSON whole, once it is known to be neither too large nor nested too deeply.
 * @throws Unreadable
 */
export async function readJson(text: Text): Promise<unknown> {
  const pieces: string[] = [];
  const watch = watchShape();
  let length = 0;
  for await (const piece of text.pieces) {
    length += piece.length;
    if (length > largestJson)
      throw new Unreadable(`is larger than ${sizeText(largestJson)}, the most that is read of JSON`);
    watch(piece);
    pieces.push(piece);
  }
  try {
    return JSON.parse(pieces.join(""));
  } catch {
    throw new Unreadable("is not JSON, or is cut off");
  }
}

/** Counts brackets and commas outside strings, so that a bomb is refused before memory is spent on it. */
function watchShape(): (piece: string) => void {
  let depth = 0;
  let values = 0;
  let inString = false;
  let escaped = false;
  return (piece) => {
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (escaped) escaped = false;
      else if (inString) {
        if (code === 0x5c) escaped = true;
        else if (code === 0x22) inString = false;
      } else if (code === 0x22) inString = true;
      else if (code === 0x2c) values += 1;
      else if (code === 0x7b || code === 0x5b) {
        depth += 1;
        values += 1;
      } else if (code === 0x7d || code === 0x5d) depth -= 1;
      if (depth > deepest) throw new Unreadable(`is nested more than ${deepest} levels deep`);
    }
    if (values > mostValues) throw new Unreadable("holds more values than are read of JSON");
  };
}
