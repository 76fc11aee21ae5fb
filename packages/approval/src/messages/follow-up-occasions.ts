import type { Obligation } from "../decision.ts";
import type { Evaluation } from "../evaluate.ts";
import type { Kept, Ledger } from "../ledger.ts";
import { audience, leadership, managers } from "./audience.ts";
import type { Occasion } from "./occasion.ts";
import { newestReminder } from "./review-occasions.ts";

/** What is overdue after the release: all that one run found to be so together. And a reminder of all that is owed. */
export function followUpOccasions(evaluation: Evaluation, recorded: Ledger): Occasion[] {
  const open = evaluation.decision.obligations.filter((one) => one.settled === null);
  return [
    ...overdue(open, "overdue", evaluation, recorded),
    ...overdue(open, "escalated", evaluation, recorded),
    ...reminded(open, evaluation, recorded),
  ];
}

function overdue(
  open: readonly Obligation[],
  what: "overdue" | "escalated",
  evaluation: Evaluation,
  recorded: Ledger,
): Occasion[] {
  const noticed = open.flatMap((obligation): (Kept & { obligation: Obligation })[] => {
    const later = what === "overdue" && recorded.facts.has(noticeKey(obligation, "escalated"));
    const kept = recorded.facts.get(noticeKey(obligation, what));
    return kept === undefined || later ? [] : [{ ...kept, obligation }];
  });
  const alsoTo = what === "escalated" ? [...managers(evaluation), ...leadership(evaluation)] : [];
  return [...Map.groupBy(noticed, ({ comment }) => comment)].flatMap(([comment, those]) =>
    those.slice(0, 1).map(({ at, fact }): Occasion => {
      const obligations = those.map(({ obligation }) => obligation);
      return {
        event: "follow-up-due",
        role: null,
        which: `${what}/${comment}`,
        at,
        fact: fact.key,
        ...audience(
          obligations.flatMap(({ who }) => who),
          alsoTo,
        ),
        about: { kind: "follow-up-due", obligations, escalated: what === "escalated" },
      };
    }),
  );
}

function noticeKey({ id }: Obligation, what: "overdue" | "escalated"): string {
  return `notice:owed/${id}/${what}`;
}

function reminded(open: readonly Obligation[], evaluation: Evaluation, recorded: Ledger): Occasion[] {
  const newest = newestReminder(evaluation, recorded);
  if (newest === null || open.length === 0) return [];
  return [{ ...newest, role: null, ...audience(open.flatMap(({ who }) => who)) }];
}
