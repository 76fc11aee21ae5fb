import { describe, expect, it } from "vitest";
import { mostRequests, tellStop, whyStop } from "./sweep-stop.ts";

const until = "2026-11-24T16:00:00Z";
const budgetOf = (core: number | null, graphql: number | null) => () => ({
  core: core === null ? null : { remaining: core, resetsAt: until },
  graphql: graphql === null ? null : { remaining: graphql, resetsAt: until },
});

describe("a sweep stops before its next release", () => {
  it.each([
    ["nothing is known of the limits", 5, null, null, null],
    ["enough is left of both", 5, 100, 100, null],
    ["requests run low", 5, 99, 1000, { reason: "requests", until }],
    ["points run low", 5, 1000, 99, { reason: "points", until }],
    ["both run low", 5, 0, 0, { reason: "requests", until }],
    ["the largest release would just fit its share", mostRequests - 90, 1000, 1000, null],
    ["the largest release would not fit", mostRequests - 89, 1000, 1000, { reason: "share", until: null }],
    [
      "there are no limits, and the share is used",
      mostRequests,
      null,
      null,
      { reason: "share", until: null },
    ],
  ])("%s", (_, requests, core, graphql, expected) => {
    expect(whyStop({ requests: () => requests, budget: budgetOf(core, graphql) })).toEqual(expected);
  });
});

it.each([
  ["share", null, "a sweep takes no more than 450 requests to GitHub"],
  ["requests", until, "fewer than 100 of this hour's requests to GitHub are left"],
  ["points", until, "fewer than 100 of this hour's GraphQL points are left"],
  ["refused", null, "GitHub allows no more requests for now"],
] as const)("says why, what was done, what is left and how it goes on: %s", (reason, when, words) => {
  const left = Array.from({ length: 120 }, (_, n) => n + 80);
  const said = tellStop({ reason, until: when, left }, 200);
  expect(said).toContain(`Looked at 80 of 200 open releases, then stopped: ${words}`);
  expect(said).toContain("Left: #80, #81");
  expect(said).toContain("#99 and 100 more. Nothing is lost: the next scheduled run begins with #80.");
  expect(said.includes(`GitHub allows more from ${until} on.`)).toBe(when !== null);
});
