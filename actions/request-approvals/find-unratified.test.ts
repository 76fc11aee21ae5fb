import type { Policy } from "@release-approval/approval";
import type { GitHub, Listing } from "@release-approval/github";
import { describe, expect, it } from "vitest";
import { findUnratified } from "./find-unratified.ts";

/* In which issues an override that nobody has ratified is looked for. */

const issue = (number: number, state: "open" | "closed"): Listing["hinted"][number] => ({
  number,
  nodeId: `I_${number}`,
  title: "",
  body: "",
  state,
  author: null,
  eyes: 0,
});

function look(rule: "show" | "block", open: readonly number[], closed: readonly number[]) {
  const looked: number[] = [];
  const github: Partial<GitHub> = {
    readFirstComments: async () => [],
    readRelease: async ({ number }) => {
      looked.push(number);
      return { issue: null } as Awaited<ReturnType<GitHub["readRelease"]>>;
    },
  };
  const hinted = [...open.map((n) => issue(n, "open")), ...closed.map((n) => issue(n, "closed"))];
  const policy = { rules: { "unratified-override": rule } } as Policy;
  const asked = {
    policy,
    policyPath: "policy.yml",
    teamToken: null,
    own: 7,
    listing: { hinted, unhinted: [] },
  };
  return { looked, found: findUnratified(github as GitHub, asked) };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe("overrides are looked for", () => {
  it.each([
    ["in open issues, the newest first", "show", [1, 3, 7, 9], [8], [9, 3, 1]],
    ["in the newest ten of them", "show", range(20, 31), [40], range(22, 31).reverse()],
    ["where the policy refuses, in closed ones, too", "block", [1, 7], [2, 9], [1, 9, 2]],
    ["in ten of all at most", "block", [1, 2], range(20, 39), [2, 1, ...range(32, 39).reverse()]],
    ["in no more where ten are open", "block", range(1, 11), [12], [11, 10, 9, 8, 6, 5, 4, 3, 2, 1]],
  ] as const)("%s", async (_, rule, open, closed, expected) => {
    const { looked, found } = look(rule, open, closed);
    await found;
    expect(looked).toEqual(expected);
  });

  it("and it is said where more are open", async () => {
    const { warnings } = await look("show", range(10, 21), []).found;
    expect(warnings).toEqual([
      "Whether an override is still to be ratified is known of the newest 10 of 12 other open releases.",
    ]);
    expect((await look("show", range(1, 11), range(20, 39)).found).warnings).toEqual([]);
  });

  it("and where the policy refuses, more open ones refuse before any is read", async () => {
    const { looked, found } = look("block", range(10, 20), []);
    await expect(found).rejects.toMatchObject({
      reasonCode: "override-unratified",
      message: expect.stringContaining("11 other releases are open"),
    });
    expect(looked).toEqual([]);
  });
});
