import { type Action, defineAction, runAction, runCommand } from "@release-approval/action-kit";
import { contract as auditContract } from "./audit-trail/contract.ts";
import { contract as doctorContract } from "./doctor/contract.ts";
import { contract as gateContract } from "./gate-release/contract.ts";
import { main as gate } from "./gate-release/main.ts";
import { contract as requestContract } from "./request-approvals/contract.ts";
import { main as request } from "./request-approvals/main.ts";
import { type commands, rootContract } from "./root-contract.ts";
import { contract as setupContract } from "./setup/contract.ts";
import { contract as trackContract } from "./track-approvals/contract.ts";
import { main as track } from "./track-approvals/main.ts";

const actions = {
  request: defineAction(requestContract, request),
  track: defineAction(trackContract, track),
  gate: defineAction(gateContract, gate),
  // Rare, where the others run on every event: loaded only then, in chunks of their own.
  audit: defineAction(auditContract, async (inputs, kit) => {
    const { main } = await import("./audit-trail/main.ts");
    return main(inputs, kit);
  }),
  setup: defineAction(setupContract, async (inputs, kit) => {
    const { main } = await import("./setup/main.ts");
    return main(inputs, kit);
  }),
  doctor: defineAction(doctorContract, async (inputs, kit) => {
    const { main } = await import("./doctor/main.ts");
    return main(inputs, kit);
  }),
} satisfies Record<keyof typeof commands, Action>;

/** Starts an action by the name of its folder, or the all-in-one action, and ends the process. */
export function start(name: string): Promise<never> {
  const one = Object.values(actions).find((action) => action.name === name);
  return one === undefined ? runCommand(rootContract, actions) : runAction(one);
}
