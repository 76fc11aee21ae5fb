import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let bot: Client;
let first: string;

beforeEach(async () => {
  github = await startGitHub({
    people: PEOPLE,
    files: { "src/a.ts": "one\ntwo\n", "docs/x.md": "x\n" },
    workflows: {
      "release.yml": "name: Release\non:\n  workflow_dispatch:\n    inputs:\n      version: {}\n",
      "ci.yml": "name: 'CI'\non: push\n",
    },
  });
  first = github.head();
  bot = connect(github, github.mintToken({ permissions: ALL }));
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

describe("commits", () => {
  it("have git's own ids", async () => {
    const sha = github.commit({
      message: "Change a",
      author: "will",
      files: { "src/a.ts": "one\n2\nthree\n", "docs/x.md": null, "new.txt": "hello\n" },
    });
    const { body } = await bot("GET", "//commits/main");
    expect(body).toMatchObject({
      sha,
      author: { login: "will" },
      commit: { message: "Change a", author: { date: "2026-11-23T09:00:00Z" } },
      parents: [{ sha: first }],
      files: [
        { filename: "docs/x.md", status: "removed", deletions: 1 },
        // What `git hash-object` says of "hello\n".
        { filename: "new.txt", status: "added", sha: "ce013625030ba8dba906f756967f9e9ca394464a" },
        { filename: "src/a.ts", status: "modified", additions: 2, deletions: 1 },
      ],
    });
  });

  it("are found by branch, tag, ref and abbreviated id", async () => {
    const side = github.branch("feature/x");
    github.tag("v1");
    for (const ref of [
      "HEAD",
      "main",
      "feature/x",
      "heads/feature/x",
      "v1",
      "tags/v1",
      side,
      side.slice(0, 7),
    ]) {
      expect([ref, ((await bot("GET", `//commits/${ref}`)).body as { sha: string }).sha]).toEqual([
        ref,
        first,
      ]);
    }
    expect((await bot("GET", "//commits/nothing")).status).toBe(422);
  });

  it("are listed newest first, also of one path", async () => {
    github.clock.advance("1h");
    const second = github.commit({ message: "docs", files: { "docs/y.md": "y" } });
    github.clock.advance("1h");
    const third = github.commit({ message: "code", files: { "src/b.ts": "b" } });
    const shas = async (query: string) =>
      ((await bot("GET", `//commits${query}`)).body as { sha: string }[]).map(({ sha }) => sha);
    expect(await shas("")).toEqual([third, second, first]);
    expect(await shas("?path=docs")).toEqual([second, first]);
    expect(await shas(`?sha=${second}&per_page=1`)).toEqual([second]);
    expect(await shas("?since=2026-11-23T10:30:00Z")).toEqual([third]);
  });

  it("know the pull requests that brought them", async () => {
    github.mergedPull({ title: "Fix", author: "will", labels: ["bug"], commits: [first] });
    const { body } = await bot("GET", `//commits/${first}/pulls`);
    expect(body).toMatchObject([{ title: "Fix", labels: [{ name: "bug" }], merge_commit_sha: first }]);
  });

  it("are compared in every direction", async () => {
    const ahead = github.commit({ message: "ahead", files: { "b.txt": "b" } });
    const side = github.branch("side", first);
    const diverged = github.commit({ branch: "side", message: "side", files: { "c.txt": "c" } });
    expect(side).toBe(first);
    const table: [string, string, string, number, number, string[]][] = [
      [first, first, "identical", 0, 0, []],
      [first, "main", "ahead", 1, 0, ["b.txt"]],
      ["main", first, "behind", 0, 1, []],
      ["main", "side", "diverged", 1, 1, ["c.txt"]],
    ];
    for (const [base, head, status, ahead_by, behind_by, files] of table) {
      const { body } = await bot("GET", `//compare/${base}...${head}`);
      expect(body).toMatchObject({ status, ahead_by, behind_by, total_commits: ahead_by });
      expect((body as { files: { filename: string }[] }).files.map(({ filename }) => filename)).toEqual(
        files,
      );
    }
    expect((await bot("GET", `//compare/${first}...main`)).body).toMatchObject({
      merge_base_commit: { sha: first },
      commits: [{ sha: ahead }],
    });
    expect((await bot("GET", `//compare/main...${diverged}`)).status).toBe(200);
    expect((await bot("GET", "//compare/main...nothing")).status).toBe(404);
  });
});

describe("contents", () => {
  it("are files and folders at any ref", async () => {
    github.commit({ message: "later", files: { "src/a.ts": "later" } });
    const { body } = await bot("GET", `//contents/src/a.ts?ref=${first}`);
    const { content, encoding } = body as { content: string; encoding: "base64" };
    expect(Buffer.from(content, encoding).toString()).toBe("one\ntwo\n");
    expect((await bot("GET", "//contents/src")).body).toMatchObject([{ name: "a.ts", type: "file" }]);
    expect((await bot("GET", "//contents/.github")).body).toMatchObject([{ name: "workflows", type: "dir" }]);
    expect((await bot("GET", "//contents/none")).status).toBe(404);
    expect((await bot("GET", "//contents/src/a.ts?ref=none")).status).toBe(404);
  });
});

describe("refs and releases", () => {
  it("are read and written", async () => {
    const made = await bot("POST", "//git/refs", { ref: "refs/tags/v1", sha: first });
    expect(made.status).toBe(201);
    expect((await bot("GET", "//git/ref/tags/v1")).body).toMatchObject({
      object: { sha: first, type: "commit" },
    });
    expect((await bot("POST", "//git/refs", { ref: "refs/tags/v1", sha: first })).status).toBe(422);
    expect((await bot("POST", "//git/refs", { ref: "v2", sha: first })).status).toBe(422);
    expect((await bot("GET", "//git/ref/tags/v2")).status).toBe(404);
    github.tag("v2", first, { message: "Two", tagger: "ada" });
    const ref = (await bot("GET", "//git/ref/tags/v2")).body as { object: { sha: string; type: string } };
    expect(ref.object.type).toBe("tag");
    expect((await bot("GET", `//git/tags/${ref.object.sha}`)).body).toMatchObject({
      tag: "v2",
      object: { sha: first },
    });
    expect((await bot("GET", "//git/matching-refs/tags/v")).body).toHaveLength(2);
    expect((await bot("GET", "//tags")).body).toMatchObject([{ name: "v2" }, { name: "v1" }]);
    expect((await bot("GET", "//branches/main")).body).toMatchObject({ commit: { sha: first } });
  });

  it("move forward only, unless forced", async () => {
    const second = github.commit({ message: "second", files: { b: "b" } });
    github.branch("release", first);
    expect((await bot("PATCH", "//git/refs/heads/release", { sha: second })).status).toBe(200);
    expect((await bot("PATCH", "//git/refs/heads/release", { sha: first })).status).toBe(422);
    expect((await bot("PATCH", "//git/refs/heads/release", { sha: first, force: true })).status).toBe(200);
  });

  it("releases make tags, drafts do not", async () => {
    const draft = await bot("POST", "//releases", { tag_name: "v1", draft: true });
    expect(draft.body).toMatchObject({ published_at: null });
    expect((await bot("GET", "//releases/tags/v1")).status).toBe(404);
    expect((await bot("GET", "//git/ref/tags/v1")).status).toBe(404);
    expect((await connect(github, "rea")("GET", "//releases")).body).toEqual([]);
    const { id } = draft.body as { id: number };
    await bot("PATCH", `//releases/${id}`, { draft: false, body: "Notes" });
    expect((await bot("GET", "//releases/tags/v1")).body).toMatchObject({ id, body: "Notes" });
    await github.as("ada").release({ tag: "v2-rc", prerelease: true });
    expect((await bot("GET", "//releases/latest")).body).toMatchObject({ tag_name: "v1" });
    expect((await bot("POST", "//releases", { tag_name: "v1" })).status).toBe(422);
    expect((await bot("GET", "//git/ref/tags/v1")).status).toBe(200);
  });
});

describe("runs", () => {
  const workflow = ".github/workflows/release.yml";

  it("have attempts with actors of their own", async () => {
    const { id } = github.createRun({ workflow, actor: "ada" });
    github.completeRun(id, "failure");
    expect(github.rerun(id, "will")).toEqual({ id, attempt: 2 });
    expect((await bot("GET", `//actions/runs/${id}`)).body).toMatchObject({
      name: "Release",
      path: workflow,
      head_branch: "main",
      head_sha: first,
      event: "workflow_dispatch",
      run_attempt: 2,
      actor: { login: "ada" },
      triggering_actor: { login: "will" },
      status: "in_progress",
      repository: { full_name: "acme/rocket" },
      head_repository: { id: github.repositoryId },
    });
    expect((await bot("GET", `//actions/runs/${id}/attempts/1`)).body).toMatchObject({
      run_attempt: 1,
      triggering_actor: { login: "ada" },
      status: "completed",
    });
    expect((await bot("GET", `//actions/runs/${id}/attempts/3`)).status).toBe(404);
  });

  it("are listed, filtered, cancelled and deleted", async () => {
    const one = github.createRun({ workflow, actor: "ada", event: "push" });
    const two = github.createRun({ workflow: ".github/workflows/ci.yml", actor: "will" });
    const ids = async (path: string) =>
      ((await bot("GET", path)).body as { workflow_runs: { id: number }[] }).workflow_runs.map(
        ({ id }) => id,
      );
    expect(await ids("//actions/runs")).toEqual([two.id, one.id]);
    expect(await ids("//actions/runs?event=push")).toEqual([one.id]);
    expect(await ids("//actions/runs?actor=will")).toEqual([two.id]);
    expect(await ids("//actions/workflows/ci.yml/runs")).toEqual([two.id]);
    expect((await bot("POST", `//actions/runs/${one.id}/cancel`)).status).toBe(202);
    expect((await bot("POST", `//actions/runs/${one.id}/cancel`)).status).toBe(409);
    expect(await ids("//actions/runs?status=cancelled")).toEqual([one.id]);
    github.deleteRun(one.id);
    expect((await bot("GET", `//actions/runs/${one.id}`)).status).toBe(404);
  });

  it("are dispatched, by name or number of the workflow", async () => {
    const path = "//actions/workflows/release.yml/dispatches";
    expect((await bot("POST", path, { ref: "main", inputs: { version: "1.0.0" } })).status).toBe(204);
    expect(github.dispatches).toMatchObject([
      { kind: "workflow", workflow, ref: "main", inputs: { version: "1.0.0" }, actor: "github-actions[bot]" },
    ]);
    const listed = await bot("GET", "//actions/workflows");
    const { workflows } = listed.body as { workflows: { id: number; name: string }[] };
    expect(workflows.map(({ name }) => name).sort()).toEqual(["CI", "Release"]);
    const id = workflows.find(({ name }) => name === "Release")?.id;
    const detailed = await bot("POST", `//actions/workflows/${id}/dispatches`, {
      ref: "main",
      return_run_details: true,
    });
    expect(detailed.status).toBe(200);
    expect((await bot("POST", "//actions/workflows/ci.yml/dispatches", { ref: "main" })).status).toBe(422);
    expect((await bot("POST", path, { ref: "nowhere" })).status).toBe(422);
    expect((await bot("POST", "//actions/workflows/none.yml/dispatches", { ref: "main" })).status).toBe(404);
  });

  it("and repositories are dispatched", async () => {
    expect((await bot("POST", "//dispatches", { event_type: "go", client_payload: { a: 1 } })).status).toBe(
      204,
    );
    expect(github.dispatches).toEqual([
      { kind: "repository", event: "go", payload: { a: 1 }, actor: "github-actions[bot]" },
    ]);
  });
});

describe("accounts", () => {
  it("come from the base, with our numbers", async () => {
    github.setTeam({ slug: "leads", name: "The Leads", members: ["will", "ada"] });
    const ada = connect(github, "ada");
    expect((await ada("GET", "/users/WILL")).body).toMatchObject({ login: "will", id: 2, type: "User" });
    expect((await ada("GET", "/users/nobody")).status).toBe(404);
    expect((await ada("GET", "/user")).body).toMatchObject({ login: "ada", name: "Ada" });
    expect((await ada("GET", "/orgs/acme")).body).toMatchObject({ login: "acme" });
    expect((await ada("GET", "/orgs/acme/teams")).body).toMatchObject([{ slug: "leads", name: "The Leads" }]);
    expect((await ada("GET", "/orgs/acme/teams/leads")).body).toMatchObject({ members_count: 2 });
    const members = await ada("GET", "/orgs/acme/teams/leads/members");
    expect((members.body as { login: string }[]).map(({ login }) => login).sort()).toEqual(["ada", "will"]);
    expect((await ada("GET", "/orgs/acme/teams/none/members")).status).toBe(404);
    github.setTeam({ slug: "leads", members: ["ada"] });
    expect((await ada("GET", "/orgs/acme/teams/leads/members")).body).toMatchObject([
      { login: "ada", id: 1 },
    ]);
    expect((await ada("GET", "/orgs/acme/teams/leads/memberships/ada")).status).toBe(200);
    expect((await ada("GET", "/orgs/acme/members")).body).toHaveLength(4);
    expect((await ada("GET", "/meta")).status).toBe(200);
    expect((await ada("GET", "/repos/acme/rocket")).body).toMatchObject({ default_branch: "main" });
    expect((await ada("GET", "//collaborators/will/permission")).body).toMatchObject({ permission: "write" });
    expect((await ada("GET", "//collaborators/tri/permission")).body).toMatchObject({
      permission: "read",
      role_name: "triage",
    });
  });
});
