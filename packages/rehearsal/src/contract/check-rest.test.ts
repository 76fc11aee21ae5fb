import { request as httpRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, PEOPLE } from "../../test/client.ts";
import { keepQuota } from "../access/quota.ts";
import { startClock } from "../clock.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";
import { prepareBase } from "../rest/base.ts";
import { createRoutes } from "../rest/routes.ts";
import { createWorld } from "../state/create-world.ts";
import { checkRest, type RestExchange } from "./check-rest.ts";
import { readDescription } from "./description.ts";

const LABEL = {
  id: 1,
  node_id: "LA",
  url: "https://api.github.com/repos/o/r/labels/x",
  name: "x",
  color: "ededed",
  default: false,
  description: null,
};
const fine: RestExchange = {
  method: "POST",
  path: "/repos/o/r/labels",
  query: {},
  body: { name: "x" },
  status: 201,
  answer: LABEL,
};

describe("the contract check", () => {
  it("is content with what GitHub describes", () => {
    expect(checkRest(fine)).toEqual([]);
  });

  const rows: [string, Partial<RestExchange>, string, RegExp][] = [
    ["a missing field in the answer", { answer: { ...LABEL, color: undefined } }, "response", /color/],
    [
      "a wrong type in the answer",
      { answer: { ...LABEL, default: "no" } },
      "response",
      /default must be boolean/,
    ],
    ["a bad address in the answer", { answer: { ...LABEL, url: "nowhere" } }, "response", /uri/],
    ["a status that is not described", { status: 200 }, "response", /200 is not described/],
    ["an answer without its body", { answer: undefined }, "response", /needs a body/],
    ["an error without shape", { status: 404, answer: { message: 1 } }, "response", /404 body\/message/],
    ["a missing body", { body: undefined }, "request", /needs a body/],
    ["a missing field in the body", { body: {} }, "request", /'name'/],
    ["a wrong type in the body", { body: { name: 1 } }, "request", /name must be string/],
    ["a misspelled field in the body", { body: { name: "x", colour: "f" } }, "request", /no property colour/],
    ["an unknown query parameter", { query: { colour: "f" } }, "request", /no query parameter colour/],
    ["an unknown operation", { path: "/repos/o/r/colours" }, "request", /not among the operations/],
    [
      "a number that is none",
      { method: "GET", path: "/repos/o/r/issues/x", body: undefined, status: 404, answer: {} },
      "request",
      /issue_number is invalid/,
    ],
    [
      "a value outside its list",
      {
        method: "GET",
        path: "/repos/o/r/issues",
        query: { state: "on" },
        body: undefined,
        status: 200,
        answer: [],
      },
      "request",
      /state is invalid/,
    ],
    [
      "a time that is none",
      {
        method: "GET",
        path: "/repos/o/r/actions/workflows/1",
        body: undefined,
        status: 200,
        answer: { id: 1, node_id: "W", name: "n", path: "p", state: "active", created_at: "now" },
      },
      "response",
      /must/,
    ],
  ];
  it.each(rows)("finds %s", (_, change, side, problem) => {
    const found = checkRest({ ...fine, ...change });
    expect(found[0]).toMatchObject({ side, problem: expect.stringMatching(problem) });
  });

  it("has a description for every route, and no description without a route", () => {
    const { world, home } = createWorld({}, "http://localhost");
    const routes = createRoutes(
      prepareBase(world, home),
      home,
      keepQuota(startClock("2026-01-01"), undefined),
    );
    const operations = routes.map(({ operation }) => operation).sort();
    expect(operations).toEqual(Object.keys(readDescription().operations).sort());
  });
});

describe("on the embedded GitHub", () => {
  let github: EmbeddedGitHub;
  beforeEach(async () => {
    github = await startGitHub({ people: PEOPLE });
  });
  afterEach(() => github.close());

  it("breaches are kept, and fail a test that asks", async () => {
    const client = connect(github, "ada");
    await client("POST", "//labels", { name: "x" });
    expect(() => github.assertNoViolations()).not.toThrow();
    expect((await client("GET", "//stargazers")).status).toBe(501);
    expect((await client("POST", "//labels", { name: 1 })).status).toBe(422);
    expect(github.violations).toHaveLength(2);
    expect(() => github.assertNoViolations()).toThrow(/stargazers(.|\n)*name must be string/);
  });

  it("other forms of an answer than JSON are refused", async () => {
    const response = await fetch(`${github.url}/repos/acme/rocket/contents/README.md`, {
      headers: {
        authorization: `token ${github.tokens.of("ada")}`,
        accept: "application/vnd.github.raw+json",
      },
    });
    expect(response.status).toBe(501);
    expect(github.violations).toMatchObject([{ problem: "media type raw is not implemented" }]);
  });

  it("a request without User-Agent is refused", async () => {
    const status = await new Promise((resolve) => {
      const headers = { authorization: `token ${github.tokens.of("ada")}` };
      httpRequest(`${github.url}/rate_limit`, { headers }, (reply) => resolve(reply.statusCode)).end();
    });
    expect(status).toBe(403);
    expect(github.violations).toMatchObject([{ side: "request", problem: "has no User-Agent header" }]);
  });
});
