import { nodeId } from "../../state/ids.ts";
import { labelsOf } from "../../state/labels.ts";
import type { Pull, Repository, World } from "../../state/world.ts";
import { presentAuthor, presentUser } from "./account.ts";
import { associationOf, presentLabel } from "./issue.ts";
import { pageUrl, presentRepository, repositoryUrl } from "./repository.ts";

export function presentPull(world: World, repository: Repository, pull: Pull): Record<string, unknown> {
  const sha = pull.commits.at(-1) ?? "";
  const labels = labelsOf(repository, pull.labelIds).map((label) => ({
    ...presentLabel(world, repository, label),
    description: label.description ?? "",
  }));
  const end = (ref: string) => ({
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: presentUser(world, repository.owner),
    repo: presentRepository(world, repository),
  });
  return {
    ...pullLinks(world, repository, pull, sha),
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    number: pull.number,
    state: "closed",
    locked: false,
    title: pull.title,
    user: presentAuthor(world, pull.authorId),
    body: pull.body,
    labels,
    milestone: null,
    created_at: pull.createdAt,
    updated_at: pull.mergedAt,
    closed_at: pull.mergedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: sha,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: end(`pull-${pull.number}`),
    base: end(repository.defaultBranch),
    author_association: associationOf(world, repository, pull.authorId),
    auto_merge: null,
    draft: false,
  };
}

function pullLinks(
  world: World,
  repository: Repository,
  { number }: Pull,
  sha: string,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const page = `${pageUrl(world, repository)}/pull/${number}`;
  const url = `${api}/pulls/${number}`;
  const links = {
    comments: `${api}/issues/${number}/comments`,
    commits: `${url}/commits`,
    statuses: `${api}/statuses/${sha}`,
    html: page,
    issue: `${api}/issues/${number}`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    self: url,
  };
  return {
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: links.issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  };
}
