import type { AuditInput } from "./audit.ts";

/** What the record cannot prove, in sentences: an auditor should not have to find that out alone. */
export function unprovable({
  decision,
  runs,
  policies,
}: Pick<AuditInput, "decision" | "runs" | "policies">): string[] {
  const sentences = [
    "That an account was used by the person it belongs to. It proves which account spoke, by its numeric id.",
    "That GitHub's own records are true: times, authors, edits and runs are GitHub's word.",
    "That what was published is what was reviewed, unless publishing is bound to the gate's commit. It names the commit that was reviewed.",
    "What stood in a comment that was edited or deleted before the first run read it. Such a comment never counts.",
    "Who wrote an entry: whoever may push to the repository can post as its workflows do, and name a trusted run. Entries can void a review, never give one.",
  ];
  if (decision.evidence.length > 0)
    sentences.push(
      "That the reports of the build are true. It proves which report was given, by its digest where one is recorded.",
    );
  if (decision.reviews.some((review) => review.from !== review.to))
    sentences.push(
      "The moment at which a button was pressed: GitHub tells none. It lies within the interval given.",
    );
  if (runs.some((run) => run.state === "gone"))
    sentences.push("What became of runs that were deleted since; they are marked as not found.");
  if (policies.pinned === null)
    sentences.push(
      "The text of the rules that the request pinned: their commit cannot be read any more. Their digest is recorded.",
    );
  return sentences;
}
