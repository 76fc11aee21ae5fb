/** What an act is, and what is at hand while it is played. */

import type { EmbeddedGitHub, GitHubOptions } from "../embedded.ts";
import type { Runner } from "../workflow/index.ts";
import type { Timeline } from "./timeline.ts";

export type Act = {
  /** What is special about it. */
  title: string;
  /** What the reader should know before, in a sentence or two. */
  about: string;
  /** Without `v`. The version before is a tag on the oldest commit. */
  version: string;
  previous: string;
  repository: Pick<GitHubOptions, "private" | "plan" | "environments">;
  /** What the policy says beyond the roles of the cast, as further lines of the file. */
  policy?: string;
  /** What was committed and tagged before; tells what is up for review. The branch's head when left out. */
  arrange?(github: EmbeddedGitHub): string;
  play(scene: Scene): Promise<void>;
  /** How the reviews that count came in. */
  reviews: { button: number; comment: number };
};

export type Scene = {
  github: EmbeddedGitHub;
  runner: Runner;
  timeline: Timeline;
  version: string;
  /** Full SHA of what is up for review; of the newest revision. */
  commit: string;
  /** How each job stood when it was last told, by run, attempt and name. */
  told: Map<string, string>;
  /** What the issue said on the way: its body is drawn anew each time, and the last one alone stays. */
  moments: Moment[];
  /** How many of them were told. */
  momentsTold: number;
};

export type Moment = { caption: string; body: string };
