/** What the embedded GitHub offers to those who start it: its options and its controls. */

import type { AppPermissions } from "./access/tokens.ts";
import type { Clock, Duration } from "./clock.ts";
import type { Violation } from "./contract/violation.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";
import type { HistoryOptions, ImportedHistory } from "./state/import-history.ts";
import type { CheckedOut } from "./state/read-commit.ts";

export type Permission = "admin" | "maintain" | "write" | "triage" | "read" | "none";

export type Person = {
  login: string;
  /** Numeric user id; without it one is given, in the order of the list. */
  id?: number;
  name?: string;
  email?: string;
  /** Right on the repository; `read` when left out. */
  permission?: Permission;
  /** `User` when left out. A bot's login is written as REST writes it: `name[bot]`. */
  type?: "User" | "Bot";
};

export type Team = { slug: string; name?: string; members: readonly string[] };

/** Path to text; in a commit, `null` removes the path. */
export type FileChanges = Readonly<Record<string, string | null>>;

export type GitHubOptions = {
  owner?: string;
  ownerType?: "Organization" | "User";
  repository?: string;
  private?: boolean;
  defaultBranch?: string;
  people?: readonly Person[];
  teams?: readonly Team[];
  /** Content of the first commit on the default branch. */
  files?: Readonly<Record<string, string>>;
  /** Workflow files, by path or bare file name; part of the first commit. */
  workflows?: Readonly<Record<string, string>>;
  /** Time at which the clock stands, ISO 8601; it moves only when told to. 2026-11-23T09:00:00Z when left out. */
  now?: string;
  /** Whether the clock goes on by itself, as for a person who tries things out. */
  clockRuns?: boolean;
  /** How far the clock moves by itself after each write; 0 when left out. */
  tick?: Duration;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Where pages live, for `html_url`: what a runner gets as GITHUB_SERVER_URL. */
  serverUrl?: string;
  /** Requests an hour for each token, and as many GraphQL points; GitHub's own limits when left out. */
  rateLimit?: number;
  environments?: Readonly<Record<string, EnvironmentOptions>>;
  /** Plan of the owner: on `free`, a private repository has no required reviewers and no wait timers. `enterprise` when left out. */
  plan?: "free" | "enterprise";
  /** How an administrator's bypass shows in a run's approvals (GitHub does not document it). `nothing` when left out. */
  bypassShows?: "nothing" | "approved";
};

export type EnvironmentOptions = {
  /** Logins, or `team:slug`. */
  reviewers?: readonly string[];
  preventSelfReview?: boolean;
  /** Wait timer, in minutes. */
  waitMinutes?: number;
  /** Branches that may use it: every one when left out; the protected ones; or patterns (`tag:v*` for tags). */
  branches?: "protected" | readonly string[];
  /** true when left out, as on GitHub. */
  adminsCanBypass?: boolean;
};

export type EnvironmentView = {
  id: number;
  name: string;
  /** Logins, or `team:slug`. */
  reviewers: string[];
  waitMinutes: number;
  branches: "all" | "protected" | string[];
  adminsCanBypass: boolean;
  preventSelfReview: boolean;
};

export type EnvironmentRequest = {
  run: number;
  attempt: number;
  /** Name of the job, as in its report. */
  job: string;
  environment: string;
  /** Whether a deployment is recorded: false for `deployment: false`. */
  deployment: boolean;
};

export type EnvironmentGate = {
  /** `open` once the wait timer has passed and a reviewer approved (or an administrator bypassed); `refused`: the branch may not use it. */
  state(): "waiting" | "open" | "rejected" | "refused";
  /** Ends the wait: the job was cancelled or has failed. */
  leave(): void;
};

/** What a workflow can start on, as GitHub would send it. */
export type GitHubEvent = {
  /** `issue_comment`, `issues`, `workflow_dispatch`, `repository_dispatch`, `push`, `release` … */
  name: string;
  action?: string;
  /** As the webhook's payload. */
  payload: Record<string, unknown>;
  actor: string;
  /** `refs/heads/main` … */
  ref: string;
  sha: string;
  /** The token of a workflow wrote it: starts nothing (dispatches aside). */
  byWorkflow: boolean;
  /** The run that a workflow_dispatch created already. */
  run?: number;
};

export type RunStatus = "queued" | "in_progress" | "waiting" | "completed";

/** `disabled_inactivity`: GitHub switched its schedule off, and the workflow with it. */
export type WorkflowState = "active" | "disabled_inactivity" | "disabled_manually";

export type ProtectionOptions = {
  /** Reviews that a pull request needs; 1 when left out. */
  requiredReviews?: number;
  codeOwnerReviews?: boolean;
  /** GitHub has two places for it; `branch-protection` when left out. */
  through?: "branch-protection" | "ruleset";
};

/** Settings › Actions › General; what is left out stays. */
export type ActionsPolicyOptions = {
  enabled?: boolean;
  allowedActions?: "all" | "local_only" | "selected";
  /** What a workflow's token may do where the workflow does not say. */
  tokenPermissions?: "read" | "write";
  mayApprovePulls?: boolean;
};

export type RunReport = {
  status: RunStatus;
  conclusion?: string | null;
  jobs?: readonly JobReport[];
};

export type JobReport = {
  id: number;
  name: string;
  status: RunStatus;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
};

export type TokenPermission = "read" | "write" | "none";
/** The keys of a workflow's `permissions:`; what is left out is `none`. */
export type TokenPermissions = Readonly<
  Partial<
    Record<
      | "actions"
      | "attestations"
      | "checks"
      | "contents"
      | "deployments"
      | "discussions"
      | "id-token"
      | "issues"
      | "packages"
      | "pages"
      | "pull-requests"
      | "statuses",
      TokenPermission
    >
  >
>;

export type CommitOptions = {
  /** The default branch when left out; made from the default branch when new. */
  branch?: string;
  message: string;
  /** A login, or name and email of somebody GitHub does not know. */
  author?: string | { name: string; email: string };
  files?: FileChanges;
};

export type PullOptions = {
  title: string;
  author: string;
  labels?: readonly string[];
  body?: string;
  /** The commit that merged it, or one that belongs to it. */
  commits: readonly string[];
};

export type RunOptions = {
  /** Path of the workflow file. */
  workflow: string;
  branch?: string;
  /** The whole ref; the branch's when left out. A tag: `refs/tags/v1`. */
  ref?: string;
  /** Head of the branch when left out. */
  sha?: string;
  actor: string;
  event?: string;
};

export type RunRef = { id: number; attempt: number };

export type RunView = RunRef & {
  number: number;
  /** Path of the workflow file. */
  workflow: string;
  workflowName: string;
  branch: string;
  /** The whole ref: `refs/heads/main`, or a tag's. */
  ref: string;
  sha: string;
  event: string;
  actor: string;
  triggeringActor: string;
  status: RunStatus;
  conclusion: string | null;
  /** What this attempt runs again; `all` for the first one. */
  jobs: "all" | "failed";
  /** Somebody asked to cancel this attempt. */
  cancelRequested: boolean;
};

export type ReleaseOptions = {
  tag: string;
  name?: string;
  body?: string;
  target?: string;
  draft?: boolean;
  prerelease?: boolean;
};

export type IssueChanges = {
  title?: string;
  body?: string;
  state?: "open" | "closed";
  stateReason?: "completed" | "not_planned" | "reopened";
  labels?: readonly string[];
  assignees?: readonly string[];
};

export type Reaction = "+1" | "-1" | "laugh" | "confused" | "heart" | "hooray" | "rocket" | "eyes";

/**
 * A person at work: every act goes through the same routes and rights as an HTTP request with that
 * person's token, but is neither counted nor hit by faults. Refused acts reject with `Refused`.
 */
export type Persona = {
  createIssue(issue: { title: string; body?: string; labels?: readonly string[] }): Promise<number>;
  editIssue(number: number, changes: IssueChanges): Promise<void>;
  lock(number: number): Promise<void>;
  unlock(number: number): Promise<void>;
  /** To another repository of the same owner, `owner/repo`; tells the number there. */
  transferIssue(number: number, to: string): Promise<number>;
  /** Administrators only. */
  deleteIssue(number: number): Promise<void>;
  /** The id of the new comment. */
  comment(number: number, body: string): Promise<number>;
  editComment(id: number, body: string): Promise<void>;
  deleteComment(id: number): Promise<void>;
  /** "Hide" on the page. */
  minimizeComment(id: number): Promise<void>;
  react(commentId: number, reaction: Reaction): Promise<void>;
  label(number: number, ...names: string[]): Promise<void>;
  release(release: ReleaseOptions): Promise<number>;
  /** "Review deployments": one review may cover several environments. */
  review(
    run: number,
    environments: readonly string[],
    verdict: "approved" | "rejected",
    comment?: string,
  ): Promise<void>;
  /** "Start all waiting jobs": administrators only, and where the environment lets them. */
  bypass(run: number, environments: readonly string[]): Promise<void>;
  /**
   * "Run workflow", by the name of its file; tells the run.
   * @param options the default branch and no inputs when left out
   */
  dispatch(
    workflow: string,
    options?: { ref?: string; inputs?: Readonly<Record<string, string | boolean | number>> },
  ): Promise<number>;
  /** "Re-run all jobs", or the failed ones. */
  rerun(run: number, jobs?: "all" | "failed"): Promise<void>;
  cancel(run: number): Promise<void>;
};

/** An issue as a test looks at it, without a request. */
export type IssueView = {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  stateReason: string | null;
  locked: boolean;
  author: string | null;
  labels: string[];
  assignees: string[];
  createdAt: string;
  lastEditedAt: string | null;
};

export type CommentView = {
  id: number;
  author: string | null;
  body: string;
  createdAt: string;
  lastEditedAt: string | null;
  editor: string | null;
  isMinimized: boolean;
  /** `+1 mia`, in the order in which they came. */
  reactions: string[];
};

/** A dispatch that somebody asked for. */
export type Dispatch =
  | {
      kind: "workflow";
      workflow: string;
      ref: string;
      inputs: Record<string, unknown>;
      actor: string;
      run: number;
    }
  | { kind: "repository"; event: string; payload: unknown; actor: string };

export type EmbeddedGitHub = {
  /** What a runner gets as GITHUB_API_URL. */
  url: string;
  graphqlUrl: string;
  serverUrl: string;
  owner: string;
  repository: string;
  /** `owner/repository`, what a runner gets as GITHUB_REPOSITORY. */
  fullName: string;
  repositoryId: number;
  defaultBranch: string;

  clock: Clock;
  tokens: {
    of(login: string): string;
    /** A token with only `read:org`: may read teams, and nothing in a private repository. */
    team(login: string): string;
  };
  /** GITHUB_TOKEN of a job: acts as `github-actions[bot]`, id 41898282. */
  mintToken(token: { run?: number; permissions: TokenPermissions }): string;
  /** Installation token of a GitHub App: acts as `slug[bot]`. */
  mintAppToken(token: { slug: string; permissions: AppPermissions }): string;
  as(login: string): Persona;
  addPerson(person: Person): void;
  /** Afterwards the person is unknown and what they wrote has no author. */
  deletePerson(login: string): void;
  setPermission(login: string, permission: Permission): void;
  setTeam(team: Team): void;
  /** A further repository, for files that a policy takes from elsewhere; tells its first commit. */
  addRepository(repository: {
    fullName: string;
    private?: boolean;
    files?: Readonly<Record<string, string>>;
  }): string;
  /** Makes the repository read-only. */
  archive(): void;

  commit(commit: CommitOptions): string;
  branch(name: string, from?: string): string;
  tag(name: string, sha?: string, annotation?: { message: string; tagger: string }): void;
  importHistory(directory: string, options?: HistoryOptions): Promise<ImportedHistory>;
  /** Records a merged pull request and tells its number. */
  mergedPull(pull: PullOptions): number;

  createRun(run: RunOptions): RunRef;
  /** @param jobs all of them when left out */
  rerun(id: number, actor: string, jobs?: "all" | "failed"): RunRef;
  /** Marks the run as completed. */
  completeRun(id: number, conclusion: "success" | "failure" | "cancelled"): void;
  deleteRun(id: number): void;
  dispatches: readonly Dispatch[];
  /** The runner tells how a run and its jobs stand, for GET run and GET jobs. */
  reportRun(id: number, report: RunReport): void;

  /** Creates or replaces it; tells the id. */
  setEnvironment(name: string, options?: EnvironmentOptions): number;
  removeEnvironment(name: string): void;
  environments(): EnvironmentView[];
  /**
   * A job of a run asks for its environment, as GitHub's runner does before it starts. A missing environment is
   * created without rules. The state is asked again whenever something may have changed.
   */
  enterEnvironment(request: EnvironmentRequest): EnvironmentGate;

  /** Settings that `setup` and `doctor` look at. */
  protectBranch(name: string, options?: ProtectionOptions): void;
  /** @param path path of the workflow file, or its bare name */
  setWorkflowState(path: string, state: WorkflowState): void;
  /** @param path path of the workflow file */
  workflowState(path: string): WorkflowState;
  setActionsPolicy(policy: ActionsPolicyOptions): void;
  /** Names only: nobody can read a secret. Replaces those of the repository, or of one environment. */
  setSecrets(names: readonly string[], environment?: string): void;

  /** Called after the write has happened; tells how to stop listening. */
  onEvent(listener: (event: GitHubEvent) => void): () => void;
  /**
   * A review, a clock that was moved, a cancelled or re-run run: whatever may let a waiting job go on. A clock that
   * runs by itself is not told.
   */
  onChange(listener: () => void): () => void;

  issue(number: number): IssueView;
  issues(): IssueView[];
  comments(issue: number): CommentView[];
  /** The last attempt when none is named. */
  run(id: number, attempt?: number): RunView;
  /** Head of a branch; of the default branch when left out. */
  head(branch?: string): string;
  /** Files of a commit, branch or tag whose path begins with `under`; `undefined` for a ref that is not there. */
  filesAt(ref: string, under?: string): CheckedOut | undefined;

  faults: Faults;
  requests: RequestLog;
  violations: readonly Violation[];
  /** Throws with every breach of GitHub's OpenAPI and GraphQL descriptions seen so far. */
  assertNoViolations(): void;
  close(): Promise<void>;
};
