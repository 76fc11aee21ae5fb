import { keep } from "../formats/keep.ts";
import { readLines } from "../formats/lines.ts";
import type { Text } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { CoverageFigures } from "./figures.ts";

/** So many blocks of statements are told apart. */
const mostBlocks = 1_000_000;

/**
 * Go's cover profile (`go test -coverprofile`): `file:line.column,line.column statements hits`. The same block comes once for
 * each package that was tested, and is one block. Profiles one after the other are one.
 * @throws Unreadable
 */
export async function goCover(text: Text): Promise<CoverageFigures> {
  const blocks = new Map<string, { statements: number; hit: boolean }>();
  let started = false;
  for await (const lines of readLines(text))
    for (const line of lines) {
      if (/^mode: (set|count|atomic)\s*$/.test(line)) started = true;
      else if (!started && line.trim() !== "")
        throw new Unreadable("is in no format of coverage that is read");
      else if (line.trim() !== "") readBlock(line, blocks);
    }
  let [covered, total] = [0, 0];
  for (const { statements, hit } of blocks.values()) {
    total += statements;
    if (hit) covered += statements;
  }
  return { lines: { covered, total }, branches: { covered: 0, total: 0 }, remarks: [] };
}

function readBlock(line: string, blocks: Map<string, { statements: number; hit: boolean }>): void {
  const found = /^(.+:\d+\.\d+,\d+\.\d+) (\d{1,9}) (\d+)\s*$/.exec(line);
  if (found === null) throw new Unreadable("has a line that is no block of a cover profile, or is cut off");
  const [, key = "", statements = "", hits = ""] = found;
  const known = blocks.get(key);
  const hit = !/^0+$/.test(hits);
  if (known !== undefined) {
    known.hit ||= hit;
    return;
  }
  if (blocks.size >= mostBlocks) throw new Unreadable("tells of more blocks than can be read");
  blocks.set(keep(key), { statements: Number(statements), hit });
}
