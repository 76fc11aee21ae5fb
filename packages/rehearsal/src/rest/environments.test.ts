import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, type GitHubOptions, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let ada: Client;
let bot: Client;

async function start(options: GitHubOptions = {}): Promise<void> {
  const teams = [{ slug: "leads", members: ["will"] }];
  github = await startGitHub({ people: PEOPLE, teams, ...options });
  ada = connect(github, "ada");
  bot = connect(github, github.mintToken({ permissions: ALL }));
}

beforeEach(() => start());

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

const leads = async () => ((await ada("GET", "/orgs/acme/teams/leads")).body as { id: number }).id;

describe("environments", () => {
  it("are put, read, listed and deleted", async () => {
    const rules = {
      wait_timer: 15,
      prevent_self_review: true,
      reviewers: [
        { type: "User", id: 2 },
        { type: "Team", id: await leads() },
      ],
      deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
    };
    const { status, body } = await ada("PUT", "//environments/approve-qa", rules);
    expect(status).toBe(200);
    const presented = {
      name: "approve-qa",
      can_admins_bypass: true,
      protection_rules: [
        { type: "wait_timer", wait_timer: 15 },
        {
          type: "required_reviewers",
          prevent_self_review: true,
          reviewers: [
            { type: "User", reviewer: { login: "will" } },
            { type: "Team", reviewer: { slug: "leads" } },
          ],
        },
        { type: "branch_policy" },
      ],
      deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
    };
    expect(body).toMatchObject(presented);
    expect((await bot("GET", "//environments/approve-qa")).body).toMatchObject(presented);
    expect((await bot("GET", "//environments")).body).toMatchObject({
      total_count: 1,
      environments: [presented],
    });
    expect(github.environments()).toMatchObject([
      { reviewers: ["will", "team:leads"], waitMinutes: 15, branches: "protected", preventSelfReview: true },
    ]);
    expect((await ada("DELETE", "//environments/approve-qa")).status).toBe(204);
    expect((await bot("GET", "//environments/approve-qa")).status).toBe(404);
  });

  it("lose the rules that a later request does not name, and keep their id", async () => {
    const id = github.setEnvironment("qa", { reviewers: ["will"], waitMinutes: 5, branches: ["main"] });
    expect((await ada("PUT", "//environments/qa", {})).body).toMatchObject({
      id,
      protection_rules: [],
      deployment_branch_policy: null,
    });
    expect(github.environments()).toMatchObject([{ id, reviewers: [], waitMinutes: 0, branches: "all" }]);
  });

  it("come in pages", async () => {
    for (const name of ["a", "b", "c"]) github.setEnvironment(name);
    const { body, headers } = await bot("GET", "//environments?per_page=2&page=2");
    expect(body).toMatchObject({ total_count: 3, environments: [{ name: "c" }] });
    expect(headers.get("link")).toContain('rel="prev"');
  });

  const invalid: [what: string, body: object][] = [
    ["a wait of more than 30 days", { wait_timer: 43_201 }],
    ["a reviewer whom nobody knows", { reviewers: [{ type: "User", id: 999 }] }],
    [
      "both kinds of branches",
      { deployment_branch_policy: { protected_branches: true, custom_branch_policies: true } },
    ],
    ["more than six reviewers", { reviewers: Array.from({ length: 7 }, () => ({ type: "User", id: 2 })) }],
  ];
  it.each(invalid)("are refused with %s", async (_, body) => {
    expect((await ada("PUT", "//environments/qa", body)).status).toBe(422);
    expect(github.environments()).toEqual([]);
  });

  it("are put by administrators only", async () => {
    for (const login of ["will", "rea"]) {
      expect((await connect(github, login)("PUT", "//environments/qa", {})).status).toBe(403);
    }
    expect((await bot("PUT", "//environments/qa", {})).status).toBe(403);
    const app = github.mintAppToken({ slug: "setup", permissions: { administration: "write" } });
    expect((await connect(github, app)("PUT", "//environments/qa", {})).status).toBe(200);
  });

  it("of a private repository have a reader as reviewer, or none", async () => {
    await github.close();
    await start({ private: true });
    const put = (id: number) => ada("PUT", "//environments/qa", { reviewers: [{ type: "User", id }] });
    expect([(await put(3)).status, (await put(5)).status]).toEqual([200, 422]);
  });
});

describe("branch policies", () => {
  const path = "//environments/qa/deployment-branch-policies";

  it("are added, listed and removed", async () => {
    const custom = { protected_branches: false, custom_branch_policies: true };
    await ada("PUT", "//environments/qa", { deployment_branch_policy: custom });
    const { status, body } = await ada("POST", path, { name: "main" });
    expect([status, body]).toMatchObject([200, { name: "main", type: "branch" }]);
    await ada("POST", path, { name: "v*", type: "tag" });
    expect((await ada("POST", path, { name: "main" })).status).toBe(303);
    expect((await bot("GET", path)).body).toMatchObject({
      total_count: 2,
      branch_policies: [
        { name: "main", type: "branch" },
        { name: "v*", type: "tag" },
      ],
    });
    expect(github.environments()).toMatchObject([{ branches: ["main", "tag:v*"] }]);
    expect((await ada("DELETE", `${path}/${(body as { id: number }).id}`)).status).toBe(204);
    expect(github.environments()).toMatchObject([{ branches: ["tag:v*"] }]);
  });

  it("need an environment that asks for them", async () => {
    await ada("PUT", "//environments/qa", {});
    expect((await ada("POST", path, { name: "main" })).status).toBe(404);
  });

  it("stay when the environment is put again with them", async () => {
    github.setEnvironment("qa", { branches: ["main"] });
    const custom = { protected_branches: false, custom_branch_policies: true };
    await ada("PUT", "//environments/qa", { wait_timer: 5, deployment_branch_policy: custom });
    expect(github.environments()).toMatchObject([{ waitMinutes: 5, branches: ["main"] }]);
  });
});

describe("a private repository on the free plan", () => {
  beforeEach(async () => {
    await github.close();
    await start({ private: true, plan: "free" });
  });

  const rules: [rule: string, body: object][] = [
    ["required reviewers", { reviewers: [{ type: "User", id: 2 }] }],
    ["wait timer", { wait_timer: 15 }],
  ];
  it.each(rules)("has no %s", async (rule, body) => {
    const answer = await ada("PUT", "//environments/qa", body);
    expect(answer).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining(`the billing plan supports the ${rule} protection rule`) },
    });
    expect(() => github.setEnvironment("qa", { reviewers: ["will"] })).toThrow("free plan");
  });

  it("has environments all the same", async () => {
    expect((await ada("PUT", "//environments/qa", {})).status).toBe(200);
  });
});
