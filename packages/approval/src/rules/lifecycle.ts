import { coversQuorum, findShortages, isAwaited } from "../quorum.ts";
import { findRelease, lackedBy } from "../released.ts";
import { block, info, type Rule, wait } from "./rule.ts";

/** Rules on where the release stands in its life. */
export const lifecycleRules: readonly Rule[] = [
  {
    code: "released",
    sentence: "This release has been published.",
    cure: "Nothing to do.",
    leadsTo: "released",
    find: ({ ledger }) => {
      const done = findRelease(ledger);
      return done === null ? [] : [block("released", { at: done.at, run: done.run })];
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
    find: ({ snapshot, judgement }) => {
      const { requirements, override, schedule } = judgement;
      const missing =
        requirements.some(isAwaited) ||
        (!coversQuorum(override) && findShortages(requirements, judgement.case).length > 0);
      return snapshot.now > schedule.deadline && missing
        ? [wait("window-expired", { deadline: schedule.deadline })]
        : [];
    },
  },
  {
    code: "postponed",
    sentence: "The release was postponed. It reopens by itself, and its times begin anew then.",
    cure: "Wait for the day, or the release manager posts `/postpone` with another one. Reviews count meanwhile.",
    leadsTo: "postponed",
    find: ({ judgement }) => {
      const { postponed } = judgement.schedule;
      if (postponed === null) return [];
      const { until, reason, by, at } = postponed;
      return [wait("postponed", { until, reason, login: by?.login ?? null, at })];
    },
  },
  {
    code: "rolled-back",
    sentence: "The release manager says that the release was rolled back.",
    cure: "Nothing to do here: mend it and release the next version.",
    leadsTo: "pending",
    find: ({ judgement }) => {
      const { rolledBack } = judgement.standing.fold;
      if (rolledBack === null) return [];
      return [
        info("rolled-back", { login: rolledBack.by.login, at: rolledBack.at, reason: rolledBack.reason }),
      ];
    },
  },
  {
    code: "lacks-shipped",
    sentence: "Another release shipped meanwhile, with commits that this one lacks.",
    cure: "Merge them and ask again at the new commit, or ship without them knowingly.",
    leadsTo: "pending",
    find: ({ ledger, request }) =>
      lackedBy(ledger, request).map((fact) =>
        info("lacks-shipped", {
          version: fact.version,
          type: fact.releaseType,
          issue: fact.issue,
          commits: fact.commits,
          at: fact.at,
        }),
      ),
  },
  {
    code: "override-unratified",
    sentence: "An override of an earlier release has not been ratified.",
    cure: "Ratify it in its issue with `/ratify reason`.",
    leadsTo: "pending",
    find: ({ request }) =>
      (request.unratified ?? []).map(({ version, issue }) => info("override-unratified", { version, issue })),
  },
];
