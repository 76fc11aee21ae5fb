/** What moving runs on takes: the clock, the groups, room for jobs. */

import type { ConcurrencyGroups } from "./concurrency.ts";
import type { ContextSource } from "./contexts.ts";
import type { JobPart } from "./run-state.ts";
import type { StepsWork } from "./workflow.ts";

export type RunEngine = {
  source: ContextSource;
  groups: ConcurrencyGroups;
  /** The embedded GitHub's time. */
  now(): string;
  /** A number that no job had before. */
  nextNumber(): number;
  /** Whether one more job may run at the same moment. */
  hasRoom(): boolean;
  /** Starts the steps of a job; it is finished when they have ended. */
  start(part: JobPart, work: StepsWork): void;
};
