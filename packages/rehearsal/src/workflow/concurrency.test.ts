import { describe, expect, it } from "vitest";
import { type Claim, type ClaimRequest, keepGroups } from "./concurrency.ts";

/* Who holds a group, who waits for it, and who is cancelled. */

function openGroup() {
  const groups = keepGroups();
  const cancelled: string[] = [];
  const claims = new Map<string, Claim>();
  return {
    claim: (name: string, options: Partial<ClaimRequest> = {}) => {
      const request = { group: "g", cancelInProgress: false, queue: "single" as const, ...options };
      claims.set(name, groups.claim({ ...request, cancel: () => cancelled.push(name) }));
    },
    release: (name: string) => {
      const claim = claims.get(name);
      if (claim) groups.release(claim);
    },
    states: () => Object.fromEntries([...claims].map(([name, { state }]) => [name, state])),
    cancelled,
  };
}

describe("a concurrency group", () => {
  it("has one holder and one that waits; a third takes its place", () => {
    const group = openGroup();
    for (const name of ["a", "b", "c"]) group.claim(name);
    expect(group.states()).toEqual({ a: "held", b: "cancelled", c: "pending" });
    expect(group.cancelled).toEqual(["b"]);
    group.release("a");
    expect(group.states()).toEqual({ a: "released", b: "cancelled", c: "held" });
  });

  it("with `queue: max` keeps them all, in their order", () => {
    const group = openGroup();
    for (const name of ["a", "b", "c"]) group.claim(name, { queue: "max" });
    expect(group.states()).toEqual({ a: "held", b: "pending", c: "pending" });
    group.release("b");
    group.release("a");
    expect(group.states()).toEqual({ a: "released", b: "released", c: "held" });
  });

  it("keeps no more than a hundred", () => {
    const group = openGroup();
    for (let index = 0; index <= 101; index += 1) group.claim(String(index), { queue: "max" });
    const { 100: last, 101: tooLate } = group.states();
    expect([last, tooLate]).toEqual(["pending", "cancelled"]);
  });

  it("with cancel-in-progress ends the holder, too, and waits until it has ended", () => {
    const group = openGroup();
    group.claim("a");
    group.claim("b");
    group.claim("c", { cancelInProgress: true });
    expect(group.cancelled).toEqual(["b", "a"]);
    expect(group.states()).toEqual({ a: "held", b: "cancelled", c: "pending" });
    group.release("a");
    expect(group.states()["c"]).toBe("held");
  });

  it("does not look at capitals, and has nothing to do with others", () => {
    const group = openGroup();
    group.claim("a", { group: "Prod" });
    group.claim("b", { group: "prod" });
    group.claim("c", { group: "test" });
    expect(group.states()).toEqual({ a: "held", b: "pending", c: "held" });
  });
});
