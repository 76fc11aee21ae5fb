import type { Case } from "./case.ts";
import type { JudgedReview } from "./decision.ts";
import { assignPeople, type Seat } from "./matching.ts";

const importance = { required: 0, "if-available": 1, optional: 2, "after-release": 3 } as const;

/** Person to the roles where they count. Required reviews first, then primary roles, which quorums count. */
export function assignSeats(
  c: Pick<Case, "policy" | "requirements">,
  approvals: readonly JudgedReview[],
): Map<number, Set<string>> {
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

/** Approvals of which another one in the same role speaks for the same person: a delegator and their delegates count once. */
export function spokenTwice(approvals: readonly JudgedReview[]): Set<JudgedReview> {
  const seats = new Set<string>();
  const own = [...approvals].sort((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null));
  return new Set(
    own.filter((review) => {
      const seat = `${review.role}/${(review.onBehalfOf ?? review.person).id}`;
      if (seats.has(seat)) return true;
      seats.add(seat);
      return false;
    }),
  );
}
