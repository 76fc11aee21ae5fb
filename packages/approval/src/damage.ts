import { type Damage, factsOf, type Ledger } from "./ledger.ts";
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
 * Judges each damage since the current request. What was judged once is remembered by its fact.
 * @param ledger with the facts that this run observed (they stand in no comment yet)
 * @param requestEntry comment of the request's entry: damage before it is history
 */
export function judgeDamage(
  ledger: Ledger,
  comments: readonly Comment[],
  requestEntry: number,
): JudgedDamage[] {
  const remembered = new Map(factsOf(ledger, "damage").map(({ fact }) => [fact.key, fact.recovered]));
  const unrecorded = factsOf(ledger, "comment")
    .filter((kept) => kept.comment === Number.MAX_SAFE_INTEGER)
    .map(({ fact }) => fact);
  const [opened = ""] = comments.filter(({ id }) => id === requestEntry).map(({ createdAt }) => createdAt);
  return ledger.damage
    .filter((damage) => isSince(damage, ledger, requestEntry, opened))
    .map((damage) => {
      const key = damageKey(damage);
      const known = remembered.get(key);
      if (known !== undefined) return { damage, key, recovered: known };
      const at = unrecorded.findIndex((fact) => standsBefore(fact, damage));
      if (at >= 0) unrecorded.splice(at, 1);
      return { damage, key, recovered: at >= 0 };
    });
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
