import type { Checked } from "./check.ts";
import { type Draft, listOf } from "./problem.ts";
import type { Policy, ReleaseRules, Review } from "./schema.ts";

/*
 * Numbers that nobody could ever reach, and the opposite: a release that nobody would have to approve
 * (an empty set satisfies nothing).
 */

/** Roles that a release needs and that nobody holds. An optional role without members is simply not asked. */
export function checkMembers({ policy, preset }: Checked): Draft[] {
  const empty = Object.values(policy.roles)
    .map((role) => ({ role, types: typesThatNeed(policy, role.id) }))
    .filter(({ role, types }) => role.members.length === 0 && types.length > 0);
  return empty.map(({ role, types }, index) => ({
    path: ["roles", role.id, "members"],
    at: "value",
    what: `nobody holds the role ${role.title}, which ${andOf(types)} releases need`,
    found: "no members",
    allowed: "at least one login or team:organisation/slug",
    // The way out is the same for all of them: said once.
    cure: index === 0 ? smallerPolicies(preset) : "Add members: `members: [login]`.",
    near: [["roles", role.id], ["roles"], ["extends"]],
  }));
}

function typesThatNeed(policy: Policy, role: string): string[] {
  return Object.entries(policy.releaseTypes)
    .filter(([, rules]) => {
      const review = Object.hasOwn(rules.reviews, role) ? rules.reviews[role] : undefined;
      return review !== undefined && review.need !== "optional";
    })
    .map(([type]) => type);
}

const andOf = (words: readonly string[]): string => listOf(words).replace(/ or (?=\S+$)/, " and ");

function smallerPolicies(preset: Checked["preset"]): string {
  if (preset === "solo") return "Add your login: `members: [login]`.";
  const add = "Add members: `members: [login]`";
  const solo = "`extends: solo` where you are alone";
  if (preset === "small-team") return `${add}, or take ${solo}.`;
  return `${add}, or take a smaller policy: \`extends: small-team\` (one of you asks, another approves), or ${solo}.`;
}

/** More approvals of a role than it has members. How many a team has is not known here. */
export function checkApprovals({ policy, preset }: Checked): Draft[] {
  return eachReview(policy).flatMap(({ type, id, review }) => {
    const role = policy.roles[id];
    const count = role?.members.length ?? 0;
    if (role === undefined || count === 0 || role.members.some((member) => member.startsWith("team:")))
      return [];
    if (review.approvals <= count) return [];
    return [
      {
        path: ["release-types", type, "reviews", id, "approvals"],
        at: "value",
        what: `${type} releases need ${review.approvals} approvals as ${role.title}, which ${count} ${count === 1 ? "person holds" : "people hold"}`,
        found: String(review.approvals),
        allowed: `at most ${count}`,
        cure:
          preset === "small-team"
            ? "Add members to the role, or take `extends: solo` where you are alone."
            : "Ask for fewer approvals, or add members to the role.",
        depends: [["roles", id, "members"]],
      },
    ];
  });
}

/** A quorum of more roles than review. */
export function checkQuorum({ policy }: Checked): Draft[] {
  return Object.entries(policy.releaseTypes).flatMap(([type, rules]) => {
    const reviewers = Object.entries(rules.reviews).filter(([id, review]) => canCount(policy, id, review));
    const primary = reviewers.filter(([id]) => (policy.roles[id]?.class ?? "primary") === "primary");
    return [
      ...checkCount(type, "primary", rules, primary.length),
      ...checkCount(type, "total", rules, reviewers.length),
    ];
  });
}

// A role that is needed and empty, or unknown, has its own problem; the quorum must not be a second one.
function canCount(policy: Policy, id: string, review: Review): boolean {
  return review.need !== "optional" || policy.roles[id]?.members.length !== 0;
}

function checkCount(type: string, kind: "primary" | "total", rules: ReleaseRules, count: number): Draft[] {
  const asked = rules.quorum[kind] ?? 0;
  if (asked <= count) return [];
  const roles = kind === "primary" ? "primary roles" : "roles";
  return [
    {
      path: ["release-types", type, "quorum", kind],
      at: "value",
      what: `${type} releases need ${asked} ${roles}, and ${count} can review`,
      found: String(asked),
      allowed: count === 0 ? "no quorum, `quorum: {}`" : `at most ${count}`,
      cure: `Ask for fewer (\`quorum: {}\` asks for none), or add ${roles} with members to its reviews.`,
      depends: [
        ["release-types", type, "reviews"],
        ...Object.keys(rules.reviews).flatMap((id) => [
          ["roles", id, "class"],
          ["roles", id, "members"],
        ]),
      ],
    },
  ];
}

/** Release types that no review holds back. */
export function checkNeeded({ policy }: Checked): Draft[] {
  return Object.entries(policy.releaseTypes).flatMap(([type, rules]) => {
    const holds = Object.values(rules.reviews).some(
      ({ need }) => need === "required" || need === "if-available",
    );
    if (holds || Object.values(rules.quorum).some((count) => count > 0)) return [];
    return [
      {
        path: ["release-types", type, "reviews"],
        at: "value",
        what: `nobody has to approve ${type} releases`,
        found: "no review that is needed",
        allowed: "at least one review that is required or if-available, or a quorum",
        cure: "Write `need: required` for at least one role.",
      },
    ];
  });
}

function eachReview(policy: Policy): { type: string; id: string; review: Review }[] {
  return Object.entries(policy.releaseTypes).flatMap(([type, rules]) =>
    Object.entries(rules.reviews).map(([id, review]) => ({ type, id, review })),
  );
}
