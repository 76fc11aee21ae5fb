import type { Policy } from "./policy/schema.ts";

/*
 * What GitHub shows of one release, as plain data. `packages/github` reads it, `evaluate` judges it. Nothing in here
 * is trusted by itself: the ledger and the rules say what counts.
 */

/** An instant, ISO 8601 in UTC with whole seconds, `2026-11-24T15:02:00Z`: such strings sort as time does. */
export type Instant = string;

/** `login` as GraphQL says it: a bot's has no `[bot]`. `id` is the numeric id, the only lasting name. */
export type Account = { id: number; login: string; kind: "user" | "bot" | "other" };

export type Comment = {
  id: number;
  url: string;
  /** null: the account was deleted. */
  author: Account | null;
  body: string;
  createdAt: Instant;
  lastEditedAt: Instant | null;
  editor: Account | null;
  /** Reactions that we have put on it ourselves. */
  reacted: { counted: boolean; notCounted: boolean };
};

/** A deleted comment. GitHub tells whose it was and who deleted it, never which or what. */
export type Deletion = { at: Instant; author: Account | null; by: Account | null };

export type Issue = {
  number: number;
  id: string;
  url: string;
  title: string;
  body: string;
  state: "open" | "closed";
  /** The newest closing; null while it is open. */
  closed: { at: Instant; by: Account | null } | null;
  locked: boolean;
  author: Account | null;
  createdAt: Instant;
  labels: string[];
  /** How many people it is assigned to. */
  assignees: number;
  comments: Comment[];
  deletions: Deletion[];
};

/** A workflow run that an entry names. `gone`: GitHub no longer knows it, which proves nothing. */
export type Run =
  | {
      state: "found";
      id: number;
      attempt: number;
      /** Workflow file, `.github/workflows/release.yml`. */
      path: string;
      branch: string | null;
      repository: string;
      headRepository: string | null;
      event: string;
      headSha: string;
      actor: Account | null;
      /** Who started each attempt that was looked up. */
      triggeringActors: Account[];
      /** When its first attempt was made. */
      from: Instant;
      /** When its newest attempt ended; null: it has not. */
      to: Instant | null;
    }
  | { state: "gone"; id: number };

/** A policy as read from one commit of the default branch. `digest` is the SHA-256 of its text (and of what it extends). */
export type PolicyAt = { commit: string; path: string; digest: string; policy: Policy };

/** Teams as read now, by `organisation/slug` in lower case. `unreadable`: no permission, or no such team. */
export type Teams = Record<string, Account[] | "unreadable">;

/** One review of environments, as GitHub lists it: no time, no id, no attempt. */
export type ListedReview = {
  environments: readonly { id: number; name: string }[];
  verdict: "approved" | "rejected";
  person: Account | null;
  text: string;
};

/** An environment of the repository today. */
export type Environment = {
  id: number;
  name: string;
  /** How many users and teams its required-reviewers rule names; 0 without a rule. */
  reviewers: number;
  /** Of its wait timer; 0 without one. */
  waitMinutes: number;
};

/** What people did with the buttons of one run. `gone`: GitHub no longer knows the run. */
export type Buttons = {
  run: number;
  state: "listed" | "gone";
  reviews: readonly ListedReview[];
  /** Asked only where somebody pressed a button; empty otherwise. */
  environments: readonly Environment[];
  /** GitHub's time when it listed them. */
  at: Instant;
};

/**
 * A commit that somebody named in `/resolve`, against the one that ships. `unknown`: GitHub knows no such commit.
 * `shipped`: it is in what ships; `elsewhere`: it is not. `files` that shipping it instead would change; null: not all known.
 */
export type NamedCommit = {
  /** As it was typed, in lower case. */
  name: string;
  state: "shipped" | "elsewhere" | "unknown";
  files: readonly string[] | null;
};

export type Repository = {
  owner: string;
  name: string;
  id: number;
  defaultBranch: string;
  serverUrl: string;
};

export type Snapshot = {
  now: Instant;
  repository: Repository;
  issue: Issue;
  /** Today's policy, from the default branch. */
  today: PolicyAt;
  /** The policy that the current request pinned; null when it cannot be read or its commit left the default branch. */
  pinned: PolicyAt | null;
  teams: Teams;
  runs: Run[];
  /** Of the current request's run, and of earlier ones at its commit; without those that have no buttons. */
  buttons: readonly Buttons[];
  /** Files that differ between an earlier revision's commit and the current one's, by that commit; null: not all are known. */
  changes: readonly { from: string; files: readonly string[] | null }[];
  /** Commits that conditions were resolved with. */
  commits: readonly NamedCommit[];
  /** People named as delegates whom the request does not know, as GitHub knows them now. */
  users: readonly Account[];
};
