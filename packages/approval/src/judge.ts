import { type Case, isKeptOut } from "./case.ts";
import type { Act, JudgedReview, RequirementState } from "./decision.ts";
import { judgeStatement } from "./judge-statements.ts";
import { assignPeople, type Seat } from "./matching.ts";
import { holds } from "./membership.ts";
import type { Person } from "./records.ts";
import { type Standing, settle } from "./standing.ts";
import { inOrder, type Statement } from "./statement.ts";

/** What all reviews come to under one policy. */
export type Judgement = {
  case: Case;
  standing: Standing;
  requirements: readonly RequirementState[];
  reviews: readonly JudgedReview[];
  acts: ReadonlyMap<string, readonly Act[]>;
};

/**
 * Judges everything that was said under one policy and gives each person the one role where that helps most.
 * @param statements in any order: the judgement does not depend on it
 */
export function judge(c: Case, statements: readonly Statement[]): Judgement {
  const ordered = [...statements].sort(inOrder);
  const standing = settle(ordered.map((statement) => judgeStatement(statement, c)));
  const approvals = standing.reviews.filter((review) => review.verdict === "approved");
  const countsIn = assign(c, approvals);
  const displaced = new Set(
    approvals.filter((review) => countsIn.get(review.person.id)?.has(review.role ?? "") !== true),
  );
  const reviews = standing.all.map((review) =>
    displaced.has(review) ? refuseSecondRole(review, countsIn) : review,
  );
  const counted = standing.reviews.filter((review) => !displaced.has(review));
  return {
    case: c,
    standing,
    requirements: c.requirements.map((requirement) => stateOf(requirement, counted, c)),
    reviews,
    acts: actsAfterMatching(standing, displaced, countsIn),
  };
}

const importance = { required: 0, "if-available": 1, optional: 2, "after-release": 3 } as const;

// Person to the roles where they count. Required reviews first, then primary roles, which quorums count.
function assign(c: Case, approvals: readonly JudgedReview[]): Map<number, Set<string>> {
  const seats: Seat[] = [...c.requirements]
    .sort(
      (a, b) =>
        importance[a.effect] - importance[b.effect] ||
        Number(a.class !== "primary") - Number(b.class !== "primary"),
    )
    .map(({ role, approvals: places }) => ({ role, places }));
  const candidates = new Map<string, number[]>(seats.map(({ role }) => [role, []]));
  for (const review of approvals) candidates.get(review.role ?? "")?.push(review.person.id);
  const assigned = assignPeople(seats, candidates, c.policy.rules["one-role-per-person"]);
  const countsIn = new Map<number, Set<string>>();
  for (const [role, people] of assigned)
    for (const person of people) countsIn.set(person, (countsIn.get(person) ?? new Set()).add(role));
  // Whoever is not needed anywhere still counts, in the role in which they approved first.
  for (const { person, role } of approvals)
    if (!countsIn.has(person.id)) countsIn.set(person.id, new Set([role ?? ""]));
  return countsIn;
}

function refuseSecondRole(
  review: JudgedReview,
  countsIn: ReadonlyMap<number, ReadonlySet<string>>,
): JudgedReview {
  return { ...review, counted: false, code: "one-role", facts: secondRoleFacts(review, countsIn) };
}

function secondRoleFacts(review: JudgedReview, countsIn: ReadonlyMap<number, ReadonlySet<string>>) {
  return { role: review.role, countedAs: [...(countsIn.get(review.person.id) ?? [])][0] ?? null };
}

function actsAfterMatching(
  standing: Standing,
  displaced: ReadonlySet<JudgedReview>,
  countsIn: ReadonlyMap<number, ReadonlySet<string>>,
): Map<string, readonly Act[]> {
  const acts = new Map(standing.acts);
  for (const review of displaced) {
    const before = acts.get(review.key) ?? [];
    acts.set(
      review.key,
      before.map((act) =>
        act.command === "approve" && act.role === review.role
          ? {
              ...act,
              outcome: "not-counted" as const,
              code: "one-role",
              facts: secondRoleFacts(review, countsIn),
            }
          : act,
      ),
    );
  }
  return acts;
}

function stateOf(
  requirement: Case["requirements"][number],
  counted: readonly JudgedReview[],
  c: Case,
): RequirementState {
  const own = counted.filter((review) => review.role === requirement.role);
  const approvedBy = own.filter((review) => review.verdict === "approved");
  const rejectedBy = own.filter((review) => review.verdict === "rejected");
  const members = c.holders.people.get(requirement.role) ?? [];
  return {
    ...requirement,
    state: nameState(requirement, approvedBy.length, rejectedBy.length, c),
    approvedBy,
    rejectedBy,
    members,
    canReview: members.filter((person) => mayReview(person, requirement.role, counted, c)),
  };
}

function nameState(
  requirement: Case["requirements"][number],
  approved: number,
  rejected: number,
  c: Case,
): RequirementState["state"] {
  if (rejected > 0) return "rejected";
  if (approved >= requirement.approvals) return "approved";
  const late = requirement.due !== null && c.now > requirement.due;
  if (requirement.effect === "if-available" && late) return "lapsed";
  if (requirement.effect === "optional" || requirement.effect === "after-release") return "not-needed";
  return late ? "late" : "waiting";
}

function mayReview(person: Person, role: string, counted: readonly JudgedReview[], c: Case): boolean {
  if (isKeptOut(c, person.id, role)) return false;
  if (!c.policy.rules["one-role-per-person"]) return true;
  return !counted.some(
    (review) => review.person.id === person.id && review.verdict === "approved" && review.role !== role,
  );
}

/** Whether a person holds any role that this release asks. */
export function isAsked(c: Case, person: number): boolean {
  return c.requirements.some((requirement) => holds(c.holders, requirement.role, person));
}
