/** How the story is played: who acts when, what the built action answers, and whether that is what it has to answer. */

import { readFileSync } from "node:fs";
import type { CommentView } from "../embedded.ts";
import type { ActionName, Played, PlayOptions, Stage } from "../stage.ts";
import { KEY_FEATURES, type Login, VERSION } from "./cast.ts";
import type { History } from "./load-history.ts";
import { plainLines, readStatus, tableRows } from "./plain-text.ts";
import { StoryError } from "./story-error.ts";
import type { Timeline, Tone } from "./timeline.ts";

export type Play = {
  stage: Stage;
  timeline: Timeline;
  history: History;
  /** Folders of the runner. */
  workspace: string;
  temp: string;
  /** How the issue's body looked on the way: it is drawn anew each time, and the last one alone stays. */
  moments: Moment[];
};

export type Moment = { caption: string; body: string };

export type Expected = {
  exitCode: 0 | 1;
  decision: string;
  reason: string;
  /** Roles whose review is in, in any order. */
  approved?: readonly string[];
};

export type Line = {
  login: Login;
  /** `10:15`, on the day of the clock. */
  at: string;
  text: string;
  /** How the action reacts to it; null: not at all. */
  reaction: "+1" | "confused" | null;
  /** Whether it gets words, too; it does when left out. */
  answered?: boolean;
};

/** How long GitHub takes to start a run for a comment. */
const UNTIL_TRACKED = "40s";

const BOT = "github-actions[bot]";

/** Moves the clock to a time of its day, or of the named day. */
export function setTime({ stage: { github } }: Play, time: string, day?: string): void {
  github.clock.set(`${day ?? github.clock.now().slice(0, 10)}T${time}:00Z`);
}

/** `09:15` on the embedded clock. */
export function timeOf({ stage: { github } }: Play): string {
  return github.clock.now().slice(11, 16);
}

/** Asks for the version at a commit. */
export async function request(play: Play, at: string, commit: string, expected: Expected): Promise<Played> {
  const { timeline } = play;
  setTime(play, at);
  timeline.act(at, "mia", `starts request-approvals: v${VERSION}, minor, at ${commit.slice(0, 7)}`);
  const inputs = {
    version: VERSION,
    "release-type": "minor",
    ref: commit,
    "key-features": KEY_FEATURES.join("\n"),
  };
  const played = await perform(play, "request-approvals", inputs, { actor: "mia" }, expected);
  const [news = "", since = ""] = plainLines(lastOfBot(play, issueOf(played))?.body ?? "");
  timeline.answer("🔔", withoutMark(news), "quiet");
  if (since.startsWith("Since")) timeline.answer("", since, "quiet");
  showStatus(play, issueOf(played));
  return played;
}

/** Starts the gate in a run of publish.yml. */
export async function tryGate(
  play: Play,
  who: { actor: string; shown: string; what: string; run?: { id: number; attempt: number } },
  expected: Expected,
): Promise<Played> {
  const { timeline } = play;
  timeline.act(timeOf(play), who.shown, who.what);
  const options = { actor: who.actor, temp: play.temp, ...(who.run !== undefined && { run: who.run }) };
  const played = await perform(play, "gate-release", { version: VERSION }, options, expected);
  const open = expected.exitCode === 0;
  const level = open ? "notice" : "error";
  const [told] = played.annotations.filter((one) => one.level === level);
  timeline.answer(
    open ? "🔓" : "🔒",
    `exit ${played.exitCode}: ${told?.message ?? ""}`,
    open ? "good" : "bad",
  );
  return played;
}

/** People comment shortly after each other, and the run that GitHub starts then answers them. */
export async function say(
  play: Play,
  issue: number,
  lines: readonly Line[],
  expected: Expected,
): Promise<Played> {
  const said: (Line & { id: number })[] = [];
  for (const line of lines) {
    setTime(play, line.at);
    play.timeline.act(line.at, line.login, showText(line.text));
    said.push({ ...line, id: await play.stage.github.as(line.login).comment(issue, line.text) });
  }
  return answerComments(play, issue, said, expected);
}

/** Plays the tracking run for comments that stand in the issue. */
export async function answerComments(
  play: Play,
  issue: number,
  said: readonly (Line & { id: number })[],
  expected: Expected,
): Promise<Played> {
  const { github } = play.stage;
  const last = said.at(-1);
  if (last === undefined) throw new StoryError("Nobody said anything that could be tracked.");
  const before = botComments(play, issue).length;
  github.clock.advance(UNTIL_TRACKED);
  const payload = { action: "created", issue: { number: issue }, comment: { id: last.id } };
  const played = await perform(
    play,
    "track-approvals",
    { "release-workflow": "publish.yml" },
    { actor: last.login, event: { name: "issue_comment", payload } },
    expected,
  );
  const answers = botComments(play, issue).slice(before);
  if (answers.length > 1)
    throw new StoryError(`One run wrote ${answers.length} comments, and one is enough.`);
  for (const line of said) showAnswer(play, issue, line, answers[0]?.body ?? "");
  showStatus(play, issue);
  return played;
}

/** Starts a built action and holds what it answers against the story. */
export async function perform(
  play: Play,
  action: ActionName,
  inputs: Readonly<Record<string, string>>,
  options: PlayOptions,
  expected: Expected,
): Promise<Played> {
  const played = await play.stage.play(action, inputs, options);
  const { outputs } = played;
  const problems = [
    differ("exit code", played.exitCode, expected.exitCode),
    differ("decision", outputs["decision"], expected.decision),
    differ("reason-code", outputs["reason-code"], expected.reason),
    expected.approved &&
      differ(
        "approved-roles",
        sortedList(outputs["approved-roles"]),
        [...expected.approved].sort().join(", "),
      ),
  ].filter((problem) => typeof problem === "string");
  if (problems.length === 0) return played;
  const words = played.annotations.map(({ message }) => message).join("\n") || played.stderr.trim();
  throw new StoryError([`${action} answered otherwise:`, ...problems, words].filter(Boolean).join("\n  "));
}

function differ(what: string, found: unknown, expected: unknown): string | null {
  return found === expected ? null : `${what} is ${String(found)}, and the story says ${String(expected)}`;
}

function sortedList(json: string | undefined): string {
  const list: unknown = JSON.parse(json ?? "[]");
  return Array.isArray(list) ? list.map(String).sort().join(", ") : "";
}

/** Number of the issue that an action tells. */
export function issueOf(played: Played): number {
  return Number(played.outputs["issue-number"]);
}

/** Shows the sentence on top of the issue, and how many reviews are in. */
export function showStatus({ stage, timeline, moments }: Play, issue: number): void {
  const { body } = stage.github.issue(issue);
  const status = readStatus(body);
  if (status.headline === "")
    throw new StoryError(`The body of issue #${issue} does not say how things stand.`);
  if (moments.at(-1)?.caption !== status.headline) moments.push({ caption: status.headline, body });
  const tone: Tone = /^(Cleared|Released)/u.test(status.headline)
    ? "good"
    : status.headline.startsWith("Waiting")
      ? "busy"
      : "bad";
  timeline.status(status, tone);
}

const marks = { "+1": "👍", confused: "😕" } as const;

function showAnswer(
  { stage, timeline }: Play,
  issue: number,
  line: Line & { id: number },
  reply: string,
): void {
  const comment = stage.github.comments(issue).find(({ id }) => id === line.id);
  const reactions = (comment?.reactions ?? []).filter((one) => one.endsWith(` ${BOT}`));
  const reaction = reactions.map((one) => one.slice(0, -BOT.length - 1)).join(", ");
  if (reaction !== (line.reaction ?? ""))
    throw new StoryError(
      `${line.login}'s comment got ${reaction || "no reaction"}, and the story says ${line.reaction ?? "none"}`,
    );
  const words = answerTo(line.login, reply);
  if (line.answered === false) {
    if (words !== "") throw new StoryError(`${line.login} was answered again: ${words}`);
    timeline.answer("·", "no second answer: outsiders get one", "quiet");
    return;
  }
  if (words === "") throw new StoryError(`Nobody answered ${line.login}.`);
  const tone = line.reaction === "+1" ? "good" : line.reaction === "confused" ? "bad" : "quiet";
  timeline.answer(line.reaction === null ? "→" : marks[line.reaction], words, tone);
  if (line.reaction === null)
    for (const [what = "", who = "", due = ""] of tableRows(reply))
      timeline.answer("", `${what}: ${who}, due ${due}`, "quiet");
}

// The line that names the person, and why, where that follows.
function answerTo(login: Login, reply: string): string {
  const lines = plainLines(reply);
  const at = lines.findIndex((line) => line.includes(`@${login}`));
  if (at < 0) return "";
  const why = lines[at + 1]?.startsWith("Why:") ? ` ${lines[at + 1]}` : "";
  return `${withoutMark(lines[at] ?? "")}${why}`;
}

// The mark stands in a column of its own.
function withoutMark(line: string): string {
  return line.replace(/^(?:\p{Extended_Pictographic}|\uFE0F)+\s*/u, "");
}

/** A comment on one line. */
export function showText(text: string): string {
  return text.split("\n").join(" ⏎ ");
}

function botComments({ stage }: Play, issue: number): CommentView[] {
  return stage.github.comments(issue).filter(({ author }) => author === BOT);
}

function lastOfBot(play: Play, issue: number): CommentView | undefined {
  return botComments(play, issue).at(-1);
}

/** What an action left in a file. @throws StoryError when it is not there */
export function readWritten(path: string | undefined): string {
  try {
    return readFileSync(path ?? "", "utf8");
  } catch {
    throw new StoryError(`The action says that it wrote ${path ?? "a file"}, and it is not there.`);
  }
}
