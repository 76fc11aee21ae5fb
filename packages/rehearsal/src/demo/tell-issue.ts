/** What the release's issue says, each time when it changes. */

import type { IssueView } from "../embedded.ts";
import type { Moment, Scene } from "./act.ts";
import { plainLines, readStatus } from "./plain-text.ts";
import { StoryError } from "./story-error.ts";
import type { Tone } from "./timeline.ts";

const BOT = "github-actions[bot]";

/** Keeps what the release's issue says from now on. */
export function watchIssue({ github, moments, version }: Scene): void {
  github.onEvent(({ name, payload }) => {
    if (name !== "issues") return;
    const { number } = payload["issue"] as { number: number };
    const { title, body } = github.issue(number);
    if (!isAbout(title, version)) return;
    const { headline } = readStatus(body);
    if (headline !== "" && moments.at(-1)?.caption !== headline) moments.push({ caption: headline, body });
  });
}

/**
 * Tells what the issue said since the last time, up to the first moment that does not pass. While several jobs post at
 * once, each draws what it knew: of that only the last picture is told.
 */
export function tellMoments(scene: Scene, passes: (caption: string) => boolean = () => true): void {
  const { github, moments, timeline } = scene;
  const news = moments.slice(scene.momentsTold);
  const end = news.findIndex(({ caption }) => !passes(caption));
  const passed = end < 0 ? news : news.slice(0, end);
  const isFirst = scene.momentsTold === 0;
  scene.momentsTold += passed.length;
  for (const [index, { caption, body }] of withoutOutdated(passed, isFirst).entries()) {
    // Afterwards the first table is another one, or reviews that an override stands in for.
    const { have, need } = isWaiting(caption) ? readStatus(body) : { have: 0, need: 0 };
    const { number, title } = github.issue(issueNumber(scene));
    const measured = isFirst && index === 0 ? evidenceIn(body) : undefined;
    if (measured !== undefined) timeline.answer("measured", measured, null);
    const name = isFirst && index === 0 ? `Issue #${number}, ${title}: ` : "";
    timeline.status({ headline: `${name}${caption}`, have, need }, toneOf(caption));
  }
}

/** The line of what the reports of the build say. */
function evidenceIn(body: string): string | undefined {
  return plainLines(body).find((line) => /^\S+ Tests /u.test(line));
}

/** Without what was drawn over while several drew, and what led back to where it was. */
function withoutOutdated(moments: readonly Moment[], isFirst: boolean): Moment[] {
  const [first, ...rest] = moments;
  if (first === undefined) return [];
  const again = rest.findLastIndex(({ caption }) => caption === first.caption);
  if (again >= 0) return withoutOutdated(rest.slice(again), isFirst);
  const next = rest[0]?.caption ?? "";
  const isOutdated = !isFirst && isWaiting(first.caption) && isWaiting(next);
  return [...(isOutdated ? [] : [first]), ...withoutOutdated(rest, false)];
}

function isWaiting(caption: string): boolean {
  return caption.startsWith("Waiting");
}

function toneOf(caption: string): Tone {
  if (/^(Cleared|Released)/u.test(caption)) return "good";
  return isWaiting(caption) ? "busy" : "bad";
}

/** @throws StoryError when the sentence on top of the issue is another one */
export function expectIssue({ moments }: { moments: readonly Moment[] }, expected: string): void {
  const caption = moments.at(-1)?.caption ?? "nothing";
  if (caption !== expected)
    throw new StoryError(`The issue says “${caption}”, and the story says “${expected}”`);
}

/**
 * Tells what an issue says, in a comment of ours, about something.
 * @param version whose issue
 * @throws StoryError when it was not said, or more than once
 */
export function expectSaid({ github, timeline }: Scene, version: string, about: RegExp): void {
  const { number, title } = issueAbout(github.issues(), version);
  const comments = github.comments(number).filter(({ author }) => author === BOT);
  const said = comments.flatMap(({ body }) => paragraphs(body)).filter((line) => about.test(line));
  const [line, ...more] = said;
  if (line === undefined || more.length > 0)
    throw new StoryError(`The issue of ${version} says ${about} ${said.length} times, and not once.`);
  const [head = "", ...items] = line.split("\n");
  timeline.answer("💬", `#${number}, ${title}: ${head}`, null);
  for (const item of items) timeline.answer("", item, null);
}

/** Lines, and a list with the line that it belongs to. */
function paragraphs(body: string): string[] {
  return plainLines(body)
    .join("\n")
    .split(/\n(?!- )/u);
}

/** The issue of the act's own release. @throws StoryError when there is not exactly one */
export function issueNumber({ github, version }: Pick<Scene, "github" | "version">): number {
  return issueAbout(github.issues(), version).number;
}

function issueAbout(issues: readonly IssueView[], version: string): IssueView {
  const [only, ...others] = issues.filter(({ title }) => isAbout(title, version));
  if (only === undefined || others.length > 0)
    throw new StoryError(
      `There are ${others.length + (only ? 1 : 0)} issues about ${version}, and the story needs one.`,
    );
  return only;
}

function isAbout(title: string, version: string): boolean {
  return title.startsWith(`Release v${version} (`);
}
