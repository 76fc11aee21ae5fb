import type { Case } from "./case.ts";
import type { ReviewInRole } from "./fold.ts";
import { assignPeople, type Seat } from "./matching.ts";
import type { Person } from "./records.ts";

const importance = { required: 0, "if-available": 1, optional: 2, "after-release": 3 } as const;

/** Person to the roles where they count. Required reviews first, then primary roles, which quorums count. */
export function assignSeats(
  c: Pick<Case, "policy" | "requirements">,
  approvals: readonly ReviewInRole[],
): Map<number, Set<string>> {
  const seats: Seat[] = [...c.requirements]
    .sort(
      (a, b) =>
        importance[a.effect] - importance[b.effect] ||
        Number(a.class !== "primary") - Number(b.class !== "primary"),
    )
    .map(({ role, approvals: places }) => ({ role, places }));
  const candidates = new Map<string, number[]>(seats.map(({ role }) => [role, []]));
  for (const review of approvals) candidates.get(review.role)?.push(review.person.id);
  const assigned = assignPeople(seats, candidates, c.policy.rules["one-role-per-person"]);
  const countsIn = new Map<number, Set<string>>();
  for (const [role, people] of assigned)
    for (const person of people) countsIn.set(person, (countsIn.get(person) ?? new Set()).add(role));
  // Whoever is not needed anywhere still counts, in the role in which they approved first.
  for (const { person, role } of approvals)
    if (!countsIn.has(person.id)) countsIn.set(person.id, new Set([role]));
  return countsIn;
}

/**
 * Approvals of which another one in the same role speaks for the same person, and who that is: a delegator and their
 * delegates count once.
 */
export function spokenTwice(approvals: readonly ReviewInRole[]): Map<ReviewInRole, Person> {
  const seats = new Set<string>();
  const own = [...approvals].sort((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null));
  const twice = new Map<ReviewInRole, Person>();
  for (const review of own) {
    const person = review.onBehalfOf ?? review.person;
    const seat = `${review.role}/${person.id}`;
    if (seats.has(seat)) twice.set(review, person);
    seats.add(seat);
  }
  return twice;
}
