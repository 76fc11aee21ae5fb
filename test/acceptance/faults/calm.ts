import type { LoggedRequest } from "@release-approval/rehearsal";
import { expect } from "vitest";
import type { Calm } from "./compare.ts";
import type { Scenario } from "./scenarios.ts";
import type { Tape } from "./story.ts";
import { close, endOf, openWorld, play, playAgain, record } from "./world.ts";

/** How a scenario goes when nothing disturbs it, and when its run is then started once more. */
export type Undisturbed = Calm & { tape: Tape; log: readonly LoggedRequest[] };

export async function playUndisturbed(scenario: Scenario): Promise<Undisturbed> {
  const { tape } = await record(scenario);
  const world = await openWorld(tape, scenario);
  const played = await play(world, scenario);
  expect(played.exitCode, played.stdout).toBe(scenario.exitCode ?? 0);
  const once = endOf(world, played);
  const log = world.stage.github.requests.all();
  const twice = endOf(world, await playAgain(world, scenario));
  await close(world);
  return { tape, log, once, twice };
}

export function nameOf(request: LoggedRequest | undefined): string {
  return request === undefined ? "none" : `${request.method} ${request.graphqlOperation ?? request.path}`;
}
