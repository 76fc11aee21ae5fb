import { refuse } from "./act.ts";
import { isAboutPeople } from "./arrangements.ts";
import type { Case } from "./case.ts";
import type { Act } from "./decision.ts";
import { isHolding } from "./holding.ts";
import { judgeInTurn, rejectionsLast } from "./judge-commands.ts";
import { commandOf, judgePress } from "./judge-press.ts";
import { add, type JudgedStatement, refuseEarlier } from "./judged-statement.ts";
import { rolesOf } from "./membership.ts";
import { titleOf } from "./policy/roles.ts";
import type { Statement } from "./statement.ts";
import { looksLikeApproval } from "./text.ts";

/*
 * Reads what people said, one statement at a time, and judges it under one policy. Nothing is counted here yet:
 * `standing.ts` lets later acts replace earlier ones, and matching decides where a person counts.
 */

export function judgeStatement(statement: Statement, c: Case): JudgedStatement {
  const judged: JudgedStatement = {
    statement,
    steps: [],
    cancels: null,
    authorizes: false,
    ambiguous: statement.cut ? "too-long" : null,
  };
  const { standing, edited, press, text, commands: said } = statement;
  if (standing === "earlier" && c.policy.rules["on-new-commits"] === "dismiss") {
    for (const command of said.filter(isAboutPeople)) judgeInTurn(command, judged, c);
    if (judged.steps.length === 0) add(judged, refuseEarlier(press === null ? null : commandOf(press), c));
    return judged;
  }
  if (edited !== null) return judgeEdited(edited, judged, c);
  if (press !== null) return judgePress(press, judged, c);
  const commands = rejectionsLast(said);
  for (const command of commands) judgeInTurn(command, judged, c);
  if (commands.length === 0 && looksLikeApproval(text)) add(judged, nudge(statement, c));
  return judged;
}

// What its author edited may still hold the release, never let it go; what somebody else edited says nothing at all.
function judgeEdited(
  edited: NonNullable<Statement["edited"]>,
  judged: JudgedStatement,
  c: Case,
): JudgedStatement {
  const { person, text, commands } = judged.statement;
  const own = edited.by?.id === person.id;
  if (!own) judged.ambiguous = "edited";
  const held = commands.filter(isHolding);
  if (own && held.length > 0) for (const command of held) judgeInTurn(command, judged, c);
  else add(judged, refuse(null, "edited", { at: edited.at, by: edited.by?.login ?? null, text }));
  return judged;
}

function nudge({ person }: Statement, c: Case): Act {
  const role = rolesOf(c.holders, c.policy, person.id).find((one) =>
    c.requirements.some((r) => r.role === one),
  );
  return refuse(null, "nudge", {
    role: role ?? null,
    title: role === undefined ? null : titleOf(c.policy, role),
  });
}
