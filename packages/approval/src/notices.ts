import { addCalendar, addWorking, isQuiet, warnBefore } from "./calendar.ts";
import { leadershipRoles, managerRole } from "./case.ts";
import type { Decision } from "./decision.ts";
import { delegateKey } from "./delegation.ts";
import { warningLead } from "./escalation.ts";
import type { Evaluation } from "./evaluate.ts";
import type { Judgement } from "./judge.ts";
import { membersIn, uniquePeople } from "./membership.ts";
import type { News } from "./plan.ts";
import { isAwaited, openReviewers } from "./quorum.ts";
import type { Fact, Person } from "./records.ts";
import { overriddenKey } from "./released.ts";
import { stepOf } from "./schedule.ts";
import type { Instant } from "./snapshot.ts";

/*
 * What falls due and is said once: warnings, overdue reviews and follow-ups, steps of the ladder, reminders. Each has a
 * key that says which moment it is about, so it happens once, whoever runs and however late.
 */

export type Told = { fact: Fact; news: News | null };

/** What is due now. Nobody is disturbed in the quiet hours: the next run after them tells. */
export function dueNews(evaluation: Evaluation, now: Instant, { remind }: { remind: boolean }): Told[] {
  const { decision, judgements } = evaluation;
  const [judgement] = judgements;
  const { policy } = judgement.case;
  const awake = isQuiet(now, policy.calendar)
    ? []
    : [...timesNews(decision, judgement, now), ...owedNews(decision, judgement, now)];
  return [
    ...delegateNotices(judgements, now),
    ...stepNews(decision, judgement.case.request.revision, now),
    ...conflictNews(decision, now),
    ...awake,
    ...reminderNews(decision, judgement, now, remind && !isQuiet(now, policy.calendar)),
    ...settledNews(decision, now),
  ];
}

function notice(key: string, about: string, at: Instant): Fact {
  return { key: key.slice(0, 200), kind: "notice", at, about: about.slice(0, 300) };
}

// A login may change hands; to whom it belonged when it was named is remembered in silence.
function delegateNotices(judgements: readonly Judgement[], now: Instant): Told[] {
  const lent = judgements.flatMap((one) => one.case.arrangements.delegations.map(({ to }) => to));
  return uniquePeople(lent).map(({ login, id }) => ({
    fact: notice(delegateKey(login), String(id), now),
    news: null,
  }));
}

// Of a warning and its overdue notice that both have come, only the later one is told.
function timesNews(decision: Decision, { case: c }: Judgement, now: Instant): Told[] {
  if (decision.status !== "pending") return [];
  const { start, deadline } = decision.schedule;
  const lead = warningLead(c.policy);
  const isNear = (due: Instant) => lead !== null && now <= due && now >= warnBefore(due, start, lead);
  const awaited = decision.requirements.filter(isAwaited);
  const overdue = stepOf(c.policy, "overdue");
  const told = awaited.flatMap((one): Told[] => {
    const { role, due } = one;
    if (due === null) return [];
    const who = openReviewers(one);
    if (isNear(due))
      return [
        {
          fact: notice(`notice:warn/${role}/${due}`, role, now),
          news: { kind: "warning", role, due, who, alsoTo: [] },
        },
      ];
    const from = overdue?.after === undefined ? due : addCalendar(due, overdue.after);
    if (overdue === undefined || now <= from) return [];
    const alsoTo = membersOf(overdue.to ?? [], c);
    return [
      {
        fact: notice(`notice:overdue/${role}/${due}`, role, now),
        news: { kind: "overdue", role, due, who, alsoTo },
      },
    ];
  });
  if (!isNear(deadline)) return told;
  // Where no review is awaited, something else holds it: the release manager sees to that.
  const reviewers = uniquePeople(awaited.flatMap(openReviewers));
  const who = reviewers.length > 0 ? reviewers : membersOf([managerRole(c)], c);
  return [
    ...told,
    {
      fact: notice(`notice:warn-deadline/${deadline}`, "deadline", now),
      news: { kind: "warning", role: null, due: deadline, who, alsoTo: [] },
    },
  ];
}

function membersOf(roles: readonly string[], { holders }: Pick<Judgement["case"], "holders">): Person[] {
  return uniquePeople(roles.flatMap((role) => membersIn(holders, role)));
}

// What policy does by itself; the release manager's own steps were answered.
function stepNews({ schedule, override, status }: Decision, revision: number, now: Instant): Told[] {
  const told: Told[] = [];
  const add = (step: (News & { kind: "step" })["step"], roles: readonly string[] = []) =>
    told.push({
      fact: { key: `step:${step}/${revision}`, kind: "step", step, at: now },
      news: { kind: "step", step, roles },
    });
  if (status === "pending" || status === "postponed" || status === "authorized") {
    if (schedule.criticalOnly?.by === null) add("critical-only");
    if (schedule.conditionalRelease?.by === null)
      add("conditional-release", schedule.conditionalRelease.roles);
    if (schedule.postponed?.by === null) add("postpone");
  }
  // That it was cleared is told as its status.
  if (status === "authorized" && override?.by === null && override.standsInFor.length > 0)
    told.push({
      fact: { key: overriddenKey(revision), kind: "step", step: "override", at: now },
      news: null,
    });
  return told;
}

function conflictNews({ conflicts, status }: Decision, now: Instant): Told[] {
  if (status !== "pending" && status !== "rejected" && status !== "approved") return [];
  return conflicts
    .filter((conflict) => conflict.state === "open")
    .map((conflict) => ({
      fact: notice(`notice:conflict/${conflict.id}`, conflict.about, now),
      news: { kind: "conflict", conflict },
    }));
}

function reminderNews(decision: Decision, judgement: Judgement, now: Instant, remind: boolean): Told[] {
  const owes = decision.status === "released" && decision.obligations.some((one) => one.settled === null);
  // Asked for when nobody was awaited, it must not come weeks later.
  const isAwaiting = decision.status === "pending" || decision.status === "approved" || owes;
  const asked = judgement.standing.fold.reminders.map(
    ({ key, by }): Told => ({
      fact: notice(`notice:remind/${key}`, by.login, now),
      news: isAwaiting ? { kind: "reminder", by } : null,
    }),
  );
  const day = now.slice(0, 10);
  const daily: Told[] =
    remind && isAwaiting
      ? [{ fact: notice(`notice:remind/${day}`, "input", now), news: { kind: "reminder", by: null } }]
      : [];
  return [...asked, ...daily];
}

/** How long after an overdue follow-up others are told, in working time. */
const patience = "1d";

function owedNews({ obligations, status }: Decision, { case: c }: Judgement, now: Instant): Told[] {
  if (status !== "released") return [];
  return obligations.flatMap((obligation): Told[] => {
    const { id, due, settled } = obligation;
    if (settled !== null || due === null || now <= due) return [];
    const escalated = now > addWorking(due, patience, c.policy.calendar);
    const alsoTo = escalated ? membersOf([managerRole(c), ...leadershipRoles(c)], c) : [];
    const key = `notice:owed/${id}/${escalated ? "escalated" : "overdue"}`;
    return [{ fact: notice(key, id, now), news: { kind: "owed", obligation, escalated, alsoTo } }];
  });
}

function settledNews({ obligations, status }: Decision, now: Instant): Told[] {
  if (status !== "released" || obligations.length === 0) return [];
  if (obligations.some((one) => one.settled === null)) return [];
  return [{ fact: notice("notice:settled", "follow-ups", now), news: { kind: "settled", obligations } }];
}
