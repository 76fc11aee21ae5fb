import { parseEntry, type RequestFact } from "@release-approval/approval";
import { expect, it } from "vitest";
import { keepTable } from "../tables.ts";
import { issue, type Scenario, scenarios, track } from "./faults/scenarios.ts";
import { close, forEachOf, type World } from "./faults/world.ts";
import { type Met, meetAt, meetFreely, playAlone } from "./races/race.ts";
import { spread } from "./spread.ts";

/*
 * Two runs of one action at the same moment: once each at its own pace, and then, so that nothing is left to luck, one
 * of them held still around each of its writes while the other plays from beginning to end.
 */

const patience = 90_000;

type Check = (met: Met, where: string, alone: Picture) => Promise<void>;

it(
  "two requests for one version and commit: one open issue, one request",
  async () => {
    const request = named("a new request");
    await everyMeeting(request, request, async ({ world, first, second }, where, alone) => {
      expect
        .soft([first.exitCode, second.exitCode], `${where}\n${first.stdout}${second.stdout}`)
        .toEqual([0, 0]);
      const [open, ...others] = world.stage.github.issues().filter((one) => one.state === "open");
      expect.soft(others, where).toEqual([]);
      for (const { outputs } of [first, second])
        expect.soft(outputs["issue-number"], where).toBe(String(open?.number));
      expect
        .soft(
          requestsOf(world).map((fact) => fact.revision),
          where,
        )
        .toEqual([1]);
      expect.soft(pictureOf(world), where).toEqual(alone);
      await expectSettled(world, where);
    });
  },
  patience,
);

it(
  "two requests for one version at different commits: two revisions, or one says that it is overtaken",
  async () => {
    const asked = named("a new request");
    const given: Scenario["given"] = ({ github }) => {
      github.commit({ branch: "next", message: "Mend the console", files: { "console.txt": "best\n" } });
    };
    const at = (ref: string): Scenario => ({ ...asked, given, inputs: { ...asked.inputs, ref } });
    const ends = new Set<string>();
    await everyMeeting(at("main"), at("next"), async ({ world, first, second }, where) => {
      const requests = requestsOf(world);
      expect
        .soft(
          requests.map((fact) => fact.revision),
          where,
        )
        .toEqual([1, 2]);
      const newest = requests.at(-1)?.commit;
      expect
        .soft(
          [first, second].filter(({ exitCode, outputs }) => exitCode === 0 && outputs["commit"] === newest),
          where,
        )
        .toHaveLength(1);
      for (const { exitCode, outputs, stdout } of [first, second]) {
        ends.add(exitCode === 0 ? `revision ${outputs["revision"]}` : String(outputs["reason-code"]));
        const own = requests.find((fact) => fact.revision === Number(outputs["revision"]));
        if (exitCode === 0) expect.soft(outputs["commit"], `${where}\n${stdout}`).toBe(own?.commit);
      }
      await expectSettled(world, where);
    });
    expect([...ends].sort()).toEqual(["overtaken", "revision 1", "revision 2"]);
  },
  patience,
);

it.each(["a new approval", "the last approval"])(
  "two trackings of %s: counted once, and both draw the same",
  async (name) => {
    await everyMeeting(named(name), named(name), async ({ world, first, second }, where, alone) => {
      expect
        .soft([first.exitCode, second.exitCode], `${where}\n${first.stdout}${second.stdout}`)
        .toEqual([0, 0]);
      expect.soft(pictureOf(world), where).toEqual(alone);
      await expectSettled(world, where);
    });
  },
  patience,
);

it(
  "two gates: open for exactly one run",
  async () => {
    const gate = named("the gate");
    await everyMeeting(gate, gate, async ({ world, first, second }, where, alone) => {
      const ends = [first, second].map(
        ({ exitCode, outputs }) => `${exitCode} ${outputs["authorized"]} ${outputs["reason-code"]}`,
      );
      const said = `${where}\n${first.stdout}${second.stdout}`;
      expect.soft(ends.sort(), said).toEqual(["0 true all-reviews-in", "1 false claimed"]);
      expect.soft(pictureOf(world), where).toEqual(alone);
      await expectSettled(world, where);
    });
  },
  patience,
);

async function everyMeeting(one: Scenario, other: Scenario, check: Check): Promise<void> {
  const { tape, turns, left } = await playAlone(one, pictureOf);
  const meetings = [null, ...spread(turns, 2, 1)];
  await forEachOf(meetings, 2, async (turn) => {
    const met = await (turn === null ? meetFreely(tape, one, other) : meetAt(tape, one, other, turn));
    await check(met, turn === null ? "each at its own pace" : `the first held at its request ${turn}`, left);
    await close(met.world);
  });
  keepTable("races", `${one.name} meets ${other.name}: ${meetings.length} times`);
}

function named(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`There is no scenario ${name}`);
  return found;
}

type Picture = unknown;

/** What people see of the release that is open, but for the number of entries: both runs may have told the same. */
function pictureOf({ stage: { github } }: World): Picture {
  const open = github.issues().filter((one) => one.state === "open");
  return open.map(({ number, title, body, labels }) => ({
    title,
    body: body.replace(/History: \d+ entr(y|ies)/, "History"),
    labels,
    reactions: github
      .comments(number)
      .filter((one) => one.author !== "github-actions[bot]")
      .map((one) => one.reactions),
    dispatched: github.dispatches.length > 0,
  }));
}

/** What the two left is whole: the next run has nothing to write. */
async function expectSettled({ stage }: World, where: string): Promise<void> {
  const { requests } = stage.github;
  requests.reset();
  const next = await stage.play(track.action, track.inputs);
  expect.soft(next.exitCode, `${where}\n${next.stdout}`).toBe(0);
  expect
    .soft(
      requests.writes().map(({ method, path }) => `${method} ${path}`),
      where,
    )
    .toEqual([]);
}

/** Requests that count: of equal keys, the first. */
function requestsOf({ stage }: World): RequestFact[] {
  const found = new Map<string, RequestFact>();
  for (const { body } of stage.github.comments(issue)) {
    const entry = parseEntry(body);
    for (const fact of entry?.ok ? entry.block.facts : [])
      if (fact.kind === "request" && !found.has(fact.key)) found.set(fact.key, fact);
  }
  return [...found.values()];
}
