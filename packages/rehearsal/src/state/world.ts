/** Everything that the embedded GitHub remembers. REST and GraphQL read and write this one state. */

import type { Clock } from "../clock.ts";
import type {
  Dispatch,
  GitHubOptions,
  JobReport,
  Permission,
  Reaction as ReactionContent,
  RunStatus,
  WorkflowState,
} from "../embedded.ts";
import type { Git } from "./git.ts";
import type { News } from "./news.ts";

export type Account = {
  id: number;
  /** As REST writes it: a bot is `name[bot]`. */
  login: string;
  type: "User" | "Bot" | "Organization";
  name: string | null;
  email: string | null;
  createdAt: string;
  deleted: boolean;
};

export type TeamRecord = { id: number; slug: string; name: string; members: number[] };

/** One revision of a text, the first one included once there is a second. */
export type Edit = { id: number; editedAt: string; editorId: number; text: string };

/** A body with what GitHub remembers of its edits. */
export type Text = {
  body: string;
  lastEditedAt: string | null;
  editorId: number | null;
  edits: Edit[];
};

export type Reaction = { id: number; content: ReactionContent; userId: number; createdAt: string };

export type Label = {
  id: number;
  name: string;
  color: string;
  description: string | null;
  createdAt: string;
};

export type TimelineEvent = { id: number; actorId: number; createdAt: string } & (
  | { kind: "closed"; stateReason: string | null }
  | { kind: "reopened"; stateReason: string | null }
  | { kind: "labeled" | "unlabeled"; labelId: number }
  | { kind: "locked"; lockReason: string | null }
  | { kind: "unlocked" }
  | { kind: "renamed"; from: string; to: string }
  | { kind: "assigned" | "unassigned"; assigneeId: number }
  | { kind: "comment-deleted"; authorId: number }
);

export type Comment = Text & {
  id: number;
  issueNumber: number;
  authorId: number;
  createdAt: string;
  updatedAt: string;
  minimized: string | null;
  reactions: Reaction[];
};

export type Issue = Text & {
  id: number;
  number: number;
  title: string;
  authorId: number;
  state: "open" | "closed";
  stateReason: string | null;
  locked: boolean;
  lockReason: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedById: number | null;
  labelIds: number[];
  assigneeIds: number[];
  reactions: Reaction[];
  comments: Comment[];
  timeline: TimelineEvent[];
};

/** A merged pull request: enough to tell what a release contains. */
export type Pull = {
  id: number;
  number: number;
  title: string;
  body: string;
  authorId: number;
  labelIds: number[];
  commits: string[];
  createdAt: string;
  mergedAt: string;
};

export type Workflow = { id: number; path: string; state: WorkflowState; createdAt: string };

export type Attempt = {
  number: number;
  triggeringActorId: number;
  startedAt: string;
  /** What it runs again; `all` for the first one. */
  scope: "all" | "failed";
  jobs: readonly JobReport[];
  /** How it ended, once a later one began. */
  conclusion: string | null;
};

/** A review by button. GitHub keeps no time, no id and no attempt of it. */
export type Approval = {
  environments: readonly Environment[];
  state: "approved" | "rejected";
  userId: number;
  comment: string;
};

export type Run = {
  id: number;
  number: number;
  workflowId: number;
  branch: string;
  /** The whole ref: `refs/heads/main`, or a tag's. */
  ref: string;
  sha: string;
  event: string;
  actorId: number;
  status: RunStatus;
  conclusion: string | null;
  /** Somebody asked to cancel the present attempt. */
  cancelRequested: boolean;
  createdAt: string;
  updatedAt: string;
  attempts: Attempt[];
  /** Of all attempts, oldest first. */
  approvals: Approval[];
};

export type Reviewer = { type: "User" | "Team"; id: number };

export type BranchPolicy = { id: number; name: string; type: "branch" | "tag" };

export type Secret = { name: string; createdAt: string };

export type Environment = {
  id: number;
  name: string;
  reviewers: readonly Reviewer[];
  preventSelfReview: boolean;
  waitMinutes: number;
  /** Every branch, the protected ones, or those that `branchPolicies` name. */
  branches: "all" | "protected" | "custom";
  branchPolicies: BranchPolicy[];
  adminsCanBypass: boolean;
  /** Each rule has an id of its own. */
  ruleIds: { wait: number; reviewers: number; branches: number };
  secrets: Secret[];
  createdAt: string;
  updatedAt: string;
};

/** A job that asked for its environment, and what the environment's rules make of it. */
export type Gate = {
  runId: number;
  attempt: number;
  job: string;
  environment: Environment;
  since: string;
  /** When the wait timer ends; `null` without one. */
  opensAt: string | null;
  needsReview: boolean;
  answer: "none" | "approved" | "bypassed" | "rejected" | "refused" | "left";
};

export type DeploymentState =
  | "error"
  | "failure"
  | "inactive"
  | "in_progress"
  | "queued"
  | "pending"
  | "success";

export type DeploymentStatus = {
  id: number;
  state: DeploymentState;
  creatorId: number;
  description: string;
  environment: string;
  logUrl: string;
  environmentUrl: string;
  createdAt: string;
};

export type Deployment = {
  id: number;
  sha: string;
  ref: string;
  task: string;
  /** Name of the environment, which need not exist any more. */
  environment: string;
  description: string | null;
  payload: Readonly<Record<string, unknown>> | string;
  creatorId: number;
  isTransient: boolean;
  isProduction: boolean;
  /** The job that made it; `null` when a request did. */
  job: { runId: number; attempt: number; name: string } | null;
  statuses: DeploymentStatus[];
  createdAt: string;
  updatedAt: string;
};

export type Asset = {
  id: number;
  name: string;
  label: string | null;
  contentType: string;
  content: Buffer;
  uploaderId: number;
  createdAt: string;
};

export type Release = {
  id: number;
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  authorId: number;
  createdAt: string;
  publishedAt: string | null;
  assets: Asset[];
};

/** An issue that is here no more. */
export type Departure =
  | { kind: "deleted"; id: number }
  | { kind: "transferred"; id: number; to: Repository; number: number };

/** Where the protection of a branch is written down: GitHub has two places. */
export type Protection = {
  through: "branch-protection" | "ruleset";
  rulesetId: number;
  requiredReviews: number;
  codeOwnerReviews: boolean;
};

/** Settings › Actions › General. */
export type ActionsPolicy = {
  enabled: boolean;
  allowedActions: "all" | "local_only" | "selected";
  tokenPermissions: "read" | "write";
  mayApprovePulls: boolean;
};

export type Repository = {
  id: number;
  owner: Account;
  name: string;
  /** The one that workflow and App tokens are made for. */
  home: boolean;
  private: boolean;
  archived: boolean;
  hasIssues: boolean;
  defaultBranch: string;
  createdAt: string;
  permissions: Map<number, Permission>;
  git: Git;
  labels: Label[];
  issues: Map<number, Issue>;
  departures: Map<number, Departure>;
  pulls: Map<number, Pull>;
  workflows: Workflow[];
  runs: Map<number, Run>;
  releases: Release[];
  dispatches: Dispatch[];
  environments: Environment[];
  gates: Gate[];
  deployments: Deployment[];
  protections: Map<string, Protection>;
  secrets: Secret[];
  actionsPolicy: ActionsPolicy;
};

/** Kinds of things that have a number of their own. */
export type IdKind =
  | "account"
  | "asset"
  | "branch-policy"
  | "comment"
  | "deployment"
  | "deployment-status"
  | "edit"
  | "environment"
  | "event"
  | "issue"
  | "label"
  | "pull"
  | "reaction"
  | "release"
  | "repository"
  | "rule"
  | "ruleset"
  | "run"
  | "team"
  | "workflow";

export type World = {
  clock: Clock;
  /** Base of REST addresses, without a slash at the end. */
  apiUrl: string;
  serverUrl: string;
  accounts: Account[];
  teams: TeamRecord[];
  repositories: Repository[];
  nextId(kind: IdKind): number;
  /** Raised whenever people, teams or their rights change. */
  accountsVersion: number;
  plan: NonNullable<GitHubOptions["plan"]>;
  bypassShows: NonNullable<GitHubOptions["bypassShows"]>;
  /** What happened and was not told yet to those who listen. */
  news: News[];
  /** Whether something changed that a waiting job may wait for, since listeners were last told. */
  stirred: boolean;
};
