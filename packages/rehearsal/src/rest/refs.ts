/** Branches, tags and the refs behind them. */

import { READ_CONTENTS, WRITE_CONTENTS } from "../access/needs.ts";
import { invalid, notFound, unprocessable } from "../access/refused.ts";
import { annotateTag, type Commit, peel, resolveCommit } from "../state/git.ts";
import { compareCommits } from "../state/history.ts";
import { nodeId } from "../state/ids.ts";
import { tell } from "../state/news.ts";
import { readBody } from "./body.ts";
import { page } from "./paging.ts";
import { presentRef, presentTagObject, presentWholeCommit } from "./present/commit.ts";
import { presentBranchProtection } from "./present/protection.ts";
import { pageUrl, repositoryUrl } from "./present/repository.ts";
import { type Answer, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

export const refRoutes: readonly Route[] = [
  onRepository("GET /branches/{branch}", READ_CONTENTS, getBranch),
  onRepository("GET /tags", READ_CONTENTS, listTags),
  onRepository("GET /git/ref/{ref}", READ_CONTENTS, getRef),
  onRepository("GET /git/matching-refs/{ref}", READ_CONTENTS, listMatchingRefs),
  onRepository("POST /git/refs", WRITE_CONTENTS, postRef),
  onRepository("PATCH /git/refs/{ref}", WRITE_CONTENTS, patchRef),
  onRepository("POST /git/tags", WRITE_CONTENTS, postTag),
  onRepository("GET /git/tags/{tag_sha}", READ_CONTENTS, getTag),
];

function getBranch(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const name = param(call, "branch");
  const commit = peel(repository.git, repository.git.refs.get(`refs/heads/${name}`));
  if (!commit) throw notFound();
  const url = `${repositoryUrl(world, repository)}/branches/${encodeURIComponent(name)}`;
  const body = {
    name,
    commit: presentWholeCommit(world, repository, commit),
    _links: { self: url, html: `${pageUrl(world, repository)}/tree/${name}` },
    ...presentBranchProtection(world, repository, name),
  };
  return { status: 200, body };
}

function listTags(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const api = repositoryUrl(world, repository);
  const tags = [...repository.git.refs].filter(([ref]) => ref.startsWith("refs/tags/")).reverse();
  return page(call, tags, ([ref, oid]) => {
    const name = ref.slice("refs/tags/".length);
    const sha = peel(repository.git, oid)?.sha ?? oid;
    return {
      name,
      zipball_url: `${api}/zipball/${ref}`,
      tarball_url: `${api}/tarball/${ref}`,
      commit: { sha, url: `${api}/commits/${sha}` },
      node_id: nodeId("Ref", repository.id, ref),
    };
  });
}

function getRef(call: RepositoryCall): Answer {
  const ref = `refs/${param(call, "ref")}`;
  const sha = call.repository.git.refs.get(ref);
  if (sha === undefined) throw notFound();
  return { status: 200, body: presentRef(call.world, call.repository, ref, sha) };
}

function listMatchingRefs(call: RepositoryCall): Answer {
  const prefix = `refs/${param(call, "ref")}`;
  const refs = [...call.repository.git.refs].filter(([ref]) => ref.startsWith(prefix));
  const body = refs.map(([ref, sha]) => presentRef(call.world, call.repository, ref, sha));
  return { status: 200, body };
}

function postRef(call: RepositoryCall): Answer {
  const fields = readBody(call, "Reference");
  const ref = fields.requiredText("ref");
  const sha = fields.requiredText("sha");
  if (!/^refs\/[^/]+\/.+/.test(ref)) throw unprocessable("Reference name must start with 'refs/'.");
  const { git } = call.repository;
  if (!git.commits.has(sha) && !git.tags.has(sha)) throw unprocessable("Object does not exist");
  if (git.refs.has(ref)) throw unprocessable("Reference already exists");
  setRef(call, ref, sha);
  return { status: 201, body: presentRef(call.world, call.repository, ref, sha) };
}

function patchRef(call: RepositoryCall): Answer {
  const ref = `refs/${param(call, "ref")}`;
  const { git } = call.repository;
  const fields = readBody(call, "Reference");
  const sha = fields.requiredText("sha");
  const before = peel(git, git.refs.get(ref));
  const after = peel(git, sha);
  if (!git.refs.has(ref)) throw unprocessable("Reference does not exist");
  if (!after) throw unprocessable("Object does not exist");
  if (fields.flag("force") !== true && !isForward(call, before, after)) {
    throw unprocessable("Update is not a fast forward");
  }
  setRef(call, ref, sha);
  return { status: 200, body: presentRef(call.world, call.repository, ref, sha) };
}

function postTag(call: RepositoryCall): Answer {
  const { world, repository, actor } = call;
  const fields = readBody(call, "Tag");
  const target = fields.requiredText("object");
  if (fields.requiredText("type") !== "commit") throw invalid("Tag", "type", "invalid");
  if (!resolveCommit(repository.git, repository.defaultBranch, target)) {
    throw unprocessable("Could not resolve object");
  }
  const tag = annotateTag(repository.git, {
    name: fields.requiredText("tag"),
    message: fields.requiredText("message"),
    target,
    tagger: { name: actor.account.login, email: `${actor.account.login}@localhost`, date: world.clock.now() },
  });
  return { status: 201, body: presentTagObject(world, repository, tag) };
}

function getTag(call: RepositoryCall): Answer {
  const tag = call.repository.git.tags.get(param(call, "tag_sha"));
  if (!tag) throw notFound();
  return { status: 200, body: presentTagObject(call.world, call.repository, tag) };
}

/** To move a branch or tag is to push it. */
function setRef({ world, repository, actor }: RepositoryCall, ref: string, after: string): void {
  const before = repository.git.refs.get(ref) ?? null;
  repository.git.refs.set(ref, after);
  if (before === after) return;
  tell(world, { kind: "push", repository, actorId: actor.account.id, ref, before, after });
}

function isForward(call: RepositoryCall, before: Commit | undefined, after: Commit): boolean {
  const comparison = before && compareCommits(call.repository.git, before, after);
  return comparison?.status === "ahead" || comparison?.status === "identical";
}
