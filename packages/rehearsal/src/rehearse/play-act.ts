/** Plays one act of a script, and lets everything run that follows from it. */

import type { Duration } from "../clock.ts";
import type { Persona } from "../embedded.ts";
import type { RunRecord } from "../workflow/index.ts";
import type { Rehearsal } from "./open-rehearsal.ts";
import { RehearseError } from "./rehearse-error.ts";
import type { Act, ActOf } from "./script.ts";

const FOLDER = ".github/workflows/";

type Deed = Exclude<Act, { name: "expect" }>;

/** @throws Refused for what the embedded GitHub does not let this person do, RehearseError for what is not there */
export async function playAct(rehearsal: Rehearsal, act: Deed): Promise<void> {
  await perform(rehearsal, act);
  await rehearsal.runner.settle();
}

/** What happens, in one line. */
export function describeAct({ host }: Pick<Rehearsal, "host">, act: Deed): string {
  switch (act.name) {
    case "dispatch":
      return `${act.asked.by ?? host} dispatches ${act.asked.dispatch}${describeInputs(act.asked.inputs)}`;
    case "comment":
      return `${act.asked.by} comments: ${firstLine(act.asked.comment)}`;
    case "edit":
      return `${act.asked.by} edits the last comment: ${firstLine(act.asked.edit)}`;
    case "review":
      return `${act.asked.by} presses the button: ${act.asked.review}`;
    case "bypass":
      return `${act.asked.by ?? host} starts all waiting jobs of ${act.asked.bypass.join(", ")}`;
    case "issue":
      return `${act.asked.by}: ${act.asked.issue} the issue`;
    case "rerun":
      return `${act.asked.by ?? host} runs ${act.asked.rerun === "all" ? "all" : "the failed"} jobs again`;
    case "cancel":
      return `${act.asked.by ?? host} cancels ${act.asked.cancel}`;
    case "commit":
      return `${act.asked.by ?? host} commits ${Object.keys(act.asked.commit).join(", ")}`;
    case "tag":
      return `${act.asked.tag} is tagged`;
    case "advance":
      return `${act.asked.advance} pass`;
    case "schedule":
      return "the schedule starts its workflows";
    case "together":
      return `at the same moment: ${act.asked.together.length} acts`;
  }
}

async function perform(rehearsal: Rehearsal, act: Deed): Promise<void> {
  const { github, runner, host } = rehearsal;
  switch (act.name) {
    case "dispatch":
      return dispatch(rehearsal, act.asked);
    case "comment": {
      const { by, comment, issue = newestIssue(rehearsal) } = act.asked;
      await personNamed(rehearsal, by).comment(issue, comment);
      return;
    }
    case "edit":
      return edit(rehearsal, act.asked);
    case "review":
      return review(rehearsal, act.asked);
    case "bypass": {
      const { by = host, bypass, workflow } = act.asked;
      const run = waitingRun(rehearsal, workflow);
      assertWaiting(run, bypass);
      await personNamed(rehearsal, by).bypass(run.id, bypass);
      return;
    }
    case "issue":
      return changeIssue(rehearsal, act.asked);
    case "rerun":
      await personNamed(rehearsal, act.asked.by ?? host).rerun(
        newestRun(rehearsal, act.asked.workflow).id,
        act.asked.rerun,
      );
      return;
    case "cancel":
      await personNamed(rehearsal, act.asked.by ?? host).cancel(newestRun(rehearsal, act.asked.cancel).id);
      return;
    case "commit": {
      const { commit: files, by: author = host, message = "Change", branch } = act.asked;
      personNamed(rehearsal, author);
      github.commit({ message, author, files, ...(branch !== undefined && { branch }) });
      return;
    }
    case "tag":
      return tag(rehearsal, act.asked);
    case "advance":
      github.clock.advance(act.asked.advance as Duration);
      return;
    case "schedule":
      return runner.schedule();
    case "together":
      await Promise.all(act.asked.together.map((each) => performOne(rehearsal, each)));
      return;
  }
}

/** @throws RehearseError for somebody who is not there */
function personNamed({ github, people }: Rehearsal, login: string): Persona {
  if (people.some((person) => person.login === login)) return github.as(login);
  const logins = people.map((person) => person.login).join(", ");
  throw new RehearseError(`Nobody is called ${login}. There are: ${logins}`);
}

function tag({ github }: Rehearsal, { tag: name, at }: ActOf<"tag">): void {
  if (at !== undefined && !github.filesAt(at))
    throw new RehearseError(`There is no commit, branch or tag ${at}`);
  github.tag(name, at);
}

type Single = ActOf<"together">["together"][number];

function performOne(rehearsal: Rehearsal, asked: Single): Promise<void> {
  const line = 0;
  if ("dispatch" in asked) return perform(rehearsal, { name: "dispatch", line, asked });
  if ("review" in asked) return perform(rehearsal, { name: "review", line, asked });
  if ("edit" in asked) return perform(rehearsal, { name: "edit", line, asked });
  return perform(rehearsal, { name: "comment", line, asked });
}

async function dispatch(rehearsal: Rehearsal, asked: ActOf<"dispatch">): Promise<void> {
  const { github, host } = rehearsal;
  const { dispatch: workflow, by = host, ref, inputs } = asked;
  const files = [...(github.filesAt("HEAD", FOLDER)?.files.keys() ?? [])].map((path) =>
    path.slice(FOLDER.length),
  );
  if (!files.includes(workflow)) {
    throw new RehearseError(`There is no workflow ${workflow}. There are: ${files.join(", ")}`);
  }
  await personNamed(rehearsal, by).dispatch(workflow, {
    ...(ref !== undefined && { ref }),
    ...(inputs && { inputs }),
  });
}

async function edit(rehearsal: Rehearsal, asked: ActOf<"edit">): Promise<void> {
  const { by, edit: body, issue = newestIssue(rehearsal) } = asked;
  const { github } = rehearsal;
  const last = github.comments(issue).findLast(({ author }) => author === by);
  if (!last) throw new RehearseError(`${by} has not commented on #${issue}`);
  await personNamed(rehearsal, by).editComment(last.id, body);
}

/** Without names: every environment that waits for this person. */
async function review(rehearsal: Rehearsal, asked: ActOf<"review">): Promise<void> {
  const { by, review: verdict, comment, workflow } = asked;
  const person = personNamed(rehearsal, by);
  const { github } = rehearsal;
  const run = waitingRun(rehearsal, workflow);
  const waiting = waitingEnvironments(run);
  const teams = new Set(
    rehearsal.teams.filter(({ members }) => members.includes(by)).map(({ slug }) => `team:${slug}`),
  );
  const mine = github
    .environments()
    .filter(({ reviewers }) => reviewers.some((name) => name === by || teams.has(name)))
    .map(({ name }) => name);
  const environments = asked.environments ?? waiting.filter((name) => mine.includes(name));
  if (environments.length === 0)
    throw new RehearseError(`Nothing waits for ${by}; ${waiting.join(", ")} does not`);
  assertWaiting(run, environments);
  await person.review(run.id, environments, verdict, comment);
}

function assertWaiting(run: RunRecord, environments: readonly string[]): void {
  const waiting = waitingEnvironments(run);
  const other = environments.find((name) => !waiting.includes(name));
  if (other !== undefined)
    throw new RehearseError(`No job waits for ${other}, only for ${waiting.join(", ")}`);
}

async function changeIssue(rehearsal: Rehearsal, asked: ActOf<"issue">): Promise<void> {
  const { by, issue, number = newestIssue(rehearsal) } = asked;
  const person = personNamed(rehearsal, by);
  switch (issue) {
    case "close":
      return person.editIssue(number, { state: "closed" });
    case "reopen":
      return person.editIssue(number, { state: "open" });
    case "lock":
      return person.lock(number);
    case "unlock":
      return person.unlock(number);
    case "delete":
      return person.deleteIssue(number);
  }
}

/** @throws RehearseError when there is none */
export function newestIssue({ github }: Rehearsal): number {
  const newest = github.issues().at(-1);
  if (!newest) throw new RehearseError("There is no issue yet");
  return newest.number;
}

/**
 * @param workflow name of its file; of any workflow when left out
 * @throws RehearseError when there is none
 */
export function newestRun(rehearsal: Rehearsal, workflow?: string): RunRecord {
  const run = runsOf(rehearsal, workflow).at(-1);
  if (!run) throw new RehearseError(`${workflow ?? "Nothing"} has not run yet`);
  return run;
}

export function runsOf({ runner }: Rehearsal, workflow?: string): RunRecord[] {
  return runner.runs().filter((run) => workflow === undefined || run.workflow.endsWith(`/${workflow}`));
}

export function waitingEnvironments({ jobs }: RunRecord): string[] {
  const names = jobs.flatMap(({ status, environment }) =>
    status === "waiting" && environment !== undefined ? [environment] : [],
  );
  return [...new Set(names)];
}

function waitingRun(rehearsal: Rehearsal, workflow: string | undefined): RunRecord {
  const run = runsOf(rehearsal, workflow).findLast(({ status }) => status === "waiting");
  if (!run)
    throw new RehearseError(`No run ${workflow === undefined ? "" : `of ${workflow} `}waits for a review`);
  return run;
}

function describeInputs(inputs: Readonly<Record<string, unknown>> = {}): string {
  const given = Object.entries(inputs).map(([name, value]) => `${name}: ${value}`);
  return given.length === 0 ? "" : ` (${given.join(", ")})`;
}

function firstLine(text: string): string {
  const [line = "", ...more] = text.trim().split("\n");
  return more.length === 0 ? line : `${line} …`;
}
