import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepTable } from "../tables.ts";
import { nameOf, playUndisturbed, type Undisturbed } from "./faults/calm.ts";
import { pictureOf, pictures } from "./faults/compare.ts";
import { finalState } from "./faults/final-state.ts";
import { type Scenario, scenarios } from "./faults/scenarios.ts";
import { replayStory } from "./faults/story.ts";
import { type Counted, printTable } from "./faults/table.ts";
import { close, endOf, forEachOf, openWorld, play, playAgain, record } from "./faults/world.ts";
import { spread } from "./spread.ts";

/*
 * Every action, in everything that it does, is killed at each of its requests, and its run is started again: the release
 * must come to the state that it has when nothing happens. The process is killed (SIGKILL) as soon as GitHub has the
 * request, which GitHub still fulfils; a crash before a request leaves what the crash after the request before it
 * leaves, so every point in between is met.
 */

// One for each core of a small machine.
const atOnce = 2;
const patience = 600_000;

const counted: Counted[] = [];
afterAll(() => keepTable("killed at every request", printTable(counted, ["killed"])));

it("makes a world again from what the actions wrote in the first", async () => {
  const scenario = scenarios.find(({ name }) => name === "the gate");
  if (scenario === undefined) throw new Error("There is no such scenario");
  const { tape, left } = await record(scenario);
  const { stage } = await replayStory(scenario.sample, scenario.before, tape);
  expect(finalState(stage)).toEqual(left);
  await stage.close();
});

// In `npm test`, some of the points of some of the scenarios.
describe.each(spread(scenarios, 5))("$name", { timeout: patience }, (scenario) => {
  let calm: Undisturbed;
  beforeAll(async () => {
    calm = await playUndisturbed(scenario);
  }, patience);

  it("killed at any request and started again, ends as if nothing had happened", async () => {
    const { log } = calm;
    const points = spread([...log.keys()], 6, scenarios.indexOf(scenario));
    await forEachOf(points, atOnce, (index) => crash(scenario, calm, index + 1));
    const counts = new Map([["killed", points.length]]);
    counted.push({ action: scenario.action, scenario: scenario.name, requests: log.length, counts });
  });
});

async function crash(scenario: Scenario, calm: Undisturbed, point: number): Promise<void> {
  const world = await openWorld(calm.tape, scenario);
  const killer = new AbortController();
  let seen = 0;
  const strikes = () => {
    seen += 1;
    if (seen === point) killer.abort();
    return seen === point;
  };
  world.stage.github.faults.add({ on: strikes, kind: "after" });
  const killed = await play(world, scenario, killer.signal);
  expect(killed.exitCode, `the process was not killed: ${killed.stdout}`).toBeNull();
  const again = await playAgain(world, scenario);
  const end = endOf(world, again);
  const where = `killed at request ${point}: ${nameOf(calm.log[point - 1])}`;
  expect
    .soft(pictures(scenario, calm), `${where}\n${again.stdout}`)
    .toContainEqual(pictureOf(scenario.action, end));
  // Starting publishing twice is allowed, since the gate lets one through; never starting it is not.
  const { dispatches } = calm.once;
  expect.soft([dispatches, dispatches + 1], where).toContain(end.dispatches);
  await close(world);
}
