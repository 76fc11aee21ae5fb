/** How people's comments are answered: a reaction for each, and words. */

import type { CommentView } from "../embedded.ts";
import type { Scene } from "./act.ts";
import type { Login } from "./cast.ts";
import { plainLines } from "./plain-text.ts";
import { StoryError } from "./story-error.ts";
import { issueNumber } from "./tell-issue.ts";

export type Said = {
  login: Login;
  text: string;
  /** How it is reacted to. */
  reaction: keyof typeof marks;
  /** Of the comment. */
  id: number;
};

const BOT = "github-actions[bot]";
const marks = { "+1": "👍", confused: "😕" } as const;
const tones = { "+1": "good", confused: "bad" } as const;

export function countAnswers(scene: Scene): number {
  return answersOf(scene).length;
}

function answersOf(scene: Scene): CommentView[] {
  return scene.github.comments(issueNumber(scene)).filter(({ author }) => author === BOT);
}

/**
 * @param before how many answers the issue had then
 * @throws StoryError when a reaction is another one, or nobody is answered
 */
export function tellAnswers(scene: Scene, said: readonly Said[], before: number): void {
  const replies = answersOf(scene)
    .slice(before)
    .map(({ body }) => body);
  for (const one of said) tellAnswer(scene, one, replies);
}

function tellAnswer(scene: Scene, { login, reaction, id }: Said, replies: readonly string[]): void {
  const { timeline } = scene;
  const found = reactionTo(scene, id);
  if (found !== reaction)
    throw new StoryError(`${login}'s comment got “${found}”, and the story says “${reaction}”.`);
  const words = replies.map((body) => wordsFor(login, body)).find((some) => some !== "");
  if (words === undefined) throw new StoryError(`Nobody answered ${login}.`);
  timeline.answer(marks[reaction], words, tones[reaction]);
}

function reactionTo(scene: Scene, id: number): string {
  const comment = scene.github.comments(issueNumber(scene)).find((one) => one.id === id);
  const ours = (comment?.reactions ?? []).filter((reaction) => reaction.endsWith(` ${BOT}`));
  return ours.map((reaction) => reaction.slice(0, -BOT.length - 1)).join(", ");
}

/** The line that names the person, and why, where that follows. */
function wordsFor(login: Login, reply: string): string {
  const lines = plainLines(reply);
  const at = lines.findIndex((line) => line.includes(`@${login}`));
  if (at < 0) return "";
  const why = lines[at + 1]?.startsWith("Why:") ? ` ${lines[at + 1]}` : "";
  return `${withoutMark(lines[at] ?? "")}${why}`;
}

/** The mark stands in a column of its own. */
function withoutMark(line: string): string {
  return line.replace(/^(?:\p{Extended_Pictographic}|\uFE0F)+\s*/u, "");
}
