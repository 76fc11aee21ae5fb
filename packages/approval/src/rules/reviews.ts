import type { Finding, RequirementState } from "../decision.ts";
import type { Judgement } from "../judge.ts";
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
      quorumOf(judgement) > 0
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
      needed(judgement)
        .filter((one) => one.state !== "approved")
        .flatMap((one) => unfillable(one, judgement)),
  },
  {
    code: "rejected",
    sentence: "A reviewer rejected the release.",
    cure: "Mend what they name and ask again at the new commit; or the reviewer approves or withdraws.",
    leadsTo: "rejected",
    find: ({ judgement }) =>
      judgement.requirements
        .filter((one) => one.state === "rejected" && blocksWhenRejected(one, judgement))
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
        .filter((one) => one.state === "rejected" && !blocksWhenRejected(one, judgement))
        .map((one) => info("optional-rejected", roleFacts(one), one.rejectedBy.map(toFinding))),
  },
  {
    code: "review-missing",
    sentence: "A required review is not in yet.",
    cure: "A member of the role approves.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      needed(judgement)
        .filter((one) => one.state === "waiting" || one.state === "late")
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
    code: "condition-open",
    sentence: "A review was given on a condition that must be met before the release.",
    cure: "Meet it; then the reviewer approves again without the condition.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.requirements.flatMap((one) =>
        one.approvedBy.flatMap((review) =>
          review.conditions.before.map((text) =>
            wait("condition-open", { role: one.role, login: review.person.login, text }),
          ),
        ),
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
    code: "authorization-missing",
    sentence: "All reviews are in; the policy asks the release manager to authorize by hand.",
    cure: "The release manager posts `/authorize`.",
    leadsTo: "approved",
    find: ({ judgement }) => (isAuthorizedByHand(judgement) ? [] : [wait("authorization-missing")]),
  },
];

function quorumOf({ case: c }: Judgement): number {
  const { primary = 0, total = 0 } = c.policy.releaseTypes[c.request.releaseType]?.quorum ?? {};
  return Math.max(primary, total);
}

function needed(judgement: Judgement): RequirementState[] {
  return judgement.requirements.filter((one) => one.effect === "required" || one.effect === "if-available");
}

function blocksWhenRejected(one: RequirementState, { case: c }: Judgement): boolean {
  return one.effect !== "optional" || c.policy.rules["optional-rejection"] === "block";
}

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
  const open = one.canReview.filter(
    (person) => !one.approvedBy.some((review) => review.person.id === person.id),
  );
  if (one.approvedBy.length + open.length >= one.approvals) return [];
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

function findQuorum({ requirements, case: c }: Judgement): Finding[] {
  const quorum = c.policy.releaseTypes[c.request.releaseType]?.quorum ?? {};
  const approved = requirements.filter((one) => one.state === "approved");
  const primary = approved.filter((one) => one.class === "primary").length;
  const open = requirements.filter((one) => one.state !== "approved" && one.state !== "rejected");
  const found: Finding[] = [];
  if (primary < (quorum.primary ?? 0))
    found.push(
      wait("quorum-missing", {
        of: "primary",
        have: primary,
        need: quorum.primary ?? 0,
        roles: open.filter((one) => one.class === "primary").map((one) => one.role),
      }),
    );
  if (approved.length < (quorum.total ?? 0))
    found.push(
      wait("quorum-missing", {
        of: "total",
        have: approved.length,
        need: quorum.total ?? 0,
        roles: open.map((one) => one.role),
      }),
    );
  return found;
}

function isAuthorizedByHand({ standing, case: c }: Judgement): boolean {
  return c.policy.rules.authorization !== "manual" || standing.authorized !== null;
}
