/** Everything that the embedded GitHub remembers. REST and GraphQL read and write this one state. */

import type { Clock } from "../clock.ts";
import type { Dispatch, Permission, Reaction as ReactionContent } from "../embedded.ts";
import type { Git } from "./git.ts";

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

export type Workflow = { id: number; path: string; createdAt: string };

export type Attempt = {
  number: number;
  triggeringActorId: number;
  startedAt: string;
  /** How it ended, once a later one began. */
  conclusion: string | null;
};

export type Run = {
  id: number;
  number: number;
  workflowId: number;
  branch: string;
  sha: string;
  event: string;
  actorId: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | null;
  createdAt: string;
  updatedAt: string;
  attempts: Attempt[];
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
  pulls: Map<number, Pull>;
  workflows: Workflow[];
  runs: Map<number, Run>;
  releases: Release[];
  dispatches: Dispatch[];
};

/** Kinds of things that have a number of their own. */
export type IdKind =
  | "account"
  | "comment"
  | "edit"
  | "event"
  | "issue"
  | "label"
  | "pull"
  | "reaction"
  | "release"
  | "repository"
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
};
