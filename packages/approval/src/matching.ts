/*
 * One person fills one role. Who approved in several roles is given to the one where that helps most: a matching that
 * fulfils as many reviews as can be, the earlier ones in the list first. It can never deadlock: whatever set of
 * reviews can be fulfilled at once, in the order of the list, is.
 */

export type Seat = { role: string; places: number };

/**
 * Assigns people to roles.
 * @param seats roles in order of importance, with the number of approvals each needs
 * @param candidates for each role the people whose approval stands, in the order in which they approved
 * @param oneRole false: everybody counts wherever they approved
 * @returns for each role the people who count for it
 */
export function assignPeople(
  seats: readonly Seat[],
  candidates: ReadonlyMap<string, readonly number[]>,
  oneRole: boolean,
): Map<string, number[]> {
  const candidatesOf = ({ role }: Pick<Seat, "role">) => [...(candidates.get(role) ?? [])];
  if (!oneRole) return new Map(seats.map((seat) => [seat.role, candidatesOf(seat)]));
  const places = seats.flatMap((one) =>
    Array.from({ length: one.places }, (): Place => ({ role: one.role })),
  );
  const seated = new Map<number, Place>();
  for (const place of places) seat(place, candidatesOf, seated, new Set());
  const assigned = new Map<string, number[]>(seats.map((one) => [one.role, []]));
  const held = [...seated].sort(([, a], [, b]) => places.indexOf(a) - places.indexOf(b));
  for (const [person, { role }] of held) assigned.get(role)?.push(person);
  return assigned;
}

/** One approval that a role needs: each is an object of its own. */
type Place = { role: string };

// One augmenting path (Kuhn). Places that already have somebody keep somebody, so importance is respected.
function seat(
  place: Place,
  candidatesOf: (place: Place) => readonly number[],
  seated: Map<number, Place>,
  visited: Set<number>,
): boolean {
  for (const person of candidatesOf(place)) {
    if (visited.has(person)) continue;
    visited.add(person);
    const held = seated.get(person);
    if (held === undefined || seat(held, candidatesOf, seated, visited)) {
      seated.set(person, place);
      return true;
    }
  }
  return false;
}
