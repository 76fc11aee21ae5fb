import {
  type Contract,
  commonOutputs,
  defineContract,
  type InputDeclaration,
  type InputDeclarations,
  releaseInputs,
} from "@release-approval/action-kit";
import { contract as audit } from "./audit-trail/contract.ts";
import { contract as doctor } from "./doctor/contract.ts";
import { contract as gate } from "./gate-release/contract.ts";
import { contract as request } from "./request-approvals/contract.ts";
import { contract as setup } from "./setup/contract.ts";
import { contract as track } from "./track-approvals/contract.ts";

/** Commands that are actions of their own, too: each has its folder with an action.yml. */
export const standalone = { request, track, gate, audit } as const satisfies Record<string, Contract>;

/** The words of `command`, and the action that each starts. */
export const commands = { ...standalone, setup, doctor } as const satisfies Record<string, Contract>;

const command = {
  kind: "choice",
  description: "What to do: the action of the same name; `setup` and `doctor` are here alone.",
  allowed: ["request", "track", "gate", "audit", "setup", "doctor"],
  required: true,
} as const satisfies InputDeclaration;

/** Descriptions that hold for every action, where the first one's would not. */
const neutral: Readonly<Record<string, string>> = {
  "github-token":
    "Token that reads and writes the repository. The workflow's own is enough, but for `setup`: that needs an administrator's.",
  version: releaseInputs.version.description,
  "issue-number": releaseInputs["issue-number"].description,
};

/** All actions in one: `command` and everything that any of them takes and gives. */
export const rootContract = defineContract({
  name: "release-approval",
  title: "Release Approval",
  description:
    "Decides whether a release may ship, and can prove why. Requests, tracks, gates and audits approvals.",
  inputs: { command, ...unionOfInputs() },
  // Gate before track: `authorized` fails a step only in the gate.
  outputs: {
    ...request.outputs,
    ...gate.outputs,
    ...track.outputs,
    ...audit.outputs,
    decision: {
      description: `${commonOutputs.decision.description} \`setup\` and \`doctor\` have words of their own.`,
    },
  },
});

/** Which of them are required depends on the command, and the action behind it says so. */
function unionOfInputs(): InputDeclarations {
  const all = Object.entries<Contract>(commands);
  const names = new Set(all.flatMap(([, contract]) => Object.keys(contract.inputs)));
  const entries = [...names].flatMap((name) => {
    const users = all.filter(([, contract]) => Object.hasOwn(contract.inputs, name));
    const first = users[0]?.[1].inputs[name];
    return first === undefined ? [] : [[name, shared(first, neutral[name], users, all.length)] as const];
  });
  return Object.fromEntries(entries);
}

function shared(
  { required: _, ...declaration }: InputDeclaration,
  description: string = declaration.description,
  users: readonly (readonly [string, Contract])[],
  everybody: number,
): InputDeclaration {
  const who = users.map(([word]) => `\`${word}\``).join(", ");
  return {
    ...declaration,
    description: users.length === everybody ? description : `${description} For ${who}.`,
  };
}
