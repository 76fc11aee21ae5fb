import type { Instant } from "@release-approval/approval";
import type { Allowance, GitHub } from "@release-approval/github";

/** Most requests of one sweep, of the 1,000 that a workflow's token has in an hour for the whole repository. */
export const mostRequests = 450;

/**
 * What one release may take at the most: 30 pages of comments, 20 runs that a flood of forged entries names, 30
 * reactions, and what else is written. A sweep that has less than this left does not begin with another one.
 */
const largestRelease = 90;

/** So many requests, and so many GraphQL points, are left to people's reviews and to gates. */
const kept = 100;

export type Stopped = {
  /** `share`: this sweep's own; `refused`: GitHub did not answer any more. */
  reason: "share" | "requests" | "points" | "refused";
  /** When GitHub allows more; null: it did not say, or allows it now. */
  until: Instant | null;
  /** Issues that were not looked at; the next sweep begins with the first. */
  left: readonly number[];
};

/** Whether a sweep has to stop before its next release. */
export function whyStop({
  requests,
  budget,
}: Pick<GitHub, "requests" | "budget">): Omit<Stopped, "left"> | null {
  const { core, graphql } = budget();
  if (isLow(core)) return { reason: "requests", until: core.resetsAt };
  if (isLow(graphql)) return { reason: "points", until: graphql.resetsAt };
  return requests() > mostRequests - largestRelease ? { reason: "share", until: null } : null;
}

function isLow(allowance: Allowance | null): allowance is Allowance {
  return allowance !== null && allowance.remaining < kept;
}

const causes: Readonly<Record<Stopped["reason"], string>> = {
  share: `a sweep takes no more than ${mostRequests} requests to GitHub`,
  requests: `fewer than ${kept} of this hour's requests to GitHub are left, and those are for reviews and gates`,
  points: `fewer than ${kept} of this hour's GraphQL points are left, and those are for reviews and gates`,
  refused: "GitHub allows no more requests for now",
};

const mostNamed = 20;

/** One paragraph: why, what was done, what is left, and how it goes on. */
export function tellStop({ reason, until, left }: Stopped, open: number): string {
  const done = open - left.length;
  const names = left.slice(0, mostNamed).map((number) => `#${number}`);
  const more = left.length > mostNamed ? ` and ${left.length - mostNamed} more` : "";
  const when = until === null ? "" : ` GitHub allows more from ${until} on.`;
  return `Looked at ${done} of ${open} open releases, then stopped: ${causes[reason]}. Left: ${names.join(", ")}${more}. Nothing is lost: the next scheduled run begins with #${left[0]}.${when}`;
}
