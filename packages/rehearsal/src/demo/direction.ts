/** What people do in an act. Each time the runner then plays all that follows from it, and the timeline tells it. */

import type { Scene } from "./act.ts";
import { buttonOf, type Login, type Reviewer } from "./cast.ts";
import { StoryError } from "./story-error.ts";
import { countAnswers, type Said, tellAnswers } from "./tell-answers.ts";
import { issueNumber, tellMoments } from "./tell-issue.ts";
import { isStartedByTracking, tellRuns } from "./tell-runs.ts";

type Form = { version?: string; hotfix?: true; ref?: string };

/**
 * "Run workflow" on the page of release-approval.yml.
 * @param form what is filled in beside the act's own version
 * @returns the run, in which the buttons are
 */
export async function askForRelease(
  scene: Scene,
  at: string,
  login: Login,
  form: Form = {},
): Promise<number> {
  const { github, timeline } = scene;
  const inputs = { version: scene.version, ...form };
  setTime(scene, at);
  const what = Object.entries(inputs).map(([name, value]) => (value === true ? name : `${name} ${value}`));
  const commit = github.filesAt(form.ref ?? "main")?.sha.slice(0, 7) ?? "";
  timeline.deed(at, login, `runs release-approval.yml, ${what.join(", ")}, at ${commit}`);
  const run = await github.as(login).dispatch("release-approval.yml", { inputs });
  await play(scene);
  return run;
}

/** Somebody merges a change into main. It ships with the next revision, and is up for review from then on. */
export function merge(
  scene: Scene,
  at: string,
  { login, ...change }: { login: Login; message: string; files: Readonly<Record<string, string>> },
): string {
  setTime(scene, at);
  scene.commit = scene.github.commit({ author: login, ...change });
  scene.timeline.deed(at, login, `merges ${scene.commit.slice(0, 7)} “${change.message}” into main`);
  return scene.commit;
}

/** Somebody starts release.yml before the last review is in. */
export async function publishByHand(scene: Scene, at: string, login: Login): Promise<void> {
  const { github, runner, timeline, version } = scene;
  setTime(scene, at);
  timeline.deed(at, login, "runs release.yml by hand: too early");
  const id = await github.as(login).dispatch("release.yml", { inputs: { version } });
  await play(scene);
  const { conclusion } = runner.run(id);
  if (conclusion !== "failure")
    throw new StoryError(`release.yml was started too early, and ended with ${conclusion}.`);
}

export type Press = { login: Reviewer; verdict: "approved" | "rejected"; comment?: string };

/** "Review deployments" in a run: everybody presses before any of their jobs has started. */
export async function press(scene: Scene, at: string, run: number, presses: readonly Press[]): Promise<void> {
  const { github, timeline } = scene;
  setTime(scene, at);
  if (presses.length > 3)
    timeline.deed(at, `all ${presses.length}`, "press their buttons at the same moment");
  else for (const one of presses) timeline.deed(at, one.login, describePress(one));
  await Promise.all(
    presses.map(({ login, verdict, comment }) =>
      github.as(login).review(run, [buttonOf(login)], verdict, comment),
    ),
  );
  await play(scene);
}

function describePress({ verdict, comment }: Press): string {
  const button = verdict === "approved" ? "Approve" : "Reject";
  return `presses ${button}${comment === undefined ? "" : `: “${comment}”`}`;
}

/** People comment in the issue at nearly the same moment. */
export async function say(scene: Scene, at: string, lines: readonly Omit<Said, "id">[]): Promise<void> {
  const { github, timeline } = scene;
  const issue = issueNumber(scene);
  const before = countAnswers(scene);
  setTime(scene, at);
  const said: Said[] = [];
  for (const line of lines) {
    timeline.deed(at, line.login, line.text.split("\n").join(" ⏎ "));
    said.push({ ...line, id: await github.as(line.login).comment(issue, line.text) });
  }
  await play(scene, () => tellAnswers(scene, said, before));
}

/** A wait timer ends, and the job behind it looks again. */
export async function ring(scene: Scene, at: string, clock: string): Promise<void> {
  setTime(scene, at);
  scene.timeline.deed(at, "clock", `${clock} lets its job go`);
  await play(scene);
}

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });

/** The night passes. */
export function nextDay(scene: Scene): void {
  const { github, timeline } = scene;
  github.clock.set(`${inDays(scene, 1)}T00:00:00Z`);
  timeline.day(weekday.format(new Date(github.clock.now())));
}

/** The date so many days later, as people write it in a command. */
export function inDays({ github }: Scene, days: number): string {
  const today = Date.parse(`${github.clock.now().slice(0, 10)}T00:00:00Z`);
  return new Date(today + days * 86_400_000).toISOString().slice(0, 10);
}

/** The hourly schedule. GitHub tells no workflow of a review, so a rejection waits for it. */
export async function sweep(scene: Scene, at: string): Promise<void> {
  setTime(scene, at);
  scene.timeline.deed(at, "schedule", "starts release-approval.yml, as every hour");
  await scene.runner.schedule();
  await play(scene);
}

/** @param answers tells what people were answered, between what ran for them and what came of it */
async function play(scene: Scene, answers: () => void = () => {}): Promise<void> {
  const { runner } = scene;
  await runner.settle();
  const runs = runner.runs();
  const broken = runs.find(({ problem }) => problem !== undefined);
  if (broken) throw new StoryError(`${broken.workflow} could not begin: ${broken.problem}`);
  tellRuns(
    scene,
    runs.filter((run) => !isStartedByTracking(run)),
  );
  answers();
  tellMoments(scene, (caption) => !caption.startsWith("Released"));
  tellRuns(scene, runs.filter(isStartedByTracking));
  tellMoments(scene);
}

/** Moves the clock to a time of its day. */
function setTime({ github }: Scene, time: string): void {
  github.clock.set(`${github.clock.now().slice(0, 10)}T${time}:00Z`);
}
