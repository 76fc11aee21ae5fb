import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let deployer: Client;

beforeAll(async () => {
  github = await startGitHub({ people: PEOPLE });
  deployer = connect(github, github.mintToken({ permissions: { deployments: "write" } }));
});

afterAll(async () => {
  await github.close();
  github.assertNoViolations();
});

const deploy = async (body: object) => (await deployer("POST", "//deployments", body)).body as { id: number };
const states = async (id: number) =>
  ((await deployer("GET", `//deployments/${id}/statuses`)).body as { state: string }[]).map(
    ({ state }) => state,
  );

describe("deployments", () => {
  it("are made, read, filtered and told how they stand", async () => {
    const { id } = await deploy({ ref: "main", environment: "staging", payload: { version: "1.2.0" } });
    expect((await deployer("GET", `//deployments/${id}`)).body).toMatchObject({
      sha: github.head(),
      ref: "main",
      task: "deploy",
      environment: "staging",
      payload: { version: "1.2.0" },
      creator: { login: "github-actions[bot]" },
      production_environment: false,
    });
    const posted = await deployer("POST", `//deployments/${id}/statuses`, {
      state: "in_progress",
      log_url: "https://example.com/log",
    });
    expect(posted).toMatchObject({ status: 201, body: { target_url: "https://example.com/log" } });
    await deployer("POST", `//deployments/${id}/statuses`, { state: "success" });
    expect(await states(id)).toEqual(["success", "in_progress"]);
    expect((await deployer("GET", "//deployments?environment=staging")).body).toMatchObject([{ id }]);
    expect((await deployer("GET", "//deployments?environment=other")).body).toEqual([]);
    expect(github.environments()).toMatchObject([{ name: "staging", reviewers: [] }]);
  });

  it("of the past are inactive, unless in production", async () => {
    const one = await deploy({ ref: "main", environment: "preview" });
    await deployer("POST", `//deployments/${one.id}/statuses`, { state: "success" });
    const two = await deploy({ ref: "main", environment: "preview" });
    await deployer("POST", `//deployments/${two.id}/statuses`, { state: "success" });
    expect(await states(one.id)).toEqual(["inactive", "success"]);
    const live = await deploy({ ref: "main" });
    await deployer("POST", `//deployments/${live.id}/statuses`, { state: "success" });
    const next = await deploy({ ref: "main" });
    await deployer("POST", `//deployments/${next.id}/statuses`, { state: "success" });
    expect(await states(live.id)).toEqual(["success"]);
  });

  it("need a ref that is there", async () => {
    expect((await deployer("POST", "//deployments", { ref: "nowhere" })).status).toBe(422);
  });

  it("are for those who may write", async () => {
    expect((await connect(github, "rea")("POST", "//deployments", { ref: "main" })).status).toBe(403);
    expect((await deployer("GET", "//deployments/1")).status).toBe(404);
  });
});
