import { ConfigurationError, NotFoundError, PermissionError } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { connectTo, policy, policyPath, start } from "../test/embedded.ts";

/* Reading, against the embedded GitHub: what is found, and in how many requests. */

describe("the overview", () => {
  it("is the repository, its policy, a ref, tags and releases, in one request", async () => {
    const embedded = await start();
    const first = embedded.commit({ message: "One", author: "mia", files: { "a.txt": "1" } });
    embedded.tag("v1.0.0", first, { message: "One", tagger: "mia" });
    await embedded.as("mia").release({ tag: "v1.0.0" });
    embedded.clock.advance("1h");
    const second = embedded.commit({ message: "Two", author: "mia", files: { "a.txt": "2" } });
    embedded.tag("v1.1.0", second);
    embedded.tag("web/v1.1.0", second);
    const github = connectTo(embedded);

    const found = await github.readOverview({
      policyPath,
      ref: "v1.0.0",
      tags: ["v1.0.0", "v1.1.0", "v2.0.0"],
      latestTags: "v",
    });

    expect(found).toEqual({
      now: "2026-11-24T16:00:00Z",
      repository: {
        owner: "acme",
        name: "shop",
        id: embedded.repositoryId,
        defaultBranch: embedded.defaultBranch,
        isPrivate: false,
        hasIssues: true,
      },
      head: second,
      policy,
      commit: first,
      tags: [
        {
          name: "v1.0.0",
          commit: first,
          release: { url: expect.stringContaining("v1.0.0"), publishedAt: "2026-11-24T15:00:00Z" },
        },
        { name: "v1.1.0", commit: second, release: null },
        { name: "v2.0.0", commit: null, release: null },
      ],
      latestTags: [
        { name: "v1.1.0", commit: second },
        { name: "v1.0.0", commit: first },
      ],
    });
    expect(github.requests()).toBe(1);
    expect(github.now()).toBe(found.now);
    expect(embedded.requests.writes()).toEqual([]);
  });

  it("reads the policy of the default branch, whatever another branch says", async () => {
    const embedded = await start();
    embedded.commit({
      branch: "evil",
      message: "Relax",
      author: "mia",
      files: { [policyPath]: "evil: yes\n" },
    });
    const found = await connectTo(embedded).readOverview({ policyPath, ref: "evil" });
    expect(found.policy).toBe(policy);
    expect(found.commit).not.toBe(found.head);
  });

  it("resolves a commit and a branch, and says where there is none", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const { head } = await github.readOverview({ policyPath });
    for (const [ref, commit] of [
      [head, head],
      [embedded.defaultBranch, head],
      [`refs/heads/${embedded.defaultBranch}`, head],
      ["no-such-branch", null],
      ["0".repeat(40), null],
    ] as const) {
      expect(await github.readOverview({ policyPath, ref })).toMatchObject({ commit });
    }
  });

  it("tells a missing policy from one that cannot be read", async () => {
    const embedded = await start({ files: { "binary.yml": "a\u0000b", "folder/x.yml": "x" } });
    const github = connectTo(embedded);
    expect(await github.readOverview({ policyPath })).toMatchObject({ policy: null });
    await expect(github.readOverview({ policyPath: "binary.yml" })).rejects.toThrow(/binary/);
    await expect(github.readOverview({ policyPath: "folder" })).rejects.toThrow(/is no file/);
  });

  it.each(["../x.yml", "main:x.yml", ""])("asks nothing for the policy %j", async (odd) => {
    const embedded = await start();
    const github = connectTo(embedded);
    await expect(github.readOverview({ policyPath: odd })).rejects.toThrow(ConfigurationError);
    expect(github.requests()).toBe(0);
  });

  it("names the permission that is missing, and the repository that is", async () => {
    const embedded = await start({ private: true });
    const token = embedded.mintToken({ permissions: { issues: "write" } });
    const refused = connectTo(embedded, { token }).readOverview({ policyPath });
    await expect(refused).rejects.toThrow(PermissionError);
    await expect(refused).rejects.toMatchObject({ permission: "contents: read" });
    const lost = connectTo(embedded, { repo: "shopp" }).readOverview({ policyPath });
    await expect(lost).rejects.toThrow(NotFoundError);
  });
});

describe("a release", () => {
  it("comes with comments, edits, editors, deletions and our own reactions, in one request", async () => {
    const embedded = await start();
    const bot = connectTo(embedded);
    const issue = await bot.createIssue({ title: "Release v1", body: "drawn", labels: ["release"] });
    const plain = await embedded.as("tom").comment(issue.number, "/approve");
    const edited = await embedded.as("mia").comment(issue.number, "/approve qa");
    const gone = await embedded.as("eve").comment(issue.number, "/reject");
    await bot.react(plain, "+1");
    await bot.react(edited, "confused");
    await embedded.as("eve").react(plain, "confused");
    embedded.clock.advance("5m");
    await embedded.as("tom").editComment(edited, "/approve technical-lead");
    await embedded.as("mia").deleteComment(gone);
    const github = connectTo(embedded);

    const { issue: found } = await github.readRelease({ policyPath, number: issue.number });

    expect(github.requests()).toBe(1);
    expect(found).toMatchObject({
      number: issue.number,
      id: issue.nodeId,
      title: "Release v1",
      body: "drawn",
      state: "open",
      locked: false,
      author: { id: 41898282, login: "github-actions", kind: "bot" },
      createdAt: "2026-11-24T15:00:00Z",
      labels: ["release"],
    });
    expect(found?.comments).toMatchObject([
      {
        id: plain,
        author: { login: "tom", kind: "user" },
        body: "/approve",
        lastEditedAt: null,
        editor: null,
        reacted: { counted: true, notCounted: false },
      },
      {
        id: edited,
        author: { login: "mia" },
        body: "/approve technical-lead",
        createdAt: "2026-11-24T15:00:00Z",
        lastEditedAt: "2026-11-24T15:05:00Z",
        editor: { login: "tom" },
        reacted: { counted: false, notCounted: true },
      },
    ]);
    expect(found?.deletions).toMatchObject([
      { at: "2026-11-24T15:05:00Z", author: { login: "eve" }, by: { login: "mia" } },
    ]);
  });

  it("of 250 comments and 130 deletions takes three requests, in order", async () => {
    const embedded = await start();
    const { number } = await connectTo(embedded).createIssue({ title: "Release", body: "", labels: [] });
    const mia = embedded.as("mia");
    for (let n = 1; n <= 130; n += 1) await mia.deleteComment(await mia.comment(number, `gone ${n}`));
    for (let n = 1; n <= 250; n += 1) await mia.comment(number, `comment ${n}`);
    const github = connectTo(embedded);

    const { issue } = await github.readRelease({ policyPath, number });

    expect(issue?.comments.map((it) => it.body)).toEqual(
      Array.from({ length: 250 }, (_, n) => `comment ${n + 1}`),
    );
    expect(issue?.deletions).toHaveLength(130);
    expect(github.requests()).toBe(3);
  });

  it("has no author where the account was deleted", async () => {
    const embedded = await start();
    const number = await embedded.as("eve").createIssue({ title: "x" });
    await embedded.as("eve").comment(number, "hello");
    embedded.deletePerson("eve");
    const { issue } = await connectTo(embedded).readRelease({ policyPath, number });
    expect(issue?.author).toBeNull();
    expect(issue?.comments[0]?.author).toBeNull();
  });

  it("is null for a number that nothing has, and for a pull request's", async () => {
    const embedded = await start();
    const sha = embedded.commit({ message: "x", author: "mia", files: { x: "1" } });
    const pull = embedded.mergedPull({ title: "x", author: "mia", commits: [sha] });
    const github = connectTo(embedded);
    expect(await github.readRelease({ policyPath, number: 999 })).toMatchObject({ issue: null, policy });
    expect(await github.readRelease({ policyPath, number: pull })).toMatchObject({ issue: null, policy });
  });

  it("needs issues: read", async () => {
    const embedded = await start();
    const number = await embedded.as("eve").createIssue({ title: "x" });
    const token = embedded.mintToken({ permissions: { contents: "read" } });
    const refused = connectTo(embedded, { token }).readRelease({ policyPath, number });
    await expect(refused).rejects.toMatchObject({ kind: "permission", permission: "issues: read" });
  });
});

describe("a pinned policy", () => {
  it("is an ancestor's only where the default branch contains it", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const { head } = await github.readOverview({ policyPath });
    const evil = embedded.commit({
      branch: "evil",
      message: "x",
      author: "mia",
      files: { [policyPath]: "evil" },
    });
    embedded.commit({ message: "y", author: "mia", files: { [policyPath]: "later" } });
    const before = github.requests();
    expect(await github.readPinned({ commit: head, path: policyPath })).toEqual({
      text: policy,
      isAncestor: true,
    });
    expect(github.requests()).toBe(before + 1);
    expect(await github.readPinned({ commit: evil, path: policyPath })).toEqual({
      text: "evil",
      isAncestor: false,
    });
    expect(await github.readPinned({ commit: head, path: "none.yml" })).toEqual({
      text: null,
      isAncestor: true,
    });
    const unknown = await github.readPinned({ commit: "0".repeat(40), path: policyPath });
    expect(unknown).toEqual({ text: null, isAncestor: false });
  });
});

describe("an inherited policy", () => {
  it("is read at its ref", async () => {
    const embedded = await start();
    embedded.commit({
      branch: "v1",
      message: "x",
      author: "mia",
      files: { "policies/base é.yml": "grün: ja\n" },
    });
    const github = connectTo(embedded);
    const file = { owner: "acme", repo: "shop", path: "policies/base é.yml", ref: "v1" };
    expect(await github.readInherited(file)).toBe("grün: ja\n");
    await expect(github.readInherited({ ...file, ref: embedded.defaultBranch })).rejects.toThrow(
      /acme\/shop\/\/policies\/base é\.yml@.*shows no such file/,
    );
    await expect(github.readInherited({ ...file, path: "policies" })).rejects.toThrow(ConfigurationError);
    await expect(github.readInherited({ ...file, repo: "elsewhere" })).rejects.toMatchObject({
      cure: expect.stringContaining("private repository"),
    });
    await expect(github.readInherited({ ...file, path: "../x" })).rejects.toThrow(ConfigurationError);
  });
});

describe("people and teams", () => {
  it("are looked up together, and one unknown login fails nobody else", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const found = await github.readUsers(["Mia", "nobody-at-all", "tom", "mia"]);
    expect([...found.keys()]).toEqual(["mia", "nobody-at-all", "tom"]);
    expect(found.get("mia")).toMatchObject({ login: "mia", kind: "user" });
    expect(found.get("nobody-at-all")).toBeNull();
    expect(github.requests()).toBe(1);
    expect(await github.readUsers([])).toEqual(new Map());
    expect(github.requests()).toBe(1);
  });

  it("takes a request for each 100 people", async () => {
    const people = Array.from({ length: 150 }, (_, n) => ({ login: `person-${n}` }));
    const embedded = await start({ people });
    const github = connectTo(embedded);
    const found = await github.readUsers(people.map((it) => it.login));
    expect([...found.values()].every((it) => it !== null)).toBe(true);
    expect(github.requests()).toBe(2);
  });

  it("reads a team to its last page, with the token for teams alone", async () => {
    const people = Array.from({ length: 120 }, (_, n) => ({ login: `person-${n}` }));
    const members = people.map((it) => it.login);
    const embedded = await start({ people, ownerType: "Organization", teams: [{ slug: "leads", members }] });
    const github = connectTo(embedded);
    const token = embedded.tokens.team("person-0");
    const team = { organisation: "acme", slug: "leads" };
    const found = await github.readTeam({ ...team, token });
    expect(found).toHaveLength(120);
    expect(github.requests()).toBe(2);
    expect(await github.readTeam({ ...team, slug: "no-such-team", token })).toBe("unreadable");
    expect(await github.readTeam({ ...team, token: null })).toBe("unreadable");
    const own = embedded.mintToken({ permissions: { contents: "read" } });
    expect(await github.readTeam({ ...team, token: own })).toBe("unreadable");
    await expect(github.readTeam({ ...team, token: "ghp_wrong" })).rejects.toThrow(/`team-token` \(401\)/);
  });
});

describe("a run", () => {
  it("comes with who started each attempt", async () => {
    const embedded = await start();
    const { id } = embedded.createRun({ workflow: ".github/workflows/release.yml", actor: "mia" });
    const github = connectTo(embedded);
    expect(await github.readRun(id)).toMatchObject({
      state: "found",
      id,
      attempt: 1,
      path: ".github/workflows/release.yml",
      branch: embedded.defaultBranch,
      repository: "acme/shop",
      headRepository: "acme/shop",
      actor: { login: "mia" },
      triggeringActors: [{ login: "mia" }],
    });
    expect(github.requests()).toBe(1);
    embedded.rerun(id, "tom");
    embedded.rerun(id, "mia");
    expect(await github.readRun(id)).toMatchObject({
      attempt: 3,
      triggeringActors: [{ login: "mia" }, { login: "tom" }],
    });
    expect(github.requests()).toBe(4);
  });

  it("comes with the time in which it was at work, all attempts together", async () => {
    const embedded = await start();
    const from = embedded.clock.now();
    const { id } = embedded.createRun({ workflow: ".github/workflows/release.yml", actor: "mia" });
    const github = connectTo(embedded);
    embedded.clock.advance("1h");
    expect(await github.readRun(id)).toMatchObject({ from, to: null });
    embedded.completeRun(id, "success");
    const to = embedded.clock.now();
    embedded.clock.advance("1h");
    expect(await github.readRun(id)).toMatchObject({ from, to });
    embedded.rerun(id, "tom");
    expect(await github.readRun(id)).toMatchObject({ from, to: null });
  });

  it("that was deleted is gone, which is no error", async () => {
    const embedded = await start();
    const { id } = embedded.createRun({ workflow: ".github/workflows/release.yml", actor: "mia" });
    embedded.deleteRun(id);
    expect(await connectTo(embedded).readRun(id)).toEqual({ state: "gone", id });
  });

  it("needs actions: read", async () => {
    const embedded = await start();
    const { id } = embedded.createRun({ workflow: ".github/workflows/release.yml", actor: "mia" });
    const token = embedded.mintToken({ permissions: { contents: "read" } });
    const refused = connectTo(embedded, { token }).readRun(id);
    await expect(refused).rejects.toMatchObject({ permission: "actions: read" });
  });
});

describe("the releases' issues", () => {
  it("are those that the bot opened, the newest first, page by page, without pull requests", async () => {
    const embedded = await start();
    const bot = connectTo(embedded);
    for (let n = 1; n <= 103; n += 1) await bot.createIssue({ title: `Release ${n}`, body: "b", labels: [] });
    await embedded.as("eve").createIssue({ title: "Release 1" });
    await bot.updateIssue(1, { state: "closed" });
    const github = connectTo(embedded);
    const which = { creator: "github-actions[bot]", state: "open" } as const;
    const titles: string[] = [];
    for await (const issue of github.listReleaseIssues(which)) {
      titles.push(issue.title);
      expect(issue.author?.kind).toBe("bot");
    }
    expect(titles).toHaveLength(102);
    expect(new Set(titles).size).toBe(102);
    expect(github.requests()).toBe(2);
    for await (const issue of github.listReleaseIssues(which)) {
      expect(issue.body).toBe("b");
      break;
    }
    expect(github.requests()).toBe(3);
  }, 60_000);

  it("give their first comments, a hundred issues a request", async () => {
    const embedded = await start();
    const bot = connectTo(embedded);
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const issue = await bot.createIssue({ title: `Release ${n}`, body: "", labels: [] });
      await bot.createComment(issue.number, `request ${n}`);
      ids.push(issue.nodeId);
    }
    const github = connectTo(embedded);
    const many = Array.from({ length: 101 }, (_, n) => ids[n % 3] ?? "");
    const found = await github.readFirstComments(many);
    expect(found.map((it) => it.comments[0]?.body)).toEqual(many.map((_, n) => `request ${n % 3}`));
    expect(found[0]?.comments[0]).toMatchObject({ author: { login: "github-actions" }, lastEditedAt: null });
    expect(github.requests()).toBe(2);
  }, 60_000);
});

describe("a comparison", () => {
  it("lists commits, authors and files", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const { head } = await github.readOverview({ policyPath });
    embedded.commit({ message: "feat: one\n\nSecurity: yes", author: "mia", files: { "a.txt": "1" } });
    const last = embedded.commit({
      message: "fix: two",
      author: { name: "Somebody", email: "somebody@example.com" },
      files: { "b/c.txt": "2" },
    });
    const found = await github.compareCommits(head, last);
    expect(found).toMatchObject({
      status: "ahead",
      aheadBy: 2,
      commits: [
        { message: "feat: one", fullMessage: "feat: one\n\nSecurity: yes", author: "mia" },
        { sha: last, message: "fix: two", author: "Somebody" },
      ],
      files: ["a.txt", "b/c.txt"],
      isTruncated: false,
    });
    expect(found?.url).toContain("/compare/");
    expect(found?.head).toBe(last);
    expect(await github.compareCommits("v0.0.0", last)).toBeNull();
  });

  it("says that it was cut", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const { head } = await github.readOverview({ policyPath });
    let last = head;
    for (let n = 0; n < 260; n += 1) {
      last = embedded.commit({ message: `c${n}`, author: "mia", files: { x: String(n) } });
    }
    const found = await github.compareCommits(head, last);
    expect(found).toMatchObject({ aheadBy: 260, isTruncated: true });
    expect(found?.commits).toHaveLength(250);
    expect(found?.head).toBe(last);
  });

  it("tells which commit it compared with, and both names of a file that moved", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const { head: first } = await github.readOverview({ policyPath });
    const second = embedded.commit({
      message: "Move",
      author: "mia",
      files: { "README.md": null, "b.md": "# Shop\n" },
    });
    expect(await github.compareCommits(first, second.slice(0, 8))).toMatchObject({
      status: "ahead",
      head: second,
      files: ["b.md", "README.md"],
    });
    expect(await github.compareCommits(second, first.slice(0, 8))).toMatchObject({
      status: "behind",
      head: first,
    });
    expect(await github.compareCommits(second, second)).toMatchObject({ status: "identical", head: second });
  });
});
