import { count, refuse, roleFacts } from "./act.ts";
import { type Draft, farthestDays, farthestFrom } from "./arrangement-draft.ts";
import { atStartOf } from "./calendar.ts";
import { endAt, isKeptOut, managerRole, speaksFor } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import { extend, hold, postpone } from "./schedule.ts";
import type { Statement } from "./statement.ts";

/* Until when there is time: `/extend` and `/postpone`. */

function problemOfManager(name: "extend" | "postpone", statement: Statement, c: Draft): Act | null {
  const role = managerRole(c);
  if (!speaksFor(c, role, statement.person.id, statement))
    return refuse(name, "not-your-command", { command: name, ...roleFacts(role, c) });
  const status = endAt(c, statement.to);
  return status === null ? null : refuse(name, "ended", { status });
}

export function giveTime(command: Command & { name: "extend" }, statement: Statement, c: Draft): Act {
  const problem = problemOfManager("extend", statement, c);
  if (problem !== null) return problem;
  const role = managerRole(c);
  if (isKeptOut(c, statement.person.id, role))
    return refuse("extend", "self-review", roleFacts(role, c), role);
  if (statement.broken !== null) return refuse("extend", statement.broken.code, statement.broken.facts);
  const { by: duration, reason } = command;
  const { person: by, to: at, url } = statement;
  const longer = extend(c.arrangements.schedule, { by, at, duration, reason, url });
  if (longer.deadline > farthestFrom(at)) return refuse("extend", "date-far", { days: farthestDays });
  c.arrangements.schedule = longer;
  return count("extend", managerRole(c), { deadline: c.arrangements.schedule.deadline, duration });
}

// What holds a release needs no pristine comment; a date that has come lets it go on, and new times do, too.
export function putOff(command: Command & { name: "postpone" }, statement: Statement, c: Draft): Act {
  const problem = problemOfManager("postpone", statement, c);
  if (problem !== null) return problem;
  const { person: by, to: at } = statement;
  if (command.until > farthestFrom(at).slice(0, 10))
    return refuse("postpone", "date-far", { days: farthestDays });
  const begins = atStartOf(command.until, c.policy.calendar);
  const { postponed } = c.arrangements.schedule;
  const already = postponed !== null && at < postponed.until;
  if (begins <= at && !already) return refuse("postpone", "date-past", { date: command.until });
  const sooner = already && begins < postponed.until;
  if (sooner && statement.broken !== null)
    return refuse("postpone", statement.broken.code, statement.broken.facts);
  const until = begins <= at ? at : begins;
  const said = { until, at, by, reason: command.reason };
  const isPristine = statement.broken === null && statement.edited === null;
  c.arrangements.schedule = isPristine ? postpone(c, said) : hold(c.arrangements.schedule, said);
  return count("postpone", managerRole(c), { until });
}
