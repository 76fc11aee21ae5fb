/** Issues and comments as a test looks at them, without a request. */

import type { CommentView, EmbeddedGitHub, EnvironmentView, IssueView, RunView } from "./embedded.ts";
import { accountById, livingAccount } from "./state/accounts.ts";
import { namePattern, nameReviewer } from "./state/environments.ts";
import { labelsOf } from "./state/labels.ts";
import { readCommit } from "./state/read-commit.ts";
import { workflowName } from "./state/runs.ts";
import type { Comment, Environment, Issue, Repository, World } from "./state/world.ts";

export function createLook(
  world: World,
  home: Repository,
): Pick<
  EmbeddedGitHub,
  "issue" | "issues" | "comments" | "run" | "head" | "filesAt" | "workflowState" | "environments"
> {
  return {
    issue: (number) => viewIssue(world, home, requireIssue(home, number)),
    issues: () => [...home.issues.values()].map((issue) => viewIssue(world, home, issue)),
    comments: (number) => requireIssue(home, number).comments.map((comment) => viewComment(world, comment)),
    run: (id, attempt) => viewRun(world, home, id, attempt),
    head: (branch = home.defaultBranch) => {
      const sha = home.git.refs.get(`refs/heads/${branch}`);
      if (sha === undefined) throw new Error(`There is no branch ${branch}`);
      return sha;
    },
    filesAt: (ref, under) => readCommit(home, ref, under),
    workflowState: (path) => home.workflows.find((workflow) => workflow.path === path)?.state ?? "active",
    environments: () => home.environments.map((environment) => viewEnvironment(world, environment)),
  };
}

function viewIssue(world: World, home: Repository, issue: Issue): IssueView {
  const { number, title, body, state, stateReason, locked, createdAt, lastEditedAt } = issue;
  return {
    number,
    title,
    body,
    state,
    stateReason,
    locked,
    createdAt,
    lastEditedAt,
    author: loginOf(world, issue.authorId),
    labels: labelsOf(home, issue.labelIds).map(({ name }) => name),
    assignees: issue.assigneeIds.flatMap((id) => loginOf(world, id) ?? []),
  };
}

function viewComment(world: World, comment: Comment): CommentView {
  const { id, body, createdAt, lastEditedAt } = comment;
  return {
    id,
    body,
    createdAt,
    lastEditedAt,
    isMinimized: comment.minimized !== null,
    author: loginOf(world, comment.authorId),
    editor: loginOf(world, comment.editorId),
    reactions: comment.reactions.map(({ content, userId }) => `${content} ${loginOf(world, userId)}`),
  };
}

function viewRun(world: World, home: Repository, id: number, attemptNumber: number | undefined): RunView {
  const run = home.runs.get(id);
  const workflow = home.workflows.find((candidate) => candidate.id === run?.workflowId);
  const attempt = attemptNumber === undefined ? run?.attempts.at(-1) : run?.attempts[attemptNumber - 1];
  if (!run || !workflow || !attempt) throw new Error(`There is no run ${id} with this attempt`);
  const { number, branch, ref, sha, event, status, conclusion, cancelRequested } = run;
  return {
    id,
    attempt: attempt.number,
    number,
    workflow: workflow.path,
    workflowName: workflowName(home, workflow),
    branch,
    ref,
    sha,
    event,
    status,
    conclusion,
    jobs: attempt.scope,
    cancelRequested,
    actor: accountById(world, run.actorId).login,
    triggeringActor: accountById(world, attempt.triggeringActorId).login,
  };
}

function viewEnvironment(world: World, environment: Environment): EnvironmentView {
  const { id, name, waitMinutes, adminsCanBypass, preventSelfReview, branches } = environment;
  return {
    id,
    name,
    reviewers: environment.reviewers.flatMap((reviewer) => nameReviewer(world, reviewer)),
    waitMinutes,
    branches: branches === "custom" ? environment.branchPolicies.map(namePattern) : branches,
    adminsCanBypass,
    preventSelfReview,
  };
}

function loginOf(world: World, id: number | null): string | null {
  return livingAccount(world, id)?.login ?? null;
}

function requireIssue(home: Repository, number: number): Issue {
  const issue = home.issues.get(number);
  if (!issue) throw new Error(`There is no issue ${number}`);
  return issue;
}
