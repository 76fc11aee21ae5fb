import { atLeast, livingAccount, permissionOf } from "../../state/accounts.ts";
import { nodeId } from "../../state/ids.ts";
import { labelsOf } from "../../state/labels.ts";
import type { Comment, Issue, Label, Pull, Reaction, Repository, World } from "../../state/world.ts";
import { presentAuthor } from "./account.ts";
import { pageUrl, repositoryUrl } from "./repository.ts";

const REACTIONS = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"] as const;

export function presentIssue(world: World, repository: Repository, issue: Issue): Record<string, unknown> {
  const url = `${repositoryUrl(world, repository)}/issues/${issue.number}`;
  const assignees = issue.assigneeIds.map((id) => presentAuthor(world, id));
  return {
    ...issueLinks(url),
    repository_url: repositoryUrl(world, repository),
    html_url: `${pageUrl(world, repository)}/issues/${issue.number}`,
    id: issue.id,
    node_id: nodeId("Issue", issue.id),
    number: issue.number,
    title: issue.title,
    user: presentAuthor(world, issue.authorId),
    labels: labelsOf(repository, issue.labelIds).map((label) => presentLabel(world, repository, label)),
    state: issue.state,
    locked: issue.locked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    closed_by: issue.closedById === null ? null : presentAuthor(world, issue.closedById),
    author_association: associationOf(world, repository, issue.authorId),
    active_lock_reason: issue.lockReason,
    body: issue.body === "" ? null : issue.body,
    reactions: presentRollup(`${url}/reactions`, issue.reactions),
    performed_via_github_app: null,
    state_reason: issue.stateReason,
  };
}

/** To the lists of issues a pull request is one, too. */
export function presentPullAsIssue(
  world: World,
  repository: Repository,
  pull: Pull,
): Record<string, unknown> {
  const base = repositoryUrl(world, repository);
  const url = `${base}/issues/${pull.number}`;
  const page = `${pageUrl(world, repository)}/pull/${pull.number}`;
  return {
    ...issueLinks(url),
    repository_url: base,
    html_url: page,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    number: pull.number,
    title: pull.title,
    user: presentAuthor(world, pull.authorId),
    labels: labelsOf(repository, pull.labelIds).map((label) => presentLabel(world, repository, label)),
    state: "closed",
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: pull.createdAt,
    updated_at: pull.mergedAt,
    closed_at: pull.mergedAt,
    author_association: associationOf(world, repository, pull.authorId),
    body: pull.body,
    reactions: presentRollup(`${url}/reactions`, []),
    performed_via_github_app: null,
    state_reason: null,
    draft: false,
    pull_request: {
      url: `${base}/pulls/${pull.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt,
    },
  };
}

export function presentComment(
  world: World,
  repository: Repository,
  comment: Comment,
): Record<string, unknown> {
  const base = repositoryUrl(world, repository);
  const url = `${base}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: commentPage(world, repository, comment),
    issue_url: `${base}/issues/${comment.issueNumber}`,
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    user: presentAuthor(world, comment.authorId),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(world, repository, comment.authorId),
    body: comment.body,
    reactions: presentRollup(`${url}/reactions`, comment.reactions),
    performed_via_github_app: null,
  };
}

export function commentPage(world: World, repository: Repository, comment: Comment): string {
  return `${pageUrl(world, repository)}/issues/${comment.issueNumber}#issuecomment-${comment.id}`;
}

export function presentLabel(world: World, repository: Repository, label: Label): Record<string, unknown> {
  return {
    id: label.id,
    node_id: nodeId("Label", label.id),
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

export function presentReaction(world: World, reaction: Reaction): Record<string, unknown> {
  return {
    id: reaction.id,
    node_id: nodeId("Reaction", reaction.id),
    user: presentAuthor(world, reaction.userId),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** Members of an organisation are shown as such only when their membership is public; here nobody's is. */
export function associationOf(world: World, repository: Repository, accountId: number): string {
  const account = livingAccount(world, accountId);
  if (!account) return "NONE";
  if (account.id === repository.owner.id) return "OWNER";
  return account.type === "User" && atLeast(permissionOf(repository, account), "write")
    ? "COLLABORATOR"
    : "NONE";
}

function presentRollup(url: string, reactions: readonly Reaction[]): Record<string, unknown> {
  const counts = REACTIONS.map((content) => [content, reactions.filter((r) => r.content === content).length]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

function issueLinks(url: string): Record<string, string> {
  return {
    url,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
  };
}
