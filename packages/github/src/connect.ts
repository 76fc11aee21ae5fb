import { setTimeout as sleep } from "node:timers/promises";
import {
  type Account,
  configurationErrorOf,
  type Environment,
  type Instant,
  type ListedReview,
  type Run,
} from "@release-approval/approval";
import { type Budget, unknownBudget, withAnswer } from "./budget.ts";
import { cancelRun } from "./cancel-run.ts";
import { type Client, openClient, type Repo } from "./client.ts";
import { type Comparison, compareCommits } from "./compare-commits.ts";
import { type Dispatch, dispatchWorkflow } from "./dispatch-workflow.ts";
import { findGitHubRelease, type GitHubRelease } from "./github-release.ts";
import { isWaiting } from "./is-waiting.ts";
import { type ListedIssue, listReleaseIssues } from "./list-issues.ts";
import { type ListedRun, listRuns } from "./list-runs.ts";
import { checkRepository } from "./names.ts";
import { readEnvironments } from "./read-environments.ts";
import { readFile } from "./read-file.ts";
import { type FirstComments, readFirstComments } from "./read-first-comments.ts";
import { readInherited } from "./read-inherited.ts";
import { type Overview, type OverviewRequest, readOverview } from "./read-overview.ts";
import { type Pinned, readPinned } from "./read-pinned.ts";
import { readPinnedTogether } from "./read-pinned-together.ts";
import { type RecentRuns, readRecentRuns } from "./read-recent-runs.ts";
import { type ReleaseRequest, type ReleaseView, readRelease } from "./read-release.ts";
import { readReleases } from "./read-releases.ts";
import { readRun } from "./read-run.ts";
import { readRunReviews } from "./read-run-reviews.ts";
import { readTeam } from "./read-team.ts";
import { readUsers } from "./read-users.ts";
import { mark, readMarked, unmark } from "./sweep-mark.ts";
import {
  addAssignees,
  type CreatedComment,
  type CreatedIssue,
  createComment,
  createIssue,
  type IssueChange,
  type NewIssue,
  react,
  updateIssue,
} from "./write-issue.ts";

export type ConnectOptions = Repo & {
  /** Input `github-token`. */
  token: string;
  /** `GITHUB_API_URL`. */
  apiUrl: string;
  /** `GITHUB_GRAPHQL_URL`; on Enterprise Server it is not below the API's address. */
  graphqlUrl: string;
  userAgent: string;
  /** Milliseconds that a second of waiting lasts: 1000. Tests shorten it. */
  secondLasts?: number;
  /** Milliseconds after which an unanswered request is given up: 20 000. GitHub itself gives up after 10 s. */
  timeout?: number;
};

/** One repository on GitHub. Each call is one request unless it says otherwise. */
export type GitHub = {
  /** GitHub's time at its newest answer. Throws when nothing was asked yet. A run's `now` is its snapshot's. */
  now: () => Instant;
  /** Requests so far, repetitions included. */
  requests: () => number;
  /** What is left of the token's hour, as far as answers have told. */
  budget: () => Budget;
  /** Waits, so many milliseconds of real life; shorter in tests. */
  pause: (milliseconds: number) => Promise<void>;

  readOverview: (request: OverviewRequest) => Promise<Overview>;
  readRelease: (request: ReleaseRequest) => Promise<ReleaseView>;
  /** One request for each ten. */
  readReleases: (request: {
    numbers: readonly number[];
    policyPath: string;
  }) => Promise<ReadonlyMap<number, ReleaseView>>;
  readPinned: (pinned: { commit: string; path: string }) => Promise<Pinned>;
  /** One request for each twenty commits; what is left out has to be read alone. */
  readPinnedTogether: (pinned: {
    commits: readonly string[];
    path: string;
  }) => Promise<ReadonlyMap<string, Pinned>>;
  readInherited: (file: Repo & { path: string; ref: string }) => Promise<string>;
  readFile: (file: { path: string; ref: string }) => Promise<string | null>;
  readUsers: (logins: readonly string[]) => Promise<ReadonlyMap<string, Account | null>>;
  readTeam: (team: {
    organisation: string;
    slug: string;
    token: string | null;
  }) => Promise<readonly Account[] | "unreadable">;
  readRun: (id: number) => Promise<Run>;
  readRecentRuns: (workflow: string, page: number) => Promise<RecentRuns>;
  readRunReviews: (run: number) => Promise<readonly ListedReview[] | "gone">;
  readEnvironments: () => Promise<Environment[]>;
  isWaiting: (run: number) => Promise<boolean>;
  listRuns: (workflow: string) => Promise<ListedRun[]>;
  listReleaseIssues: (which: {
    creator: string;
    state: "open" | "closed" | "all";
    since?: Instant | undefined;
  }) => AsyncGenerator<ListedIssue, void, undefined>;
  readFirstComments: (nodeIds: readonly string[]) => Promise<readonly FirstComments[]>;
  /** Numbers of those of these issues that this token's account has marked. */
  readMarked: (nodeIds: readonly string[]) => Promise<readonly number[]>;
  compareCommits: (base: string, head: string) => Promise<Comparison | null>;
  findGitHubRelease: (tag: string) => Promise<GitHubRelease | null>;

  createIssue: (issue: NewIssue) => Promise<CreatedIssue>;
  updateIssue: (number: number, change: IssueChange) => Promise<number>;
  createComment: (number: number, body: string) => Promise<CreatedComment>;
  react: (comment: number, content: "+1" | "confused") => Promise<boolean>;
  addAssignees: (number: number, logins: readonly string[]) => Promise<boolean>;
  dispatchWorkflow: (dispatch: Dispatch) => Promise<void>;
  cancelRun: (run: number) => Promise<void>;
  /** Marks an issue as the one at which the next sweep begins. */
  mark: (number: number) => Promise<void>;
  /** Two requests. */
  unmark: (number: number) => Promise<void>;
};

const aSecond = 1000;
const patience = 20_000;

/**
 * Opens one repository. Nothing is asked yet.
 * @throws ConfigurationError when there is no token, or an address is none
 */
export function connect(options: ConnectOptions): GitHub {
  return openRepository(options).github;
}

/** The same, with the client behind it, for readers and writers that not every action loads. */
export function openRepository(options: ConnectOptions): { github: GitHub; client: Client } {
  const { owner, repo, secondLasts = aSecond, timeout = patience } = options;
  checkRepository({ owner, repo }, "`GITHUB_REPOSITORY`");
  let requests = 0;
  let newest: Instant | null = null;
  let budget = unknownBudget;
  const client = openClient({
    repo: { owner, repo },
    token: options.token,
    tokenInput: "github-token",
    apiUrl: checkAddress(options.apiUrl, "`GITHUB_API_URL`"),
    graphqlUrl: checkAddress(options.graphqlUrl, "`GITHUB_GRAPHQL_URL`"),
    userAgent: options.userAgent,
    secondLasts,
    timeout,
    onRequest: () => {
      requests += 1;
    },
    onHeaders: (headers) => {
      budget = withAnswer(budget, headers);
    },
    onAnswer: (at) => {
      newest = at;
    },
  });
  const github: GitHub = {
    now: () => {
      if (newest === null) throw new Error("GitHub's time is known after its first answer");
      return newest;
    },
    requests: () => requests,
    budget: () => budget,
    pause: (milliseconds) => sleep((milliseconds * secondLasts) / aSecond),
    ...reader(client),
    ...writer(client),
  };
  return { github, client };
}

type Reader = Omit<GitHub, "now" | "requests" | "budget" | "pause" | keyof Writer>;
type Writer = Pick<
  GitHub,
  | "createIssue"
  | "updateIssue"
  | "createComment"
  | "react"
  | "addAssignees"
  | "dispatchWorkflow"
  | "cancelRun"
  | "mark"
  | "unmark"
>;

function reader(client: Client): Reader {
  return {
    readOverview: (request) => readOverview(client, request),
    readRelease: (request) => readRelease(client, request),
    readReleases: (request) => readReleases(client, request),
    readPinned: (pinned) => readPinned(client, pinned),
    readPinnedTogether: (pinned) => readPinnedTogether(client, pinned),
    readInherited: (file) => readInherited(client, file),
    readFile: (file) => readFile(client, file),
    readUsers: (logins) => readUsers(client, logins),
    readTeam: (team) => readTeam(client, team),
    readRun: (id) => readRun(client, id),
    readRecentRuns: (workflow, page) => readRecentRuns(client, workflow, page),
    readRunReviews: (run) => readRunReviews(client, run),
    readEnvironments: () => readEnvironments(client),
    isWaiting: (run) => isWaiting(client, run),
    listRuns: (workflow) => listRuns(client, workflow),
    listReleaseIssues: (which) => listReleaseIssues(client, which),
    readFirstComments: (nodeIds) => readFirstComments(client, nodeIds),
    readMarked: (nodeIds) => readMarked(client, nodeIds),
    compareCommits: (base, head) => compareCommits(client, base, head),
    findGitHubRelease: (tag) => findGitHubRelease(client, tag),
  };
}

function writer(client: Client): Writer {
  return {
    createIssue: (issue) => createIssue(client, issue),
    updateIssue: (number, change) => updateIssue(client, number, change),
    createComment: (number, body) => createComment(client, number, body),
    react: (comment, content) => react(client, comment, content),
    addAssignees: (number, logins) => addAssignees(client, number, logins),
    dispatchWorkflow: (dispatch) => dispatchWorkflow(client, dispatch),
    cancelRun: (run) => cancelRun(client, run),
    mark: (number) => mark(client, number),
    unmark: (number) => unmark(client, number),
  };
}

function checkAddress(address: string, where: string): string {
  const url = URL.parse(address);
  if (url !== null && (url.protocol === "https:" || url.protocol === "http:")) {
    return address.replace(/\/+$/, "");
  }
  const allowed = "an address such as https://api.github.com";
  throw configurationErrorOf(
    [{ where, found: JSON.stringify(address), allowed, cure: `Set ${where} to ${allowed}.` }],
    "invalid-input",
  );
}
