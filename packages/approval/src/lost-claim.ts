import type { Evaluation } from "./evaluate.ts";
import type { Judgement } from "./judge.ts";
import type { Damage, Ledger } from "./ledger.ts";

/**
 * Whether an entry that was edited or deleted may have held a gate's claim: it may have been posted after the release
 * could be cleared. Comments and presses are read again, and bring no claim back; whether a run is publishing has to be
 * asked elsewhere then.
 */
export function mayHaveLostClaim(
  ledger: Pick<Ledger, "entries">,
  { damage, judgements }: Pick<Evaluation, "damage" | "judgements">,
): boolean {
  return judgements.some((judgement) => {
    const from = clearedFrom(judgement);
    return damage.some((one) => isAfter(one.damage, ledger, from));
  });
}

// The earliest moment at which every required role had said yes, whatever became of it since. Of a press nobody can tell,
// once an entry is lost, when it was.
function clearedFrom(judgement: Judgement): number {
  const { requirements, reviews } = judgement;
  const needed = requirements.filter((one) => one.effect === "required");
  const firsts = needed.map(({ role }) => {
    const yes = reviews.filter((review) => review.role === role && review.verdict === "approved");
    if (yes.length === 0 && mayDoWithout(judgement)) return 0;
    return Math.min(...yes.map(commentOf));
  });
  return Math.max(0, ...firsts);
}

function commentOf({ key }: { key: string }): number {
  const [, comment = 0] = /^comment:(\d+)$/.exec(key) ?? [];
  return Number(comment);
}

// An override, a ruling or a conditional release lets it go without some of them.
function mayDoWithout({ override, schedule, standing }: Judgement): boolean {
  return override !== null || schedule.conditionalRelease !== null || standing.fold.rulings.length > 0;
}

function isAfter({ comment, digest }: Damage, { entries }: Pick<Ledger, "entries">, from: number): boolean {
  if (comment !== null) return comment > from;
  const namedBy = entries.find((entry) => digest !== null && entry.block.seen.includes(digest));
  return namedBy === undefined || namedBy.comment > from;
}
