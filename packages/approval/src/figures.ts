import { minutesBetween } from "./calendar.ts";
import type { Figures } from "./decision.ts";
import type { Judgement } from "./judge.ts";
import { factsOf, type Ledger } from "./ledger.ts";
import { isFilled } from "./quorum.ts";

/** How long reviews took, and what it took to get them. Of a press the earliest moment counts. */
export function figuresOf(
  { requirements, counted, case: c }: Judgement,
  ledger: Pick<Ledger, "facts">,
): Figures {
  const { openedAt, revision } = c.request;
  const minutesToReview: Record<string, number> = {};
  for (const one of requirements) {
    const last = one.approvedBy[one.approvals - 1];
    if (isFilled(one) && last !== undefined && last.to >= openedAt)
      minutesToReview[one.role] = minutesBetween(openedAt, last.from);
  }
  // What was kept from an earlier revision took its time there.
  const approvals = counted.filter((review) => review.verdict === "approved" && review.to >= openedAt);
  const quick = approvals.filter((review) => minutesBetween(openedAt, review.from) < 1);
  return {
    minutesToReview,
    minutesWaited: minutesBetween(openedAt, clearedAt(ledger, revision) ?? c.now),
    reminders: factsOf(ledger, "notice").filter(({ fact }) => reminding.test(fact.key)).length,
    shareUnderAMinute: approvals.length === 0 ? null : quick.length / approvals.length,
  };
}

const reminding = /^notice:(?:warn|warn-deadline|overdue|remind|owed)\//;

function clearedAt(ledger: Pick<Ledger, "facts">, revision: number): string | null {
  const told = factsOf(ledger, "notice").filter(
    ({ fact }) => fact.key.startsWith(`notice:status/${revision}/`) && fact.about === "authorized",
  );
  const claimed = factsOf(ledger, "authorization").filter(({ fact }) => fact.revision === revision);
  return [...told, ...claimed].map(({ fact }) => fact.at).sort()[0] ?? null;
}
