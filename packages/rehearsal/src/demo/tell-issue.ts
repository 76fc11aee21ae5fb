/** What the release's issue says, each time when it changes. */

import type { Moment, Scene } from "./act.ts";
import { readStatus } from "./plain-text.ts";
import { StoryError } from "./story-error.ts";
import type { Tone } from "./timeline.ts";

/** Keeps what the issue says from now on. */
export function watchIssue({ github, moments }: Scene): void {
  github.onEvent(({ name, payload }) => {
    if (name !== "issues") return;
    const { number } = payload["issue"] as { number: number };
    const { body } = github.issue(number);
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
  for (const { caption, body } of moments.slice(scene.momentsTold)) {
    if (!passes(caption)) return;
    const next = moments[scene.momentsTold + 1]?.caption;
    if (
      scene.momentsTold > 0 &&
      isWaiting(caption) &&
      next !== undefined &&
      isWaiting(next) &&
      passes(next)
    ) {
      scene.momentsTold += 1;
      continue;
    }
    const { have, need } = readStatus(body);
    const { number, title } = github.issue(issueNumber(scene));
    const name = scene.momentsTold === 0 ? `Issue #${number}, ${title}: ` : "";
    timeline.status({ headline: `${name}${caption}`, have, need }, toneOf(caption));
    scene.momentsTold += 1;
  }
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

/** @throws StoryError when there is not exactly one issue */
export function issueNumber({ github }: Scene): number {
  const [only, ...others] = github.issues();
  if (only === undefined || others.length > 0)
    throw new StoryError(`There are ${others.length + (only ? 1 : 0)} issues, and the story needs one.`);
  return only.number;
}
