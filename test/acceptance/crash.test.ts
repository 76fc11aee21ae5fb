import type { FaultKind, LoggedRequest } from "@release-approval/rehearsal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FinalState, finalState } from "./crash/final-state.ts";
import { type Scenario, scenarios } from "./crash/scenarios.ts";
import { recordSteps, replaySteps, type Tape } from "./crash/steps.ts";
import { close, type End, endOf, forEachOf, openWorld, play, playAgain } from "./crash/world.ts";
import { spread } from "./spread.ts";

/*
 * Every action is killed at each of its requests, and its run is started again: the release must come to the state
 * that it has when nothing happens. The process is killed (SIGKILL) as soon as GitHub has the request, which GitHub
 * still fulfils; a crash before a request leaves what the crash after the request before it leaves, so every point in
 * between is met. Then single faults: the action must come through them by itself.
 */

// One for each core of a small machine; where faults are waited out, one more.
const atOnce = 2;
const patience = 90_000;

let tape: Tape;
let recorded: FinalState;
beforeAll(async () => {
  const { stage, tape: written } = await recordSteps();
  [tape, recorded] = [written, finalState(stage)];
  await stage.close();
}, patience);

const counts = { points: 0, faults: 0 };
afterAll(() => {
  const { points, faults } = counts;
  console.log(`${scenarios.length} actions: killed at ${points} requests; met with ${faults} single faults.`);
});

it("makes a world again from what the actions wrote in the first", async () => {
  const stage = await replaySteps(tape, "authorized");
  expect(finalState(stage)).toEqual(recorded);
  await stage.close();
});

describe.each(scenarios)("$name", (scenario) => {
  let calm: End;
  let twice: End;
  let log: readonly LoggedRequest[];
  beforeAll(async () => {
    const world = await openWorld(tape, scenario);
    const played = await play(world, scenario);
    expect(played.exitCode, played.stdout).toBe(0);
    calm = endOf(world, played);
    log = world.stage.github.requests.all();
    twice = endOf(world, await playAgain(world, scenario));
    await close(world);
  }, patience);

  it("started again after its end, changes nothing but what it hands out anew", () => {
    expect(twice.outputs).toEqual(calm.outputs);
    // Each attempt of a gate claims for itself, and hands out a document of its own: one more entry.
    if (scenario.action === "gate-release")
      expect(twice.state.facts).toEqual([...calm.state.facts, ...handedOut]);
    else expect(twice.state).toEqual(calm.state);
  });

  it(
    "killed at any request and started again, ends as if nothing had happened",
    async () => {
      // Before anything is written, the second attempt is the first; after that, it comes to what is there.
      const firstWrite = log.findIndex(isWrite);
      await forEachOf(spread([...log.keys()], 6, scenarios.indexOf(scenario)), atOnce, async (index) => {
        const end = await crash(scenario, index + 1);
        const expected = firstWrite < 0 || index < firstWrite ? calm : twice;
        const where = `killed at request ${index + 1}: ${nameOf(log[index])}`;
        expect.soft(end.state, where).toEqual(expected.state);
        expect.soft(end.outputs, where).toEqual(expected.outputs);
        // Starting publishing twice is allowed, since the gate lets one through; never starting it is not.
        expect
          .soft(end.dispatches, where)
          .toBeOneOf([calm.dispatches, calm.dispatches + crashedDispatch(log[index])]);
        counts.points += 1;
      });
    },
    patience,
  );

  it(
    "comes through single faults by itself",
    async () => {
      await forEachOf(
        spread(faultsOn(log), 6, scenarios.indexOf(scenario)),
        atOnce + 1,
        async ({ on, kind }) => {
          const world = await openWorld(tape, scenario);
          world.stage.github.faults.add({ on, kind });
          const played = await play(world, scenario);
          const where = `${kind} at request ${on}: ${nameOf(log[on - 1])}`;
          expect.soft(played.exitCode, `${where}\n${played.stdout}`).toBe(0);
          const end = endOf(world, played);
          expect.soft(end.state, where).toEqual(calm.state);
          expect.soft(end.outputs, where).toEqual(calm.outputs);
          await close(world);
          counts.faults += 1;
        },
      );
    },
    patience,
  );
});

const handedOut = [expect.stringMatching(/^claim:1\/run:\d+\/0$/), "authorization:1/<digest>"];

async function crash(scenario: Scenario, point: number): Promise<End> {
  const world = await openWorld(tape, scenario);
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
  expect.soft(again.exitCode, again.stdout).toBe(0);
  const end = endOf(world, again);
  await close(world);
  return end;
}

/** Each kind of fault on some read; on every write one that has no effect and one that has, where that may double. */
function faultsOn(log: readonly LoggedRequest[]): { on: number; kind: FaultKind }[] {
  const first: { on: number; kind: FaultKind } = { on: 1, kind: "429" };
  const last: { on: number; kind: FaultKind } = { on: log.length, kind: "cut" };
  const writes = log.flatMap((request, index) => {
    if (!isWrite(request)) return [];
    const kinds: FaultKind[] = request.method === "POST" ? ["502", "after"] : ["cut"];
    return kinds.map((kind) => ({ on: index + 1, kind }));
  });
  return [first, ...writes, ...(isWrite(log.at(-1)) ? [] : [last])];
}

function isWrite(request: LoggedRequest | undefined): boolean {
  return request !== undefined && request.method !== "GET" && request.graphqlQuery === null;
}

function crashedDispatch(request: LoggedRequest | undefined): number {
  return request?.path.endsWith("/dispatches") === true ? 1 : 0;
}

function nameOf(request: LoggedRequest | undefined): string {
  return request === undefined ? "none" : `${request.method} ${request.graphqlOperation ?? request.path}`;
}
