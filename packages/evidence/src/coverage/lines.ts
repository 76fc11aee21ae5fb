import { keep } from "../formats/keep.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Share } from "./figures.ts";

/** No source file is longer. */
const mostLines = 10_000_000;

/** In bytes, for the lines of all files; and how many branches are told apart. */
const mostMemory = 128 * 1024 * 1024;
const mostBranches = 2_000_000;

/** Two bits for each line of a file: whether it can be covered, and whether it is. */
type Bits = { found: Uint32Array; hit: Uint32Array };

export type LineMap = {
  /** The file that lines belong to from here on; the same one may come again. Tells whether it is new. */
  file: (path: string) => boolean;
  line: (number: number, hit: boolean) => void;
  /** A branch of the file, by whatever tells it from others. */
  branch: (key: string, taken: boolean) => void;
  lines: () => Share;
  branches: () => Share;
};

/**
 * Lays reports of the same lines over one another: a line that is covered in one of them is covered.
 * @throws Unreadable, from its functions, for more than memory should be spent on
 */
export function startLineMap(): LineMap {
  const files = new Map<string, { bits: Bits; branches: Map<string, boolean> }>();
  let here = { bits: emptyBits(), branches: new Map<string, boolean>() };
  let memory = 0;
  let branches = 0;
  const grow = (from: Uint32Array, words: number) => {
    memory += 4 * (words - from.length);
    if (memory > mostMemory) throw new Unreadable("tells of more lines than can be read");
    const larger = new Uint32Array(words);
    larger.set(from);
    return larger;
  };
  return {
    file: (path) => {
      const known = files.get(path);
      here = known ?? { bits: emptyBits(), branches: new Map() };
      if (known !== undefined) return false;
      memory += 300 + 2 * path.length;
      if (memory > mostMemory) throw new Unreadable("tells of more files than can be read");
      files.set(keep(path), here);
      return true;
    },
    line: (number, hit) => {
      if (!(number >= 0 && number <= mostLines)) throw new Unreadable("has a line number that cannot be");
      const { bits } = here;
      const word = number >>> 5;
      if (word >= bits.found.length) {
        const words = Math.max(word + 1, 2 * bits.found.length);
        bits.found = grow(bits.found, words);
        bits.hit = grow(bits.hit, words);
      }
      const bit = 1 << (number & 31);
      bits.found[word] = (bits.found[word] ?? 0) | bit;
      if (hit) bits.hit[word] = (bits.hit[word] ?? 0) | bit;
    },
    branch: (key, taken) => {
      const known = here.branches.get(key);
      if (known === undefined) branches += 1;
      if (branches > mostBranches) throw new Unreadable("tells of more branches than can be read");
      here.branches.set(known === undefined ? keep(key) : key, taken || known === true);
    },
    lines: () =>
      sum([...files.values()].map(({ bits }) => ({ covered: count(bits.hit), total: count(bits.found) }))),
    branches: () =>
      sum([...files.values()].map(({ branches: of }) => ({ covered: countTaken(of), total: of.size }))),
  };
}

function emptyBits(): Bits {
  return { found: new Uint32Array(), hit: new Uint32Array() };
}

function sum(shares: readonly Share[]): Share {
  let [covered, total] = [0, 0];
  for (const one of shares) {
    covered += one.covered;
    total += one.total;
  }
  return { covered, total };
}

function count(words: Uint32Array): number {
  let bits = 0;
  for (const word of words) for (let rest = word; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

function countTaken(branches: ReadonlyMap<string, boolean>): number {
  let taken = 0;
  for (const one of branches.values()) if (one) taken += 1;
  return taken;
}
