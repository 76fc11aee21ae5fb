import { nodeId } from "../../state/ids.ts";
import type { Release, Repository, World } from "../../state/world.ts";
import { presentAuthor } from "./account.ts";
import { pageUrl, repositoryUrl } from "./repository.ts";

export function presentRelease(
  world: World,
  repository: Repository,
  release: Release,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const url = `${api}/releases/${release.id}`;
  const tag = encodeURIComponent(release.tag);
  return {
    url,
    html_url: releasePage(world, repository, release),
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    tarball_url: release.draft ? null : `${api}/tarball/${tag}`,
    zipball_url: release.draft ? null : `${api}/zipball/${tag}`,
    id: release.id,
    node_id: nodeId("Release", release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    updated_at: release.publishedAt ?? release.createdAt,
    author: presentAuthor(world, release.authorId),
    assets: [],
  };
}

export function releasePage(world: World, repository: Repository, release: Release): string {
  return `${pageUrl(world, repository)}/releases/tag/${encodeURIComponent(release.tag)}`;
}
