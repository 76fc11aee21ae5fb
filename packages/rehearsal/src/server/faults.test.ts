import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, type FaultKind, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let headers: Record<string, string>;

beforeEach(async () => {
  github = await startGitHub({ people: PEOPLE });
  await github.as("ada").createIssue({ title: "Release" });
  headers = { authorization: `token ${github.mintToken({ permissions: ALL })}` };
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

const comment = (signal?: AbortSignal) =>
  fetch(`${github.url}/repos/acme/rocket/issues/1/comments`, {
    method: "POST",
    headers,
    body: JSON.stringify({ body: "hello" }),
    ...(signal ? { signal } : {}),
  });

describe("a fault", () => {
  const broken: [FaultKind, number][] = [
    ["before", 0],
    ["after", 1],
  ];
  it.each(broken)("%s breaks the connection with %d comments written", async (kind, written) => {
    github.faults.add({ on: 1, kind });
    await expect(comment()).rejects.toThrow(/fetch failed/);
    expect(github.comments(1)).toHaveLength(written);
    expect(github.requests.all()).toMatchObject([{ method: "POST", status: null }]);
    expect((await comment()).status).toBe(201);
  });

  const answered: [FaultKind, number, Record<string, string>][] = [
    ["429", 429, { "retry-after": "1" }],
    ["secondary", 403, { "retry-after": "1" }],
    ["primary", 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1795424401" }],
    ["502", 502, { "content-type": "text/html" }],
    ["html", 200, { "content-type": "text/html" }],
    ["500", 500, {}],
    ["401", 401, {}],
    ["404", 404, {}],
    ["422", 422, {}],
  ];
  it.each(answered)("%s answers %d and has no effect", async (kind, status, expected) => {
    github.faults.add({ on: 1, kind });
    const response = await comment();
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(expected)) expect(response.headers.get(name)).toBe(value);
    const text = await response.text();
    if (kind === "502" || kind === "html") expect(text).toMatch(/^<[!h]/);
    else expect(JSON.parse(text)).toHaveProperty("message");
    if (kind === "secondary") expect(text).toMatch(/secondary rate limit/);
    expect(github.comments(1)).toEqual([]);
  });

  it("cut has its effect, and half of its JSON", async () => {
    github.faults.add({ on: 1, kind: "cut" });
    const response = await comment();
    expect(response.status).toBe(201);
    await expect(response.json()).rejects.toThrow(SyntaxError);
    expect(github.comments(1)).toHaveLength(1);
  });

  it("stall never answers", async () => {
    github.faults.add({ on: 1, kind: "stall" });
    await expect(comment(AbortSignal.timeout(100))).rejects.toThrow(/timeout/);
    expect(github.comments(1)).toEqual([]);
  });

  it("primary speaks GraphQL to GraphQL", async () => {
    github.faults.add({ on: 1, kind: "primary", retryAfter: 60 });
    const body = JSON.stringify({ query: "{ viewer { login } }" });
    const response = await fetch(github.graphqlUrl, { method: "POST", headers, body });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ errors: [{ type: "RATE_LIMITED" }] });
  });

  it("strikes the k-th request from now, as often as told", async () => {
    await comment();
    github.faults.add({ on: 2, kind: "500", times: 2 });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await comment()).status);
    expect(statuses).toEqual([201, 500, 500, 201]);
  });

  it("strikes what a predicate chooses, until cleared", async () => {
    github.faults.add({ on: ({ method }) => method === "POST", kind: "500", times: 9 });
    expect((await fetch(`${github.url}/rate_limit`, { headers })).status).toBe(200);
    expect((await comment()).status).toBe(500);
    github.faults.clear();
    expect((await comment()).status).toBe(201);
  });
});

describe("requests", () => {
  it("are logged with actor, operation and status, and counted", async () => {
    await comment();
    await fetch(`${github.url}/rate_limit?x=1`, { headers: { authorization: "token none" } });
    const query = "query Login { viewer { login } }";
    await fetch(github.graphqlUrl, { method: "POST", headers, body: JSON.stringify({ query }) });
    await github.as("rea").comment(1, "people are not counted");
    expect(github.requests.count()).toBe(3);
    expect(github.requests.writes()).toHaveLength(1);
    expect(github.requests.all()).toMatchObject([
      { method: "POST", actor: "github-actions[bot]", status: 201, body: { body: "hello" } },
      { method: "GET", path: "/rate_limit", query: { x: "1" }, actor: null, status: 401 },
      { path: "/graphql", graphqlOperation: "Login", graphqlQuery: query, status: 200 },
    ]);
    github.requests.reset();
    expect(github.requests.count()).toBe(0);
  });

  it("carry the clock, and the clock goes on after writes when asked to", async () => {
    const ticking = await startGitHub({ people: PEOPLE, tick: "1s", now: "2026-01-02T03:04:05Z" });
    const token = { authorization: `token ${ticking.tokens.of("ada")}` };
    const url = `${ticking.url}/repos/acme/rocket/issues`;
    const body = JSON.stringify({ title: "x" });
    const dates = [];
    for (const method of ["POST", "POST", "GET", "GET"]) {
      const response = await fetch(url, { method, headers: token, ...(method === "POST" ? { body } : {}) });
      dates.push(response.headers.get("date"));
    }
    expect(dates).toEqual([
      "Fri, 02 Jan 2026 03:04:06 GMT",
      "Fri, 02 Jan 2026 03:04:07 GMT",
      "Fri, 02 Jan 2026 03:04:07 GMT",
      "Fri, 02 Jan 2026 03:04:07 GMT",
    ]);
    expect(ticking.issues().map(({ createdAt }) => createdAt)).toEqual([
      "2026-01-02T03:04:05Z",
      "2026-01-02T03:04:06Z",
    ]);
    ticking.clock.set("2027-01-01T00:00:00.900Z");
    ticking.clock.advance("2h");
    expect(ticking.clock.now()).toBe("2027-01-01T02:00:00Z");
    expect(() => ticking.clock.advance("2 hours" as never)).toThrow(/no duration/);
    await ticking.close();
  });

  it("are limited by the hour", async () => {
    const small = await startGitHub({ people: PEOPLE, rateLimit: 2 });
    const token = { authorization: `token ${small.tokens.of("ada")}` };
    const ask = () => fetch(`${small.url}/repos/acme/rocket/issues`, { headers: token });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect(refused.status).toBe(403);
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    const body = JSON.stringify({ query: "{ viewer { login } }" });
    const graphql = async () =>
      (await fetch(small.graphqlUrl, { method: "POST", headers: token, body })).json();
    expect([await graphql(), await graphql()]).toMatchObject([{ data: {} }, { data: {} }]);
    expect(await graphql()).toMatchObject({ errors: [{ type: "RATE_LIMITED" }] });
    // People on GitHub's pages go on.
    expect(await small.as("ada").createIssue({ title: "Slow" })).toBe(1);
    small.clock.advance("1h");
    expect((await ask()).status).toBe(200);
    await small.close();
    small.assertNoViolations();
  });

  it("with invalid JSON are refused", async () => {
    const url = `${github.url}/repos/acme/rocket/issues`;
    expect((await fetch(url, { method: "POST", headers, body: "{" })).status).toBe(400);
  });
});
