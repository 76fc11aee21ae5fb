import { afterEach, describe, expect, it } from "vitest";
import { jobNamed, onDispatch, openStand, type Stand, standing } from "../../test/play.ts";

/* Jobs that wait for reviewers and timers. */

let stand: Stand;
afterEach(() => stand.close());

const job = (id: string, more: string): string =>
  `  ${id}: { runs-on: x, ${more}, steps: [{ run: "true" }] }\n`;
const environments = {
  qa: { reviewers: ["tom"] },
  dev: { reviewers: ["mia"] },
  clock: { waitMinutes: 15 },
  held: { branches: ["release/*"] },
};

async function open(jobs: string): Promise<Stand> {
  stand = await openStand({ "a.yml": onDispatch(`jobs:\n${jobs}`) }, { environments });
  return stand;
}

describe("an environment", () => {
  it("holds its job until a reviewer approves, and nothing else", async () => {
    const { github, runner, play } = await open(
      job("a", "environment: qa") + job("b", "needs: a") + job("c", "environment: free"),
    );
    const { id } = await play("a.yml");
    expect(runner.run(id)).toMatchObject({ status: "waiting", conclusion: null });
    expect(standing(runner.run(id))).toEqual({ a: "waiting", c: "success" });
    expect(github.run(id).status).toBe("waiting");
    await github.as("tom").review(id, ["qa"], "approved");
    await runner.settle();
    expect(standing(runner.run(id))).toEqual({ a: "success", b: "success", c: "success" });
    expect(github.run(id)).toMatchObject({ status: "completed", conclusion: "success" });
  });

  it("fails its job before it starts when it is rejected", async () => {
    const { github, runner, play } = await open(
      job("a", "environment: qa") + job("b", "needs: a") + job("c", "needs: a, if: failure()"),
    );
    const { id } = await play("a.yml");
    await github.as("tom").review(id, ["qa"], "rejected", "Not yet");
    await runner.settle();
    const run = runner.run(id);
    expect(standing(run)).toEqual({ a: "failure", b: "skipped", c: "success" });
    expect(jobNamed(run, "a")).toMatchObject({ steps: [], startedAt: null, environment: "qa" });
  });

  it("may differ for each of a matrix; one review covers several", async () => {
    const { github, runner, play } = await open(
      `  a:\n    name: a \${{ matrix.e }} \${{ strategy.job-index }}\n    runs-on: x\n    strategy: { fail-fast: false, matrix: { include: [{ e: qa }, { e: dev }, { e: '' }] } }\n    environment: { name: "\${{ matrix.e }}", deployment: false }\n    steps: [{ run: "true" }]\n`,
    );
    const { id } = await play("a.yml");
    expect(standing(runner.run(id))).toEqual({
      "a qa 0": "waiting",
      "a dev 1": "waiting",
      "a  2": "success",
    });
    await github.as("tom").review(id, ["qa"], "rejected");
    await github.as("mia").review(id, ["dev"], "approved");
    await runner.settle();
    expect(standing(runner.run(id))).toEqual({
      "a qa 0": "failure",
      "a dev 1": "success",
      "a  2": "success",
    });
  });

  it("with a timer opens when its time has come", async () => {
    const { github, runner, play } = await open(job("a", "environment: clock"));
    const { id } = await play("a.yml");
    github.clock.advance("14m");
    await runner.settle();
    expect(standing(runner.run(id))).toEqual({ a: "waiting" });
    github.clock.advance("1m");
    await runner.settle();
    expect(standing(runner.run(id))).toEqual({ a: "success" });
  });

  it("fails its job when nobody answers for thirty days", async () => {
    const { github, runner, play } = await open(job("a", "environment: qa"));
    const { id } = await play("a.yml");
    github.clock.advance("719h");
    await runner.settle();
    expect(standing(runner.run(id))).toEqual({ a: "waiting" });
    github.clock.advance("1h");
    await runner.settle();
    expect(standing(runner.run(id))).toEqual({ a: "failure" });
    expect(jobNamed(runner.run(id), "a").annotations[0]?.message).toBe(
      "Nobody answered for qa within 30 days.",
    );
  });

  it("of other branches refuses its job", async () => {
    const { play } = await open(job("a", "environment: held"));
    const run = await play("a.yml");
    expect(standing(run)).toEqual({ a: "failure" });
    expect(jobNamed(run, "a").annotations[0]?.message).toBe(
      'Branch "main" is not allowed to deploy to held due to environment protection rules.',
    );
  });

  it("is passed by an administrator who starts all waiting jobs", async () => {
    const { github, runner, play } = await open(job("a", "environment: qa"));
    const { id } = await play("a.yml");
    await github.as("mia").bypass(id, ["qa"]);
    await runner.settle();
    expect(standing(runner.run(id))).toEqual({ a: "success" });
  });

  it("is left when the run is cancelled", async () => {
    const { github, runner, play } = await open(job("a", "environment: qa"));
    const { id } = await play("a.yml");
    await github.as("mia").cancel(id);
    await runner.settle();
    expect(runner.run(id)).toMatchObject({ status: "completed", conclusion: "cancelled" });
    expect(standing(runner.run(id))).toEqual({ a: "cancelled" });
    await expect(github.as("tom").review(id, ["qa"], "approved")).rejects.toThrow();
  });
});
