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
    const distance = countEdits(plain, flatten(candidate));
    if (distance <= allowance(plain, candidate) && (best === null || distance < best.distance))
      best = { candidate, distance };
  }
  return best?.candidate ?? null;
}

const flatten = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, "");

// A word of two letters is not near to any other: "qa" and "po" would be each other's typing error.
const allowance = (word: string, candidate: string): number =>
  Math.floor(Math.min(Math.max(word.length, 2), candidate.length) / 3);

/** Damerau–Levenshtein (optimal string alignment): letters added, left out, replaced, or swapped with a neighbour. */
export function countEdits(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const edits = Math.min(at(above, j) + 1, at(row, j - 1) + 1, replaced);
      row.push(swapped ? Math.min(edits, at(before, j - 2) + 1) : edits);
    }
    before = above;
    above = row;
  }
  return at(above, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
