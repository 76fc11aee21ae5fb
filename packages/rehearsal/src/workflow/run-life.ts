/** A run from its beginning to its end, with its cancellation and its further attempts. */

import type { GitHubEvent, RunView } from "../embedded.ts";
import { advanceFlow, openFlow } from "./advance.ts";
import { dispatchInputs } from "./call-inputs.ts";
import { flowSight } from "./contexts.ts";
import { cancelFlow } from "./end-part.ts";
import type { RunEngine } from "./engine.ts";
import { evaluateText } from "./expression.ts";
import { loadWorkflow } from "./load-workflow.ts";
import type { Grant } from "./permissions.ts";
import { homePlace, type Places } from "./places.ts";
import { messageOf } from "./problem.ts";
import { combineResults, type Flow, type RunState } from "./run-state.ts";

/** What every run is given. */
export type RunSetting = {
  places: Places;
  secrets: Readonly<Record<string, string>>;
  vars: Readonly<Record<string, string>>;
  /** What its token may do where no file says anything. */
  inherited: Grant;
};

export async function openRun(setting: RunSetting, event: GitHubEvent, id: number): Promise<RunState> {
  const view = setting.places.github.run(id);
  const run: RunState = {
    view,
    event: { name: event.name, payload: event.payload },
    record: {
      id,
      attempt: view.attempt,
      workflow: view.workflow,
      title: view.workflowName,
      event: event.name,
      actor: view.actor,
      status: "queued",
      conclusion: null,
      jobs: [],
      artifacts: [],
    },
  };
  await begin(setting, run);
  return run;
}

/**
 * Moves a run on, after looking whether somebody cancelled it, deleted it or asked for it again.
 * @returns whether anything moved
 */
export async function followRun(engine: RunEngine, setting: RunSetting, run: RunState): Promise<boolean> {
  const view = lookUp(setting, run);
  if (view && view.attempt > run.view.attempt) await beginAgain(setting, run, view);
  const { main, record } = run;
  if (main === undefined || record.status === "completed") return false;
  const isUnwanted = view === undefined || view.cancelRequested;
  if (isUnwanted && !main.cancelled) cancelFlow(engine, main);
  try {
    const moved = advanceFlow(engine, main);
    if (main.phase === "done") endRun(run, main);
    return moved;
  } catch (error) {
    main.phase = "done";
    if (main.claim) engine.groups.release(main.claim);
    refuse(run, error);
    return true;
  }
}

async function begin(
  { places, secrets, vars, inherited }: RunSetting,
  run: RunState,
  earlier?: Flow,
): Promise<void> {
  try {
    const { ref, sha, workflow } = run.view;
    const loaded =
      earlier?.loaded ?? (await loadWorkflow(places, homePlace(places, ref, sha), workflow, inherited));
    const inputs = dispatchInputs(loaded.workflow, run.event);
    run.main = openFlow({ run, loaded, inputs, secrets, inherited, ...(earlier && { earlier }) });
    const { runName, name } = loaded.workflow;
    const title = evaluateText(runName, flowSight({ github: places.github, vars }, run.main));
    run.record.title = title || name;
  } catch (error) {
    refuse(run, error);
  }
}

/** The same commit, event and actor; only who asked for it is another. */
async function beginAgain(setting: RunSetting, run: RunState, view: RunView): Promise<void> {
  const { main, record } = run;
  run.view = view;
  delete run.main;
  delete record.problem;
  Object.assign(record, { attempt: view.attempt, status: "queued", conclusion: null, jobs: [] });
  await begin(setting, run, view.jobs === "failed" ? main : undefined);
}

function refuse({ record }: RunState, error: unknown): void {
  record.problem = messageOf(error);
  record.status = "completed";
  record.conclusion = "startup_failure";
}

function endRun({ record }: RunState, main: Flow): void {
  record.status = "completed";
  record.conclusion = main.cancelled
    ? "cancelled"
    : combineResults(main.jobs.flatMap(({ result }) => result ?? []));
}

/** `undefined` once the run was deleted. */
function lookUp({ places }: RunSetting, { record }: RunState): RunView | undefined {
  try {
    return places.github.run(record.id);
  } catch {
    return undefined;
  }
}
