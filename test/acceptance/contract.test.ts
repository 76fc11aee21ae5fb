import type { Contract } from "@release-approval/action-kit";
import type { ActionName, Played, Stage } from "@release-approval/rehearsal";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commands, rootContract, standalone } from "../../actions/root-contract.ts";
import { openSample } from "./cast.ts";
import { approve, errorOf, resultOf } from "./ready.ts";

/*
 * The built actions read and write what their contract declares, and nothing else: action.yml, the READMEs and people
 * who write workflows know nothing else.
 */

type Command = keyof typeof standalone;
type Case = { command: Command; inputs: Record<string, string>; outputs: readonly string[] };

const common = ["decision", "reason-code", "result", "issue-number", "issue-url", "version", "commit"];
const version = { version: "1.2.0" };

/** In the order in which a release meets them; with the outputs that have to be there. */
const cases: readonly Case[] = [
  {
    command: "request",
    inputs: version,
    outputs: ["release-type", "revision", "deadline", "required-roles", "reviews"],
  },
  {
    command: "track",
    inputs: { "issue-number": "1" },
    outputs: ["approved-roles", "pending-roles", "authorized"],
  },
  {
    command: "gate",
    inputs: version,
    outputs: ["authorized", "tag", "authorization", "authorization-sha256"],
  },
  { command: "audit", inputs: version, outputs: ["files", "intact"] },
];

const variables = (contract: Contract, ...more: string[]) =>
  [...Object.keys(contract.inputs), ...more].map((name) => `INPUT_${name.toUpperCase()}`).sort();

function expectWithin(played: Played, contract: Contract): void {
  expect(Object.keys(contract.outputs)).toEqual(expect.arrayContaining(Object.keys(played.outputs)));
  expect({ env: played.env, state: played.state }).toEqual({ env: {}, state: {} });
}

let stage: Stage;
let gateRun: Played["run"];
beforeAll(async () => {
  stage = await openSample();
  gateRun = stage.github.createRun({ workflow: ".github/workflows/publish.yml", actor: "mia" });
});
afterAll(async () => {
  await stage.close();
  stage.github.assertNoViolations();
});

const nameOf = (command: Command): ActionName => standalone[command].name as ActionName;

it.each(cases)(
  "$command: alone, and as the all-in-one action's command",
  { timeout: 30_000 },
  async (one) => {
    const contract: Contract = standalone[one.command];
    // A claimed release lets only the run pass that has claimed it.
    const options = one.command === "gate" ? { run: gateRun } : {};
    if (one.command === "track") await approve(stage.github, 1);
    const alone = await stage.play(nameOf(one.command), one.inputs, options);
    expect(alone.exitCode, alone.stdout).toBe(0);
    expectWithin(alone, contract);
    expect(alone.inputsRead).toEqual(variables(contract));
    expect(Object.keys(alone.outputs)).toEqual(expect.arrayContaining([...common, ...one.outputs]));

    const inputs = { command: one.command, ...one.inputs };
    const together = await stage.play(nameOf(one.command), inputs, {
      ...options,
      file: "release-approval.js",
    });
    expect(together.exitCode, together.stdout).toBe(0);
    expectWithin(together, rootContract);
    expect(together.inputsRead).toEqual(variables(contract, "command"));
    expect(Object.keys(rootContract.inputs)).toEqual(
      expect.arrayContaining(["command", ...Object.keys(contract.inputs)]),
    );
    expect(Object.keys(together.outputs).sort()).toEqual(Object.keys(alone.outputs).sort());
    expect(resultOf(together)["action"]).toBe(contract.name);
  },
);

it.each(["setup", "doctor"] as const)(
  "%s: as the all-in-one action's command alone",
  { timeout: 30_000 },
  async (command) => {
    const contract: Contract = commands[command];
    const played = await stage.play("audit-trail", { command }, { file: "release-approval.js" });
    expectWithin(played, contract);
    expectWithin(played, rootContract);
    expect(played.inputsRead).toEqual(variables(contract, "command"));
    expect(Object.keys(played.outputs).sort()).toEqual(Object.keys(contract.outputs).sort());
    expect(resultOf(played)["action"]).toBe(contract.name);
  },
);

it.each([
  ["release", /`request`, `track`, `gate`, `audit`, `setup` or `doctor`/],
  ["", /input `command`: found nothing.*Add `command:`/s],
])("the command `%s` is refused within the contract", async (command, says) => {
  const played = await stage.play(
    "request-approvals",
    { command, ...version },
    { file: "release-approval.js" },
  );
  expect(played.exitCode).toBe(1);
  expect(errorOf(played)).toMatch(says);
  expectWithin(played, rootContract);
  expect(resultOf(played)).toMatchObject({ decision: "error", reason_code: "invalid-input" });
});
