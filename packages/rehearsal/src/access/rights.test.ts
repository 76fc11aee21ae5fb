import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub, type TokenPermissions } from "../index.ts";

let github: EmbeddedGitHub;
let run: number;

beforeAll(async () => {
  github = await startGitHub({
    people: PEOPLE,
    teams: [{ slug: "leads", members: ["will"] }],
    workflows: { "release.yml": "on: workflow_dispatch\n" },
    files: { CODEOWNERS: "* @will\n" },
    environments: { approve: { reviewers: ["will"] } },
  });
  await github.as("ada").createIssue({ title: "one" });
  await github.as("ada").comment(1, "first");
  run = github.createRun({ workflow: ".github/workflows/release.yml", actor: "ada" }).id;
});

afterAll(async () => {
  await github.close();
  github.assertNoViolations();
});

const REFUSAL = { message: "Resource not accessible by integration", status: "403" };
const EVERYTHING: TokenPermissions = {
  actions: "write",
  attestations: "write",
  checks: "write",
  contents: "write",
  deployments: "write",
  "id-token": "write",
  issues: "write",
  packages: "write",
  pages: "write",
  "pull-requests": "write",
  statuses: "write",
};

type Row = [
  request: string,
  body: object | undefined,
  permission: keyof TokenPermissions,
  level: "read" | "write",
];

/** What a workflow's token needs for a call. */
const TABLE: Row[] = [
  ["GET //actions/runs", undefined, "actions", "read"],
  ["GET //actions/runs/{run}", undefined, "actions", "read"],
  ["GET //actions/runs/{run}/attempts/1", undefined, "actions", "read"],
  ["GET //actions/workflows", undefined, "actions", "read"],
  ["POST //actions/workflows/release.yml/dispatches", { ref: "main" }, "actions", "write"],
  ["POST //actions/runs/{run}/cancel", undefined, "actions", "write"],
  ["POST //dispatches", { event_type: "go" }, "contents", "write"],
  ["GET //issues", undefined, "issues", "read"],
  ["GET //issues/1", undefined, "issues", "read"],
  ["GET //issues/1/comments", undefined, "issues", "read"],
  ["GET //labels", undefined, "issues", "read"],
  ["POST //issues", { title: "two" }, "issues", "write"],
  ["PATCH //issues/1", { title: "two" }, "issues", "write"],
  ["POST //issues/1/comments", { body: "x" }, "issues", "write"],
  ["POST //issues/1/labels", { labels: ["x"] }, "issues", "write"],
  ["POST //issues/1/reactions", { content: "+1" }, "issues", "write"],
  ["POST //labels", { name: "fresh" }, "issues", "write"],
  ["GET //contents/README.md", undefined, "contents", "read"],
  ["GET //commits/main", undefined, "contents", "read"],
  ["GET //compare/main...main", undefined, "contents", "read"],
  ["GET //git/ref/heads/main", undefined, "contents", "read"],
  ["GET //releases", undefined, "contents", "read"],
  ["POST //releases", { tag_name: "v1" }, "contents", "write"],
  ["GET //commits/main/pulls", undefined, "pull-requests", "read"],
  ["GET //environments", undefined, "actions", "read"],
  ["GET //environments/approve", undefined, "actions", "read"],
  ["GET //environments/approve/deployment-branch-policies", undefined, "actions", "read"],
  ["GET //actions/runs/{run}/approvals", undefined, "actions", "read"],
  ["GET //actions/runs/{run}/pending_deployments", undefined, "actions", "read"],
  ["GET //actions/runs/{run}/jobs", undefined, "actions", "read"],
  ["POST //actions/runs/{run}/rerun", undefined, "actions", "write"],
  ["GET //deployments", undefined, "deployments", "read"],
  ["POST //deployments", { ref: "main" }, "deployments", "write"],
  ["GET //codeowners/errors", undefined, "contents", "read"],
  ["PATCH //labels/x", { color: "ffffff" }, "issues", "write"],
];

describe("a workflow's token", () => {
  it.each(TABLE)("may %s (%o) with %s: %s and not without", async (request, body, permission, level) => {
    const [method = "", path = ""] = request.replace("{run}", String(run)).split(" ");
    const lacking: TokenPermissions = { ...EVERYTHING, [permission]: level === "write" ? "read" : "none" };
    const refused = await connect(github, github.mintToken({ permissions: lacking }))(method, path, body);
    expect(refused).toMatchObject({ status: 403, body: REFUSAL });
    const granted = github.mintToken({ permissions: { [permission]: level } });
    const allowed = await connect(github, granted)(method, path, body);
    expect(allowed.status).toBeLessThan(300);
  });

  const impossible: [string, object | undefined][] = [
    ["PUT //environments/approve", {}],
    ["DELETE //environments/approve", undefined],
    ["POST //environments/approve/deployment-branch-policies", { name: "main" }],
    ["GET //environments/approve/secrets", undefined],
    ["GET //actions/secrets", undefined],
    ["GET //actions/permissions", undefined],
    ["GET //branches/main/protection", undefined],
    [
      "POST //actions/runs/{run}/pending_deployments",
      { environment_ids: [1], state: "approved", comment: "" },
    ],
    ["GET /orgs/acme/members", undefined],
    ["GET /orgs/acme/teams", undefined],
    ["GET /orgs/acme/teams/leads/members", undefined],
    ["GET /user", undefined],
  ];
  it.each(impossible)("can never %s, whatever it is granted", async (request, body) => {
    const [method = "", path = ""] = request.replace("{run}", String(run)).split(" ");
    const client = connect(github, github.mintToken({ permissions: EVERYTHING }));
    expect(await client(method, path, body)).toMatchObject({ status: 403, body: REFUSAL });
  });

  it("acts as github-actions[bot]", async () => {
    const client = connect(github, github.mintToken({ run, permissions: { issues: "write" } }));
    const { body } = await client("POST", "//issues/1/comments", { body: "done" });
    expect(body).toMatchObject({ user: { login: "github-actions[bot]", id: 41898282, type: "Bot" } });
  });

  const fields: [string, keyof TokenPermissions][] = [
    ["issue(number: 1) { title }", "issues"],
    ["issues(first: 1) { totalCount }", "issues"],
    ['object(expression: "HEAD:README.md") { oid }', "contents"],
    ["defaultBranchRef { name }", "contents"],
    ['ref(qualifiedName: "refs/heads/main") { name }', "contents"],
  ];
  it.each(fields)("asks GraphQL for %s only with %s: read", async (field, permission) => {
    const query = `{ repository(owner: "acme", name: "rocket") { databaseId ${field} } }`;
    const without = connect(
      github,
      github.mintToken({ permissions: { ...EVERYTHING, [permission]: "none" } }),
    );
    expect((await without.graphql(query)).errors).toMatchObject([
      { type: "FORBIDDEN", message: REFUSAL.message },
    ]);
    const granted = connect(github, github.mintToken({ permissions: { [permission]: "read" } }));
    expect((await granted.graphql(query)).errors).toBeUndefined();
  });
});

describe("an App's token", () => {
  it("acts as the App and reads teams when granted", async () => {
    const token = github.mintAppToken({
      slug: "approver",
      permissions: { issues: "write", members: "read" },
    });
    const app = connect(github, token);
    expect((await app("GET", "/orgs/acme/teams/leads/members")).body).toMatchObject([{ login: "will" }]);
    const { body } = await app("POST", "//issues/1/comments", { body: "hello" });
    expect(body).toMatchObject({ user: { login: "approver[bot]", type: "Bot" } });
    const other = connect(github, github.mintAppToken({ slug: "approver", permissions: {} }));
    expect((await other("GET", "/orgs/acme/teams/leads/members")).status).toBe(403);
  });
});

describe("a token that reads teams", () => {
  it("reads teams and writes nothing", async () => {
    const client = connect(github, github.tokens.team("will"));
    expect((await client("GET", "/orgs/acme/teams/leads/members")).status).toBe(200);
    expect((await client("POST", "//issues/1/comments", { body: "x" })).status).toBe(403);
  });

  it("of an outsider sees no teams", async () => {
    const client = connect(github, github.tokens.team("zoe"));
    expect((await client("GET", "/orgs/acme/teams/leads/members")).status).toBe(404);
  });
});

describe("people", () => {
  const rows: [string, object | undefined, Record<string, number>][] = [
    ["POST //issues", { title: "x" }, { zoe: 201, rea: 201, will: 201 }],
    ["POST //issues/1/labels", { labels: ["x"] }, { zoe: 403, rea: 403, tri: 200, will: 200 }],
    ["POST //labels", { name: "y" }, { rea: 403, tri: 403, will: 201 }],
    ["POST //git/refs", { ref: "refs/tags/people", sha: "HEAD" }, { rea: 403, tri: 403, will: 422 }],
    ["POST //actions/workflows/release.yml/dispatches", { ref: "main" }, { rea: 403, tri: 403, will: 204 }],
    ["GET //collaborators", undefined, { rea: 403, will: 200 }],
  ];
  it.each(rows)("may %s by their rights", async (request, body, expected) => {
    const [method = "", path = ""] = request.split(" ");
    for (const [login, status] of Object.entries(expected)) {
      expect([login, (await connect(github, login)(method, path, body)).status]).toEqual([login, status]);
    }
  });
});

describe("unknown tokens", () => {
  it.each(["ghp_unknown", "ghs_nothing"])("like %s are bad credentials", async (token) => {
    const client = connect(github, token);
    expect(await client("GET", "//issues")).toMatchObject({
      status: 401,
      body: { message: "Bad credentials" },
    });
    expect((await client("POST", "/graphql", { query: "{ viewer { login } }" })).status).toBe(401);
  });

  it("and none at all are refused", async () => {
    const response = await fetch(`${github.url}/repos/acme/rocket/issues`);
    expect(response.status).toBe(401);
  });
});

describe("a private repository", () => {
  it("is not there for those who may not see it", async () => {
    const secret = await startGitHub({ people: PEOPLE, private: true });
    const query = '{ repository(owner: "acme", name: "rocket") { name } }';
    for (const [token, status] of [
      ["rea", 200],
      ["zoe", 404],
      [secret.tokens.team("will"), 404],
      [secret.mintToken({ permissions: { issues: "read" } }), 200],
    ] as const) {
      const client = connect(secret, token);
      expect([token, (await client("GET", "//issues")).status]).toEqual([token, status]);
      const { errors } = await client.graphql(query);
      expect(errors?.[0]?.["type"]).toBe(status === 404 ? "NOT_FOUND" : undefined);
    }
    await secret.close();
    secret.assertNoViolations();
  });

  it("elsewhere is not there for a workflow's token, a public one is to read", async () => {
    github.addRepository({ fullName: "acme/secret", private: true, files: { "p.yml": "version: 1\n" } });
    const sha = github.addRepository({ fullName: "other/open", files: { "p.yml": "version: 1\n" } });
    const client = connect(github, github.mintToken({ permissions: EVERYTHING }));
    expect((await client("GET", "/repos/acme/secret/contents/p.yml")).status).toBe(404);
    expect((await client("GET", `/repos/other/open/contents/p.yml?ref=${sha}`)).status).toBe(200);
    expect((await client("POST", "/repos/other/open/issues", { title: "x" })).status).toBe(403);
  });
});
