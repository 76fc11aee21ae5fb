import type { Played, RunRef, Stage } from "@release-approval/rehearsal";
import { type Inbox, idsAt, openInbox } from "../messages/inbox.ts";
import { type FinalState, finalState, lastingOutputs } from "./final-state.ts";
import type { Scenario } from "./scenarios.ts";
import { recordStory, replayStory, startRun, type Tape } from "./story.ts";

export type World = { stage: Stage; run: RunRef; inbox: Inbox | null };
export type End = {
  exitCode: number | null;
  state: FinalState;
  outputs: Record<string, string>;
  dispatches: number;
  /** Ids of all messages that went out; each once, also where it was repeated. */
  messages: string[];
};

/** What happened before a scenario, to be replayed; and the state that the actions left then. */
export async function record({ sample, before }: Scenario): Promise<{ tape: Tape; left: FinalState }> {
  const { stage, tape } = await recordStory(sample, before);
  const left = finalState(stage);
  await stage.close();
  return { tape, left };
}

/** A world in which the scenario's run is about to start its action. */
export async function openWorld(
  tape: Tape,
  { sample, before, given, action, messages }: Scenario,
): Promise<World> {
  const { stage, run } = await replayStory(sample, before, tape);
  await given?.(stage);
  const inbox = messages === true ? await openInbox() : null;
  return { stage, run: run ?? startRun(stage, action), inbox };
}

export function play(
  { stage, run, inbox }: World,
  scenario: Scenario,
  signal?: AbortSignal,
): Promise<Played> {
  const { action, inputs, admin } = scenario;
  const channel = inbox === null ? {} : { "webhook-url": `${inbox.url}/hook` };
  return stage.play(
    action,
    { ...inputs, ...channel },
    {
      run,
      actor: "mia",
      ...(admin && { file: "release-approval.js", token: stage.github.tokens.of("ada") }),
      ...(signal && { signal }),
    },
  );
}

/** The same run, started again. */
export function playAgain(world: World, scenario: Scenario): Promise<Played> {
  return play({ ...world, run: world.stage.github.rerun(world.run.id, "mia") }, scenario);
}

export function endOf({ stage, inbox }: World, { outputs, exitCode }: Played): End {
  const dispatches = stage.github.dispatches.length;
  const messages = inbox === null ? [] : [...new Set(idsAt(inbox, "/hook"))].sort();
  return { exitCode, state: finalState(stage), outputs: lastingOutputs(outputs), dispatches, messages };
}

export async function close({ stage, inbox }: World): Promise<void> {
  await Promise.all([stage.close(), inbox?.close()]);
  stage.github.assertNoViolations();
}

/** Acts on each, so many at a time. */
export async function forEachOf<T>(
  all: readonly T[],
  atOnce: number,
  act: (one: T) => Promise<void>,
): Promise<void> {
  const left = all.values();
  const worker = async () => {
    for (const one of left) await act(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
