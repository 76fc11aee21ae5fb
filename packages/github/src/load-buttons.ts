import {
  type Buttons,
  type Environment,
  factsOf,
  hasButtons,
  type Ledger,
  type RequestFact,
} from "@release-approval/approval";
import type { GitHub } from "./connect.ts";

export type ButtonsAsked = {
  /** Asks also where the request had no buttons, and for the environments in any case. */
  always: boolean;
  /** Reviews may outlive a new commit: the runs of all earlier revisions count. */
  acrossCommits: boolean;
  /** This run has asked a moment ago: nobody can have pressed its buttons yet. */
  justAsked: boolean;
};

/**
 * What people did with the buttons of the request's run, and of the runs of earlier revisions at the same commit (or at
 * any): one request for each, and one for the environments where somebody pressed one.
 * @returns nothing where no run has buttons, which costs nothing
 */
export async function loadButtons(
  github: GitHub,
  request: RequestFact,
  ledger: Ledger,
  { always, acrossCommits, justAsked }: ButtonsAsked,
): Promise<Buttons[]> {
  if (justAsked && !acrossCommits) return [];
  const current = !justAsked && (always || hasButtons(request, ledger)) ? [request.run.id] : [];
  const runs = [...new Set([...current, ...earlierRuns(request, ledger, acrossCommits)])];
  const lists = await Promise.all(
    runs.map(async (run) => ({ run, reviews: await github.readRunReviews(run), at: github.now() })),
  );
  const pressed = lists.some(({ reviews }) => reviews.length > 0) || factsOf(ledger, "button").length > 0;
  const needed = runs.length > 0 && (always || pressed);
  const environments: Environment[] = needed ? await github.readEnvironments() : [];
  return lists.map(({ run, reviews, at }) =>
    reviews === "gone"
      ? { run, state: "gone", reviews: [], environments, at }
      : { run, state: "listed", reviews, environments, at },
  );
}

function earlierRuns(request: RequestFact, ledger: Ledger, acrossCommits: boolean): number[] {
  return factsOf(ledger, "request")
    .map(({ fact }) => fact)
    .filter((fact) => fact.revision < request.revision)
    .filter((fact) => acrossCommits || fact.commit === request.commit)
    .filter((fact) => fact.buttons?.length !== 0)
    .map((fact) => fact.run.id);
}
