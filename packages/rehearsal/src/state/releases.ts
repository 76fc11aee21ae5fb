/** GitHub Releases. */

import { resolveCommit } from "./git.ts";
import type { Release, Repository, World } from "./world.ts";

export type ReleaseDraft = {
  tag: string;
  target: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
};

export function createRelease(
  world: World,
  repository: Repository,
  authorId: number,
  draft: ReleaseDraft,
): Release {
  const now = world.clock.now();
  const release = {
    ...draft,
    id: world.nextId("release"),
    authorId,
    createdAt: now,
    publishedAt: draft.draft ? null : now,
  };
  repository.releases.push(release);
  if (!release.draft) tagRelease(repository, release);
  return release;
}

export function publishRelease(world: World, repository: Repository, release: Release): void {
  release.publishedAt ??= world.clock.now();
  tagRelease(repository, release);
}

/** The newest published one that is neither draft nor prerelease. */
export function latestRelease(repository: Repository): Release | undefined {
  return repository.releases.filter(({ draft, prerelease }) => !draft && !prerelease).at(-1);
}

/** Publishing makes the tag, if nobody did before. */
function tagRelease({ git, defaultBranch }: Repository, { tag, target }: Release): void {
  const ref = `refs/tags/${tag}`;
  const commit = resolveCommit(git, defaultBranch, target);
  if (!git.refs.has(ref) && commit) git.refs.set(ref, commit.sha);
}
