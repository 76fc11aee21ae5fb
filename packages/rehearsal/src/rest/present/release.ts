import { createHash } from "node:crypto";
import { nodeId } from "../../state/ids.ts";
import type { Asset, Release, Repository, World } from "../../state/world.ts";
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
    assets: release.assets.map((asset) => presentAsset(world, repository, release, asset)),
  };
}

export function presentAsset(
  world: World,
  repository: Repository,
  release: Release,
  asset: Asset,
): Record<string, unknown> {
  const { id, name, label, contentType, content, uploaderId, createdAt } = asset;
  const page = pageUrl(world, repository);
  return {
    url: `${repositoryUrl(world, repository)}/releases/assets/${id}`,
    id,
    node_id: nodeId("ReleaseAsset", id),
    name,
    label,
    uploader: presentAuthor(world, uploaderId),
    content_type: contentType,
    state: "uploaded",
    size: content.length,
    digest: `sha256:${createHash("sha256").update(content).digest("hex")}`,
    download_count: 0,
    created_at: createdAt,
    updated_at: createdAt,
    browser_download_url: `${page}/releases/download/${encodeURIComponent(release.tag)}/${name}`,
  };
}

export function releasePage(world: World, repository: Repository, release: Release): string {
  return `${pageUrl(world, repository)}/releases/tag/${encodeURIComponent(release.tag)}`;
}
