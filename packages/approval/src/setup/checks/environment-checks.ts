import { clocks } from "../../clocks.ts";
import { findEnvironment } from "../settings.ts";
import { isCommentsOnly, titlesOf, withEnvironments } from "./buttons.ts";
import { type Check, fine, found, setupStep } from "./check.ts";
import { code, listed } from "./words.ts";

/*
 * Whether people can review by GitHub's own button. Without one a release is not lost: every role can answer by comment.
 */

const byComment = "Reviews are by comment here: see `comments-only`.";

export const environmentChecks: readonly Check[] = [
  {
    id: "comments-only",
    severity: "note",
    title: "GitHub's Approve button can be used",
    why: "In private repositories GitHub has required reviewers and wait timers on its Enterprise plans only. Elsewhere people review by comment, which counts as much.",
    cure: "Nothing has to be done. For buttons: a public repository, or an Enterprise plan and then `command: setup`.",
    examine: withEnvironments((buttons, _, facts) =>
      isCommentsOnly(buttons, facts)
        ? found([
            {
              sentence: "The repository is private and no role has a button, so people review by comment.",
              cure: "Leave it so, or, where the plan has required reviewers, run `command: setup`.",
              facts: { private: true },
            },
          ])
        : fine,
    ),
  },
  {
    id: "environments-exist",
    severity: "note",
    title: "Every role that is asked has its environment",
    why: "The Approve button is an environment's. A job that names a missing one makes it without rules, and then it counts for nothing.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments((buttons, _, facts) => {
      if (isCommentsOnly(buttons, facts)) return found([], [byComment]);
      const missing = buttons.wanted.filter(({ name }) => findEnvironment(buttons.all, name) === null);
      return found(
        missing.map(({ name, roles }) => ({
          sentence: `${titlesOf(roles)} can review by comment only: the environment ${code(name)} is missing.`,
          cure: "Run setup.",
          paste: setupStep,
          facts: { environment: name },
        })),
      );
    }),
  },
  {
    id: "environments-have-reviewers",
    severity: "note",
    title: "Every role's environment has reviewers",
    why: "Without required reviewers a job passes its environment unasked. Such a passage is not counted as a review.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments((buttons, _, facts) => {
      if (isCommentsOnly(buttons, facts)) return found([], [byComment]);
      const empty = buttons.wanted.filter(
        ({ name }) => findEnvironment(buttons.all, name)?.reviewers.length === 0,
      );
      return found(
        empty.map(({ name, roles }) => ({
          sentence: `${titlesOf(roles)} can review by comment only: the environment ${code(name)} has no required reviewers.`,
          cure: "Run setup.",
          paste: setupStep,
          facts: { environment: name },
        })),
      );
    }),
  },
  {
    id: "clocks",
    severity: "note",
    title: "The clocks are there",
    why: "GitHub starts scheduled workflows hours late at times. Environments with a wait timer ring on time: short deadlines need them.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments((buttons, _, facts) => {
      if (isCommentsOnly(buttons, facts)) return found([], ["Wait timers need the same plan as buttons."]);
      const missing = clocks.filter(({ name }) => findEnvironment(buttons.all, name) === null);
      const stuck = clocks.filter(({ name }) => findEnvironment(buttons.all, name)?.reviewers.length);
      return found([
        ...(missing.length === 0
          ? []
          : [
              {
                sentence: `Clocks are missing: ${listed(missing.map(({ name }) => code(name)))}. What falls due within hours is noticed when cron comes, which may be late.`,
                cure: "Run setup.",
                paste: setupStep,
                facts: { environments: missing.map(({ name }) => name) },
              },
            ]),
        ...stuck.map(({ name }) => ({
          sentence: `${code(name)} has required reviewers, so it waits for a person and not for the time.`,
          cure: "Take its reviewers away.",
          facts: { environment: name },
        })),
      ]);
    }),
  },
];
