import { declareAway, delegate } from "./arrange-people.ts";
import { giveTime, putOff } from "./arrange-times.ts";
import type { Draft, State } from "./arrangement-draft.ts";
import { addCalendar } from "./calendar.ts";
import type { Ground } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import type { Arrangements } from "./delegation.ts";
import { beginSchedule, momentOf, postpone, stepOf } from "./schedule.ts";
import type { Instant } from "./snapshot.ts";
import type { Statement } from "./statement.ts";

/*
 * Who stands in for whom, who is away, and until when there is time: what has to be known before reviews can be judged.
 */

type ArrangementCommand = Command & { name: "delegate" | "unavailable" | "extend" | "postpone" };

/** Names a command of a statement: a comment may hold several of one kind. */
export function actKey(statement: Pick<Statement, "key">, command: Pick<Command, "line" | "name">): string {
  return `${statement.key}#${command.line}/${command.name}`;
}

function isArrangement(command: Command): command is ArrangementCommand {
  const { name } = command;
  return name === "delegate" || name === "unavailable" || name === "extend" || name === "postpone";
}

/** Who stands in and who is away is not about a commit: it holds for later revisions, too. */
export function isAboutPeople({ name }: Pick<Command, "name">): boolean {
  return name === "delegate" || name === "unavailable";
}

// Of a comment that its author edited before anybody read it, only what holds the release is believed.
function isInForce(command: ArrangementCommand, { standing, edited, person }: Statement): boolean {
  if (standing !== "now" && !isAboutPeople(command)) return false;
  return edited === null || (command.name === "postpone" && edited.by?.id === person.id);
}

/**
 * @param statements in the order of `inOrder`
 * @param lacksAt whether a review was missing at a moment, for what policy does by itself then; null: it does nothing
 */
export function arrange(
  ground: Ground,
  statements: readonly Statement[],
  lacksAt: ((moment: Instant) => boolean) | null,
): Arrangements {
  const state: State = {
    delegations: [],
    lent: new Map(),
    madeBy: new Map(),
    givenTo: new Map(),
    absences: [],
    schedule: beginSchedule(ground),
    acts: new Map(),
  };
  const draft: Draft = { ...ground, arrangements: state };
  const postponeInTime = postponer(ground, state, lacksAt);
  for (const statement of statements) {
    if (statement.revision === 0 || statement.cut) continue;
    postponeInTime((moment) => moment < statement.to);
    for (const command of statement.commands)
      if (isArrangement(command) && isInForce(command, statement))
        state.acts.set(actKey(statement, command), arrangeOne(command, statement, draft));
  }
  postponeInTime((moment) => moment <= ground.now);
  return state;
}

// Once a revision policy postpones the release by itself: at its moment, by the times that hold then.
function postponer(ground: Ground, state: State, lacksAt: ((moment: Instant) => boolean) | null) {
  let looked: Instant | null = null;
  let isDone = lacksAt === null;
  return (hasCome: (moment: Instant) => boolean): void => {
    const at = isDone ? null : momentOf("postpone", ground.policy, state.schedule);
    if (at === null || at === looked || !hasCome(at)) return;
    looked = at;
    if (lacksAt?.(at) !== true) return;
    isDone = true;
    const until = addCalendar(at, stepOf(ground.policy, "postpone")?.for ?? "7d");
    state.schedule = postpone(ground, { at, until, by: null, reason: "" });
  };
}

function arrangeOne(command: ArrangementCommand, statement: Statement, draft: Draft): Act {
  switch (command.name) {
    case "delegate":
      return delegate(command, statement, draft);
    case "unavailable":
      return declareAway(command, statement, draft);
    case "extend":
      return giveTime(command, statement, draft);
    case "postpone":
      return putOff(command, statement, draft);
  }
}
