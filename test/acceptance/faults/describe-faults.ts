import type { Fault, FaultKind } from "@release-approval/rehearsal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepTable } from "../../tables.ts";
import { spread } from "../spread.ts";
import { nameOf, playUndisturbed, type Undisturbed } from "./calm.ts";
import { pictureOf, pictures } from "./compare.ts";
import type { Scenario } from "./scenarios.ts";
import { type Counted, printTable } from "./table.ts";
import { close, type End, endOf, forEachOf, openWorld, play, playAgain } from "./world.ts";

const patience = 600_000;
const atOnce = 4;

/** What passes: one request is met, and the action comes through by itself. */
const passing = ["before", "after", "429", "secondary", "502", "cut", "stall"] as const;
/** What stays, from one request to the end of the run: then the next run has to complete it. */
const lasting = ["502", "primary"] as const;

type Case = { at: number; kind: FaultKind; lasts: boolean };

/**
 * Every fault at each request of each scenario's action; then the action is started again with no fault. The release must
 * come to the state that it has when nothing happens: issue, history, decision, messages. A fault that passes must not
 * even be noticed.
 * @param step in `npm test`, every so many-th case
 */
export function describeFaults(title: string, scenarios: readonly Scenario[], step: number): void {
  const counted: Counted[] = [];
  const kinds = [...passing, ...lasting.map((kind) => `${kind} …`)];
  afterAll(() => keepTable(title, printTable(counted, kinds)));

  describe.each(scenarios)("$name", { timeout: patience }, (scenario) => {
    let calm: Undisturbed;
    beforeAll(async () => {
      calm = await playUndisturbed(scenario);
    }, patience);

    it("ends as if nothing had happened, whatever fault meets any of its requests", async () => {
      const counts = new Map<string, number>();
      await forEachOf(spread(casesOf(calm), step, scenarios.indexOf(scenario)), atOnce, async (one) => {
        await meet(scenario, calm, one);
        const name = one.lasts ? `${one.kind} …` : one.kind;
        counts.set(name, (counts.get(name) ?? 0) + 1);
      });
      const requests = calm.log.length;
      counted.push({ action: scenario.action, scenario: scenario.name, requests, counts });
    });

    it("started again after its end, changes nothing but what it hands out anew", () => {
      // Each attempt of a gate claims for itself, and hands out a document of its own.
      const asEnded = ({ exitCode, outputs, messages }: End, { state }: End) =>
        pictureOf(scenario.action, { ...calm.once, exitCode, outputs, messages, state });
      expect(asEnded(calm.once, calm.twice)).toEqual(asEnded(calm.once, calm.once));
    });
  });
}

function casesOf({ log }: Undisturbed): Case[] {
  return log.flatMap((_, index) => [
    ...passing.map((kind) => ({ at: index + 1, kind, lasts: false })),
    ...lasting.map((kind) => ({ at: index + 1, kind, lasts: true })),
  ]);
}

/** Gives up a request that is not answered in seconds instead of twenty. */
function impatient(scenario: Scenario): Scenario {
  return { ...scenario, sample: { ...scenario.sample, inProcess: { haste: 50, patience: 1_500 } } };
}

async function meet(scenario: Scenario, calm: Undisturbed, { at, kind, lasts }: Case): Promise<void> {
  const world = await openWorld(calm.tape, kind === "stall" ? impatient(scenario) : scenario);
  const { faults } = world.stage.github;
  const fault: Fault = { on: at, kind, ...(lasts && { times: Number.POSITIVE_INFINITY }) };
  faults.add(fault);
  const met = await play(world, scenario);
  faults.clear();
  const where = `${kind}${lasts ? " from" : " at"} request ${at}: ${nameOf(calm.log[at - 1])}`;
  // A set-up is watched by whoever starts it: it says what failed, and they start it again.
  if (!lasts && scenario.admin !== true)
    expect
      .soft(pictureOf(scenario.action, endOf(world, met)), `${where}\n${met.stdout}`)
      .toEqual(pictureOf(scenario.action, calm.once));
  const again = await playAgain(world, scenario);
  const end = endOf(world, again);
  expect
    .soft(pictures(scenario, calm), `${where}\n${met.stdout}\n${again.stdout}`)
    .toContainEqual(pictureOf(scenario.action, end));
  // Starting publishing twice is allowed, since the gate lets one through; never starting it is not.
  const { dispatches } = calm.once;
  expect.soft([dispatches, dispatches + 1], where).toContain(end.dispatches);
  await close(world);
}
