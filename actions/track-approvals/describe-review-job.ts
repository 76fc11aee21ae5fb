import { ConfigurationError, type Decision, type Fact, findRole } from "@release-approval/approval";
import type { LoadedRelease } from "@release-approval/github";
import type { News } from "@release-approval/report";

/** What a review job finds out about itself: said once in the issue, and on the run's page. */
export type ReviewJob = { facts: Fact[]; news: News[]; warning: string | null };

const nothing: ReviewJob = { facts: [], news: [], warning: null };

/**
 * Whether a review job started because somebody pressed Approve. "The job ran" proves nothing: its environment may be
 * missing (GitHub creates it without rules), ask nobody, or an administrator may have passed it by.
 * @param role input `role`
 * @param run this run
 * @throws ConfigurationError `role-unknown`
 */
export function describeReviewJob(
  { snapshot, request, today, recorded }: LoadedRelease,
  role: string,
  run: number,
  decision: Decision,
): ReviewJob {
  const found = findRole(today.policy, role);
  if (!("role" in found)) throw unknownRole(role, found.nearest, Object.keys(today.policy.roles));
  const asked = decision.requirements.find((one) => one.role === found.role);
  if (asked === undefined) return nothing;
  const { fact } = request;
  if (run !== fact.run.id)
    return {
      ...nothing,
      warning: `Buttons count in the run that asked for the release, ${fact.run.id}, not in this one. A comment in the issue counts in any case.`,
    };
  const environment = asked.environment.toLowerCase();
  const pressed = snapshot.buttons?.reviews.some(
    (review) =>
      review.verdict === "approved" &&
      review.environments.some(({ name }) => name.toLowerCase() === environment),
  );
  if (pressed === true || asked.state === "approved") return nothing;
  const reason = reasonOf(snapshot.buttons?.environments ?? [], environment);
  const news: News = { kind: "unreviewed", role: found.role, environment: asked.environment, reason };
  const key = `notice:unreviewed/${fact.revision}/${found.role}/${reason}`;
  return {
    facts: recorded.facts.has(key) ? [] : [{ key, kind: "notice", at: snapshot.now, about: reason }],
    news: recorded.facts.has(key) ? [] : [news],
    warning: `This job started, and nobody has pressed Approve for ${asked.title}: nothing was counted. ${cures[reason](asked.environment)}`,
  };
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
