import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let ada: Client;
let will: Client;
let bot: Client;

beforeEach(async () => {
  github = await startGitHub({
    people: PEOPLE,
    teams: [{ slug: "leads", members: ["will"] }],
    files: {
      ".github/CODEOWNERS":
        "# owners\n* @will @acme/leads\n/docs @nobody ops@example.com # later\n.github @rea @acme/none\n",
    },
    workflows: { "release.yml": "on: workflow_dispatch\n" },
  });
  ada = connect(github, "ada");
  will = connect(github, "will");
  bot = connect(github, github.mintToken({ permissions: ALL }));
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

describe("a branch", () => {
  it("without protection says so", async () => {
    expect((await bot("GET", "//branches/main")).body).toMatchObject({ protected: false });
    expect(await ada("GET", "//branches/main/protection")).toMatchObject({
      status: 404,
      body: { message: "Branch not protected" },
    });
    expect((await bot("GET", "//rules/branches/main")).body).toEqual([]);
  });

  it("protected by a rule shows it to administrators", async () => {
    github.protectBranch("main", { requiredReviews: 2, codeOwnerReviews: true });
    expect((await bot("GET", "//branches/main")).body).toMatchObject({ protected: true });
    expect((await bot("GET", "//rules/branches/main")).body).toEqual([]);
    expect((await ada("GET", "//branches/main/protection")).body).toMatchObject({
      required_pull_request_reviews: {
        required_approving_review_count: 2,
        require_code_owner_reviews: true,
      },
    });
    expect((await will("GET", "//branches/main/protection")).status).toBe(404);
    expect((await bot("GET", "//branches/main/protection")).status).toBe(403);
  });

  it("protected by a ruleset shows it to everybody", async () => {
    github.protectBranch("main", { codeOwnerReviews: true, through: "ruleset" });
    expect((await bot("GET", "//branches/main")).body).toMatchObject({ protected: true });
    expect((await ada("GET", "//branches/main/protection")).status).toBe(404);
    expect((await bot("GET", "//rules/branches/main")).body).toMatchObject([
      { type: "deletion" },
      { type: "non_fast_forward" },
      {
        type: "pull_request",
        parameters: { required_approving_review_count: 1, require_code_owner_review: true },
        ruleset_source: "acme/rocket",
      },
    ]);
  });
});

describe("settings of Actions", () => {
  it("are shown to administrators", async () => {
    github.setActionsPolicy({ allowedActions: "selected", tokenPermissions: "write" });
    expect((await ada("GET", "//actions/permissions")).body).toMatchObject({
      enabled: true,
      allowed_actions: "selected",
      selected_actions_url: expect.stringContaining("selected-actions"),
    });
    expect((await ada("GET", "//actions/permissions/workflow")).body).toEqual({
      default_workflow_permissions: "write",
      can_approve_pull_request_reviews: false,
    });
    for (const client of [will, bot]) expect((await client("GET", "//actions/permissions")).status).toBe(403);
  });

  it("switch workflows off", async () => {
    const states = async () =>
      ((await bot("GET", "//actions/workflows")).body as { workflows: { state: string }[] }).workflows.map(
        ({ state }) => state,
      );
    expect(await states()).toEqual(["active"]);
    github.setWorkflowState("release.yml", "disabled_inactivity");
    expect(await states()).toEqual(["disabled_inactivity"]);
    expect(await bot("POST", "//actions/workflows/release.yml/dispatches", { ref: "main" })).toMatchObject({
      status: 422,
      body: { message: "Cannot trigger a 'workflow_dispatch' on a disabled workflow" },
    });
  });
});

describe("secrets", () => {
  it("have names, for those who may write", async () => {
    github.setEnvironment("publish");
    github.setSecrets(["npm_token"]);
    github.setSecrets(["DEPLOY_KEY"], "publish");
    expect((await will("GET", "//actions/secrets")).body).toMatchObject({
      total_count: 1,
      secrets: [{ name: "NPM_TOKEN" }],
    });
    expect((await will("GET", "//environments/publish/secrets")).body).toMatchObject({
      secrets: [{ name: "DEPLOY_KEY" }],
    });
    const app = github.mintAppToken({
      slug: "doctor",
      permissions: { secrets: "read", environments: "read" },
    });
    for (const path of ["//actions/secrets", "//environments/publish/secrets"]) {
      expect((await bot("GET", path)).status).toBe(403);
      expect((await connect(github, app)("GET", path)).status).toBe(200);
    }
  });
});

describe("CODEOWNERS", () => {
  it("is wrong where it names who cannot write", async () => {
    const { body } = await bot("GET", "//codeowners/errors");
    const { errors } = body as { errors: { line: number; kind: string; message: string; path: string }[] };
    expect(errors.map(({ line, message }) => [line, /@\S+/.exec(message)?.[0]])).toEqual([
      [3, "@nobody"],
      [4, "@rea"],
      [4, "@acme/none"],
    ]);
    expect(errors[0]).toMatchObject({
      kind: "Unknown owner",
      column: 7,
      path: ".github/CODEOWNERS",
      source: "/docs @nobody ops@example.com # later",
    });
  });

  it("is not there where there is none", async () => {
    github.commit({ message: "x", files: { ".github/CODEOWNERS": null } });
    expect((await bot("GET", "//codeowners/errors")).status).toBe(404);
    expect((await bot("GET", "//codeowners/errors?ref=HEAD")).status).toBe(404);
  });
});

describe("the repository", () => {
  it("tells people what they may do, and a workflow's token nothing of that", async () => {
    expect((await ada("GET", "/repos/acme/rocket")).body).toMatchObject({
      visibility: "public",
      permissions: { admin: true, push: true, pull: true },
    });
    expect((await will("GET", "/repos/acme/rocket")).body).toMatchObject({
      permissions: { admin: false, push: true },
    });
    expect((await bot("GET", "/repos/acme/rocket")).body).not.toHaveProperty("permissions");
  });
});

describe("labels", () => {
  it("are changed, and stay on their issues", async () => {
    await github.as("ada").createIssue({ title: "Release", labels: ["relase"] });
    const change = { new_name: "release", color: "0E8A16", description: "Waits for reviews" };
    expect((await bot("PATCH", "//labels/relase", change)).body).toMatchObject({
      name: "release",
      color: "0e8a16",
      description: "Waits for reviews",
    });
    expect(github.issue(1).labels).toEqual(["release"]);
    expect((await bot("PATCH", "//labels/none", { color: "ffffff" })).status).toBe(404);
    await bot("POST", "//labels", { name: "other" });
    expect((await bot("PATCH", "//labels/other", { new_name: "Release" })).status).toBe(422);
  });
});
