import { findAuthor } from "../../state/authors.ts";
import type { AnnotatedTag, Commit, Identity } from "../../state/git.ts";
import { type FileChange, listChanges, parentsOf } from "../../state/history.ts";
import { nodeId } from "../../state/ids.ts";
import type { Repository, World } from "../../state/world.ts";
import { presentUser } from "./account.ts";
import { pageUrl, repositoryUrl } from "./repository.ts";

const UNSIGNED = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };

export function presentCommit(world: World, repository: Repository, commit: Commit): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const page = pageUrl(world, repository);
  const url = `${api}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId("Commit", repository.id, commit.sha),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.treeSha, url: `${api}/git/trees/${commit.treeSha}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: UNSIGNED,
    },
    url,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    author: presentIdentity(world, commit.author),
    committer: presentIdentity(world, commit.committer),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** With the files that it changes. */
export function presentWholeCommit(
  world: World,
  repository: Repository,
  commit: Commit,
): Record<string, unknown> {
  const [parent] = parentsOf(repository.git, commit);
  // Where imported history begins, nobody knows what changed.
  const isCut = commit.parents.length > 0 && !parent;
  const changes = isCut ? [] : listChanges(repository.git, parent, commit);
  const additions = changes.reduce((sum, change) => sum + change.additions, 0);
  const deletions = changes.reduce((sum, change) => sum + change.deletions, 0);
  return {
    ...presentCommit(world, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: changes.map((change) => presentChange(world, repository, commit, change)),
  };
}

export function presentChange(
  world: World,
  repository: Repository,
  at: Commit,
  change: FileChange,
): Record<string, unknown> {
  const page = pageUrl(world, repository);
  const path = encodePath(change.path);
  return {
    sha: change.oid,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${page}/blob/${at.sha}/${path}`,
    raw_url: `${page}/raw/${at.sha}/${path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${at.sha}`,
    ...(change.previousPath === undefined ? {} : { previous_filename: change.previousPath }),
  };
}

export function presentRef(
  world: World,
  repository: Repository,
  ref: string,
  sha: string,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const type = repository.git.tags.has(sha) ? "tag" : "commit";
  return {
    ref,
    node_id: nodeId("Ref", repository.id, ref),
    url: `${api}/git/${ref}`,
    object: { sha, type, url: `${api}/git/${type}s/${sha}` },
  };
}

export function presentTagObject(
  world: World,
  repository: Repository,
  tag: AnnotatedTag,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  return {
    node_id: nodeId("Tag", repository.id, tag.sha),
    tag: tag.name,
    sha: tag.sha,
    url: `${api}/git/tags/${tag.sha}`,
    message: tag.message,
    tagger: tag.tagger,
    object: { sha: tag.target, type: "commit", url: `${api}/git/commits/${tag.target}` },
    verification: UNSIGNED,
  };
}

export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function presentIdentity(world: World, identity: Identity): Record<string, unknown> | null {
  const account = findAuthor(world, identity);
  return account ? presentUser(world, account) : null;
}
