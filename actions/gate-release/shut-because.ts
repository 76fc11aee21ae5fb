import type { Decision } from "@release-approval/approval";
import type { Observed } from "../run/observe-release.ts";

/** Why the gate stays shut. `refusal` null: the decision's own findings say it. */
export type Shut = { code: string; refusal: { sentence: string; cure: string } | null };

/** For `docs/reason-codes.md`. */
export const refusals = [
  {
    code: "other-commit",
    sentence: "The input `commit` names another commit than the one that was reviewed.",
    cure: "Ship the gate's output `commit`, or ask for the release again at the other one.",
  },
  {
    code: "tag-elsewhere",
    sentence: "The version's tag exists and points at another commit than the one that was reviewed.",
    cure: "Find out who made it. Delete it, or release another version.",
  },
  {
    code: "claimed",
    sentence: "Another run is publishing this release already.",
    cure: "If it failed, re-run it, or tell track-approvals `outcome: failure` in it: that frees the claim.",
  },
  {
    code: "claim-not-counted",
    sentence:
      "This run claimed the release, and GitHub's record of the run is not on a workflow file and branch that the policy trusts.",
    cure: "Start the workflow on the default branch, or name the place under `rules` of the policy: `trusted-branches`, `trusted-workflows`.",
  },
  {
    code: "claim-lost",
    sentence:
      "An entry of the history that may have held another run's claim was edited or deleted, and another run of this workflow is at work, or has ended well since the request.",
    cure: "See whether the version was published. If it was not, ask for the release again: it becomes the next revision.",
  },
] as const;
type RefusalCode = (typeof refusals)[number]["code"];

/**
 * Whether anything keeps this run from publishing exactly this commit. Pure.
 * @param asked `commit`: what the caller is about to ship, null when it takes the gate's word; `run`: this run's id
 * @returns null: nothing does
 */
export function shutBecause(
  { evaluation, release }: Observed,
  asked: { commit: string | null; run: number },
): Shut | null {
  const { decision } = evaluation;
  if (decision.status !== "authorized") return { code: decision.reasonCode, refusal: null };
  return (
    commitProblem(decision, asked.commit) ??
    tagProblem(release, decision) ??
    claimProblem(decision, asked.run)
  );
}

/**
 * Whether the claim that this run has just written counts as its own. The runner's word was enough to write it; here
 * GitHub's record of the run decides: a claim that does not count would keep nobody else from publishing.
 * @returns null: it counts
 */
export function claimLost({ evaluation }: Observed, run: number): Shut | null {
  if (evaluation.decision.claim?.run === run) return null;
  return refuse("claim-not-counted", `The claim of run ${run} does not count.`);
}

function commitProblem({ release }: Decision, commit: string | null): Shut | null {
  if (commit === null || commit === release?.commit) return null;
  return refuse(
    "other-commit",
    `${short(commit)} is about to ship, and ${short(release?.commit)} was reviewed.`,
  );
}

// Somebody may have put the tag on another commit, to have that one published in the reviewed one's name.
function tagProblem({ overview }: Observed["release"], { release }: Decision): Shut | null {
  const tag = overview.tags.find((one) => one.name === release?.tag);
  if (tag === undefined || tag.commit === null || tag.commit === release?.commit) return null;
  return refuse(
    "tag-elsewhere",
    `The tag ${tag.name} exists and points at ${short(tag.commit)}, while ${short(release?.commit)} was reviewed.`,
  );
}

// Publishing happens at most once: of several runs, the one whose claim stands in the lowest comment.
function claimProblem({ claim }: Decision, run: number): Shut | null {
  if (claim === null || claim.run === run) return null;
  return refuse("claimed", `Run ${claim.run} is publishing this release already.`);
}

export function refuse(code: RefusalCode, sentence: string): Shut {
  const cure = refusals.find((one) => one.code === code)?.cure ?? "";
  return { code, refusal: { sentence, cure } };
}

function short(commit: string | undefined): string {
  return commit?.slice(0, 7) ?? "nothing";
}
