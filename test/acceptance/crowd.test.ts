import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseEntry } from "@release-approval/approval";
import type { Played, RunRef, Stage } from "@release-approval/rehearsal";
import { expect, it } from "vitest";
import { keepTable } from "../tables.ts";
import { openSample, reviewers, roleEnvironments } from "./cast.ts";
import { spread } from "./spread.ts";

/*
 * Many runs at once, which no concurrency group keeps apart, on a thread into which comments and presses of the button
 * keep coming; and two runs that publish by one authorization. Each pass has another order.
 */

const issue = 1;
const version = { version: "1.2.0" };
const passes = [1, 2, 3, 4, 5];
const trackings = 20;

it.each(spread(passes, passes.length))(
  "20 trackings, two requests and three gates, pass %i: every review once, one publish, and then it settles",
  { timeout: 240_000 },
  async (seed) => {
    const workspace = mkdtempSync(join(tmpdir(), "crowd-"));
    const stage = await openSample({ environments: roleEnvironments, workspace });
    const random = randomFrom(seed);
    const soon = () => sleep(random() * 1500);
    const run = await request(stage);
    const published = join(workspace, "published");
    const command = `node -e "require('fs').appendFileSync('published', process.env.RELEASE_TAG)"`;
    const gate = () => soon().then(() => stage.play("gate-release", { ...version, run: command }));
    const early = gate();
    const crowd = [
      ...Array.from({ length: trackings }, () => soon().then(() => track(stage))),
      ...[1, 2].map(() => soon().then(() => stage.play("request-approvals", version))),
      soon().then(() => reviewByComment(stage, random)),
      soon().then(() => reviewByButton(stage, run)),
    ];
    const ended = (await Promise.all(crowd)).filter((one) => one !== undefined);
    for (const { exitCode, stdout } of ended) expect(exitCode, stdout).toBe(0);
    const first = await early;

    const last = await track(stage);
    expect(last.outputs, last.stdout).toMatchObject({
      decision: first.exitCode === 0 ? "released" : "authorized",
    });
    expect(JSON.parse(last.outputs["approved-roles"] ?? "[]")).toHaveLength(6);
    expectSettled(stage, await track(stage));

    const gates = [first, ...(await Promise.all([gate(), gate()]))];
    expect(gates.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1, 1]);
    expect(existsSync(published) && readFileSync(published, "utf8")).toBe("v1.2.0");
    await track(stage);
    expectSettled(stage, await track(stage));
    expect(stage.github.issue(issue)).toMatchObject({ state: "closed" });
    expect(stage.github.issue(issue).body).toContain("Released: v1.2.0");

    keepTable("races", `a crowd, pass ${seed}: ${trackings} trackings, 2 requests, 3 gates, one publish`);
    await stage.close();
    stage.github.assertNoViolations();
    rmSync(workspace, { recursive: true, force: true });
  },
);

async function request(stage: Stage): Promise<RunRef> {
  const { github } = stage;
  const run = github.createRun({ workflow: ".github/workflows/release-approval.yml", actor: "mia" });
  const asked = await stage.play("request-approvals", version, { run });
  expect(asked.exitCode, asked.stdout).toBe(0);
  for (const environment of Object.keys(roleEnvironments))
    github.enterEnvironment({ run: run.id, attempt: 1, job: environment, environment, deployment: false });
  return run;
}

function track(stage: Stage): Promise<Played> {
  stage.github.requests.reset();
  return stage.play("track-approvals", { "issue-number": String(issue) });
}

/** Some take their word back and give it again, and somebody without a role joins in. */
async function reviewByComment({ github }: Stage, random: () => number): Promise<undefined> {
  const words: [string, string][] = [
    ["mia", "/approve"],
    ["olaf", "/approve qa-lead"],
    ["tom", "/approve"],
    ["tom", "/withdraw I have to look again"],
    ["pia", "/approve"],
    ["tom", "/approve"],
    ["olaf", "/approve"],
  ];
  for (const [login, text] of words) {
    github.clock.advance("1m");
    await github.as(login).comment(issue, text);
    await sleep(random() * 200);
  }
}

async function reviewByButton({ github }: Stage, run: RunRef): Promise<undefined> {
  for (const [login, environment] of [
    ["quinn", "approve-qa-lead"],
    ["sam", "approve-security-lead"],
    ["dana", "approve-devops-lead"],
  ] as const) {
    github.clock.advance("1m");
    await github.as(login).review(run.id, [environment], "approved", "Fine.");
    await sleep(150);
  }
}

/** Nothing is left to write, and each thing that happened counts once. */
function expectSettled({ github }: Stage, quiet: Played): void {
  expect(quiet.exitCode, quiet.stdout).toBe(0);
  expect(github.requests.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  // Who has no role is answered once, whatever else they say.
  const reviews = github.comments(issue).filter(({ author }) => reviewers.some((login) => login === author));
  for (const { reactions, body } of reviews) expect(reactions, body).toEqual(["+1 github-actions[bot]"]);
  const facts = github.comments(issue).flatMap(({ body }) => {
    const entry = parseEntry(body);
    return entry?.ok ? entry.block.facts : [];
  });
  const told = facts.filter(({ kind }) => kind === "comment" || kind === "button").map(({ key }) => key);
  // However many runs tell it: seven comments with a command, of which an outsider's second needs no answer, and three
  // presses of the button.
  expect(new Set(told).size).toBe(9);
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
