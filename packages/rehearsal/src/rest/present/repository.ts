import { nodeId } from "../../state/ids.ts";
import type { Repository, World } from "../../state/world.ts";
import { presentUser } from "./account.ts";

/** Address suffixes that GitHub lists in every repository. */
const LINKS: Record<string, string> = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
};

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** Base of the REST addresses of a repository. */
export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.apiUrl}/repos/${fullName(repository)}`;
}

/** Base of the pages of a repository. */
export function pageUrl(world: World, repository: Repository): string {
  return `${world.serverUrl}/${fullName(repository)}`;
}

/** As it appears inside of runs. */
export function presentMinimalRepository(world: World, repository: Repository): Record<string, unknown> {
  const url = repositoryUrl(world, repository);
  const links = Object.entries(LINKS).map(([name, suffix]) => [name, `${url}${suffix}`]);
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: presentUser(world, repository.owner),
    html_url: pageUrl(world, repository),
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(links),
  };
}

export function presentRepository(world: World, repository: Repository): Record<string, unknown> {
  const page = pageUrl(world, repository);
  const open = [...repository.issues.values()].filter(({ state }) => state === "open").length;
  return {
    ...presentMinimalRepository(world, repository),
    clone_url: `${page}.git`,
    git_url: `git:${page.replace(/^https?:/, "")}.git`,
    ssh_url: `git@${new URL(page).host}:${fullName(repository)}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    visibility: repository.private ? "private" : "public",
    archived: repository.archived,
    disabled: false,
    has_issues: repository.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    size: 0,
    forks: 0,
    forks_count: 0,
    watchers: 0,
    watchers_count: 0,
    stargazers_count: 0,
    network_count: 0,
    subscribers_count: 0,
    open_issues: open,
    open_issues_count: open,
    created_at: repository.createdAt,
    updated_at: world.clock.now(),
    pushed_at: world.clock.now(),
  };
}
