import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, type GitHubEvent, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let ada: Client;
let bot: Client;
let comment: number;
let events: GitHubEvent[];

const QUERY =
  '{ repository(owner: "acme", name: "rocket") { issue(number: 1) { title } issues(first: 9) { totalCount } } }';

beforeEach(async () => {
  github = await startGitHub({ people: PEOPLE });
  github.addRepository({ fullName: "acme/other" });
  github.addRepository({ fullName: "acme/secret", private: true });
  github.addRepository({ fullName: "elsewhere/other" });
  await github.as("ada").createIssue({ title: "Release", labels: ["release"] });
  comment = await github.as("rea").comment(1, "/approve");
  ada = connect(github, "ada");
  bot = connect(github, github.mintToken({ permissions: ALL }));
  events = [];
  github.onEvent((event) => events.push(event));
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

const statuses = async (client: Client) =>
  Promise.all(
    ["//issues/1", "//issues/1/comments", "//issues/1/labels"].map(
      async (path) => (await client("GET", path)).status,
    ),
  );

describe("a deleted issue", () => {
  it("is gone, with all that was in it", async () => {
    await github.as("ada").deleteIssue(1);
    expect(await statuses(bot)).toEqual([410, 410, 410]);
    expect((await bot("GET", "//issues/1")).body).toMatchObject({ message: "This issue was deleted" });
    expect((await bot("PATCH", "//issues/1", { title: "x" })).status).toBe(410);
    expect((await bot("POST", "//issues/1/comments", { body: "x" })).status).toBe(410);
    expect((await bot("GET", `//issues/comments/${comment}`)).status).toBe(404);
    expect((await bot("GET", "//issues?state=all")).body).toEqual([]);
    expect(() => github.issue(1)).toThrow("There is no issue 1");
  });

  it("cannot be resolved by GraphQL", async () => {
    await github.as("ada").deleteIssue(1);
    const { data, errors } = await bot.graphql(QUERY);
    expect(errors).toMatchObject([
      { type: "NOT_FOUND", message: "Could not resolve to an Issue with the number of 1." },
    ]);
    expect(data).toMatchObject({ repository: { issue: null, issues: { totalCount: 0 } } });
  });

  it("leaves its number to nobody", async () => {
    await github.as("ada").deleteIssue(1);
    expect(await github.as("ada").createIssue({ title: "Next" })).toBe(2);
  });

  it("was deleted by an administrator, and told with its last state", async () => {
    await expect(github.as("will").deleteIssue(1)).rejects.toThrow("403");
    await github.as("ada").deleteIssue(1);
    expect(events).toMatchObject([
      {
        name: "issues",
        action: "deleted",
        actor: "ada",
        payload: { issue: { number: 1, title: "Release" } },
      },
    ]);
  });
});

describe("a transferred issue", () => {
  it("redirects those who may read the other repository", async () => {
    expect(await github.as("will").transferIssue(1, "acme/other")).toBe(1);
    const answer = await fetch(`${github.url}/repos/acme/rocket/issues/1`, {
      redirect: "manual",
      headers: { authorization: `Bearer ${github.tokens.of("ada")}`, "user-agent": "test" },
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      301,
      `${github.url}/repos/acme/other/issues/1`,
    ]);
    expect((await ada("GET", "//issues/1")).body).toMatchObject({
      title: "Release",
      url: expect.stringContaining("/acme/other/"),
    });
    expect((await ada("GET", "//issues/1/comments")).body).toMatchObject([{ body: "/approve" }]);
    expect((await bot("POST", "//issues/1/comments", { body: "x" })).status).toBe(404);
  });

  it("is not there for those who may not", async () => {
    await github.as("will").transferIssue(1, "acme/secret");
    expect(await statuses(bot)).toEqual([404, 404, 404]);
  });

  it("cannot be resolved by GraphQL", async () => {
    await github.as("will").transferIssue(1, "acme/other");
    expect((await ada.graphql(QUERY)).errors).toMatchObject([{ type: "NOT_FOUND" }]);
  });

  it("tells where it went", async () => {
    await github.as("will").transferIssue(1, "acme/other");
    expect(events).toMatchObject([
      {
        name: "issues",
        action: "transferred",
        payload: {
          issue: { number: 1 },
          changes: { new_issue: { number: 1 }, new_repository: { full_name: "acme/other" } },
        },
      },
    ]);
  });

  const refused: [login: string, to: string, status: string][] = [
    ["rea", "acme/other", "403"],
    ["will", "acme/none", "404"],
    ["will", "elsewhere/other", "403"],
  ];
  it.each(refused)("is not transferred by %s to %s: %s", async (login, to, status) => {
    await expect(github.as(login).transferIssue(1, to)).rejects.toThrow(status);
    expect(github.issues()).toHaveLength(1);
  });
});
