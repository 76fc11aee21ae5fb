import { conditionsOf } from "../conditions.ts";
import { blocks, conflictsInForce } from "../conflicts.ts";
import type { Finding, RequirementState } from "../decision.ts";
import { approvalsIn } from "../fold.ts";
import type { Judgement } from "../judge.ts";
import { canBeGiven, coversQuorum, findShortages, isAwaited, quorumOf } from "../quorum.ts";
import { block, info, type Rule, wait } from "./rule.ts";

/** Rules on who must have approved. */
export const reviewRules: readonly Rule[] = [
  {
    code: "nothing-required",
    sentence: "The policy asks no review for this type of release. An empty set satisfies nothing.",
    cure: "Add at least one review to the release type in the policy.",
    leadsTo: "blocked",
    find: ({ judgement }) =>
      judgement.requirements.some((one) => one.effect === "required" || one.effect === "if-available") ||
      Object.values(quorumOf(judgement.case)).some((need) => need > 0)
        ? []
        : [block("nothing-required", { type: judgement.case.request.releaseType })],
  },
  {
    code: "role-without-reviewers",
    sentence:
      "Nobody can fill a role that the release needs: it has no members, its team cannot be read, or all members are kept out.",
    cure: "Name members in the policy (or give `team-token`), and ask again.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.requirements.filter(isAwaited).flatMap((one) => unfillable(one, judgement)),
  },
  {
    code: "rejected",
    sentence: "A reviewer rejected the release.",
    cure: "Mend what they name and ask again at the new commit; or the reviewer approves or withdraws.",
    leadsTo: "rejected",
    find: ({ judgement }) =>
      judgement.requirements
        .filter((one) => one.state === "rejected" && blocks(one.role, judgement.case))
        .map((one) => block("rejected", roleFacts(one), one.rejectedBy.map(toFinding))),
  },
  {
    code: "optional-rejected",
    sentence:
      "A reviewer whose review is optional rejected the release. It is shown, and does not hold the release.",
    cure: "Read it. `rules.optional-rejection: block` in the policy lets it hold the release.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.requirements
        .filter((one) => one.state === "rejected" && !blocks(one.role, judgement.case))
        .map((one) => info("optional-rejected", roleFacts(one), one.rejectedBy.map(toFinding))),
  },
  {
    code: "review-missing",
    sentence: "A required review is not in yet.",
    cure: "A member of the role approves.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.requirements
        .filter(isAwaited)
        .map((one) => wait("review-missing", roleFacts(one), one.approvedBy.map(toFinding))),
  },
  {
    code: "quorum-missing",
    sentence: "Fewer roles have approved than this type of release needs.",
    cure: "One more of the named roles approves.",
    leadsTo: "pending",
    find: ({ judgement }) => findQuorum(judgement),
  },
  {
    code: "conflict-open",
    sentence: "Reviewers disagree, and nobody with the authority has decided yet.",
    cure: "Whoever has the authority posts `/decide proceed: reason` or `/decide stop: reason`; or one side gives in.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      conflictsInForce(judgement.standing.fold).map((one) =>
        wait("conflict-open", {
          id: one.id,
          about: one.about,
          by: one.by.login,
          summary: one.summary,
          deciders: one.deciders.map((decider) => decider.title),
          at: one.at,
        }),
      ),
  },
  {
    code: "ruled-stop",
    sentence: "A ruling stops the release.",
    cure: "Mend what it names and ask again at the new commit; or the same authority posts `/decide proceed: reason`.",
    leadsTo: "rejected",
    find: ({ judgement }) =>
      judgement.standing.fold.stops.map(({ by, role, reason, at, key }) =>
        block("ruled-stop", { login: by.login, role, reason, at, key }),
      ),
  },
  {
    code: "overruled",
    sentence: "A ruling lifted a rejection and stands in for that review.",
    cure: "Read both positions. The rejection stays recorded.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.standing.fold.rulings.flatMap((ruling) =>
        ruling.overrules.map((one) =>
          info("overruled", {
            role: one.role,
            login: one.login,
            by: ruling.by.login,
            as: ruling.role,
            reason: ruling.reason,
            at: ruling.at,
          }),
        ),
      ),
  },
  {
    code: "condition-open",
    sentence: "A review was given on a condition that must be met before the release.",
    cure: "Meet it, then post `/resolve` with its number and the commit; who set it confirms.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      conditionsOf(approvalsIn(judgement.standing.fold), judgement.standing.fold)
        .filter((one) => one.when === "before" && one.state !== "confirmed")
        .map(({ id, role, setter, text, state, resolution }) =>
          wait("condition-open", {
            id,
            role,
            login: setter.login,
            text,
            state,
            by: resolution?.by.login ?? null,
          }),
        ),
  },
  {
    code: "review-lapsed",
    sentence: "A review asked only if available did not come in its time. It is owed after the release.",
    cure: "The role reviews after the release.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.requirements
        .filter((one) => one.state === "lapsed")
        .map((one) => info("review-lapsed", roleFacts(one))),
  },
  {
    code: "review-deferred",
    sentence: "A conditional release puts a review off. It is owed after the release.",
    cure: "The role reviews after the release, or before it if it can.",
    leadsTo: "pending",
    find: ({ judgement: { requirements, schedule } }) => {
      if (schedule.conditionalRelease === null) return [];
      const { by, reason } = schedule.conditionalRelease;
      return requirements
        .filter((one) => one.state === "deferred")
        .map((one) =>
          info("review-deferred", { ...roleFacts(one), by: by?.login ?? null, deferredBecause: reason }),
        );
    },
  },
  {
    code: "overridden",
    sentence: "An override stands in for reviews that are missing.",
    cure: "Those reviews are owed after the release, and somebody else ratifies the override with `/ratify`.",
    leadsTo: "pending",
    find: ({ judgement: { override } }) =>
      override === null || override.standsInFor.length === 0
        ? []
        : [
            info("overridden", {
              by: override.by?.login ?? null,
              role: override.role,
              reason: override.reason,
              roles: override.standsInFor.filter((one) => one !== "quorum"),
              quorum: override.standsInFor.includes("quorum"),
              automatic: override.by === null,
              at: override.at,
              ratified: override.ratified?.by.login ?? null,
            }),
          ],
  },
  {
    code: "delegated",
    sentence: "A role was handed to somebody for a time.",
    cure: "Nothing to do. The delegate reviews, or the member does.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.requirements.flatMap((one) =>
        one.delegates.map(({ person, for: from, until }) =>
          info("delegated", { role: one.role, to: person.login, from: from.login, until }),
        ),
      ),
  },
  {
    code: "away",
    sentence: "Somebody who is asked said that they cannot review for now.",
    cure: "Others in the role review, or the role is handed on with `/delegate`.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.requirements.flatMap((one) =>
        one.away.map(({ person, until }) => info("away", { role: one.role, login: person.login, until })),
      ),
  },
  {
    code: "authorization-missing",
    sentence: "All reviews are in; the policy asks the release manager to authorize by hand.",
    cure: "The release manager posts `/authorize`.",
    leadsTo: "approved",
    find: ({ judgement }) => (isAuthorizedByHand(judgement) ? [] : [wait("authorization-missing")]),
  },
];

function roleFacts(one: RequirementState) {
  return {
    role: one.role,
    title: one.title,
    need: one.effect,
    reason: one.reason,
    approvals: one.approvedBy.length,
    needed: one.approvals,
    due: one.due,
    late: one.state === "late",
    canReview: one.canReview.map((person) => person.login),
  };
}

function toFinding(review: RequirementState["approvedBy"][number]): Finding {
  const facts = {
    key: review.key,
    login: review.person.login,
    id: review.person.id,
    at: review.to,
    notes: review.notes,
  };
  return {
    code: review.verdict,
    severity: review.verdict === "approved" ? "pass" : "block",
    facts,
    children: [],
  };
}

function unfillable(one: RequirementState, { case: c }: Judgement): Finding[] {
  const team = c.holders.unreadable.get(one.role);
  if (canBeGiven(one)) return [];
  return [
    wait("role-without-reviewers", {
      role: one.role,
      title: one.title,
      team: team ?? null,
      needed: one.approvals,
      canReview: one.canReview.map((person) => person.login),
      members: one.members.map((person) => person.login),
    }),
  ];
}

function findQuorum({ requirements, case: c, override }: Judgement): Finding[] {
  if (coversQuorum(override)) return [];
  return findShortages(requirements, c).map((one) => wait("quorum-missing", { ...one }));
}

function isAuthorizedByHand({ standing, case: c }: Judgement): boolean {
  return c.policy.rules.authorization !== "manual" || standing.authorized !== null;
}
