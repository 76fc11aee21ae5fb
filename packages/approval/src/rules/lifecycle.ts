import { factsOf } from "../ledger.ts";
import { block, type Rule, wait } from "./rule.ts";

/** Rules on where the release stands in its life. */
export const lifecycleRules: readonly Rule[] = [
  {
    code: "released",
    sentence: "This release has been published.",
    cure: "Nothing to do.",
    leadsTo: "released",
    find: ({ ledger }) => {
      // At any revision: a version is published once, whatever was asked for since.
      const done = factsOf(ledger, "outcome").find(({ fact }) => fact.outcome === "success");
      return done === undefined ? [] : [block("released", { at: done.fact.at, run: done.fact.run.id })];
    },
  },
  {
    code: "cancelled",
    sentence: "The release manager cancelled the release.",
    cure: "Ask for the release again: it becomes the next revision.",
    leadsTo: "cancelled",
    find: ({ judgement }) => {
      const { cancelled } = judgement.standing;
      return cancelled === null ? [] : [block("cancelled", cancelled)];
    },
  },
  {
    code: "window-expired",
    sentence: "The deadline passed before all reviews were in.",
    cure: "Ask for the release again: it becomes the next revision, with a new deadline.",
    leadsTo: "expired",
    find: ({ snapshot, request, judgement }) => {
      const missing = judgement.requirements.some((one) => one.state === "waiting" || one.state === "late");
      const late = snapshot.now > request.deadline;
      return late && (missing || !quorumHolds(judgement))
        ? [wait("window-expired", { deadline: request.deadline })]
        : [];
    },
  },
];

function quorumHolds({ requirements, case: c }: Parameters<Rule["find"]>[0]["judgement"]): boolean {
  const approved = requirements.filter((one) => one.state === "approved");
  const quorum = c.policy.releaseTypes[c.request.releaseType]?.quorum ?? {};
  return (
    approved.filter((one) => one.class === "primary").length >= (quorum.primary ?? 0) &&
    approved.length >= (quorum.total ?? 0)
  );
}
