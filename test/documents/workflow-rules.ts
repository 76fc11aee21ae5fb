import type { Contract } from "@release-approval/action-kit";
import { leastPermissions } from "@release-approval/rehearsal";
import { commands, rootContract } from "../../actions/root-contract.ts";

/*
 * What makes a workflow that this project ships or shows work: it names inputs and outputs that exist, and asks for the
 * permissions that it needs. What keeps it safe is in safe-workflows.ts.
 */

export type Step = { id?: string; uses?: string; run?: string; with?: Record<string, unknown>; env?: object };
export type Job = {
  name?: string;
  if?: string;
  needs?: string | string[];
  uses?: string;
  with?: Record<string, unknown>;
  secrets?: unknown;
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  concurrency?: unknown;
  environment?: unknown;
  strategy?: unknown;
  outputs?: Record<string, string>;
  steps?: Step[];
};
type Called = { inputs: Record<string, { required?: boolean }>; secrets: Record<string, unknown> };
export type Workflow = {
  on: Record<string, unknown> & { workflow_call?: Called };
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
};

type Rule = (workflow: Workflow, text: string, shipped: Workflow) => string[];

/** Every breach of a rule, as a sentence. `shipped`: the workflow that others call. */
export function findBreaches(workflow: Workflow, text: string, shipped: Workflow): string[] {
  return [unknownNames, missingPermissions, wrongCalls].flatMap((rule) => rule(workflow, text, shipped));
}

const contracts = new Map(Object.values<Contract>(commands).map((contract) => [contract.name, contract]));

/** The contract of an action of ours; undefined for those of others. */
function contractOf(step: Step): Contract | undefined {
  if (step.uses === undefined) return undefined;
  const [, name] = /^(?:\$|OWNER\/release-approval)\/actions\/([\w-]+)(?:@v1)?$/.exec(step.uses) ?? [];
  if (name !== undefined) return contracts.get(name);
  return step.uses === "OWNER/release-approval@v1" ? rootContract : undefined;
}

const stepsOf = ({ steps = [] }: Job): Step[] => steps;

const unknownNames: Rule = ({ jobs }, text) =>
  Object.values(jobs).flatMap((job) =>
    stepsOf(job).flatMap((step) => {
      const contract = contractOf(step);
      if (contract === undefined)
        return /OWNER\/|\$\//.test(step.uses ?? "") ? [`${step.uses} is no action`] : [];
      const inputs = Object.keys(step.with ?? {}).filter((name) => !isUsable(contract, name));
      const outputs = outputsAsked(text, step.id).filter((name) => contract.outputs[name] === undefined);
      return [
        ...inputs.map((name) => `${step.uses} has no input ${name}`),
        ...outputs.map((name) => `${step.uses} has no output ${name}`),
      ];
    }),
  );

function isUsable({ inputs }: Contract, name: string): boolean {
  return inputs[name] !== undefined && inputs[name].notYet === undefined;
}

function outputsAsked(text: string, id: string | undefined): string[] {
  if (id === undefined) return [];
  return [...text.matchAll(new RegExp(`\\bsteps\\.${id}\\.outputs\\.([\\w-]+)`, "g"))].map(
    ([, name = ""]) => name,
  );
}

const missingPermissions: Rule = (workflow) =>
  Object.entries(workflow.jobs).flatMap(([id, job]) => {
    const granted = job.permissions ?? workflow.permissions;
    if (granted === undefined) return [];
    return Object.entries(neededBy(job)).flatMap(([name, level]) =>
      covers(granted[name], level) ? [] : [`${id} lacks ${name}: ${level}`],
    );
  });

/** The permissions that the actions of a job need; with an input that does more, more. */
function neededBy(job: Job): Record<string, string> {
  const needed: Record<string, string> = {};
  for (const step of stepsOf(job)) {
    const name = contractOf(step)?.name;
    if (name === undefined || !isAction(name)) continue;
    const given = step.with ?? {};
    const base: Record<string, string> = { ...leastPermissions[name] };
    if (name === "track-approvals" && given["release-workflow"] === undefined) base["actions"] = "read";
    if (given["attach"] !== undefined) base["contents"] = "write";
    for (const [key, level] of Object.entries(base)) if (!covers(needed[key], level)) needed[key] = level;
  }
  return needed;
}

function isAction(name: string): name is keyof typeof leastPermissions {
  return Object.hasOwn(leastPermissions, name);
}

function covers(granted: string | undefined, needed: string): boolean {
  return granted === needed || granted === "write";
}

const call = "OWNER/release-approval/.github/workflows/release-approval.yml@v1";

/** This project's own call, of the file beside it. */
const ownCall = "./.github/workflows/release-approval.yml";

const wrongCalls: Rule = ({ jobs }, _, shipped) =>
  Object.entries(jobs).flatMap(([id, job]) => {
    if (job.uses === undefined) return [];
    if (job.uses !== call && job.uses !== ownCall) return [`${id} calls ${job.uses}`];
    const { inputs, secrets } = shipped.on.workflow_call ?? { inputs: {}, secrets: {} };
    const given = Object.keys(job.with ?? {});
    const handed = Object.keys((job.secrets ?? {}) as object);
    const needed = Object.values(shipped.jobs).flatMap(({ permissions = {} }) => Object.entries(permissions));
    return [
      ...given.filter((name) => inputs[name] === undefined).map((name) => `${id} gives ${name}`),
      ...handed.filter((name) => secrets[name] === undefined).map((name) => `${id} hands over ${name}`),
      ...Object.entries(inputs).flatMap(([name, { required }]) =>
        required === true && !given.includes(name) ? [`${id} does not give ${name}`] : [],
      ),
      ...needed.flatMap(([name, level]) =>
        covers(job.permissions?.[name], level)
          ? []
          : [`${id} lacks ${name}: ${level} for the workflow it calls`],
      ),
    ];
  });
