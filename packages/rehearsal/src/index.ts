export { Refused } from "./access/refused.ts";
export type { Clock, Duration } from "./clock.ts";
export type { Violation } from "./contract/violation.ts";
export type {
  ActionsPolicyOptions,
  CommentView,
  CommitOptions,
  Dispatch,
  EmbeddedGitHub,
  EnvironmentGate,
  EnvironmentOptions,
  EnvironmentRequest,
  EnvironmentView,
  FileChanges,
  GitHubEvent,
  GitHubOptions,
  IssueChanges,
  IssueView,
  JobReport,
  Permission,
  Person,
  Persona,
  ProtectionOptions,
  PullOptions,
  Reaction,
  ReleaseOptions,
  RunOptions,
  RunRef,
  RunReport,
  RunStatus,
  RunView,
  Team,
  TokenPermission,
  TokenPermissions,
  WorkflowState,
} from "./embedded.ts";
export type { Fault, FaultKind, Faults, IncomingRequest } from "./faults.ts";
export type { LoggedRequest, RequestLog } from "./request-log.ts";
export type { Annotation, RunActionOptions, RunActionResult, RunnerContext } from "./run-action.ts";
export { runAction } from "./run-action.ts";
export { runnerContext } from "./runner/context.ts";
export {
  type ActionName,
  leastPermissions,
  openStage,
  type Played,
  type PlayOptions,
  type Stage,
  type StageOptions,
} from "./stage.ts";
export { startGitHub } from "./start-github.ts";
export type { HistoryOptions, ImportedHistory } from "./state/import-history.ts";
