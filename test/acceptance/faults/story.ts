import {
  type ActionName,
  type LoggedRequest,
  leastPermissions,
  type PlayOptions,
  type RunRef,
  type Stage,
} from "@release-approval/rehearsal";
import { openSample } from "../cast.ts";

/*
 * What happened to a release before a scenario begins: people's acts, and the actions that were played in between. They
 * are played once; for each further world the writes that they made then are made again, which costs a few milliseconds.
 */

export type Inputs = Readonly<Record<string, string>>;

/** Plays an action to its end in a run of its own, unless a run is given. */
export type Act = (action: ActionName, inputs: Inputs, options?: ActOptions) => Promise<RunRef>;
type ActOptions = Pick<PlayOptions, "file" | "token"> & { run?: RunRef; exitCode?: number };

/** @returns the run in which the scenario's action is to be played, where it is none of its own */
export type Story = (stage: Stage, act: Act) => Promise<RunRef | undefined>;

export type Sample = Parameters<typeof openSample>[0];

/** What each action of a story wrote. */
export type Tape = readonly (readonly LoggedRequest[])[];

export type Told = { stage: Stage; run: RunRef | undefined };

// What it waits for is waited for in less: faults are many. How long it waits for an answer stays as it is: a busy machine
// must not look like a lost request.
const hasty = { inProcess: { haste: 50 } };

/** Plays a story with the actions. The stage stays open, to be looked at. */
export async function recordStory(sample: Sample, story: Story): Promise<Told & { tape: Tape }> {
  const stage = await openSample({ ...hasty, ...sample });
  const tape: LoggedRequest[][] = [];
  const run = await story(stage, async (action, inputs, { exitCode = 0, ...options } = {}) => {
    const own = options.run ?? startRun(stage, action);
    const before = stage.github.requests.writes().length;
    const played = await stage.play(action, inputs, { actor: "mia", ...options, run: own });
    if (played.exitCode !== exitCode) throw new Error(`${action}: ${played.stdout}`);
    tape.push(stage.github.requests.writes().slice(before));
    return own;
  });
  return { stage, run, tape };
}

/** The same world again, without an action having been started. */
export async function replayStory(sample: Sample, story: Story, tape: Tape): Promise<Told> {
  const stage = await openSample({ ...hasty, ...sample });
  let acts = 0;
  const run = await story(stage, async (action, _, options = {}) => {
    const own = options.run ?? startRun(stage, action);
    const permissions = leastPermissions[action];
    const token = options.token ?? stage.github.mintToken({ run: own.id, permissions });
    for (const write of tape[acts] ?? []) await repeat(stage, token, write);
    acts += 1;
    return own;
  });
  stage.github.requests.reset();
  return { stage, run };
}

export function startRun({ github }: Stage, action: ActionName): RunRef {
  return github.createRun({ workflow: workflowOf(action), actor: "mia" });
}

function workflowOf(action: ActionName): string {
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
