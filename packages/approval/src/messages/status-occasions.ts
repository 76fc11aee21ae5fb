import type { Status } from "../decision.ts";
import type { Evaluation } from "../evaluate.ts";
import { factsOf, type Kept, type Ledger } from "../ledger.ts";
import type { Fact } from "../records.ts";
import { audience, managers, requesters, reviewers } from "./audience.ts";
import type { Occasion } from "./occasion.ts";
import { newestOf } from "./open-occasions.ts";

/** What a release has come to, once the issue says so; and how publishing failed. */
export function statusOccasions(evaluation: Evaluation, recorded: Ledger): Occasion[] {
  const { decision } = evaluation;
  const told = lastStatus(evaluation, recorded);
  const now =
    told !== undefined && told.fact.about === decision.status
      ? statusOccasion(decision.status, told, evaluation)
      : [];
  return [...now, ...rolledBack(evaluation), ...publishFailed(evaluation, recorded)];
}

type Notice = Fact & { kind: "notice" };

function lastStatus({ judgements: [{ case: c }] }: Evaluation, recorded: Ledger): Kept<Notice> | undefined {
  const prefix = `notice:status/${c.request.revision}/`;
  return factsOf(recorded, "notice").findLast(({ fact }) => fact.key.startsWith(prefix));
}

function statusOccasion(status: Status, { fact, at }: Kept<Notice>, evaluation: Evaluation): Occasion[] {
  const moment = { role: null, which: fact.key.slice("notice:status/".length), at, fact: fact.key };
  const owners = [...requesters(evaluation), ...managers(evaluation)];
  switch (status) {
    case "approved":
      return [
        {
          ...moment,
          event: "reminder",
          ...audience(managers(evaluation)),
          about: { kind: "authorization-due" },
        },
      ];
    case "authorized":
      return [{ ...moment, event: "authorized", ...audience(owners), about: { kind: "authorized" } }];
    case "released":
      return [
        {
          ...moment,
          event: "released",
          ...audience([], [...owners, ...reviewers(evaluation)]),
          about: { kind: "released" },
        },
      ];
    case "blocked":
    case "postponed":
    case "expired":
    case "cancelled":
      return [
        {
          ...moment,
          event: "escalation",
          ...audience(owners, reviewers(evaluation)),
          about: { kind: "held", status },
        },
      ];
    case "pending":
    case "rejected":
      // What holds it is told for itself.
      return [];
  }
}

function rolledBack(evaluation: Evaluation): Occasion[] {
  const { decision, answers } = evaluation;
  if (decision.rolledBack === null) return [];
  const { at } = decision.rolledBack;
  return newestOf(answers, "rolled-back").map((fact) => ({
    event: "escalation",
    role: null,
    which: `rolled-back/${at}`,
    at,
    fact,
    ...audience([...requesters(evaluation), ...managers(evaluation)], reviewers(evaluation)),
    about: { kind: "rolled-back" },
  }));
}

// The newest attempt, as long as nothing came of another one.
function publishFailed(evaluation: Evaluation, recorded: Ledger): Occasion[] {
  const { decision, judgements } = evaluation;
  const newest = factsOf(recorded, "outcome").at(-1);
  if (newest === undefined || decision.released !== null) return [];
  const { outcome, revision, run, key, exitCode = null } = newest.fact;
  if (outcome !== "failure" || revision !== judgements[0].case.request.revision) return [];
  const claimed = factsOf(recorded, "claim").some(({ fact }) => fact.run.id === run.id);
  if (!claimed) return [];
  return [
    {
      event: "escalation",
      role: null,
      which: key,
      at: newest.at,
      fact: key,
      ...audience([...requesters(evaluation), ...managers(evaluation)]),
      about: { kind: "publish-failed", run: run.id, exitCode },
    },
  ];
}
