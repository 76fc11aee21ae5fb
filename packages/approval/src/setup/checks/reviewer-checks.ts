import { parseMember } from "../../policy/members.ts";
import { type EnvironmentSettings, mostReviewers, type Reviewer } from "../settings.ts";
import type { WantedEnvironment } from "../wanted-environments.ts";
import { titlesOf, withEnvironments } from "./buttons.ts";
import { type Check, type Examined, found, type Problem, setupStep } from "./check.ts";
import { code, listed } from "./words.ts";

/* Whether those who can press a button are those whom the policy means. */

export const reviewerChecks: readonly Check[] = [
  {
    id: "reviewers-hold-the-role",
    severity: "note",
    title: "Whoever can press a role's button holds the role, and the other way round",
    why: "Who presses it without the role is not counted. Who holds the role and cannot press it answers by comment.",
    cure: "Run `command: setup` with `apply: true`; take others away by hand.",
    examine: withEnvironments(({ usable }, _, facts) =>
      found(usable.flatMap((one) => strangers(one.wanted, one.environment, facts))),
    ),
  },
  {
    id: "requesters-may-press",
    severity: "note",
    title: "No button keeps out who asked for a release where the policy lets them review",
    why: "GitHub's “prevent self-review” is the environment's own rule, and does not know the policy.",
    cure: "Settings, Environments, the environment: untick “Prevent self-review”. A comment works in any case.",
    examine: withEnvironments(({ usable }) =>
      found(
        usable
          .filter(({ wanted, environment }) => environment.preventsSelfReview && !wanted.preventsSelfReview)
          .map(({ environment: { name } }) => ({
            sentence: `${code(name)} keeps out who asked for the release, and the policy does not.`,
            cure: "Untick “Prevent self-review” in that environment, or answer by comment.",
            facts: { environment: name },
          })),
      ),
    ),
  },
];

function strangers(
  wanted: WantedEnvironment,
  { name, reviewers }: EnvironmentSettings,
  facts: Examined,
): Problem[] {
  const members = wanted.members.map(parseMember);
  const logins = new Set(
    [
      ...members.map((one) => (one.kind === "user" ? one.login : "")),
      ...wanted.roles.flatMap(({ id }) => (facts.people?.holders[id] ?? []).map(({ login }) => login)),
    ].map((login) => login.toLowerCase()),
  );
  const teams = new Set(members.map((one) => (one.kind === "team" ? one.slug.toLowerCase() : "")));
  // Who is in a team that was not read cannot be told from a stranger.
  const isUnread = facts.people?.unreadTeams.some(({ role }) => wanted.roles.some(({ id }) => id === role));
  const holds = (one: Reviewer) =>
    one.kind === "team" ? teams.has(one.name.toLowerCase()) : logins.has(one.name.toLowerCase());
  const others = isUnread === true ? [] : reviewers.filter((one) => !holds(one));
  const present = new Set(reviewers.map((one) => `${one.kind}:${one.name.toLowerCase()}`));
  // Who cannot review at all is told by `members-reachable`.
  const lost = new Set(
    (facts.people?.lost ?? []).map((one) => ("login" in one ? one.login : one.team).toLowerCase()),
  );
  const absent = members.flatMap((one) => {
    if (lost.has(one.kind === "user" ? one.login.toLowerCase() : `${one.org}/${one.slug}`.toLowerCase()))
      return [];
    const label = one.kind === "user" ? one.login : one.slug;
    return present.has(`${one.kind}:${label.toLowerCase()}`) ? [] : [label];
  });
  const title = titlesOf(wanted.roles);
  return [
    ...(others.length === 0
      ? []
      : [
          {
            sentence: `${listed(others.map((one) => code(one.name)))} can press ${code(name)} and ${others.length === 1 ? "does" : "do"} not hold the role ${title}: that is not counted.`,
            cure: "Add them to the role in the policy, or take them out of the environment.",
            facts: { environment: name, reviewers: others.map((one) => one.name) },
          },
        ]),
    ...(absent.length === 0 ? [] : [absentProblem(name, title, absent, reviewers.length)]),
  ];
}

function absentProblem(name: string, title: string, absent: readonly string[], present: number): Problem {
  const isFull = present >= mostReviewers;
  return {
    sentence: `${listed(absent.map(code))} ${absent.length === 1 ? "holds" : "hold"} the role ${title} and cannot press ${code(name)}${isFull ? `, which has ${mostReviewers} reviewers, as many as GitHub lets it have` : ""}.`,
    cure: isFull
      ? "Put them into a team of your organisation and write `members: [team:ORGANISATION/TEAM]`; a team is one reviewer. They can answer by comment."
      : "Run setup. They can answer by comment.",
    ...(!isFull && { paste: setupStep }),
    facts: { environment: name, members: absent },
  };
}
