import type { EnvironmentGate, Played, RunRef, Stage } from "@release-approval/rehearsal";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSample, roleEnvironments } from "./cast.ts";
import { expectOpen, expectShut } from "./ready.ts";

/*
 * Reviews by GitHub's own Approve button, on the built actions: the jobs wait at their environments, people press, and
 * each job that starts tracks. The same with real workflow files is in `workflows/`.
 */

const environment = {
  mia: "approve-release-manager",
  tom: "approve-technical-lead",
  pia: "approve-product-owner",
  quinn: "approve-qa-lead",
  sam: "approve-security-lead",
  dana: "approve-devops-lead",
} as const;
type Reviewer = keyof typeof environment;

let stage: Stage;
let run: RunRef;
beforeEach(async () => {
  stage = await openSample({ environments: roleEnvironments });
  const { github } = stage;
  run = github.createRun({ workflow: ".github/workflows/release-approval.yml", actor: "mia" });
  const asked = await stage.play("request-approvals", { version: "1.2.0" }, { run });
  expect(asked.exitCode, asked.stdout).toBe(0);
  expect(JSON.parse(asked.outputs["reviews"] ?? "").length).toBe(6);
});
afterEach(async () => {
  await stage.close();
  stage.github.assertNoViolations();
});

function wait(name: string, attempt = 1): EnvironmentGate {
  const job = { run: run.id, attempt, job: `review ${name}`, environment: name, deployment: false };
  return stage.github.enterEnvironment(job);
}

/** Somebody presses Approve, the job starts, and tracks. */
async function approve(login: Reviewer, comment = "Fine."): Promise<Played> {
  const name = environment[login];
  wait(name);
  await stage.github.as(login).review(run.id, [name], "approved", comment);
  return trackIn(name);
}

function trackIn(name: string): Promise<Played> {
  return stage.play("track-approvals", { "issue-number": "1", role: name.replace("approve-", "") }, { run });
}

const track = () => stage.play("track-approvals", { "issue-number": "1" });
const said = () =>
  stage.github
    .comments(1)
    .map(({ body }) => body)
    .join("\n");

describe("reviews by button", () => {
  it("authorize the release, each shown and answered once", { timeout: 60_000 }, async () => {
    expect(stage.github.issue(1).body).toContain(`actions/runs/${run.id}`);
    for (const login of ["mia", "tom", "pia", "quinn", "sam"] as const)
      expect((await approve(login)).outputs["decision"]).toBe("pending");
    const last = await approve("dana");
    expect(last.outputs).toMatchObject({ decision: "authorized", authorized: "true", "pending-roles": "[]" });
    expect(said()).toMatch(/@dana approved as \*\*DevOps\*\*, \[by button\]/);
    expect(said()).toContain("cleared to ship");
    const comments = stage.github.comments(1).length;
    const quiet = await track();
    expect(quiet.summary).toContain("nothing was written");
    expect(stage.github.comments(1)).toHaveLength(comments);
    expectOpen(await stage.play("gate-release", { version: "1.2.0" }));
  });

  it("a rejection, whose job never runs, is found by the sweep", async () => {
    wait(environment.quinn);
    await stage.github.as("quinn").review(run.id, [environment.quinn], "rejected", "the backup job fails");
    const swept = await stage.play("track-approvals", {});
    expect(swept.outputs).toMatchObject({ decision: "rejected", "reason-code": "rejected" });
    expect(said()).toMatch(/@quinn rejected as \*\*QA\*\*, \[by button\]/);
    expectShut(await stage.play("gate-release", { version: "1.2.0" }), "rejected", /rejected by quinn/i);
  });

  it("an approval counts no more once the environment asks nobody, and its giver is told", async () => {
    await approve("quinn");
    stage.github.setEnvironment(environment.quinn, {});
    const after = await track();
    expect(after.outputs["approved-roles"]).toBe("[]");
    expect(said()).toMatch(/@quinn, your approval as \*\*QA\*\* \*\*no longer counts\*\*: the environment/);
    const comments = stage.github.comments(1).length;
    await track();
    expect(stage.github.comments(1)).toHaveLength(comments);
  });
});

describe("a review job that starts without a review says so, once, and nothing is counted", () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      "environment missing",
      () => stage.github.removeEnvironment(environment.quinn),
      /there was no environment|requires no reviewers/,
    ],
    ["without reviewers", () => stage.github.setEnvironment(environment.quinn, {}), /requires no reviewers/],
    ["bypassed by an administrator", () => undefined, /protection of .* was bypassed/],
  ])("%s", async (_, change, words) => {
    change();
    const first = await trackIn(environment.quinn);
    expect(first.outputs).toMatchObject({ decision: "pending", "approved-roles": "[]" });
    expect(first.annotations.map(({ message }) => message).join()).toContain("nothing was counted");
    expect(said()).toMatch(words);
    const comments = stage.github.comments(1).length;
    await trackIn(environment.quinn);
    expect(stage.github.comments(1)).toHaveLength(comments);
  });
});

it("re-run: what was approved stays approved, and only the open reviews are asked again", async () => {
  await approve("quinn");
  const again = stage.github.rerun(run.id, "olaf");
  const asked = await stage.play("request-approvals", { version: "1.2.0" }, { run: again });
  expect(asked.outputs).toMatchObject({ revision: "1" });
  const roles = (JSON.parse(asked.outputs["reviews"] ?? "") as { role: string }[]).map(({ role }) => role);
  expect(roles).not.toContain("qa-lead");
  expect(roles).toHaveLength(5);
  expect((await track()).outputs["approved-roles"]).toBe('["qa-lead"]');
});

it("asked again by another run: no buttons there, since they count in the run that asked", async () => {
  const asked = await stage.play("request-approvals", { version: "1.2.0" });
  expect(asked.outputs).toMatchObject({ revision: "1", reviews: "[]", clocks: "[]" });
});

it("a release that is over asks nobody any more: the waiting run is ended", async () => {
  wait(environment.quinn);
  await stage.say("mia", 1, "/cancel not this week");
  expect(stage.github.run(run.id)).toMatchObject({ status: "completed", conclusion: "cancelled" });
});
