import { afterEach, describe, expect, it } from "vitest";
import {
  jobNamed,
  logOf,
  onDispatch,
  openStand,
  type Stand,
  type StandOptions,
  standing,
} from "../../test/play.ts";

/* Runs: what starts them, what they wait for, what ends them, and how they are run again. */

let stand: Stand;
afterEach(() => stand.close());

async function open(workflows: Readonly<Record<string, string>>, options: StandOptions = {}): Promise<Stand> {
  stand = await openStand(workflows, options);
  return stand;
}

const job = (id: string, command: string, more = ""): string =>
  `  ${id}: { runs-on: x, ${more === "" ? "" : `${more}, `}steps: [{ run: '${command}' }] }\n`;
const events = () =>
  stand.runner.runs().map(({ event, title, conclusion }) => `${event} ${title}: ${conclusion}`);

describe("an event", () => {
  it("starts the default branch's workflow for comments, the pushed one for a push", async () => {
    const on = "on: { issue_comment: { types: [created] }, push: {} }\n";
    const { github, runner } = await open({ "a.yml": `name: A\n${on}jobs:\n${job("a", "echo old")}` });
    const changed = `name: A\n${on}jobs:\n${job("a", "echo new ${{ github.ref_name }} ${{ github.event.ref }}")}`;
    github.commit({ branch: "next", message: "New", files: { ".github/workflows/a.yml": changed } });
    await runner.settle();
    const issue = await github.as("mia").createIssue({ title: "One" });
    await github.as("rob").comment(issue, "hello");
    await runner.settle();
    expect(events()).toEqual(["push A: success", "issue_comment A: success"]);
    const [push, comment] = runner.runs();
    expect([push && logOf(push, "a"), comment && logOf(comment, "a")]).toEqual([
      "new next refs/heads/next\n",
      "old\n",
    ]);
    expect(comment?.actor).toBe("rob");
  });

  it("of GITHUB_TOKEN starts nothing, but its dispatches do", async () => {
    const asks = `name: Asks
${onDispatch(`permissions: { issues: write, actions: write, contents: write }
jobs:
  a:
    runs-on: x
    env: { GH_TOKEN: "\${{ github.token }}" }
    steps:
      - run: gh api repos/$GITHUB_REPOSITORY/issues -f title=Hello --silent
      - run: gh api repos/$GITHUB_REPOSITORY/issues/1/comments -f body=Hello --silent
      - run: gh api repos/$GITHUB_REPOSITORY/actions/workflows/asked.yml/dispatches -f ref=main --silent
      - run: echo '{"event_type":"go","client_payload":{"n":1}}' | gh api repos/$GITHUB_REPOSITORY/dispatches --input - --silent
`)}`;
    const asked = `name: Asked\non: { workflow_dispatch: {}, issues: {}, issue_comment: {}, repository_dispatch: { types: [go] } }\njobs:\n${job("a", "true")}`;
    const { play } = await open({ "asks.yml": asks, "asked.yml": asked });
    await play("asks.yml");
    expect(events().sort()).toEqual([
      "repository_dispatch Asked: success",
      "workflow_dispatch Asked: success",
      "workflow_dispatch Asks: success",
    ]);
  });

  it("of a schedule comes when it is asked for, or when its time has come", async () => {
    const workflow = `name: S\non: { schedule: [{ cron: "17 * * * *" }] }\njobs:\n${job("a", "echo ${{ github.event.schedule }}")}`;
    const { github, runner } = await open({ "s.yml": workflow }, { runner: { cron: true } });
    await runner.settle();
    expect(events()).toEqual([]);
    github.clock.advance("16m");
    await runner.settle();
    expect(events()).toEqual([]);
    github.clock.advance("1m");
    await runner.settle();
    expect(events()).toEqual(["schedule S: success"]);
    await runner.schedule();
    expect(events()).toHaveLength(2);
    const [, asked] = runner.runs();
    expect(asked && logOf(asked, "a")).toBe("17 * * * *\n");
  });

  it("is no reason to run a file that cannot be read", async () => {
    const { github, runner } = await open({ "a.yml": "on: issues\njobs: nonsense\n" });
    await github.as("mia").createIssue({ title: "One" });
    await runner.settle();
    expect(events()).toEqual([]);
  });

  it("starts no workflow that is disabled", async () => {
    const workflow = `name: A\non: { issues: {}, schedule: [{ cron: "0 * * * *" }] }\njobs:\n${job("a", "true")}`;
    const { github, runner } = await open({ "a.yml": workflow });
    github.setWorkflowState("a.yml", "disabled_inactivity");
    await github.as("mia").createIssue({ title: "One" });
    await runner.schedule();
    expect(events()).toEqual([]);
    github.setWorkflowState("a.yml", "active");
    await runner.schedule();
    expect(events()).toEqual(["schedule A: success"]);
  });

  it("gives inputs their types and defaults", async () => {
    const workflow = `run-name: Release \${{ inputs.version }}
on:
  workflow_dispatch:
    inputs:
      version: { required: true }
      dry: { type: boolean }
      kind: { type: choice, options: [a, b], default: b }
      count: { type: number, default: 2 }
jobs:
${job("a", 'echo "${{ toJSON(inputs) }} ${{ github.event.inputs.dry }}"')}`;
    const { play } = await open({ "a.yml": workflow });
    const run = await play("a.yml", { version: "1.2.0", dry: true });
    expect(run.title).toBe("Release 1.2.0");
    expect(logOf(run, "a").replace(/\s+/g, " ")).toBe(
      "{ version: 1.2.0, dry: true, kind: b, count: 2 } true ",
    );
  });
});

describe("concurrency", () => {
  const held = { environments: { gate: { reviewers: ["tom"] } } };

  it("of workflows: one waits, an older one that waits is cancelled", async () => {
    const workflow = `run-name: \${{ inputs.n }}\non: { workflow_dispatch: { inputs: { n: {} } } }\nconcurrency: one\njobs:\n${job("a", "true", "environment: gate")}`;
    const { github, runner, play } = await open({ "a.yml": workflow }, held);
    for (const n of ["1", "2", "3"]) await play("a.yml", { n });
    const stands = () => runner.runs().map(({ status, conclusion }) => conclusion ?? status);
    expect(stands()).toEqual(["waiting", "cancelled", "queued"]);
    const [first, , third] = runner.runs().map(({ id }) => id);
    await github.as("tom").review(first ?? 0, ["gate"], "approved");
    await runner.settle();
    expect(stands()).toEqual(["success", "cancelled", "waiting"]);
    await github.as("tom").review(third ?? 0, ["gate"], "rejected");
    await runner.settle();
    expect(stands()).toEqual(["success", "cancelled", "failure"]);
  });

  it("of jobs: a job that waits for its environment holds its group", async () => {
    const workflow = onDispatch(
      `jobs:\n${job("a", "true", "concurrency: { group: g, queue: max }, environment: gate")}${job("b", "true")}`,
    );
    const { github, runner, play } = await open({ "a.yml": workflow }, held);
    const { id } = await play("a.yml");
    for (let index = 0; index < 2; index += 1) await play("a.yml");
    const stands = () =>
      runner.runs().map((run) => jobNamed(run, "a").conclusion ?? jobNamed(run, "a").status);
    expect(stands()).toEqual(["waiting", "queued", "queued"]);
    await github.as("tom").review(id, ["gate"], "approved");
    await runner.settle();
    expect(stands()).toEqual(["success", "waiting", "queued"]);
    expect(runner.runs().map((run) => jobNamed(run, "b").conclusion)).toEqual([
      "success",
      "success",
      "success",
    ]);
  });

  it("with cancel-in-progress ends what runs, and cleans up", async () => {
    const workflow = `on: { workflow_dispatch: {}, issues: {} }
concurrency: { group: "\${{ github.workflow }}", cancel-in-progress: true }
jobs:
  a:
    runs-on: x
    steps:
      - { run: sleep 9, if: github.event_name == 'workflow_dispatch' }
      - { run: 'true', if: cancelled() }
`;
    const { github, runner } = await open({ "a.yml": workflow });
    await github.as("mia").dispatch("a.yml");
    const settled = runner.settle();
    while (runner.runs()[0]?.jobs[0]?.status !== "in_progress") await new Promise((go) => setTimeout(go, 5));
    await github.as("mia").createIssue({ title: "One" });
    await settled;
    expect(runner.runs().map(({ conclusion }) => conclusion)).toEqual(["cancelled", "success"]);
    expect(runner.runs()[0]?.jobs[0]?.steps.map(({ conclusion }) => conclusion)).toEqual([
      "cancelled",
      "success",
    ]);
  });

  it("that waits for itself is cancelled rather than wait for ever", async () => {
    const inner = `on: workflow_call\nconcurrency: one\njobs:\n${job("a", "true")}`;
    const outer = onDispatch("concurrency: one\njobs: { go: { uses: ./.github/workflows/inner.yml } }\n");
    const { play } = await open({ "inner.yml": inner, "outer.yml": outer });
    expect((await play("outer.yml")).conclusion).toBe("cancelled");
  });
});

describe("a run", () => {
  it("that is cancelled ends its jobs, but for those that clean up", async () => {
    const workflow = onDispatch(
      `jobs:\n${job("a", "true", "environment: gate")}${job("b", "true", "needs: a")}${job("c", "echo ${{ needs.a.result }}", "needs: a, if: always()")}`,
    );
    const { github, runner, play } = await open(
      { "a.yml": workflow },
      { environments: { gate: { reviewers: ["tom"] } } },
    );
    const { id } = await play("a.yml");
    await github.as("mia").cancel(id);
    await runner.settle();
    const run = runner.run(id);
    expect({ ...standing(run), run: run.conclusion }).toEqual({
      a: "cancelled",
      b: "skipped",
      c: "success",
      run: "cancelled",
    });
    expect(logOf(run, "c")).toBe("cancelled\n");
    expect(github.run(id)).toMatchObject({ status: "completed", conclusion: "cancelled" });
  });

  it("that is deleted is let go", async () => {
    const workflow = onDispatch(`jobs:\n${job("a", "true", "environment: gate")}`);
    const { github, runner, play } = await open(
      { "a.yml": workflow },
      { environments: { gate: { reviewers: ["tom"] } } },
    );
    const { id } = await play("a.yml");
    github.deleteRun(id);
    await runner.settle();
    expect(runner.run(id)).toMatchObject({ status: "completed", conclusion: "cancelled" });
  });

  const again = onDispatch(`jobs:
  a:
    runs-on: x
    outputs: { n: "\${{ github.run_attempt }}" }
    steps: [{ run: "true" }]
  m:
    needs: a
    runs-on: x
    strategy: { fail-fast: false, matrix: { n: [1, 2] } }
    steps: [{ run: "test \${{ matrix.n }} = 1 || test \${{ github.run_attempt }} = 2" }]
  z:
    needs: [a, m]
    runs-on: x
    if: always()
    steps: [{ run: "echo \${{ needs.a.outputs.n }} \${{ github.run_attempt }} \${{ github.actor }} \${{ github.triggering_actor }}" }]
`);

  it.each<["all" | "failed", string]>([
    ["all", "2 2 mia tom\n"],
    ["failed", "1 2 mia tom\n"],
  ])("is run again: %s jobs", async (which, expected) => {
    const { github, runner, play } = await open({ "a.yml": again });
    const first = await play("a.yml");
    expect(standing(first)).toEqual({ a: "success", "m (1)": "success", "m (2)": "failure", z: "success" });
    const kept = first.jobs.map(({ id }) => id);
    await github.as("tom").rerun(first.id, which);
    await runner.settle();
    const run = runner.run(first.id);
    expect(run).toMatchObject({ attempt: 2, conclusion: "success" });
    expect(logOf(run, "z")).toBe(expected);
    const isNew = Object.fromEntries(run.jobs.map(({ name, id }) => [name, !kept.includes(id)]));
    const all = which === "all";
    expect(isNew).toEqual({ a: all, "m (1)": all, "m (2)": true, z: true });
  });

  it("is told to GitHub with its jobs", async () => {
    const { github, play } = await open({ "a.yml": again });
    const { id } = await play("a.yml");
    const answer = await fetch(`${github.url}/repos/${github.fullName}/actions/runs/${id}/jobs`, {
      headers: { authorization: `Bearer ${github.tokens.of("mia")}`, "user-agent": "test" },
    });
    const { jobs } = (await answer.json()) as { jobs: { name: string; conclusion: string }[] };
    expect(jobs.map(({ name, conclusion }) => `${name} ${conclusion}`)).toEqual([
      "a success",
      "m (1) success",
      "m (2) failure",
      "z success",
    ]);
    expect(github.run(id)).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  it("runs no more jobs at a moment than the runner has room for", async () => {
    const workflow = onDispatch(
      `jobs:\n${["a", "b", "c"].map((id) => job(id, "mkdir $LOCK && sleep 0.05 && rmdir $LOCK", `env: { LOCK: "\${{ vars.LOCK }}" }`)).join("")}`,
    );
    const lock = `/tmp/lock-${process.pid}-${Math.trunc(performance.now())}`;
    const { play } = await open({ "a.yml": workflow }, { runner: { parallel: 1, vars: { LOCK: lock } } });
    expect((await play("a.yml")).conclusion).toBe("success");
  });
});
