/** Longer words are no typing errors; comparing them would only cost time. */
const longest = 60;

/**
 * The candidate that somebody most likely meant, or null where none is near: at most a third of the letters differ.
 * Upper and lower case, spaces, hyphens and underscores make no difference. Of equally near ones the first is taken.
 */
export function findNearest(word: string, candidates: readonly string[]): string | null {
  if (word.length > longest) return null;
  const plain = flatten(word);
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const other = flatten(candidate);
    const allowed = allowance(plain, candidate);
    // Each letter that one of them has more is an edit.
    if (Math.abs(plain.length - other.length) > allowed) continue;
    const distance = countEdits(plain, other);
    if (distance <= allowed && (best === null || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate ?? null;
}

const flatten = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, "");

// A word of two letters is not near to any other: "qa" and "po" would be each other's typing error.
const allowance = (word: string, candidate: string): number =>
  Math.floor(Math.min(Math.max(word.length, 2), candidate.length) / 3);

/** How many edits lead from one word's beginning to the other's; `corner`: without the last letter of either. */
type Cell = { edits: number; corner: number };

const outside: Cell = { edits: Number.POSITIVE_INFINITY, corner: Number.POSITIVE_INFINITY };

/** Damerau–Levenshtein (optimal string alignment): letters added, left out, replaced, or swapped with a neighbour. */
export function countEdits(a: string, b: string): number {
  let above: Cell[] = Array.from({ length: b.length + 1 }, (_, column) => ({ ...outside, edits: column }));
  let last = b.length;
  for (let i = 1; i <= a.length; i++) {
    const row: Cell[] = [];
    let corner = outside;
    let left = Number.POSITIVE_INFINITY;
    for (const [j, up] of above.entries()) {
      const replaced = corner.edits + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      left = Math.min(up.edits + 1, left + 1, replaced, swapped ? corner.corner + 1 : replaced);
      row.push({ edits: left, corner: corner.edits });
      corner = up;
    }
    last = left;
    above = row;
  }
  return last;
}
