import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, type JobReport, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let bot: Client;
let run: number;

beforeEach(async () => {
  github = await startGitHub({
    people: PEOPLE,
    workflows: { "release.yml": "name: Release\non: workflow_dispatch\n" },
  });
  bot = connect(github, github.mintToken({ permissions: ALL }));
  run = github.createRun({ workflow: ".github/workflows/release.yml", actor: "ada" }).id;
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

const job = (id: number, name: string, rest: Partial<JobReport> = {}): JobReport => ({
  id,
  name,
  status: "completed",
  conclusion: "success",
  startedAt: "2026-11-23T09:00:00Z",
  completedAt: "2026-11-23T09:01:00Z",
  ...rest,
});
const jobs = async (path: string) =>
  ((await bot("GET", path)).body as { jobs: { name: string; run_attempt: number }[] }).jobs.map(
    ({ name, run_attempt }) => `${name} ${run_attempt}`,
  );

describe("a run", () => {
  it("stands as its runner reports", async () => {
    const waiting = job(2, "Review", {
      status: "waiting",
      conclusion: null,
      startedAt: null,
      completedAt: null,
    });
    github.reportRun(run, { status: "waiting", jobs: [job(1, "Request"), waiting] });
    expect((await bot("GET", `//actions/runs/${run}`)).body).toMatchObject({
      status: "waiting",
      conclusion: null,
    });
    expect((await bot("GET", `//actions/runs/${run}/jobs`)).body).toMatchObject({
      total_count: 2,
      jobs: [
        { id: 1, name: "Request", status: "completed", conclusion: "success", workflow_name: "Release" },
        { id: 2, name: "Review", status: "waiting", started_at: "2026-11-23T09:00:00Z", completed_at: null },
      ],
    });
    github.reportRun(run, { status: "completed", conclusion: "success" });
    expect(github.run(run)).toMatchObject({ status: "completed", conclusion: "success" });
  });

  it("has the jobs of each attempt", async () => {
    github.reportRun(run, { status: "completed", conclusion: "failure", jobs: [job(1, "a"), job(2, "b")] });
    await github.as("will").rerun(run, "failed");
    expect(github.run(run)).toMatchObject({ attempt: 2, jobs: "failed", triggeringActor: "will" });
    expect(await jobs(`//actions/runs/${run}/jobs`)).toEqual([]);
    github.reportRun(run, { status: "completed", conclusion: "success", jobs: [job(3, "b")] });
    expect(await jobs(`//actions/runs/${run}/jobs`)).toEqual(["b 2"]);
    expect(await jobs(`//actions/runs/${run}/jobs?filter=all`)).toEqual(["a 1", "b 1", "b 2"]);
    expect(await jobs(`//actions/runs/${run}/attempts/1/jobs`)).toEqual(["a 1", "b 1"]);
    expect((await bot("GET", `//actions/runs/${run}/attempts/3/jobs`)).status).toBe(404);
  });
});

describe("a re-run", () => {
  it("is for what has ended, for thirty days", async () => {
    const again = () => bot("POST", `//actions/runs/${run}/rerun`);
    expect(await again()).toMatchObject({
      status: 403,
      body: { message: "This workflow is already running" },
    });
    github.completeRun(run, "success");
    expect((await again()).status).toBe(201);
    expect(github.run(run)).toMatchObject({
      attempt: 2,
      jobs: "all",
      status: "in_progress",
      actor: "ada",
      triggeringActor: "github-actions[bot]",
    });
    github.completeRun(run, "success");
    github.clock.advance("31d");
    expect(await again()).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining("created over a month ago") },
    });
  });

  it("of failed jobs needs one", async () => {
    github.completeRun(run, "success");
    await expect(github.as("ada").rerun(run, "failed")).rejects.toThrow("403");
  });

  it("is for those who may write", async () => {
    github.completeRun(run, "failure");
    await expect(github.as("rea").rerun(run)).rejects.toThrow("403");
    await expect(github.as("rea").cancel(run)).rejects.toThrow("403");
  });

  it("forgets that the attempt before was cancelled", async () => {
    await github.as("ada").cancel(run);
    expect(github.run(run)).toMatchObject({ cancelRequested: true, status: "completed" });
    await github.as("ada").rerun(run);
    expect(github.run(run)).toMatchObject({ cancelRequested: false, status: "in_progress" });
    expect((await bot("GET", `//actions/runs/${run}/attempts/1`)).body).toMatchObject({
      status: "completed",
      conclusion: "cancelled",
    });
  });
});
