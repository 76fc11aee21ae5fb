/** Plays workflows on an embedded GitHub: events start runs, jobs run on this machine. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EmbeddedGitHub } from "../embedded.ts";
import { keepGroups } from "./concurrency.ts";
import { type CronWatch, watchCron } from "./cron.ts";
import type { RunEngine } from "./engine.ts";
import { DEFAULT_GRANT, type Grant } from "./permissions.ts";
import type { Places } from "./places.ts";
import type { RunRecord } from "./records.ts";
import { reportRun } from "./report-run.ts";
import { followRun, openRun, type RunSetting } from "./run-life.ts";
import { partsOf, type RunState } from "./run-state.ts";
import { startJob } from "./start-job.ts";
import { listScheduled, type StartingEvent, startRuns } from "./start-runs.ts";

export type RunnerOptions = {
  github: EmbeddedGitHub;
  /** The folder where `$/…` and the product's own actions are. */
  root: string;
  /** Other repositories that `uses:` may name, as folders of this machine: `{ "acme/actions": "/…" }`. */
  repositories?: Readonly<Record<string, string>>;
  secrets?: Readonly<Record<string, string>>;
  vars?: Readonly<Record<string, string>>;
  /**
   * Built actions of this folder are played in this process, waiting so many times less: for tests, in which starting
   * processes takes most of the time. What runs in one is not ended by a cancellation.
   */
  inProcess?: { folder: string; haste: number };
  /** At most that many jobs at the same moment; 20, as on GitHub's free plan, when left out. */
  parallel?: number;
  /** Starts scheduled workflows as the clock passes their times; left out, `schedule()` alone does. */
  cron?: boolean;
  /** What GITHUB_TOKEN may do where no file says anything; reading contents and packages when left out. */
  defaultPermissions?: Grant;
};

export type Runner = {
  /** Runs whatever can run until everything has ended or waits for a review or a clock. */
  settle(): Promise<void>;
  /** Every run so far, oldest first. */
  runs(): RunRecord[];
  run(id: number): RunRecord;
  /** Starts what `schedule` would start now, and settles. */
  schedule(): Promise<void>;
  /** Ends what runs, and removes workspaces and artifacts. */
  close(): Promise<void>;
};

const PARALLEL = 20;

/** What a runner has at hand while it works. */
type Work = {
  github: EmbeddedGitHub;
  setting: RunSetting;
  engine: RunEngine;
  runs: Map<number, RunState>;
  /** Events that have started nothing yet. */
  events: StartingEvent[];
  /** Jobs whose steps run at this moment. */
  jobs: Set<Promise<void>>;
  alarm: Alarm;
  /** Nothing more begins. */
  isClosed: boolean;
  cron: CronWatch | undefined;
};

export function startRunner(options: RunnerOptions): Runner {
  const { github } = options;
  const folder = mkdtempSync(join(tmpdir(), "rehearsal-"));
  const work = prepareWork(options, folder);
  const stops = [
    github.onEvent((event) => {
      work.events.push(event);
      work.alarm.ring();
    }),
    github.onChange(work.alarm.ring),
  ];
  let settling: Promise<void> = Promise.resolve();
  const settleNext = (): Promise<void> => {
    // One after the other: who asks while another waits is served by a round of their own.
    settling = settling.catch(() => {}).then(() => settle(work));
    return settling;
  };
  return {
    settle: settleNext,
    runs: () => [...work.runs.values()].map(({ record }) => record),
    run: (id) => {
      const run = work.runs.get(id);
      if (!run) throw new Error(`The runner has no run ${id}`);
      return run.record;
    },
    schedule: async () => {
      work.events.push(...(await listScheduled(github)));
      await settleNext();
    },
    close: async () => {
      for (const stop of stops) stop();
      work.isClosed = true;
      for (const run of work.runs.values()) abortRun(run);
      await Promise.all(work.jobs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function prepareWork(options: RunnerOptions, folder: string): Work {
  const { github, root, repositories = {}, secrets = {}, vars = {}, parallel = PARALLEL } = options;
  const places: Places = { github, root, repositories, inProcess: options.inProcess ?? null };
  const jobs = new Set<Promise<void>>();
  const alarm = createAlarm();
  const engine: RunEngine = {
    source: { github, vars },
    groups: keepGroups(),
    now: () => github.clock.now(),
    nextNumber: countUp(),
    hasRoom: () => !work.isClosed && jobs.size < parallel,
    start: (part, steps) => {
      const job = startJob({ engine, places, folder, part, work: steps }).finally(() => {
        jobs.delete(job);
        alarm.ring();
      });
      jobs.add(job);
    },
  };
  const work: Work = {
    github,
    setting: { places, secrets, vars, inherited: options.defaultPermissions ?? DEFAULT_GRANT },
    engine,
    runs: new Map(),
    events: [],
    jobs,
    alarm,
    isClosed: false,
    cron: options.cron ? watchCron(github) : undefined,
  };
  return work;
}

async function settle(work: Work): Promise<void> {
  for (;;) {
    const seen = work.alarm.rung();
    await takeEvents(work);
    await moveOn(work);
    if (work.alarm.rung() !== seen) continue;
    if (work.jobs.size === 0) return;
    await work.alarm.after(seen);
  }
}

async function takeEvents({ github, setting, runs, events, cron }: Work): Promise<void> {
  events.push(...((await cron?.takeDue()) ?? []));
  for (let event = events.shift(); event !== undefined; event = events.shift()) {
    for (const id of await startRuns(github, event)) {
      const run = await openRun(setting, event, id);
      runs.set(id, run);
      reportRun(github, run);
    }
  }
}

/** Until nothing moves any more without a job that ends, an event or a change. */
async function moveOn({ github, setting, engine, runs }: Work): Promise<void> {
  let moved = true;
  while (moved) {
    moved = false;
    for (const run of runs.values()) moved = (await followRun(engine, setting, run)) || moved;
  }
  for (const run of runs.values()) reportRun(github, run);
}

function abortRun({ main }: RunState): void {
  if (main) for (const part of partsOf(main)) part.abort.abort();
}

type Alarm = {
  ring(): void;
  /** How often it rang. */
  rung(): number;
  /** Until it has rung more often than that. */
  after(times: number): Promise<void>;
};

/** Lets the runner sleep until something happened, and tells what happened while it was awake. */
function createAlarm(): Alarm {
  let times = 0;
  let wake: () => void = () => {};
  return {
    ring: () => {
      times += 1;
      wake();
    },
    rung: () => times,
    after: (seen) =>
      new Promise((fulfil) => {
        if (times !== seen) fulfil();
        else wake = fulfil;
      }),
  };
}

function countUp(): () => number {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
}
