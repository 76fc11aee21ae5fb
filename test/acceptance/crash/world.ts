import type { Played, Stage } from "@release-approval/rehearsal";
import { type FinalState, finalState, lastingOutputs } from "./final-state.ts";
import type { Scenario } from "./scenarios.ts";
import { replaySteps, type Tape, workflowOf } from "./steps.ts";

export type World = { stage: Stage; run: Played["run"] };
export type End = { state: FinalState; outputs: Record<string, string>; dispatches: number };

/** A world in which the scenario's run is about to start its action. */
export async function openWorld(tape: Tape, { from, given, action }: Scenario): Promise<World> {
  const stage = await replaySteps(tape, from);
  await given(stage);
  return { stage, run: stage.github.createRun({ workflow: workflowOf(action), actor: "mia" }) };
}

export function play({ stage, run }: World, { action, inputs }: Scenario, signal?: AbortSignal) {
  return stage.play(action, inputs, { run, actor: "mia", ...(signal && { signal }) });
}

/** The same run, started again. */
export function playAgain({ stage, run }: World, scenario: Scenario): Promise<Played> {
  return play({ stage, run: stage.github.rerun(run.id, "mia") }, scenario);
}

export function endOf({ stage }: World, { outputs }: Played): End {
  const dispatches = stage.github.dispatches.length;
  return { state: finalState(stage), outputs: lastingOutputs(outputs), dispatches };
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
