import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@release-approval/approval";
import { afterAll, describe, expect, it } from "vitest";
import { type EnvironmentVariables, readEnvironment } from "./environment.ts";

const folder = mkdtempSync(join(tmpdir(), "environment-"));
afterAll(() => rmSync(folder, { recursive: true }));

const least: EnvironmentVariables = { GITHUB_REPOSITORY: "acme/rocket", GITHUB_RUN_ID: "9" };

function eventFile(content: string): string {
  const path = join(folder, "event.json");
  writeFileSync(path, content);
  return path;
}

describe("readEnvironment", () => {
  it("needs the repository and the run, and assumes github.com", () => {
    expect(readEnvironment(least)).toEqual({
      repository: { owner: "acme", name: "rocket" },
      apiUrl: "https://api.github.com",
      graphqlUrl: "https://api.github.com/graphql",
      serverUrl: "https://github.com",
      run: { id: 9, attempt: 1, url: "https://github.com/acme/rocket/actions/runs/9" },
      workflow: null,
      sha: null,
      ref: null,
      eventName: null,
      event: {},
      actor: null,
      triggeringActor: null,
      workspace: ".",
      temporaryFolder: tmpdir(),
      commandVariables: least,
    });
  });

  it.each([
    ["GitHub Enterprise Server", "https://ghe.example.com/api/v3", "https://ghe.example.com/api/graphql"],
    ["a stand-in", "http://127.0.0.1:4010/", "http://127.0.0.1:4010/graphql"],
  ])("finds GraphQL of %s from the API's address", (_, apiUrl, graphqlUrl) => {
    expect(readEnvironment({ ...least, GITHUB_API_URL: apiUrl }).graphqlUrl).toBe(graphqlUrl);
  });

  it("reads the workflow's file and the event", () => {
    const environment = readEnvironment({
      ...least,
      GITHUB_RUN_ATTEMPT: "2",
      GITHUB_WORKFLOW_REF: "acme/rocket/.github/workflows/release.yml@refs/heads/main",
      GITHUB_EVENT_PATH: eventFile('{"issue":{"number":57}}'),
    });
    expect(environment.run.attempt).toBe(2);
    expect(environment.workflow).toEqual({
      repository: "acme/rocket",
      path: ".github/workflows/release.yml",
      ref: "refs/heads/main",
    });
    expect(environment.event).toEqual({ issue: { number: 57 } });
  });

  it("hands commands everything but the inputs, which hold tokens", () => {
    const env = {
      ...least,
      PATH: "/bin",
      "INPUT_GITHUB-TOKEN": "ghs_secret",
      HOME: undefined,
      RUNNER_TEMP: "/temp",
    };
    const { commandVariables, temporaryFolder } = readEnvironment(env);
    expect(commandVariables).toEqual({ ...least, PATH: "/bin", RUNNER_TEMP: "/temp" });
    expect(temporaryFolder).toBe("/temp");
  });

  it.each<[string, EnvironmentVariables, string[]]>([
    ["nothing at all", {}, ["GITHUB_REPOSITORY", "GITHUB_RUN_ID"]],
    [
      "a repository without owner",
      { GITHUB_REPOSITORY: "rocket", GITHUB_RUN_ID: "9" },
      ["GITHUB_REPOSITORY"],
    ],
    ["a run that is no number", { ...least, GITHUB_RUN_ID: "x" }, ["GITHUB_RUN_ID"]],
    ["an attempt that is no number", { ...least, GITHUB_RUN_ATTEMPT: "0" }, ["GITHUB_RUN_ATTEMPT"]],
    ["an address that is none", { ...least, GITHUB_GRAPHQL_URL: "graphql" }, ["GITHUB_GRAPHQL_URL"]],
    ["an address of a file", { ...least, GITHUB_SERVER_URL: "file:///etc" }, ["GITHUB_SERVER_URL"]],
    [
      "an event that is not there",
      { ...least, GITHUB_EVENT_PATH: join(folder, "none") },
      ["GITHUB_EVENT_PATH"],
    ],
  ])("refuses %s, all at once", (_, env, names) => {
    expect(namesIn(env)).toEqual(names.map((name) => `environment variable ${name}`));
  });

  it.each(["not json", "[]", "null"])("refuses an event that is %s", (content) => {
    expect(namesIn({ ...least, GITHUB_EVENT_PATH: eventFile(content) })).toHaveLength(1);
  });
});

function namesIn(env: EnvironmentVariables): string[] {
  try {
    readEnvironment(env);
  } catch (thrown) {
    if (thrown instanceof ConfigurationError) return thrown.problems.map((it) => it.where);
  }
  return [];
}
