import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignPeople } from "./matching.ts";

const seats = (...roles: string[]) => roles.map((role) => ({ role, places: 1 }));

describe("one person fills one role", () => {
  it.each([
    ["each has a role of their own", { a: [1], b: [2] }, { a: [1], b: [2] }],
    ["one person in two roles counts in the more important one", { a: [1], b: [1] }, { a: [1], b: [] }],
    ["somebody else frees the person who is needed elsewhere", { a: [1, 2], b: [1] }, { a: [2], b: [1] }],
    ["a chain is untangled", { a: [1, 2], b: [2, 3], c: [1] }, { a: [2], b: [3], c: [1] }],
    ["nobody approved", {}, { a: [], b: [] }],
  ])("%s", (_, candidates, expected) => {
    const roles = Object.keys(expected);
    const assigned = assignPeople(seats(...roles), new Map(Object.entries<number[]>(candidates)), true);
    expect(Object.fromEntries(assigned)).toEqual(expected);
  });

  it("a role that needs two has two different people", () => {
    const assigned = assignPeople(
      [
        { role: "a", places: 2 },
        { role: "b", places: 1 },
      ],
      new Map([
        ["a", [1, 2, 3]],
        ["b", [1]],
      ]),
      true,
    );
    expect(assigned.get("b")).toEqual([1]);
    expect(assigned.get("a")?.sort()).toEqual([2, 3]);
  });

  it("where policy lets one person fill several roles, everybody counts wherever they approved", () => {
    const assigned = assignPeople(
      seats("a", "b"),
      new Map([
        ["a", [1]],
        ["b", [1]],
      ]),
      false,
    );
    expect(Object.fromEntries(assigned)).toEqual({ a: [1], b: [1] });
  });

  it("never deadlocks: it fulfils as many roles as any assignment could", () => {
    const people = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(people, { minLength: 1, maxLength: 5 }), (lists) => {
        const roles = lists.map((_, index) => `r${index}`);
        const candidates = new Map(roles.map((role, index) => [role, lists[index] ?? []]));
        const assigned = assignPeople(seats(...roles), candidates, true);
        const filled = [...assigned.values()].filter((list) => list.length > 0).length;
        const everybody = [...assigned.values()].flat();
        expect(new Set(everybody).size).toBe(everybody.length);
        expect(filled).toBe(most(lists, new Set()));
      }),
    );
  });
});

// By trying everything: slow and plainly right.
function most(lists: readonly number[][], taken: ReadonlySet<number>): number {
  const [first, ...rest] = lists;
  if (first === undefined) return 0;
  const skipped = most(rest, taken);
  return Math.max(
    skipped,
    ...first
      .filter((person) => !taken.has(person))
      .map((person) => 1 + most(rest, new Set([...taken, person]))),
  );
}
