import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let bot: Client;
let will: Client;

beforeEach(async () => {
  github = await startGitHub({ people: PEOPLE });
  bot = connect(github, github.mintToken({ permissions: ALL }));
  will = connect(github, "will");
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

describe("issues", () => {
  it("are created with labels that did not exist", async () => {
    const { status, body } = await bot("POST", "//issues", { title: "Release", labels: ["release", "new"] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      number: 1,
      state: "open",
      user: { login: "github-actions[bot]", id: 41898282 },
    });
    expect(github.issue(1).labels).toEqual(["release", "new"]);
    const labels = await bot("GET", "//labels");
    expect(labels.body).toMatchObject([{ name: "release", color: "ededed" }, { name: "new" }]);
  });

  it("are filtered, sorted and ordered", async () => {
    await bot("POST", "//issues", { title: "one", labels: ["release", "x"] });
    github.clock.advance("1h");
    await will("POST", "//issues", { title: "two", labels: ["release"] });
    github.clock.advance("1h");
    await bot("POST", "//issues", { title: "three" });
    await bot("PATCH", "//issues/1", { state: "closed", state_reason: "not_planned" });
    const table: [string, number[]][] = [
      ["", [3, 2]],
      ["?state=all", [3, 2, 1]],
      ["?state=closed", [1]],
      ["?creator=github-actions[bot]", [3]],
      ["?creator=github-actions%5Bbot%5D&state=all", [3, 1]],
      ["?creator=WILL", [2]],
      ["?creator=nobody", []],
      ["?labels=release&state=all", [2, 1]],
      ["?labels=release,X&state=all", [1]],
      ["?state=all&direction=asc", [1, 2, 3]],
      ["?state=all&sort=updated&direction=desc", [3, 1, 2]],
      ["?state=all&since=2026-11-23T11:00:00Z", [3, 1]],
      ["?state=all&per_page=1&page=2", [2]],
    ];
    for (const [query, numbers] of table) {
      const { body } = await bot("GET", `//issues${query}`);
      expect([query, (body as { number: number }[]).map(({ number }) => number)]).toEqual([query, numbers]);
    }
  });

  it("list merged pull requests too, as GitHub does", async () => {
    const number = github.mergedPull({
      title: "Fix",
      author: "will",
      labels: ["bug"],
      commits: [github.head()],
    });
    const { body } = await bot("GET", "//issues?state=all");
    expect(body).toMatchObject([{ number, pull_request: { merged_at: github.clock.now() } }]);
  });

  it("change title, body, state, labels and assignees at once", async () => {
    await bot("POST", "//issues", { title: "a", body: "b" });
    const { body } = await bot("PATCH", "//issues/1", {
      title: "c",
      body: "d",
      state: "closed",
      labels: ["z"],
      assignees: ["will"],
    });
    expect(body).toMatchObject({
      title: "c",
      body: "d",
      state: "closed",
      state_reason: "completed",
      labels: [{ name: "z" }],
      assignees: [{ login: "will" }],
      closed_by: { login: "github-actions[bot]" },
      closed_at: github.clock.now(),
    });
  });

  const refused: [string, string, object, number][] = [
    ["no title", "POST //issues", { title: " " }, 422],
    ["somebody who cannot be assigned", "POST //issues", { title: "x", assignees: ["rea"] }, 422],
    ["somebody unknown", "POST //issues", { title: "x", assignees: ["nobody"] }, 422],
    ["a body of 65,537 characters", "POST //issues", { title: "x", body: "x".repeat(65_537) }, 422],
    ["an unknown issue", "PATCH //issues/99", { title: "x" }, 404],
  ];
  it.each(refused)("refuse %s", async (_, request, body, status) => {
    const [method = "", path = ""] = request.split(" ");
    expect((await bot(method, path, body)).status).toBe(status);
    expect(github.issues()).toEqual([]);
  });

  it("change nothing when a part of the change is refused", async () => {
    await bot("POST", "//issues", { title: "a" });
    expect((await bot("PATCH", "//issues/1", { title: "b", assignees: ["nobody"] })).status).toBe(422);
    expect(github.issue(1).title).toBe("a");
  });

  it("pass over those who cannot be assigned on the assignees' own route", async () => {
    await bot("POST", "//issues", { title: "a" });
    const { status, body } = await bot("POST", "//issues/1/assignees", {
      assignees: ["rea", "nobody", "will"],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ assignees: [{ login: "will" }] });
    expect((await bot("GET", "//assignees/will")).status).toBe(204);
    expect((await bot("GET", "//assignees/rea")).status).toBe(404);
    await bot("DELETE", "//issues/1/assignees", { assignees: ["will"] });
    expect(github.issue(1).assignees).toEqual([]);
  });

  it("drop the labels of people who may not set them", async () => {
    await connect(github, "rea")("POST", "//issues", { title: "a", labels: ["x"] });
    expect(github.issue(1).labels).toEqual([]);
  });

  it("are changed by their author or by those who may triage", async () => {
    await connect(github, "rea")("POST", "//issues", { title: "a" });
    for (const [login, status] of [
      ["rea", 200],
      ["zoe", 403],
      ["tri", 200],
      ["will", 200],
    ] as const) {
      expect([login, (await connect(github, login)("PATCH", "//issues/1", { title: login })).status]).toEqual(
        [login, status],
      );
    }
  });

  it("are locked by writers, and then commented by writers only", async () => {
    await bot("POST", "//issues", { title: "a" });
    expect((await connect(github, "rea")("PUT", "//issues/1/lock")).status).toBe(403);
    expect((await will("PUT", "//issues/1/lock", { lock_reason: "resolved" })).status).toBe(204);
    for (const [login, status] of [
      ["rea", 403],
      ["tri", 403],
      ["will", 201],
    ] as const) {
      const reply = await connect(github, login)("POST", "//issues/1/comments", { body: "x" });
      expect([login, reply.status]).toEqual([login, status]);
    }
    await will("DELETE", "//issues/1/lock");
    expect((await connect(github, "rea")("POST", "//issues/1/comments", { body: "x" })).status).toBe(201);
  });

  it("show the ghost for a deleted account", async () => {
    await connect(github, "zoe")("POST", "//issues", { title: "a" });
    github.deletePerson("zoe");
    expect((await bot("GET", "//issues/1")).body).toMatchObject({ user: { login: "ghost" } });
    expect(github.issue(1).author).toBeNull();
    expect((await connect(github, "ghp_zoe")("GET", "//issues/1")).status).toBe(401);
  });
});

describe("labels", () => {
  it("are added, replaced, removed and listed", async () => {
    await bot("POST", "//issues", { title: "a" });
    await bot("POST", "//labels", { name: "Known", color: "ff0000", description: "d" });
    const steps: [string, string, object | undefined, string[]][] = [
      ["POST", "//issues/1/labels", { labels: ["known", "b"] }, ["Known", "b"]],
      ["POST", "//issues/1/labels", { labels: ["b"] }, ["Known", "b"]],
      ["PUT", "//issues/1/labels", { labels: ["b", "c/d e"] }, ["b", "c/d e"]],
      ["DELETE", "//issues/1/labels/c%2Fd%20e", undefined, ["b"]],
    ];
    for (const [method, path, body, names] of steps) {
      const reply = await bot(method, path, body);
      expect((reply.body as { name: string }[]).map(({ name }) => name)).toEqual(names);
    }
    expect((await bot("DELETE", "//issues/1/labels/nothing")).status).toBe(404);
    expect((await bot("POST", "//labels", { name: "KNOWN" })).status).toBe(422);
    expect((await bot("GET", "//labels/known")).body).toMatchObject({ name: "Known", color: "ff0000" });
    expect((await connect(github, "rea")("POST", "//issues/1/labels", { labels: ["x"] })).status).toBe(403);
  });
});
