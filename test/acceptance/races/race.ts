import { join } from "node:path";
import {
  leastPermissions,
  type RunActionResult,
  runAction,
  runnerContext,
} from "@release-approval/rehearsal";
import { dist } from "../cast.ts";
import type { Scenario } from "../faults/scenarios.ts";
import { startRun, type Tape } from "../faults/story.ts";
import { close, openWorld, play, record, type World } from "../faults/world.ts";
import { holdBack } from "./hold-back.ts";

/** How two runs went that met in one world. */
export type Met = { world: World; first: RunActionResult; second: RunActionResult };

/** Two runs of which each goes its own pace. */
export async function meetFreely(tape: Tape, one: Scenario, other: Scenario): Promise<Met> {
  const world = await openWorld(tape, one);
  const [first, second] = await Promise.all([play(world, one), play(another(world, other), other)]);
  return { world, first, second };
}

/** The second run plays from beginning to end between two requests of the first: just before its k-th. */
export async function meetAt(tape: Tape, one: Scenario, other: Scenario, k: number): Promise<Met> {
  const world = await openWorld(tape, one);
  const way = await holdBack(world.stage.github.url, k);
  const started = playOver(way.url, world, one);
  const isMet = await Promise.race([way.reached.then(() => true), started.then(() => false)]);
  if (!isMet) throw new Error(`The first run ended before its request ${k}`);
  const second = await play(another(world, other), other);
  way.letGo();
  const first = await started;
  await way.close();
  return { world, first, second };
}

/** A run that meets nobody: which of its requests write, and what it leaves behind. */
export async function playAlone<T>(scenario: Scenario, look: (world: World) => T) {
  const { tape } = await record(scenario);
  const world = await openWorld(tape, scenario);
  const { exitCode, stdout } = await play(world, scenario);
  if (exitCode !== 0) throw new Error(stdout);
  const log = world.stage.github.requests.all();
  const left = look(world);
  await close(world);
  const writes = log.flatMap(({ method, graphqlQuery }, index) =>
    method !== "GET" && graphqlQuery === null ? [index + 1] : [],
  );
  // Before a write, what the run knows is oldest; behind it, its own word is out.
  const turns = [...new Set(writes.flatMap((k) => [k, k + 1]))].filter((k) => k <= log.length);
  return { tape, turns, left };
}

function another({ stage, inbox }: World, { action }: Scenario): World {
  return { stage, run: startRun(stage, action), inbox };
}

function playOver(
  url: string,
  { stage, run }: World,
  { action, inputs }: Scenario,
): Promise<RunActionResult> {
  const { github } = stage;
  const token = github.mintToken({ run: run.id, permissions: leastPermissions[action] });
  return runAction({
    file: join(dist, `${action}.js`),
    inProcess: { haste: 20 },
    inputs: { "github-token": token, ...inputs },
    github: { ...runnerContext(github, run), apiUrl: url, graphqlUrl: `${url}/graphql` },
  });
}
