/** A workflow file as the runner plays it: expressions are still in it. */

import type { TokenPermissions } from "../embedded.ts";
import type { EventsConfig, MappingToken, Template } from "./github-parser.ts";
import type { WorkflowProblem } from "./problem.ts";

export type Workflow = {
  /** `.github/workflows/release.yml` */
  path: string;
  /** Its `name:`, or its path, as GitHub shows it. */
  name: string;
  runName?: Template;
  on: EventsConfig;
  /** `on.workflow_dispatch.inputs`. */
  dispatchInputs: readonly InputDefinition[];
  /** What a caller gives and gets, `on.workflow_call`. */
  call: { inputs: readonly InputDefinition[]; secrets: readonly SecretDefinition[]; outputs?: MappingToken };
  permissions?: PermissionsRule;
  env?: Template;
  defaults: RunDefaults;
  concurrency?: Template;
  jobs: readonly JobPlan[];
  /** What GitHub would run and the rehearsal cannot; whoever wants to run the workflow is told. */
  refusal?: WorkflowProblem;
};

export type InputDefinition = {
  name: string;
  type: "string" | "boolean" | "number" | "choice" | "environment";
  required: boolean;
  default?: Template;
};

export type SecretDefinition = { name: string; required: boolean };

/** `permissions:` as written: what it does not name is none. */
export type PermissionsRule = "read-all" | "write-all" | TokenPermissions;

/** `defaults.run`. */
export type RunDefaults = { shell?: Template; workingDirectory?: Template };

export type JobPlan = {
  /** Its key below `jobs:`. */
  id: string;
  line: number;
  needs: readonly string[];
  if: Template;
  name?: Template;
  strategy?: MappingToken;
  permissions?: PermissionsRule;
  concurrency?: Template;
  work: JobWork;
};

export type JobWork = StepsWork | CallWork;

export type StepsWork = {
  kind: "steps";
  environment?: Template;
  outputs?: Template;
  env?: Template;
  defaults: RunDefaults;
  continueOnError?: Template;
  timeoutMinutes?: Template;
  steps: readonly StepPlan[];
};

export type CallWork = {
  kind: "call";
  uses: string;
  with?: Template;
  secrets?: Template | "inherit";
};

export type StepPlan = {
  /** As given in the file; a step without one cannot be referred to. */
  id?: string;
  line: number;
  if: Template;
  name?: Template;
  env?: Template;
  continueOnError?: Template;
  timeoutMinutes?: Template;
  work: StepWork;
};

export type StepWork =
  | { kind: "run"; script: Template; shell?: Template; workingDirectory?: Template }
  | { kind: "uses"; uses: string; with?: Template };
