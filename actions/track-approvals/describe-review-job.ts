import { ConfigurationError, type Decision, type Fact, factsOf, findRole } from "@release-approval/approval";
import type { LoadedRelease } from "@release-approval/github";
import type { News } from "@release-approval/report";

/** What a review job finds out about itself: said once in the issue, and on the run's page. */
export type ReviewJob = {
  facts: Fact[];
  news: News[];
  warning: string | null;
  /** Told after everything else was written: who pressed a button is no less heard for it. */
  problem: ConfigurationError | null;
};

const nothing: ReviewJob = { facts: [], news: [], warning: null, problem: null };

/**
 * Whether a review job started because somebody pressed Approve. "The job ran" proves nothing: its environment may be
 * missing (GitHub creates it without rules), ask nobody, or an administrator may have passed it by.
 * @param role input `role`
 * @param run this run
 */
export function describeReviewJob(
  release: LoadedRelease,
  role: string,
  run: number,
  decision: Decision,
): ReviewJob {
  const { snapshot, request, today, pinned, recorded } = release;
  const found = findRole(today.policy, role);
  const known = "role" in found ? found : findRole((pinned ?? today).policy, role);
  if (!("role" in known))
    return { ...nothing, problem: unknownRole(role, known.nearest, Object.keys(today.policy.roles)) };
  const asked = decision.requirements.find((one) => one.role === known.role);
  if (asked === undefined) return nothing;
  const { fact } = request;
  if (run !== fact.run.id)
    return {
      ...nothing,
      warning: `Buttons count in the run that asked for the release, ${fact.run.id}, not in this one. A comment in the issue counts in any case.`,
    };
  if (asked.state === "approved" || isPressed(release, asked.environment.toLowerCase())) return nothing;
  const list = snapshot.buttons.find((one) => one.run === run);
  const reason = reasonOf(list?.environments ?? [], asked.environment.toLowerCase());
  const news: News = { kind: "unreviewed", role: known.role, environment: asked.environment, reason };
  const key = `notice:unreviewed/${fact.revision}/${known.role}/${reason}`;
  return {
    ...nothing,
    facts: recorded.facts.has(key) ? [] : [{ key, kind: "notice", at: snapshot.now, about: reason }],
    news: recorded.facts.has(key) ? [] : [news],
    warning: `This job started, and nobody has pressed Approve for ${asked.title}: nothing was counted. ${cures[reason](asked.environment)}`,
  };
}

// More often than the history told before this request: what was pressed for an earlier revision opened no job of this one.
function isPressed({ snapshot, request, recorded }: LoadedRelease, environment: string): boolean {
  const { run } = request.fact;
  const listed = (snapshot.buttons.find((one) => one.run === run.id)?.reviews ?? []).filter(
    (review) =>
      review.verdict === "approved" &&
      review.environments.some(({ name }) => name.toLowerCase() === environment),
  );
  const before = factsOf(recorded, "button").filter(
    ({ fact, comment }) =>
      fact.run.id === run.id &&
      fact.verdict === "approved" &&
      fact.environment.name.toLowerCase() === environment &&
      comment <= request.comment,
  );
  return listed.length > before.length;
}

type Reason = (News & { kind: "unreviewed" })["reason"];

const cures: Readonly<Record<Reason, (environment: string) => string>> = {
  "environment-missing": (environment) =>
    `There is no environment \`${environment}\`. Create it with required reviewers, or run \`command: setup\`.`,
  "environment-without-reviewers": (environment) =>
    `The environment \`${environment}\` requires no reviewers. Add them, or run \`command: setup\`.`,
  bypassed: (environment) =>
    `The protection of \`${environment}\` was bypassed. A member of the role answers in the issue, or this workflow run is started again.`,
};

function reasonOf(environments: readonly { name: string; reviewers: number }[], environment: string): Reason {
  const found = environments.find(({ name }) => name.toLowerCase() === environment);
  if (found === undefined) return "environment-missing";
  return found.reviewers === 0 ? "environment-without-reviewers" : "bypassed";
}

function unknownRole(role: string, nearest: string | null, roles: readonly string[]): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "role-unknown",
    message: `The input \`role\` is ${JSON.stringify(role)}, and the policy has no such role. It has: ${roles.join(", ")}.`,
    cure: nearest === null ? "Give one of those." : `Did you mean \`${nearest}\`?`,
  });
}
