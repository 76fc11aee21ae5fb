export { WorkflowProblem } from "./problem.ts";
export { readWorkflow } from "./read-workflow.ts";
export type { Artifact, JobRecord, Result, RunRecord, StepRecord } from "./records.ts";
export { type Runner, type RunnerOptions, startRunner } from "./runner.ts";
export type { Workflow } from "./workflow.ts";
