import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let directory: string;
let github: EmbeddedGitHub;
const shas: string[] = [];

const git = (...args: string[]): string =>
  execFileSync("git", ["-C", directory, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
    encoding: "utf8",
  }).trim();

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "history-"));
  git("init", "-q", "-b", "main");
  for (const text of ["one\n", "one\ntwo\n", "three\n"]) {
    writeFileSync(join(directory, "file with space.txt"), text);
    git("add", "-A");
    git("commit", "-q", "-m", `Write ${text.trim().replace("\n", " ")}\n\nBecause: ${text}`);
    shas.push(git("rev-parse", "HEAD"));
  }
  git("tag", "v1.0.0", shas[0] ?? "");
  git("tag", "-a", "v1.1.0", "-m", "Annotated", shas[1] ?? "");
  github = await startGitHub({
    people: [{ login: "ada", id: 1, email: "ada@example.com", permission: "write" }],
  });
});

afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await github.close();
  github.assertNoViolations();
});

it("a local repository's commits come in with their ids, files and tags", async () => {
  const imported = await github.importHistory(directory);
  expect(imported).toEqual({ head: shas[2], commits: [...shas].reverse() });
  const client = connect(github, "ada");
  expect((await client("GET", "//commits/main")).body).toMatchObject({
    sha: shas[2],
    author: { login: "ada" },
    commit: { message: "Write three\n\nBecause: three" },
    files: [{ filename: "file with space.txt", status: "modified", additions: 1, deletions: 2 }],
  });
  expect((await client("GET", "//compare/v1.0.0...main")).body).toMatchObject({
    status: "ahead",
    ahead_by: 2,
  });
  expect((await client("GET", "//git/ref/tags/v1.1.0")).body).toMatchObject({ object: { sha: shas[1] } });
  const { data } = await client.graphql(
    `{ repository(owner: "acme", name: "rocket") { object(expression: "${shas[1]}:file with space.txt") { ... on Blob { text } } } }`,
  );
  expect(data).toEqual({ repository: { object: { text: "one\ntwo\n" } } });
});

it("what is committed on top has the id that git gives it", async () => {
  await github.importHistory(directory, { limit: 1 });
  const sha = github.commit({
    message: "On top",
    author: { name: "Ada", email: "ada@example.com" },
    files: { "dir/new.txt": "new\n", "dir.txt": "x\n" },
  });
  const date = `${Date.parse(github.clock.now()) / 1000} +0000`;
  git("checkout", "-q", shas[2] ?? "");
  execFileSync("mkdir", ["-p", join(directory, "dir")]);
  writeFileSync(join(directory, "dir/new.txt"), "new\n");
  writeFileSync(join(directory, "dir.txt"), "x\n");
  git("add", "-A");
  const tree = git("write-tree");
  const made = execFileSync("git", ["-C", directory, "commit-tree", tree, "-p", shas[2] ?? ""], {
    input: "On top",
    encoding: "utf8",
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: "Ada",
      GIT_AUTHOR_EMAIL: "ada@example.com",
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: "Ada",
      GIT_COMMITTER_EMAIL: "ada@example.com",
      GIT_COMMITTER_DATE: date,
    },
  }).trim();
  expect(sha).toBe(made);
});

it("tags stay away when told to", async () => {
  const bare = await startGitHub();
  await bare.importHistory(directory, { tags: false });
  expect(() => bare.branch("old", "v1.0.0")).toThrow(/no commit v1\.0\.0/);
  await bare.close();
});

it("a folder without a repository is an error", async () => {
  await expect(github.importHistory(tmpdir())).rejects.toThrow(/not a git repository/);
});
