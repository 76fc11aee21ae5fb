import { parse } from "graphql";
import { expect, it } from "vitest";
import { costOf } from "./cost.ts";

const documented = `{
  viewer {
    login
    repositories(first: 100) { edges { node {
      issues(first: 50) { edges { node { labels(first: 60) { edges { node { id name } } } } } }
    } } }
  }
}`;

const issue = `issue(number: 1) { comments(first: 100) { nodes { body } } labels(first: 100) { nodes { name } } }`;
const aliases = (count: number) => Array.from({ length: count }, (_, n) => `i${n}: ${issue}`).join("\n");
const repository = (fields: string) => `{ repository(owner: "acme", name: "rocket") { ${fields} } }`;

const queries: readonly [what: string, points: number, query: string, variables?: Record<string, unknown>][] =
  [
    // 1 + 100 + 100 × 50 requests.
    ["the example of GitHub's documentation", 51, documented],
    ["no connection", 1, "{ viewer { login } }"],
    ["one issue with comments and labels", 1, repository(issue)],
    ["sixty of them by aliases: 120 requests", 1, repository(aliases(60))],
    ["eighty of them: 160 requests, rounded", 2, repository(aliases(80))],
    [
      "what stands in a fragment",
      51,
      "{ viewer { ...Mine } } fragment Mine on User { repositories(first: 100) { nodes { issues(first: 50) { nodes { labels(first: 60) { nodes { name } } } } } } }",
    ],
    [
      "sizes and switches given as variables",
      10,
      "query Q($n: Int!, $no: Boolean!) { viewer { repositories(last: $n) { nodes { issues(first: 10) { nodes { labels(first: 1) { nodes { id } } } } a: issues(first: 10) @include(if: $no) { nodes { id } } ... @skip(if: $no) { packages(first: 1) { nodes { id } } } } } } }",
      { n: 83, no: false },
    ],
    [
      "the comments of two hundred nodes",
      2,
      "query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { comments(first: 5) { nodes { body } } } } }",
      { ids: Array.from({ length: 200 }, (_, n) => String(n)) },
    ],
  ];

it.each(queries)("%s: %i", (_, points, query, variables = {}) => {
  expect(costOf(parse(query), null, variables)).toBe(points);
});

it("is of the operation that was asked for", () => {
  const both = `query A { viewer { login } } query B ${documented}`;
  expect([costOf(parse(both), "A", {}), costOf(parse(both), "B", {})]).toEqual([1, 51]);
});
