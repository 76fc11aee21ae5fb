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
  if (!oneRole) return new Map(seats.map((seat) => [seat.role, [...(candidates.get(seat.role) ?? [])]]));
  const places = seats.flatMap((seat) =>
    Array.from({ length: seat.places }, (_, index) => ({ role: seat.role, index })),
  );
  const seated = new Map<number, number>();
  places.forEach((_, place) => {
    seat(place, places, candidates, seated, new Set());
  });
  const assigned = new Map<string, number[]>(seats.map((one) => [one.role, []]));
  for (const [person, place] of [...seated].sort((a, b) => a[1] - b[1])) {
    const role = places[place]?.role;
    if (role !== undefined) assigned.get(role)?.push(person);
  }
  return assigned;
}

// One augmenting path (Kuhn). Places that already have somebody keep somebody, so importance is respected.
function seat(
  place: number,
  places: readonly { role: string }[],
  candidates: ReadonlyMap<string, readonly number[]>,
  seated: Map<number, number>,
  visited: Set<number>,
): boolean {
  const role = places[place]?.role;
  if (role === undefined) return false;
  for (const person of candidates.get(role) ?? []) {
    if (visited.has(person)) continue;
    visited.add(person);
    const held = seated.get(person);
    if (held === undefined || seat(held, places, candidates, seated, visited)) {
      seated.set(person, place);
      return true;
    }
  }
  return false;
}
