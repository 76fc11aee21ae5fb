import { type Damage, factsOf, type Kept, type Ledger } from "./ledger.ts";
import type { Comment } from "./snapshot.ts";

/*
 * An entry that was edited or deleted is void. What it told of comments is read again from the comments; whatever else
 * it held (the request of another commit, a gate's claim, how publishing ended) stands nowhere else.
 */

/** `recovered`: comments that nobody has recorded stand before it, so it told of them, and they are read again. */
export type JudgedDamage = { damage: Damage; key: string; recovered: boolean };

/** Key of the fact that remembers a damage: `damage:comment/…` or `damage:<digest>`. */
export function damageKey(damage: Damage): string {
  if (damage.comment !== null) return `damage:comment/${damage.comment}`;
  return `damage:${damage.digest ?? `deletion/${damage.at}`}`;
}

/**
 * Judges each damage since the current request. What was judged once is remembered by its fact; that it was recovered is
 * believed only where the comments are there that were read again, since an entry may say what it likes.
 * @param ledger with the facts that this run observed (they stand in no comment yet)
 * @param requestEntry comment of the request's entry: damage before it is history
 */
export function judgeDamage(
  ledger: Ledger,
  comments: readonly Comment[],
  requestEntry: number,
): JudgedDamage[] {
  const remembered = new Map(factsOf(ledger, "damage").map((kept) => [kept.fact.key, kept]));
  const told = factsOf(ledger, "comment").sort((a, b) => a.comment - b.comment);
  const unrecorded = told.filter((kept) => kept.comment === Number.MAX_SAFE_INTEGER);
  const recorded = told.filter((kept) => kept.comment !== Number.MAX_SAFE_INTEGER);
  const [opened = ""] = comments.filter(({ id }) => id === requestEntry).map(({ createdAt }) => createdAt);
  return ledger.damage
    .filter((damage) => isSince(damage, ledger, requestEntry, opened))
    .map((damage) => {
      const key = damageKey(damage);
      const known = remembered.get(key);
      if (known?.fact.recovered === false) return { damage, key, recovered: false };
      const recovered =
        known === undefined
          ? take(unrecorded, ({ fact }) => standsBefore(fact, damage))
          : take(recorded, (kept) => standsBefore(kept.fact, damage) && isReadAgain(kept, damage, known));
      return { damage, key, recovered };
    });
}

/** Takes the first that fits out of a list; whether there was one. */
function take<T>(list: T[], fits: (one: T) => boolean): boolean {
  const at = list.findIndex(fits);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

// First told by an entry that stands after the damage, and not after the one that remembers it.
function isReadAgain(kept: Kept, damage: Damage, remembers: Kept): boolean {
  if (kept.comment > remembers.comment) return false;
  if (damage.comment !== null) return kept.comment > damage.comment;
  return damage.at === null || kept.at >= damage.at;
}

function isSince(damage: Damage, ledger: Ledger, requestEntry: number, opened: string): boolean {
  if (damage.comment !== null) return damage.comment > requestEntry;
  // Who names it knew it, so it is older than they are.
  const namedBy = ledger.entries.find(
    (entry) => damage.digest !== null && entry.block.seen.includes(damage.digest),
  );
  if (namedBy !== undefined) return namedBy.comment > requestEntry;
  return damage.at === null || damage.at >= opened;
}

function standsBefore(fact: { comment: number; at: string }, damage: Damage): boolean {
  if (damage.comment !== null) return fact.comment < damage.comment;
  return damage.at === null || fact.at <= damage.at;
}
