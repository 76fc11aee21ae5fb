import { expect, it } from "vitest";
import { unknownBudget, withAnswer } from "./budget.ts";

const answer = {
  "x-ratelimit-resource": "core",
  "x-ratelimit-remaining": "12",
  "x-ratelimit-reset": "1795615200",
};
const core = { remaining: 12, resetsAt: "2026-11-25T14:00:00Z" };

it("knows of each resource what its newest answer said", () => {
  const first = withAnswer(unknownBudget, answer);
  expect(first).toEqual({ core, graphql: null });
  const graphql = { ...answer, "x-ratelimit-resource": "graphql", "x-ratelimit-remaining": "0" };
  const second = withAnswer(first, graphql);
  expect(second).toEqual({ core, graphql: { ...core, remaining: 0 } });
  expect(withAnswer(second, { ...answer, "x-ratelimit-remaining": "11" }).core?.remaining).toBe(11);
});

it.each([
  ["says nothing, as an Enterprise Server without limits", {}],
  ["speaks of searches", { ...answer, "x-ratelimit-resource": "search" }],
  ["is garbled", { ...answer, "x-ratelimit-remaining": "many" }],
])("stays as it was where an answer %s", (_, headers) => {
  expect(withAnswer({ core, graphql: null }, headers)).toEqual({ core, graphql: null });
});

it("does not make up when the hour ends", () => {
  expect(withAnswer(unknownBudget, { ...answer, "x-ratelimit-reset": undefined }).core?.resetsAt).toBeNull();
});
