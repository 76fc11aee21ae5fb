import { type Buttons, factsOf, hasButtons, type Ledger, type RequestFact } from "@release-approval/approval";
import type { GitHub } from "./connect.ts";

/**
 * What people did with the buttons of the request's run: one request, and one for the environments where somebody
 * pressed one.
 * @param inReviewJob this run has environments, whatever the request knew: they are looked at in any case
 * @returns null where the run has no buttons, which costs nothing
 */
export async function loadButtons(
  github: GitHub,
  request: RequestFact,
  ledger: Ledger,
  inReviewJob: boolean,
): Promise<Buttons | null> {
  if (!inReviewJob && !hasButtons(request, ledger)) return null;
  const run = request.run.id;
  const reviews = await github.readRunReviews(run);
  const at = github.now();
  if (reviews === "gone") return { run, state: "gone", reviews: [], environments: [], at };
  const needed = inReviewJob || reviews.length > 0 || factsOf(ledger, "button").length > 0;
  return { run, state: "listed", reviews, environments: needed ? await github.readEnvironments() : [], at };
}
