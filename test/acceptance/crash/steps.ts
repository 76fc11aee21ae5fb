import type { ActionName, LoggedRequest, Stage } from "@release-approval/rehearsal";
import { leastPermissions } from "@release-approval/rehearsal";
import { openSample, reviewers } from "../cast.ts";

/*
 * One release from nothing to "cleared to ship". The actions play it once; for each further world the writes that
 * they made then are made again, which costs milliseconds where an action costs most of a second.
 */

/** What a world has behind it, each with all that stands before it. */
export const steps = ["nothing", "requested", "all-but-one", "authorized"] as const;
export type Step = (typeof steps)[number];

/** What the actions wrote on the way to each step. */
export type Tape = Readonly<Record<Step, readonly LoggedRequest[]>>;

export type Inputs = Readonly<Record<string, string>>;
type Play = { action: ActionName; inputs: Inputs };

export const issue = 1;
export const request: Play = {
  action: "request-approvals",
  inputs: { version: "1.2.0", "key-features": "Enhanced console commands" },
};
export const track: Play = {
  action: "track-approvals",
  inputs: { "issue-number": String(issue), "release-workflow": "publish.yml" },
};

const played: Readonly<Record<Step, Play | null>> = {
  nothing: null,
  requested: request,
  "all-but-one": track,
  authorized: track,
};

/** Plays the whole way with the actions. The stage stays open, to be looked at. */
export async function recordSteps(): Promise<{ stage: Stage; tape: Tape }> {
  const stage = await openSample();
  const tape: Record<Step, LoggedRequest[]> = {
    nothing: [],
    requested: [],
    "all-but-one": [],
    authorized: [],
  };
  for (const step of steps) {
    const play = await arrive(stage, step);
    if (play === null) continue;
    const before = stage.github.requests.writes().length;
    const ended = await stage.play(play.action, play.inputs, { run: play.run });
    if (ended.exitCode !== 0) throw new Error(`${step}: ${ended.stdout}`);
    tape[step] = stage.github.requests.writes().slice(before);
  }
  return { stage, tape };
}

/** A new world that has come as far as `last`, without an action having been started. */
export async function replaySteps(tape: Tape, last: Step): Promise<Stage> {
  const stage = await openSample();
  for (const step of steps.slice(0, steps.indexOf(last) + 1)) {
    const play = await arrive(stage, step);
    if (play === null) continue;
    const token = stage.github.mintToken({ run: play.run.id, permissions: leastPermissions[play.action] });
    for (const write of tape[step]) await repeat(stage, token, write);
  }
  stage.github.requests.reset();
  return stage;
}

/** What people did before a step's action, and the run that it has. */
async function arrive(stage: Stage, step: Step) {
  const { github } = stage;
  if (step === "all-but-one") for (const login of reviewers.slice(0, -1)) await approve(stage, login);
  if (step === "authorized") await approve(stage, reviewers[5]);
  const play = played[step];
  if (play === null) return null;
  return { ...play, run: github.createRun({ workflow: workflowOf(play.action), actor: "mia" }) };
}

async function approve({ github }: Stage, login: string): Promise<void> {
  github.clock.advance("10m");
  await github.as(login).comment(issue, "/approve");
}

export function workflowOf(action: ActionName): string {
  const isTracked = action === "request-approvals" || action === "track-approvals";
  return `.github/workflows/${isTracked ? "release-approval" : "publish"}.yml`;
}

async function repeat(
  { github }: Stage,
  token: string,
  { method, path, body }: LoggedRequest,
): Promise<void> {
  const answer = await fetch(`${github.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "user-agent": "replay", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}
