/** Commits, comparisons, contents. */

import { READ_CONTENTS, READ_PULLS } from "../access/needs.ts";
import { notFound, Refused, unprocessable } from "../access/refused.ts";
import { type Commit, readBlob, resolveCommit } from "../state/git.ts";
import { compareCommits, listChanges, listHistory, listHistoryOf } from "../state/history.ts";
import { page, readPage } from "./paging.ts";
import { encodePath, presentChange, presentCommit, presentWholeCommit } from "./present/commit.ts";
import { presentPull } from "./present/pull.ts";
import { pageUrl, repositoryUrl } from "./present/repository.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

/** The most files that a comparison lists. */
const MOST_FILES = 300;
/** Comparisons have larger pages than lists. */
const COMPARED_COMMITS = 250;

export const commitRoutes: readonly Route[] = [
  onRepository("GET /commits/{commit_sha}/pulls", READ_PULLS, listPulls),
  onRepository("GET /commits", READ_CONTENTS, listCommits),
  onRepository("GET /commits/{ref}", READ_CONTENTS, getCommit),
  onRepository("GET /compare/{basehead}", READ_CONTENTS, compare),
  onRepository("GET /contents/{path}", READ_CONTENTS, getContents),
];

function listCommits(call: RepositoryCall): Answer {
  assertOnlyFilters(call, ["sha", "path", "since", "until"]);
  const { world, repository, query } = call;
  const head = findCommit(call, query["sha"] ?? "HEAD") ?? orThrow(notFound());
  const { path, since = "", until } = query;
  const all =
    path === undefined ? listHistory(repository.git, head) : listHistoryOf(repository.git, head, path);
  const within = all.filter(
    ({ committer: { date } }) => date >= since && (until === undefined || date <= until),
  );
  return page(call, within, (commit) => presentCommit(world, repository, commit));
}

function getCommit(call: RepositoryCall): Answer {
  const ref = param(call, "ref");
  const commit = findCommit(call, ref) ?? orThrow(unprocessable(`No commit found for SHA: ${ref}`));
  return { status: 200, body: presentWholeCommit(call.world, call.repository, commit) };
}

function listPulls(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const sha = param(call, "commit_sha");
  const commit = findCommit(call, sha) ?? orThrow(unprocessable(`No commit found for SHA: ${sha}`));
  const pulls = [...repository.pulls.values()].filter(({ commits }) => commits.includes(commit.sha));
  return page(call, pulls, (pull) => presentPull(world, repository, pull));
}

function compare(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const [left = "", right = ""] = param(call, "basehead").split("...");
  const base = findCommit(call, left) ?? orThrow(notFound());
  const head = findCommit(call, right) ?? orThrow(notFound());
  const comparison = compareCommits(repository.git, base, head);
  if (!comparison) throw new Refused(404, `No common ancestor between ${left} and ${right}.`);
  const { ahead, mergeBase } = comparison;
  const paged = call.query["page"] !== undefined || call.query["per_page"] !== undefined;
  const { number, size } = paged ? readPage(call) : { number: 1, size: COMPARED_COMMITS };
  // Without a page, "the last commit in the list is the most recent of the entire comparison".
  const listed = paged ? ahead.slice((number - 1) * size, number * size) : ahead.slice(-size);
  const changes = listChanges(repository.git, mergeBase, head).slice(0, MOST_FILES);
  const path = `compare/${left}...${right}`;
  const site = `${pageUrl(world, repository)}/${path}`;
  const body = {
    url: `${repositoryUrl(world, repository)}/${path}`,
    html_url: site,
    permalink_url: `${pageUrl(world, repository)}/compare/${base.sha.slice(0, 7)}...${head.sha.slice(0, 7)}`,
    diff_url: `${site}.diff`,
    patch_url: `${site}.patch`,
    base_commit: presentCommit(world, repository, base),
    merge_base_commit: presentCommit(world, repository, mergeBase),
    status: comparison.status,
    ahead_by: ahead.length,
    behind_by: comparison.behindBy,
    total_commits: ahead.length,
    commits: listed.map((commit) => presentCommit(world, repository, commit)),
    // Only the first page lists files.
    files: number > 1 ? [] : changes.map((change) => presentChange(world, repository, head, change)),
  };
  return { status: 200, body };
}

function getContents(call: RepositoryCall): Answer {
  assertOnlyFilters(call, ["ref"]);
  const ref = call.query["ref"] ?? call.repository.defaultBranch;
  const commit = findCommit(call, ref) ?? orThrow(new Refused(404, `No commit found for the ref ${ref}`));
  const path = param(call, "path").replace(/\/$/, "");
  const file = commit.tree().get(path);
  if (file) return { status: 200, body: presentFile(call, ref, path, file.oid) };
  const inside = [...commit.tree()].filter(([name]) => name.startsWith(`${path}/`));
  if (inside.length === 0) throw notFound();
  return { status: 200, body: presentFolder(call, ref, path, inside) };
}

function presentFile(call: RepositoryCall, ref: string, path: string, oid: string): unknown {
  const content = readBlob(call.repository.git, oid) ?? orThrow(notFound());
  const text = content.toString("base64").replace(/(.{60})/g, "$1\n");
  return {
    ...presentEntry(call, ref, path, "file", content.length, oid),
    content: text.endsWith("\n") || text === "" ? text : `${text}\n`,
    encoding: "base64",
  };
}

function presentFolder(
  call: RepositoryCall,
  ref: string,
  path: string,
  inside: readonly [string, { oid: string }][],
): unknown {
  const names = new Set(inside.map(([name]) => name.slice(path.length + 1).split("/")[0] ?? ""));
  return [...names].map((name) => {
    const file = inside.find(([full]) => full === `${path}/${name}`);
    if (!file) return presentEntry(call, ref, `${path}/${name}`, "dir", 0, "");
    const size = readBlob(call.repository.git, file[1].oid)?.length ?? 0;
    return presentEntry(call, ref, `${path}/${name}`, "file", size, file[1].oid);
  });
}

function presentEntry(
  { world, repository }: RepositoryCall,
  ref: string,
  path: string,
  type: "file" | "dir",
  size: number,
  sha: string,
): Record<string, unknown> {
  const api = repositoryUrl(world, repository);
  const page = pageUrl(world, repository);
  const encoded = encodePath(path);
  const url = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${type === "file" ? "blobs" : "trees"}/${sha}`;
  const html = `${page}/${type === "file" ? "blob" : "tree"}/${ref}/${encoded}`;
  return {
    name: path.split("/").at(-1),
    path,
    sha,
    size,
    type,
    url,
    git_url: git,
    html_url: html,
    download_url: type === "file" ? `${page}/raw/${ref}/${encoded}` : null,
    _links: { self: url, git, html },
  };
}

function findCommit({ repository }: RepositoryCall, ref: string): Commit | undefined {
  return resolveCommit(repository.git, repository.defaultBranch, ref);
}

function orThrow(error: Error): never {
  throw error;
}
