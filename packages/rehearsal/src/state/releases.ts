/** GitHub Releases. */

import { resolveCommit } from "./git.ts";
import { tell } from "./news.ts";
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
    assets: [],
  };
  repository.releases.push(release);
  if (!release.draft) {
    tagRelease(world, repository, authorId, release);
    announcePublished(world, repository, authorId, release);
  }
  return release;
}

/** Publishing what is published already changes nothing. */
export function publishRelease(
  world: World,
  repository: Repository,
  actorId: number,
  release: Release,
): void {
  if (release.publishedAt !== null) return;
  release.publishedAt = world.clock.now();
  tagRelease(world, repository, actorId, release);
  announcePublished(world, repository, actorId, release);
}

/** The newest published one that is neither draft nor prerelease. */
export function latestRelease(repository: Repository): Release | undefined {
  return repository.releases.filter(({ draft, prerelease }) => !draft && !prerelease).at(-1);
}

/** Publishing makes the tag, if nobody did before. */
function tagRelease(world: World, repository: Repository, actorId: number, { tag, target }: Release): void {
  const { git, defaultBranch } = repository;
  const ref = `refs/tags/${tag}`;
  const commit = resolveCommit(git, defaultBranch, target);
  if (git.refs.has(ref) || !commit) return;
  git.refs.set(ref, commit.sha);
  tell(world, { kind: "push", repository, actorId, ref, before: null, after: commit.sha });
}

/** Three events for one click: workflows choose by `types:`. Of a draft they are never told. */
function announcePublished(world: World, repository: Repository, actorId: number, release: Release): void {
  const kind = release.prerelease ? "prereleased" : "released";
  for (const action of ["created", "published", kind] as const) {
    tell(world, { kind: "release", repository, actorId, action, release });
  }
}
