import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, PEOPLE } from "../../test/client.ts";
import {
  type EmbeddedGitHub,
  type EnvironmentGate,
  type EnvironmentOptions,
  type GitHubOptions,
  startGitHub,
} from "../index.ts";

const WORKFLOW = ".github/workflows/release.yml";

let github: EmbeddedGitHub;
let run: number;

async function start(
  environments: Record<string, EnvironmentOptions>,
  options: GitHubOptions = {},
): Promise<void> {
  github = await startGitHub({
    people: [...PEOPLE, { login: "wes", id: 6, permission: "write" }],
    teams: [{ slug: "leads", members: ["will", "wes"] }],
    workflows: { "release.yml": "on: workflow_dispatch\n" },
    environments,
    ...options,
  });
  run = github.createRun({ workflow: WORKFLOW, actor: "ada" }).id;
}

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

function enter(environment: string, job = environment, attempt = 1): EnvironmentGate {
  return github.enterEnvironment({ run, attempt, job, environment, deployment: true });
}

const approvals = async () =>
  (await connect(github, "ada")("GET", `//actions/runs/${run}/approvals`)).body as unknown[];
const pending = async (login: string) =>
  (await connect(github, login)("GET", `//actions/runs/${run}/pending_deployments`)).body as unknown[];

describe("an environment", () => {
  it("without rules is open, and made when it is missing", async () => {
    await start({});
    expect(enter("fresh").state()).toBe("open");
    expect(github.environments()).toMatchObject([
      { name: "fresh", reviewers: [], waitMinutes: 0, branches: "all", adminsCanBypass: true },
    ]);
  });

  it("with reviewers waits for one of them", async () => {
    await start({ qa: { reviewers: ["will", "team:leads"] } });
    const gate = enter("qa");
    expect(gate.state()).toBe("waiting");
    await github.as("wes").review(run, ["qa"], "approved", "Looks good");
    expect(gate.state()).toBe("open");
    expect(await approvals()).toMatchObject([
      { state: "approved", user: { login: "wes" }, comment: "Looks good", environments: [{ name: "qa" }] },
    ]);
    expect(await pending("will")).toEqual([]);
  });

  it("is rejected by one of them", async () => {
    await start({ qa: { reviewers: ["will"] } });
    const gate = enter("qa");
    await github.as("will").review(run, ["qa"], "rejected", "No");
    expect(gate.state()).toBe("rejected");
    expect(await approvals()).toMatchObject([{ state: "rejected", user: { login: "will" }, comment: "No" }]);
  });

  it("with a wait timer opens when the time is up", async () => {
    await start({ clock: { waitMinutes: 15 } });
    const gate = enter("clock");
    github.clock.advance("14m");
    expect(gate.state()).toBe("waiting");
    expect(await pending("will")).toMatchObject([
      {
        environment: { name: "clock" },
        wait_timer: 15,
        wait_timer_started_at: "2026-11-23T09:00:00Z",
        current_user_can_approve: false,
        reviewers: [],
      },
    ]);
    github.clock.advance("1m");
    expect(gate.state()).toBe("open");
    expect(await approvals()).toEqual([]);
  });

  it("with both waits for both", async () => {
    await start({ slow: { waitMinutes: 15, reviewers: ["will"] } });
    const [reviewed, timed] = [enter("slow", "one"), enter("slow", "two")];
    await github.as("will").review(run, ["slow"], "approved");
    expect(reviewed.state()).toBe("waiting");
    github.clock.advance("15m");
    expect([reviewed.state(), timed.state()]).toEqual(["open", "open"]);
  });

  it("that is removed fails the jobs that wait for it", async () => {
    await start({ qa: { reviewers: ["will"] } });
    const gate = enter("qa");
    github.removeEnvironment("qa");
    expect(gate.state()).toBe("rejected");
    expect(await approvals()).toEqual([]);
  });

  it("is the same whatever the case of its name", async () => {
    await start({ QA: { reviewers: ["will"] } });
    expect(enter("qa").state()).toBe("waiting");
    expect(github.environments()).toHaveLength(1);
  });

  it("waits no more for a job that left, or for a run that ended", async () => {
    await start({ qa: { reviewers: ["will"] }, sec: { reviewers: ["will"] } });
    const left = enter("qa");
    enter("sec");
    expect(await pending("will")).toHaveLength(2);
    left.leave();
    expect(await pending("will")).toMatchObject([{ environment: { name: "sec" } }]);
    await github.as("ada").cancel(run);
    expect(await pending("will")).toEqual([]);
    expect(github.run(run)).toMatchObject({ cancelRequested: true, conclusion: "cancelled" });
  });
});

describe("branches", () => {
  const rows: [
    branches: EnvironmentOptions["branches"],
    ref: string,
    allowed: boolean,
    protectedBy?: "branch-protection" | "ruleset",
  ][] = [
    [undefined, "refs/heads/any", true],
    [["main"], "refs/heads/main", true],
    [["main"], "refs/heads/any", false],
    [["main"], "refs/tags/main", false],
    [["release/*"], "refs/heads/release/1", true],
    [["release/*"], "refs/heads/release/1/2", false],
    [["main", "tag:v*"], "refs/tags/v1", true],
    [["main", "tag:v*"], "refs/heads/v1", false],
    [[], "refs/heads/main", false],
    ["protected", "refs/heads/main", true, "branch-protection"],
    ["protected", "refs/heads/any", false, "branch-protection"],
    // No protected branch at all: GitHub lets every branch in.
    ["protected", "refs/heads/any", true],
    ["protected", "refs/heads/any", true, "ruleset"],
  ];
  it.each(rows)("%j lets %s in: %s", async (branches, ref, allowed, through) => {
    await start({ qa: branches === undefined ? {} : { branches } });
    if (through) github.protectBranch("main", { through });
    const { id } = github.createRun({ workflow: WORKFLOW, actor: "ada", ref });
    run = id;
    expect(enter("qa").state()).toBe(allowed ? "open" : "refused");
    expect(await pending("ada")).toEqual([]);
  });
});

describe("a review", () => {
  it("answers every job that waits for the environment, and none that comes later", async () => {
    await start({ qa: { reviewers: ["will"] } });
    const gates = [enter("qa", "one"), enter("qa", "two")];
    await github.as("will").review(run, ["qa"], "approved");
    const later = enter("qa", "three");
    expect([...gates, later].map((gate) => gate.state())).toEqual(["open", "open", "waiting"]);
  });

  it("covers several environments, and is one approval", async () => {
    await start({ qa: { reviewers: ["will"] }, sec: { reviewers: ["will"] }, ops: { reviewers: ["wes"] } });
    const gates = [enter("qa"), enter("sec"), enter("ops")];
    await github.as("will").review(run, ["qa", "sec", "ops"], "approved");
    expect(gates.map((gate) => gate.state())).toEqual(["open", "open", "waiting"]);
    expect(await approvals()).toMatchObject([{ environments: [{ name: "qa" }, { name: "sec" }] }]);
  });

  const outsiders: [why: string, login: string, rules: EnvironmentOptions][] = [
    ["is not asked", "wes", { reviewers: ["will"] }],
    ["is an administrator, and not asked", "ada", { reviewers: ["will"] }],
    ["started the run where that is forbidden", "ada", { reviewers: ["ada"], preventSelfReview: true }],
  ];
  it.each(outsiders)("finds nothing of one who %s", async (_, login, rules) => {
    await start({ qa: rules });
    const gate = enter("qa");
    expect(await pending(login)).toMatchObject([{ current_user_can_approve: false }]);
    const { id } = github.environments()[0] ?? { id: 0 };
    const review = { environment_ids: [id], state: "approved", comment: "" };
    const answer = await connect(github, login)("POST", `//actions/runs/${run}/pending_deployments`, review);
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: "No pending deployment requests to approve or reject" },
    });
    expect(gate.state()).toBe("waiting");
    expect(await approvals()).toEqual([]);
  });

  it("needs no more than to be asked and to read", async () => {
    await start({ qa: { reviewers: ["rea"] } });
    const gate = enter("qa");
    expect(await pending("rea")).toMatchObject([
      { current_user_can_approve: true, reviewers: [{ type: "User", reviewer: { login: "rea" } }] },
    ]);
    await github.as("rea").review(run, ["qa"], "approved");
    expect(gate.state()).toBe("open");
  });

  it("of a private repository is not for those who lost sight of it", async () => {
    await start({ qa: { reviewers: ["rea"] } }, { private: true });
    enter("qa");
    github.setPermission("rea", "none");
    await expect(github.as("rea").review(run, ["qa"], "approved")).rejects.toThrow("404 Not Found");
  });

  it("by who ran it again is a self-review; by who started it first no more", async () => {
    await start({ qa: { reviewers: ["ada", "will"], preventSelfReview: true } });
    github.completeRun(run, "failure");
    await github.as("will").rerun(run);
    const gate = enter("qa", "qa", 2);
    await expect(github.as("will").review(run, ["qa"], "approved")).rejects.toThrow("422");
    await github.as("ada").review(run, ["qa"], "approved");
    expect(gate.state()).toBe("open");
  });

  it("of an earlier attempt stays among the approvals, and opens nothing of the next", async () => {
    await start({ qa: { reviewers: ["will"] } });
    enter("qa");
    await github.as("will").review(run, ["qa"], "approved", "first");
    github.completeRun(run, "failure");
    await github.as("ada").rerun(run);
    const gate = enter("qa", "qa", 2);
    expect(gate.state()).toBe("waiting");
    await github.as("will").review(run, ["qa"], "rejected", "second");
    expect(await approvals()).toMatchObject([
      { state: "approved", comment: "first" },
      { state: "rejected", comment: "second" },
    ]);
  });

  it("keeps the environment that it was given for, even when that is removed", async () => {
    await start({ qa: { reviewers: ["will"] } });
    const id = github.environments()[0]?.id;
    enter("qa");
    await github.as("will").review(run, ["qa"], "approved");
    github.removeEnvironment("qa");
    github.setEnvironment("qa", { reviewers: ["will"] });
    expect(await approvals()).toMatchObject([{ environments: [{ id, name: "qa" }] }]);
    expect(github.environments()[0]?.id).not.toBe(id);
  });
});

describe("a bypass", () => {
  beforeEach(() => start({ qa: { reviewers: ["will"], waitMinutes: 15 } }));

  it("by an administrator opens at once, and leaves no approval", async () => {
    const gate = enter("qa");
    await expect(github.as("will").bypass(run, ["qa"])).rejects.toThrow("403");
    await github.as("ada").bypass(run, ["qa"]);
    expect(gate.state()).toBe("open");
    expect(await approvals()).toEqual([]);
  });

  it("is refused where the environment does not let them", async () => {
    github.setEnvironment("qa", { reviewers: ["will"], adminsCanBypass: false });
    const gate = enter("qa");
    await expect(github.as("ada").bypass(run, ["qa"])).rejects.toThrow("403");
    expect(gate.state()).toBe("waiting");
  });

  it("may show as an approval by somebody who was not asked", async () => {
    await github.close();
    await start({ qa: { reviewers: ["will"] } }, { bypassShows: "approved" });
    enter("qa");
    await github.as("ada").bypass(run, ["qa"]);
    expect(await approvals()).toMatchObject([{ state: "approved", user: { login: "ada" } }]);
  });
});

describe("deployments of jobs", () => {
  const states = async () => {
    const client = connect(github, "will");
    const { body } = await client("GET", "//deployments");
    const deployments = body as { id: number; environment: string }[];
    return Promise.all(
      deployments.map(async ({ id, environment }) => {
        const statuses = (await client("GET", `//deployments/${id}/statuses`)).body as { state: string }[];
        return [environment, ...statuses.map(({ state }) => state).reverse()].join(" ");
      }),
    );
  };

  it("go along with the job", async () => {
    await start({ qa: { reviewers: ["will"] } });
    enter("qa");
    const job = { id: 1, name: "qa", startedAt: null, completedAt: null };
    await github.as("will").review(run, ["qa"], "approved");
    github.reportRun(run, {
      status: "in_progress",
      jobs: [{ ...job, status: "in_progress", conclusion: null }],
    });
    const done = { ...job, status: "completed", conclusion: "success" } as const;
    github.reportRun(run, { status: "completed", conclusion: "success", jobs: [done] });
    expect(await states()).toEqual(["qa pending in_progress success"]);
  });

  it("fail with a rejection or a branch that may not, and are not made where the job wants none", async () => {
    await start({ qa: { reviewers: ["will"] }, sec: { branches: ["other"] } });
    enter("qa");
    enter("sec");
    github.enterEnvironment({ run, attempt: 1, job: "x", environment: "ops", deployment: false });
    await github.as("will").review(run, ["qa"], "rejected");
    expect(await states()).toEqual(["sec failure", "qa pending failure"]);
  });
});
