export {
  type Check,
  type Paste,
  type Problem,
  type Severity,
  severities,
} from "./checks/check.ts";
export { chapters } from "./checks/checks.ts";
export { describeLeftOut } from "./checks/people-checks.ts";
export { code, listed } from "./checks/words.ts";
export type {
  Directory,
  KnownPerson,
  LeftOut,
} from "./choose-reviewers.ts";
export { codeownersPaths } from "./codeowners.ts";
export { type Checked, diagnose, isStopped, problemsOf } from "./diagnose.ts";
export * from "./doctor-facts.ts";
export type { EnvironmentEntry, Remark } from "./plan-environment.ts";
export {
  isChange,
  type LabelEntry,
  type PlanEntry,
  planSetup,
  type SetupFacts,
  type SetupOutcome,
} from "./plan-setup.ts";
export type { Holders } from "./reach.ts";
export * from "./settings.ts";
export { wantedEnvironments } from "./wanted-environments.ts";
export { readWorkflow } from "./workflows/read-workflow.ts";
