import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let bot: Client;
let rea: Client;

beforeEach(async () => {
  github = await startGitHub({ people: PEOPLE });
  bot = connect(github, github.mintToken({ permissions: ALL }));
  rea = connect(github, "rea");
  await github.as("ada").createIssue({ title: "Release" });
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

describe("comments", () => {
  it("are written, read, edited and deleted", async () => {
    const { status, body } = await rea("POST", "//issues/1/comments", { body: "/approve" });
    expect(status).toBe(201);
    const { id } = body as { id: number };
    expect(body).toMatchObject({ body: "/approve", user: { login: "rea" }, author_association: "NONE" });
    github.clock.advance("1m");
    await rea("PATCH", `//issues/comments/${id}`, { body: "/reject" });
    expect((await bot("GET", `//issues/comments/${id}`)).body).toMatchObject({
      body: "/reject",
      created_at: "2026-11-23T09:00:00Z",
      updated_at: "2026-11-23T09:01:00Z",
    });
    expect(github.comments(1)[0]).toMatchObject({ lastEditedAt: "2026-11-23T09:01:00Z", editor: "rea" });
    expect((await rea("DELETE", `//issues/comments/${id}`)).status).toBe(204);
    expect((await bot("GET", `//issues/comments/${id}`)).status).toBe(404);
  });

  it("saved unchanged are not edited", async () => {
    const id = await github.as("rea").comment(1, "same");
    await github.as("ada").editComment(id, "same");
    expect(github.comments(1)[0]).toMatchObject({ lastEditedAt: null, editor: null });
  });

  const rights: [string, number][] = [
    ["rea", 200],
    ["zoe", 403],
    ["tri", 403],
    ["will", 200],
    ["ada", 200],
  ];
  it.each(rights)("of rea are edited and deleted by %s: %d", async (login, status) => {
    const id = await github.as("rea").comment(1, "mine");
    const client = connect(github, login);
    expect((await client("PATCH", `//issues/comments/${id}`, { body: login })).status).toBe(status);
    expect((await client("DELETE", `//issues/comments/${id}`)).status).toBe(status === 200 ? 204 : status);
    expect(github.comments(1)).toHaveLength(status === 200 ? 0 : 1);
  });

  it("need text, and at most 65,536 characters of it", async () => {
    expect((await rea("POST", "//issues/1/comments", { body: "x".repeat(65_536) })).status).toBe(201);
    expect((await rea("POST", "//issues/1/comments", { body: "x".repeat(65_537) })).status).toBe(422);
    expect((await rea("POST", "//issues/1/comments", { body: "  " })).status).toBe(422);
    expect((await rea("POST", "//issues/7/comments", { body: "x" })).status).toBe(404);
  });

  it("come in pages with links, 30 unless told, 100 at most", async () => {
    for (let count = 1; count <= 250; count += 1) await github.as("rea").comment(1, `${count}`);
    const first = await bot("GET", "//issues/1/comments");
    expect(first.body).toHaveLength(30);
    let path: string | undefined = "//issues/1/comments?per_page=101";
    const sizes: number[] = [];
    const bodies: string[] = [];
    while (path !== undefined) {
      const reply = await bot("GET", path);
      sizes.push((reply.body as unknown[]).length);
      bodies.push(...(reply.body as { body: string }[]).map(({ body }) => body));
      path = /<[^>]*?(\/repos[^>]*)>; rel="next"/.exec(reply.headers.get("link") ?? "")?.[1];
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(bodies).toEqual(Array.from({ length: 250 }, (_, index) => `${index + 1}`));
  });
});

describe("reactions", () => {
  it("are new once, and then known", async () => {
    const id = await github.as("rea").comment(1, "/approve");
    const first = await bot("POST", `//issues/comments/${id}/reactions`, { content: "+1" });
    const again = await bot("POST", `//issues/comments/${id}/reactions`, { content: "+1" });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect((first.body as { id: number }).id).toBe((again.body as { id: number }).id);
    await github.as("will").react(id, "confused");
    expect(github.comments(1)[0]?.reactions).toEqual(["+1 github-actions[bot]", "confused will"]);
    expect((await bot("GET", `//issues/comments/${id}/reactions?content=confused`)).body).toHaveLength(1);
    expect((await bot("GET", `//issues/comments/${id}`)).body).toMatchObject({
      reactions: { total_count: 2, "+1": 1, confused: 1 },
    });
    const path = `//issues/comments/${id}/reactions/${(first.body as { id: number }).id}`;
    expect((await rea("DELETE", path)).status).toBe(403);
    expect((await bot("DELETE", path)).status).toBe(204);
    expect((await bot("DELETE", path)).status).toBe(404);
  });

  it("belong to issues too", async () => {
    expect((await bot("POST", "//issues/1/reactions", { content: "rocket" })).status).toBe(201);
    expect((await bot("GET", "//issues/1/reactions")).body).toMatchObject([
      { content: "rocket", user: { id: 41898282 } },
    ]);
  });
});
