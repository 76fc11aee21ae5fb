import type { RequirementState } from "../decision.ts";
import type { Evaluation } from "../evaluate.ts";
import { factsOf, type Kept, type Ledger } from "../ledger.ts";
import { isAwaited, openReviewers } from "../quorum.ts";
import type { Fact, Person } from "../records.ts";
import { stepOf } from "../schedule.ts";
import type { Instant } from "../snapshot.ts";
import { type Audience, audience, managers, membersOf } from "./audience.ts";
import type { About, Occasion } from "./occasion.ts";

/** What reviewers are asked for, and reminded of: of each role that is awaited. */
export function reviewOccasions(evaluation: Evaluation, recorded: Ledger): Occasion[] {
  const { decision, judgements } = evaluation;
  const [{ case: c }] = judgements;
  const awaited = decision.requirements.filter(isAwaited);
  const { revision, openedAt } = c.request;
  const { start } = decision.schedule;
  // It began anew where it was postponed.
  const round = [revision === 1 ? "" : String(revision), start === openedAt ? "" : start];
  const asked: Moment = {
    event: "review-requested",
    which: round.filter((part) => part !== "").join("/"),
    at: openedAt,
    fact: `revision:${revision}`,
    about: { kind: "review-requested" },
  };
  return [
    ...awaited.map((one) => ofRole(asked, one)),
    ...awaited.flatMap((one) => timeOccasions(one, evaluation, recorded)),
    ...lastDay(awaited, evaluation, recorded),
    ...reminders(awaited, evaluation, recorded),
  ];
}

type Moment = Pick<Occasion, "event" | "which" | "at" | "fact" | "about">;

function ofRole(moment: Moment, one: RequirementState, alsoTo: readonly Person[] = []): Occasion {
  return { ...moment, role: one.role, ...audience(openReviewers(one), alsoTo) };
}

function ofAll(moment: Moment, people: Audience): Occasion {
  return { ...moment, role: null, ...people };
}

function timeOccasions(one: RequirementState, evaluation: Evaluation, recorded: Ledger): Occasion[] {
  const { role, due } = one;
  if (due === null) return [];
  const overdue = recorded.facts.get(`notice:overdue/${role}/${due}`);
  // An entry may say so, and only the time makes it true.
  if (overdue !== undefined && overdue.at > due) {
    const roles = stepOf(evaluation.judgements[0].case.policy, "overdue")?.to ?? [];
    return [
      ofRole(noticed("overdue", overdue, due, { kind: "overdue", due }), one, membersOf(evaluation, roles)),
    ];
  }
  const warned = recorded.facts.get(`notice:warn/${role}/${due}`);
  return warned === undefined
    ? []
    : [ofRole(noticed("reminder", warned, `due/${due}`, { kind: "warning", due }), one)];
}

function noticed(event: Moment["event"], { fact, at }: Kept<Fact>, which: string, about: About): Moment {
  return { event, which, at, fact: fact.key, about };
}

function lastDay(awaited: readonly RequirementState[], evaluation: Evaluation, recorded: Ledger): Occasion[] {
  const due: Instant = evaluation.decision.schedule.deadline;
  const warned = recorded.facts.get(`notice:warn-deadline/${due}`);
  if (warned === undefined) return [];
  const moment = noticed("reminder", warned, `last-day/${due}`, { kind: "warning", due });
  // Where no review is awaited, something else holds it: the release manager sees to that.
  return [ofAll(moment, audience(awaited.flatMap(openReviewers), managers(evaluation)))];
}

// Of several the newest: who was not reached in time is not reminded twice.
function reminders(
  awaited: readonly RequirementState[],
  evaluation: Evaluation,
  recorded: Ledger,
): Occasion[] {
  const newest = newestReminder(evaluation, recorded);
  return newest === null ? [] : awaited.map((one) => ofRole(newest, one));
}

/** Of this revision, or of what is owed after it. */
export function newestReminder(
  { judgements: [{ case: c, standing }] }: Evaluation,
  recorded: Ledger,
): Moment | null {
  const asked = recorded.facts.get(`revision:${c.request.revision}`);
  const kept = factsOf(recorded, "notice").findLast(({ fact }) => fact.key.startsWith(remindPrefix));
  if (asked === undefined || kept === undefined || kept.comment < asked.comment) return null;
  const which = kept.fact.key.slice(remindPrefix.length);
  const asker = standing.fold.reminders.find(({ key }) => key === which);
  // By somebody's comment, or once a day by the input.
  if (asker === undefined && which !== kept.at.slice(0, 10)) return null;
  return noticed("reminder", kept, which, { kind: "reminder", by: asker?.by ?? null });
}

const remindPrefix = "notice:remind/";
