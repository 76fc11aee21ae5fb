import {
  type EnvironmentEntry,
  isChange,
  type PlanEntry,
  type SetupOutcome,
} from "@release-approval/approval/setup";
import type { Settings, Written } from "@release-approval/github/settings";

type How = { apply: boolean; isPrivate: boolean };

/**
 * Does what a plan says, one after the other, or only tells what would be done. What GitHub refuses is told, and the rest
 * is done all the same; a plan that broke off is completed by running it again.
 * @throws PermissionError at the first thing that the token may not do
 */
export async function applySetup(
  settings: Settings,
  entries: readonly PlanEntry[],
  { apply, isPrivate }: How,
): Promise<SetupOutcome[]> {
  const outcomes: SetupOutcome[] = [];
  let isOnPlan = true;
  for (const entry of entries) {
    if (!isChange(entry)) outcomes.push({ entry, result: "untouched", said: null });
    else if (!apply) outcomes.push({ entry, result: "planned", said: null });
    else if (entry.kind === "label") outcomes.push(toOutcome(entry, await settings.createLabel(entry)));
    // What the plan of the owner lacks, it lacks for every environment.
    else if (!isOnPlan) outcomes.push({ entry, result: "not-on-this-plan", said: null });
    else {
      const written = await applyEnvironment(settings, entry, isPrivate);
      isOnPlan = written.kind !== "not-on-this-plan";
      outcomes.push(toOutcome(entry, written));
    }
  }
  return outcomes;
}

async function applyEnvironment(
  settings: Settings,
  { name, target, replaces, adds }: EnvironmentEntry,
  isPrivate: boolean,
): Promise<Written> {
  if (replaces) {
    const written = await settings.putEnvironment({ name, ...target }, { isPrivate });
    if (written.kind !== "written") return written;
  }
  for (const pattern of adds.branches) {
    const written = await settings.addBranchPattern({ environment: name, pattern });
    if (written.kind !== "written") return written;
  }
  return { kind: "written" };
}

function toOutcome(entry: PlanEntry, written: Written): SetupOutcome {
  return { entry, result: written.kind, said: written.kind === "written" ? null : written.said };
}
