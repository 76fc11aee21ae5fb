/** A rehearsal from the command line to its end. */

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Refused } from "../access/refused.ts";
import { findDifferences } from "./check-expectation.ts";
import { type Asked, HELP, readCommandLine } from "./command-line.ts";
import { openRehearsal, type Rehearsal } from "./open-rehearsal.ts";
import { describeAct, newestRun, playAct } from "./play-act.ts";
import { type Folder, readFolder } from "./read-folder.ts";
import { readScript } from "./read-script.ts";
import { RehearseError } from "./rehearse-error.ts";
import type { Act } from "./script.ts";
import { createTeller, tellWaiting } from "./tell.ts";

export type Surroundings = {
  /** Folder of this project, whose built actions are played. */
  product: string;
  /** Folder that the paths of the command line are relative to. */
  base: string;
  /** Where lines go. */
  tell(lines: readonly string[]): void;
};

/**
 * @param args as typed
 * @returns whether everything was as it should be
 * @throws RehearseError for what whoever typed it can put right
 */
export async function rehearse(args: string[], around: Surroundings): Promise<boolean> {
  const asked = readCommandLine(args);
  if (asked) return playAll(asked, around);
  around.tell([HELP]);
  return true;
}

async function playAll(asked: Asked, around: Surroundings): Promise<boolean> {
  const { product, base, tell } = around;
  const folder = readFolder(asked, base);
  const script = readActs(asked, folder, base);
  const rehearsal = await openRehearsal(asked, folder, product, base);
  try {
    tell(describePlace(rehearsal));
    const isGood = await playActs(rehearsal, script, around, asked.script);
    const waiting = tellWaiting(rehearsal);
    if (waiting.length > 0) tell(["", "Waiting:", ...waiting]);
    if (asked.script !== undefined) return isGood && !hasUnexpectedProblem(rehearsal, script);
    const { conclusion } = newestRun(rehearsal, folder.workflow);
    return conclusion !== "failure" && conclusion !== "startup_failure";
  } finally {
    await rehearsal.close();
  }
}

/** A run that could not begin is nothing to pass over, unless the script says so. */
function hasUnexpectedProblem({ runner }: Rehearsal, script: readonly Act[]): boolean {
  const isExpected = script.some(
    (act) => act.name === "expect" && act.asked.expect.run === "startup_failure",
  );
  return !isExpected && runner.runs().some(({ problem }) => problem !== undefined);
}

function readActs({ script, inputs }: Asked, { workflow }: Folder, base: string): Act[] {
  if (script !== undefined) return readScript(script, readScriptFile(resolve(base, script), script));
  return [{ name: "dispatch", line: 0, asked: { dispatch: workflow, inputs } }];
}

function readScriptFile(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new RehearseError(`There is no ${name}`);
  }
}

async function playActs(
  rehearsal: Rehearsal,
  script: readonly Act[],
  { tell }: Surroundings,
  path?: string,
): Promise<boolean> {
  const teller = createTeller(rehearsal);
  let isGood = true;
  for (const act of script) {
    const where = path === undefined ? "" : `${path}:${act.line}: `;
    if (act.name === "expect") {
      const differences = findDifferences(rehearsal, act.asked.expect);
      tell(
        differences.length === 0 ? ["  ✅ as expected"] : differences.map((each) => `  ❌ ${where}${each}`),
      );
      if (differences.length > 0) isGood = false;
      continue;
    }
    tell(["", `${timeOf(rehearsal)}  ${describeAct(rehearsal, act)}`]);
    try {
      await playAct(rehearsal, act);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof RehearseError)) throw error;
      throw new RehearseError(`${where}${error.message}`);
    }
    tell(teller.tellNews());
  }
  return isGood;
}

function describePlace({ github, people }: Rehearsal): string[] {
  const environments = github.environments().map(({ name, reviewers, waitMinutes }) => {
    const who = reviewers.join(", ") || (waitMinutes > 0 ? `${waitMinutes} min` : "nobody");
    return `${name} (${who})`;
  });
  return [
    `${github.fullName}, with ${people.map(({ login, permission }) => `${login} (${permission})`).join(", ")}`,
    ...(environments.length > 0 ? [`environments: ${environments.join(", ")}`] : []),
  ];
}

function timeOf({ github }: Rehearsal): string {
  return github.clock
    .now()
    .replace("T", " ")
    .replace(/:\d\dZ$/, "");
}
