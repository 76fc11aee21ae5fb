/** GitHub Releases. */

import { READ_CONTENTS, WRITE_CONTENTS } from "../access/needs.ts";
import { invalid, notFound } from "../access/refused.ts";
import { mayWrite } from "../access/rights.ts";
import { resolveCommit } from "../state/git.ts";
import { createRelease, latestRelease, publishRelease } from "../state/releases.ts";
import type { Release } from "../state/world.ts";
import { readBody } from "./body.ts";
import { page } from "./paging.ts";
import { presentRelease } from "./present/release.ts";
import { type Answer, numberParam, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

export const releaseRoutes: readonly Route[] = [
  onRepository("GET /releases", READ_CONTENTS, listReleases),
  onRepository("POST /releases", WRITE_CONTENTS, postRelease),
  onRepository("GET /releases/latest", READ_CONTENTS, (call) => answer(call, latestRelease(call.repository))),
  onRepository("GET /releases/tags/{tag}", READ_CONTENTS, getReleaseByTag),
  onRepository("GET /releases/{release_id}", READ_CONTENTS, (call) => answer(call, visibleRelease(call))),
  onRepository("PATCH /releases/{release_id}", WRITE_CONTENTS, patchRelease),
];

function listReleases(call: RepositoryCall): Answer {
  const releases = call.repository.releases.filter((release) => isVisible(call, release)).reverse();
  return page(call, releases, (release) => presentRelease(call.world, call.repository, release));
}

function postRelease(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const fields = readBody(call, "Release");
  const tag = fields.requiredText("tag_name");
  const target = fields.text("target_commitish") ?? repository.defaultBranch;
  const draft = fields.flag("draft") ?? false;
  if (!draft && repository.releases.some((release) => release.tag === tag && !release.draft)) {
    throw invalid("Release", "tag_name", "already_exists");
  }
  if (!resolveCommit(repository.git, repository.defaultBranch, target)) {
    throw invalid("Release", "target_commitish", "invalid");
  }
  const release = createRelease(world, repository, actor.account.id, {
    tag,
    target,
    name: fields.text("name") ?? null,
    body: fields.text("body") ?? null,
    draft,
    prerelease: fields.flag("prerelease") ?? false,
  });
  return { status: 201, body: presentRelease(world, repository, release) };
}

function patchRelease(call: RepositoryCall): Answer {
  const release = visibleRelease(call);
  const fields = readBody(call, "Release");
  release.name = fields.text("name") ?? release.name;
  release.body = fields.text("body") ?? release.body;
  release.prerelease = fields.flag("prerelease") ?? release.prerelease;
  release.draft = fields.flag("draft") ?? release.draft;
  if (!release.draft) publishRelease(call.world, call.repository, call.actor.account.id, release);
  return answer(call, release);
}

/** A draft has no tag yet, so this route never finds one. */
function getReleaseByTag(call: RepositoryCall): Answer {
  const tag = param(call, "tag");
  return answer(
    call,
    call.repository.releases.find((release) => release.tag === tag && !release.draft),
  );
}

/** @throws Refused 404 */
export function visibleRelease(call: RepositoryCall): Release {
  const id = numberParam(call, "release_id");
  const release = call.repository.releases.find((candidate) => candidate.id === id);
  if (!release || !isVisible(call, release)) throw notFound();
  return release;
}

/** Only those who can write see drafts. */
export function isVisible(call: RepositoryCall, release: Release): boolean {
  return !release.draft || mayWrite(call.actor, call.repository);
}

function answer(call: RepositoryCall, release: Release | undefined): Answer {
  if (!release) throw notFound();
  return { status: 200, body: presentRelease(call.world, call.repository, release) };
}
