/** Files that are attached to a GitHub Release. */

import { READ_CONTENTS, WRITE_CONTENTS } from "../access/needs.ts";
import { invalid, notFound, Refused } from "../access/refused.ts";
import type { Asset, Release } from "../state/world.ts";
import { page } from "./paging.ts";
import { presentAsset } from "./present/release.ts";
import { isVisible, visibleRelease } from "./releases.ts";
import { type Answer, numberParam, onRepository, type RepositoryCall, type Route } from "./route.ts";

const BYTES = "application/octet-stream";

/** GitHub takes uploads at another host, which `upload_url` names; here it is the same. */
export const assetRoutes: readonly Route[] = [
  onRepository("GET /releases/{release_id}/assets", READ_CONTENTS, listAssets),
  onRepository("POST /releases/{release_id}/assets", WRITE_CONTENTS, postAsset),
  onRepository("GET /releases/assets/{asset_id}", READ_CONTENTS, getAsset),
  onRepository("DELETE /releases/assets/{asset_id}", WRITE_CONTENTS, deleteAsset),
];

function listAssets(call: RepositoryCall): Answer {
  const release = visibleRelease(call);
  return page(call, release.assets, (asset) => presentAsset(call.world, call.repository, release, asset));
}

/** "If you upload an asset with the same filename as another uploaded asset, you'll receive an error." */
function postAsset(call: RepositoryCall): Answer {
  const { world, repository, actor, query, body, contentType } = call;
  const release = visibleRelease(call);
  const name = plainName(query["name"] ?? "");
  if (name === "") throw invalid("ReleaseAsset", "name", "missing_field");
  if (!Buffer.isBuffer(body)) throw new Refused(400, "Bad Content-Length");
  if (release.assets.some((asset) => asset.name === name)) {
    throw invalid("ReleaseAsset", "name", "already_exists");
  }
  const asset: Asset = {
    id: world.nextId("asset"),
    name,
    label: query["label"] ?? null,
    contentType: contentType ?? BYTES,
    content: body,
    uploaderId: actor.account.id,
    createdAt: world.clock.now(),
  };
  release.assets.push(asset);
  return { status: 201, body: presentAsset(world, repository, release, asset) };
}

/** "GitHub renames asset filenames that have special characters, non-alphanumeric characters, and leading or trailing periods." */
function plainName(name: string): string {
  return name
    .replace(/[^\w.+-]+/g, ".")
    .replace(/\.{2,}/g, ".")
    .replace(/^\.|\.$/g, "");
}

/** The file itself for those who accept bytes, and what is known about it for all others. */
function getAsset(call: RepositoryCall): Answer {
  const { release, asset } = assetOf(call);
  if (call.accept?.includes(BYTES)) {
    return { status: 200, body: asset.content, headers: { "content-type": BYTES } };
  }
  return { status: 200, body: presentAsset(call.world, call.repository, release, asset) };
}

function deleteAsset(call: RepositoryCall): Answer {
  const { release, asset } = assetOf(call);
  release.assets = release.assets.filter((candidate) => candidate !== asset);
  return { status: 204 };
}

/** @throws Refused 404 */
function assetOf(call: RepositoryCall): { release: Release; asset: Asset } {
  const id = numberParam(call, "asset_id");
  for (const release of call.repository.releases.filter((candidate) => isVisible(call, candidate))) {
    const asset = release.assets.find((candidate) => candidate.id === id);
    if (asset) return { release, asset };
  }
  throw notFound();
}
