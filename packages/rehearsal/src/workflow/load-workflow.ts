/** Loads a workflow with everything that it names, so that what cannot run is found before anything runs. */

import { join } from "node:path";
import { type Action, readAction } from "./action-file.ts";
import { hasEquivalent } from "./equivalents/table.ts";
import { findExcess, type Grant, grantFor } from "./permissions.ts";
import { otherPlace, type Place, type Places } from "./places.ts";
import { invalid, notSupported } from "./problem.ts";
import { readWorkflow } from "./read-workflow.ts";
import { readReference } from "./references.ts";
import type { CallWork, JobPlan, StepPlan, Workflow } from "./workflow.ts";

export type Loaded = {
  workflow: Workflow;
  place: Place;
  /** The workflows that its jobs call, by the job's key. */
  called: ReadonlyMap<string, Loaded>;
};

/** An action, and the place that `$/…` means in it. */
export type FoundAction = { action: Action; place: Place };

/** GitHub's limit for workflows that call workflows. */
const DEEPEST = 10;

/**
 * @param inherited what a job may do where no file says anything
 * @throws WorkflowProblem for what GitHub would refuse, or the rehearsal cannot run
 */
export async function loadWorkflow(
  places: Places,
  place: Place,
  path: string,
  inherited: Grant,
  depth = 1,
): Promise<Loaded> {
  const workflow = await readWorkflow({ path, text: requireText(place, path) }, (uses) => {
    const called = findWorkflow(places, place, uses);
    return { path: called.path, text: requireText(called.place, called.path) };
  });
  if (workflow.refusal) throw workflow.refusal;
  const called = new Map<string, Loaded>();
  for (const job of workflow.jobs) {
    const grant = grantFor([job.permissions, workflow.permissions], inherited);
    if (depth > 1) assertWithin(workflow, job, grant, inherited);
    if (job.work.kind === "call") {
      if (depth === DEEPEST) throw invalid(`${path} calls workflows more than ${DEEPEST} levels deep`);
      const found = findWorkflow(places, place, job.work.uses);
      called.set(job.id, await loadWorkflow(places, found.place, found.path, grant, depth + 1));
    } else for (const step of job.work.steps) checkStep(places, place, path, step);
  }
  return { workflow, place, called };
}

/**
 * Finds an action that is not in the workspace.
 * @returns `undefined` for one in the workspace, and for one with a local equivalent
 * @throws WorkflowProblem when it is nowhere
 */
export function findAction(
  places: Places,
  place: Place,
  uses: string,
  where: string,
): FoundAction | undefined {
  const reference = readReference(uses);
  switch (reference.kind) {
    case "docker":
      throw notSupported(`Docker actions ("${uses}")`, where);
    case "local":
      return undefined;
    case "own":
      return requireAction(place, reference.path, uses, where);
    case "repository": {
      const other = otherPlace(places, reference.repository, reference.ref);
      if (other) {
        const found = requireAction(other, reference.path, uses, where);
        const { runs } = found.action;
        if (runs.kind === "javascript" && runs.hasPre) throw notSupported(`"pre" of ${uses}`, where);
        return found;
      }
      if (hasEquivalent(reference.repository)) return undefined;
      throw notSupported(
        `the action ${uses}: it has no local equivalent, and no folder for it is given`,
        where,
      );
    }
  }
}

function requireAction(place: Place, path: string, uses: string, where: string): FoundAction {
  const action = readAction(join(place.folder, path), uses);
  if (!action) throw invalid(`${where}: Can't find 'action.yml' or 'action.yaml' for action '${uses}'`);
  return { action, place };
}

function findWorkflow(places: Places, place: Place, uses: CallWork["uses"]): { place: Place; path: string } {
  const reference = readReference(uses);
  switch (reference.kind) {
    case "docker":
      throw invalid(`"${uses}" is no workflow`);
    case "local":
    case "own":
      return { place, path: reference.path };
    case "repository": {
      const other = otherPlace(places, reference.repository, reference.ref);
      if (!other)
        throw notSupported(`the workflow ${uses}: no folder for its repository is given`, place.repository);
      return { place: other, path: reference.path };
    }
  }
}

function requireText(place: Place, path: string): string {
  const text = place.read(path);
  if (text === undefined) throw invalid(`${place.repository} has no ${path} at ${place.ref}`);
  return text;
}

/** A called workflow may be given less than its caller has, never more. */
function assertWithin(workflow: Workflow, job: JobPlan, grant: Grant, allowed: Grant): void {
  const excess = findExcess(grant, allowed);
  if (excess !== undefined) {
    throw invalid(`Error calling workflow '${workflow.path}'. The nested job '${job.id}' ${excess}.`);
  }
}

function checkStep(places: Places, place: Place, path: string, step: StepPlan): void {
  if (step.work.kind === "uses") findAction(places, place, step.work.uses, `${path}, line ${step.line}`);
}
