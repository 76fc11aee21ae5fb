import { releaseTypes } from "../../policy/schema.ts";
import type { LeftOut } from "../choose-reviewers.ts";
import { neededRoles, type OutOfReach, outOfReach } from "../reach.ts";
import { type Check, type Examination, type Examined, found, withPolicy } from "./check.ts";
import { code, listed } from "./words.ts";

/* Whether there is somebody for every review that a release waits for. */

type WithPeople = Examined & { people: NonNullable<Examined["people"]> };

function withPeople(
  examine: (policy: Parameters<Parameters<typeof withPolicy>[0]>[0], facts: WithPeople) => Examination,
) {
  return withPolicy((policy, facts) => {
    const { people } = facts;
    return people === null ? found([], ["Nobody was looked up."]) : examine(policy, { ...facts, people });
  });
}

export const peopleChecks: readonly Check[] = [
  {
    id: "role-members",
    severity: "stops",
    title: "Every role that a release needs has somebody who can review",
    why: "A release waits for ever for a role that nobody can fill.",
    cure: "Correct `members` of the role in the policy, or give them access to the repository.",
    examine: withPeople((policy, { people, policyPath }) => {
      const unread = new Set(people.unreadTeams.map(({ role }) => role));
      const short = neededRoles(policy).filter(
        ({ role, approvals }) => (people.holders[role] ?? []).length < approvals,
      );
      return found(
        short
          .filter(({ role }) => !unread.has(role))
          .map(({ role, title, approvals }) => {
            const have = (people.holders[role] ?? []).length;
            const lost = people.lost.filter((one) => one.role === role).map(describeLeftOut);
            return {
              sentence: `${title} needs ${approvals} who can review, and has ${have}${lost.length === 0 ? "" : `: ${lost.join("; ")}`}.`,
              cure: `Correct ${code(`roles.${role}.members`)} in ${code(policyPath)} on the default branch.`,
              paste: { language: "yaml", text: `roles:\n  ${role}: { members: [LOGIN] }` },
              facts: { role, need: approvals, have },
            };
          }),
        people.unreadTeams.map(
          ({ role, team }) =>
            `Who is in the team ${code(team)} of ${policy.roles[role]?.title ?? role}: no \`team-token\` was given.`,
        ),
      );
    }),
  },
  {
    id: "enough-people",
    severity: "stops",
    title: "There are enough people for every release type, each in one role",
    why: "One person fills one role, and a quorum counts roles: a policy can ask for more than there are people.",
    cure: "Add people to the roles, ask for a smaller quorum, or let one person fill several roles.",
    examine: withPeople((policy, { people }) => {
      // Of a role that is short by itself, `role-members` tells already.
      const short = new Set(
        neededRoles(policy)
          .filter(({ role, approvals }) => (people.holders[role] ?? []).length < approvals)
          .map(({ role }) => role),
      );
      if (people.unreadTeams.length > 0) return found([], ["Who is in the teams that the policy names."]);
      return found(
        typesOf(policy).flatMap((type) =>
          outOfReach(
            policy,
            type,
            people.holders,
          )(null)
            .filter((one) => (one.of === "role" ? !short.has(one.role) : short.size === 0))
            .map((one) => ({
              sentence: `${sentenceOf(one, type)} One person fills one role.`,
              cure:
                one.of === "role"
                  ? "Add somebody to one of the roles, or write `rules: { one-role-per-person: false }`."
                  : `Ask for a smaller ${code(`release-types.${type}.quorum.${one.of}`)}, or add people to the roles.`,
              facts: { type, ...one },
            })),
        ),
      );
    }),
  },
  {
    id: "members-reachable",
    severity: "note",
    title: "Everybody whom the policy names is known and can read the repository",
    why: "Whoever cannot read the repository can neither press the button nor comment.",
    cure: "Correct the login, or give access.",
    examine: withPeople((policy, { people, policyPath, repository: { owner, name } }) =>
      found(
        people.lost.map((one) => ({
          sentence: `${policy.roles[one.role]?.title ?? one.role}: ${describeLeftOut(one)}.`,
          cure:
            one.code === "cannot-read"
              ? "Give access, or take the login out of the role."
              : `Correct ${code(`roles.${one.role}.members`)} in ${code(policyPath)}.`,
          ...(one.code === "cannot-read" && {
            paste: {
              language: "sh" as const,
              text: `gh api --method PUT repos/${owner}/${name}/collaborators/${one.login} -f permission=pull`,
            },
          }),
          facts: { ...one },
        })),
        people.accessUnknown === null ? [] : [people.accessUnknown],
      ),
    ),
  },
  {
    id: "requester-leaves-enough",
    severity: "note",
    title: "Somebody with a role can ask for every release type, and leave enough to review it",
    why: "Who asks does not review (but as release manager). In a small team that may be one person too few, whoever asks.",
    cure: "Let somebody without a role ask, add a member, or allow `self-review`.",
    examine: withPeople((policy, { people }) => {
      if (people.unreadTeams.length > 0) return found([], ["Who is in the teams that the policy names."]);
      const everybody = new Map(
        Object.values(people.holders)
          .flat()
          .map(({ id, login }) => [id, login]),
      );
      return found(
        typesOf(policy).flatMap((type) => {
          const missingFor = outOfReach(policy, type, people.holders);
          // Where it is out of reach for all, there is a problem of its own.
          if (missingFor(null).length > 0) return [];
          const blocked = [...everybody].filter(([id]) => missingFor(id).length > 0);
          if (blocked.length < everybody.size || everybody.size === 0) return [];
          const who = blocked.map(([, login]) => code(login));
          return [
            {
              sentence: `If ${listed(who, "or")} asks for a ${type} release, nobody is left for a review that it needs; so nobody with a role can ask for one.`,
              cure: "Let somebody else ask for it, add a member to the role, or write `rules: { self-review: allow }`.",
              facts: { type, requesters: blocked.map(([, login]) => login) },
            },
          ];
        }),
      );
    }),
  },
];

function typesOf(policy: { releaseTypes: object }) {
  return releaseTypes.filter((type) => Object.hasOwn(policy.releaseTypes, type));
}

function sentenceOf(one: OutOfReach, type: string): string {
  switch (one.of) {
    case "role":
      return `A ${type} release needs ${one.need} as ${one.title}, and ${one.have} can be found beside the other roles.`;
    case "primary":
      return `A ${type} release needs ${one.need} primary roles, and ${one.have} can be filled at once.`;
    case "total":
      return `A ${type} release needs ${one.need} roles, and ${one.have} can be filled at once.`;
  }
}

/** Why a member cannot review, without a full stop. */
export function describeLeftOut(one: LeftOut): string {
  switch (one.code) {
    case "unknown-user":
      return `GitHub knows no user ${code(one.login)}`;
    case "other-account":
      return `the login ${code(one.login)} belongs to account ${one.found} now, and the policy means ${one.pinned}`;
    case "cannot-read":
      return `${code(one.login)} cannot read this repository`;
    case "team-unreadable":
      return `the team ${code(one.team)} cannot be read: check its name, and that the token may read it`;
    case "team-elsewhere":
      return `the team ${code(one.team)} is of another organisation, whose teams cannot review by button here`;
  }
}
