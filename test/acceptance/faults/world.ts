import type { Played, RunRef, Stage } from "@release-approval/rehearsal";
import { type FinalState, finalState, lastingOutputs } from "./final-state.ts";
import type { Scenario } from "./scenarios.ts";
import { recordStory, replayStory, startRun, type Tape } from "./story.ts";

export type World = { stage: Stage; run: RunRef };
export type End = {
  exitCode: number | null;
  state: FinalState;
  outputs: Record<string, string>;
  dispatches: number;
};

/** What happened before a scenario, to be replayed; and the state that the actions left then. */
export async function record({ sample, before }: Scenario): Promise<{ tape: Tape; left: FinalState }> {
  const { stage, tape } = await recordStory(sample, before);
  const left = finalState(stage);
  await stage.close();
  return { tape, left };
}

/** A world in which the scenario's run is about to start its action. */
export async function openWorld(tape: Tape, { sample, before, given, action }: Scenario): Promise<World> {
  const { stage, run } = await replayStory(sample, before, tape);
  await given?.(stage);
  return { stage, run: run ?? startRun(stage, action) };
}

export function play({ stage, run }: World, scenario: Scenario, signal?: AbortSignal): Promise<Played> {
  const { action, inputs, admin } = scenario;
  return stage.play(action, inputs, {
    run,
    actor: "mia",
    ...(admin && { file: "release-approval.js", token: stage.github.tokens.of("ada") }),
    ...(signal && { signal }),
  });
}

/** The same run, started again. */
export function playAgain({ stage, run }: World, scenario: Scenario): Promise<Played> {
  return play({ stage, run: stage.github.rerun(run.id, "mia") }, scenario);
}

export function endOf({ stage }: World, { outputs, exitCode }: Played): End {
  const dispatches = stage.github.dispatches.length;
  return { exitCode, state: finalState(stage), outputs: lastingOutputs(outputs), dispatches };
}

export async function close({ stage }: World): Promise<void> {
  await stage.close();
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
