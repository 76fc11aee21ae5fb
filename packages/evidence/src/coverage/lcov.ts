import { readLines } from "../formats/lines.ts";
import { readCount } from "../formats/number.ts";
import type { Text } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { type CoverageFigures, compareShares } from "./figures.ts";
import { type LineMap, startLineMap } from "./lines.ts";

/*
 * lcov tracefiles (geninfo(1)): `SF:` begins a source file, `DA:line,hits` is a line, `BRDA:line,block,branch,taken` a branch.
 * A file that comes several times, once for each test, is one file.
 */

type State = {
  map: LineMap;
  inFile: boolean;
  claims: Record<"LF" | "LH", number>;
  /** A file came a second time. */
  again: boolean;
};

/** @throws Unreadable for text that is no tracefile, or that ends within a file */
export async function lcov(text: Text): Promise<CoverageFigures> {
  const map = startLineMap();
  const state: State = { map, inFile: false, claims: { LF: 0, LH: 0 }, again: false };
  for await (const lines of readLines(text)) for (const line of lines) readRecord(line.trim(), state);
  if (state.inFile) throw new Unreadable("is cut off: its end is missing");
  const lines = map.lines();
  const { LF: total, LH: covered } = state.claims;
  // Sums over a file that comes twice are of no use.
  const comparable = !state.again && total > 0;
  return {
    lines,
    branches: map.branches(),
    remarks: comparable ? compareShares("lines", { covered, total }, lines) : [],
  };
}

function readRecord(line: string, state: State): void {
  if (line === "" || line.startsWith("#")) return;
  if (line === "end_of_record") {
    state.inFile = false;
    return;
  }
  const colon = line.indexOf(":");
  const name = line.slice(0, colon);
  const value = line.slice(colon + 1);
  if (colon < 1 || !/^[A-Z]{2,8}$/.test(name))
    throw new Unreadable("is in no format of coverage that is read");
  if (name === "SF") {
    if (!state.map.file(value)) state.again = true;
    state.inFile = true;
  } else if (name === "DA") readLine(value, state);
  else if (name === "BRDA") readBranch(value, state);
  else if (name === "LF" || name === "LH") state.claims[name] += readCount(value) ?? 0;
}

/** Hits may be negative where gcov is wrong: such a line is not covered. */
function readLine(value: string, { map, inFile }: State): void {
  const [line, hits] = value.split(",");
  const number = readCount(line);
  if (!inFile || number === undefined || hits === undefined || !/^-?\d+$/.test(hits)) throw damaged();
  map.line(number, !hits.startsWith("-") && !/^0+$/.test(hits));
}

/** The branch may be words: `jump to line 3`. `-` is a branch whose condition was never met. */
function readBranch(value: string, { map, inFile }: State): void {
  const end = value.lastIndexOf(",");
  const key = value.slice(0, end);
  const taken = value.slice(end + 1);
  if (!inFile || end < 1 || !/^(?:-|\d+)$/.test(taken)) throw damaged();
  map.branch(key.slice(0, 200), taken !== "-" && !/^0+$/.test(taken));
}

function damaged(): Unreadable {
  return new Unreadable("has a line that is no record of lcov");
}
