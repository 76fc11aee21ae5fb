import { pageUrl } from "../../rest/present/repository.ts";
import { findAuthor } from "../../state/authors.ts";
import {
  type AnnotatedTag,
  type Commit,
  type Identity,
  peel,
  readBlob,
  resolveCommit,
  resolveObject,
} from "../../state/git.ts";
import { compareCommits, listHistory, listHistoryOf, parentsOf } from "../../state/history.ts";
import { nodeId } from "../../state/ids.ts";
import { connection } from "../connection.ts";
import { lazily, type Node, notFound, takes } from "../fields.ts";
import { assertGranted, type RepositoryView } from "../view.ts";
import { presentAccount } from "./actor.ts";
import { presentPull } from "./issue.ts";

/** Text beyond this is cut. */
const LARGEST_TEXT = 1_000_000;

/** What `HEAD:path`, `<sha>:path` or `<ref>` names, or `null`. */
export function presentExpression(view: RepositoryView, expression: string): Node | null {
  const { git, defaultBranch } = view.repository;
  const colon = expression.indexOf(":");
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  if (colon < 0) return presentObject(view, resolveObject(git, defaultBranch, revision));
  const commit = resolveCommit(git, defaultBranch, revision);
  if (!commit) return null;
  const path = expression.slice(colon + 1).replace(/\/$/, "");
  const file = commit.tree().get(path);
  return file ? presentBlob(view, file.oid) : presentTree(view, commit, path);
}

/** A commit, annotated tag or blob by its id, or `null`. */
export function presentObject(view: RepositoryView, oid: string | undefined): Node | null {
  const { git } = view.repository;
  if (oid === undefined) return null;
  const commit = git.commits.get(oid);
  if (commit) return presentCommit(view, commit);
  const tag = git.tags.get(oid);
  return tag ? presentTag(view, tag) : presentBlob(view, oid);
}

/** A ref by its full name, or `null`. */
export function presentRef(view: RepositoryView, name: string | undefined): Node | null {
  const { git } = view.repository;
  const full = [name, `refs/heads/${name}`, `refs/tags/${name}`].find((ref) => git.refs.has(ref ?? ""));
  if (full === undefined) return null;
  const prefix = /^refs\/[^/]+\//.exec(full)?.[0] ?? "refs/";
  const target = git.refs.get(full);
  return {
    __typename: "Ref",
    id: nodeId("Ref", view.repository.id, full),
    name: full.slice(prefix.length),
    prefix,
    target: lazily(() => presentObject(view, target)),
    compare: takes(["headRef"], ({ headRef }) => presentComparison(view, target, String(headRef))),
  };
}

function presentComparison(view: RepositoryView, base: string | undefined, head: string): Node {
  const { git, defaultBranch } = view.repository;
  const from = peel(git, base);
  const to = resolveCommit(git, defaultBranch, head);
  const comparison = from && to && compareCommits(git, from, to);
  if (!comparison) throw notFound(`Could not resolve to a ref or SHA with the name '${head}'.`);
  return {
    __typename: "Comparison",
    status: comparison.status.toUpperCase(),
    aheadBy: comparison.ahead.length,
    behindBy: comparison.behindBy,
    commits: commitConnection(view, [], () => comparison.ahead),
  };
}

function presentCommit(view: RepositoryView, commit: Commit): Node {
  const { repository, world } = view;
  const [headline = "", ...rest] = commit.message.split("\n");
  return {
    __typename: "Commit",
    id: nodeId("Commit", repository.id, commit.sha),
    oid: commit.sha,
    abbreviatedOid: commit.sha.slice(0, 7),
    url: `${pageUrl(world, repository)}/commit/${commit.sha}`,
    commitUrl: `${pageUrl(world, repository)}/commit/${commit.sha}`,
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join("\n").trim(),
    committedDate: commit.committer.date,
    authoredDate: commit.author.date,
    author: lazily(() => presentIdentity(view, commit.author)),
    committer: lazily(() => presentIdentity(view, commit.committer)),
    parents: commitConnection(view, [], () => parentsOf(repository.git, commit)),
    history: commitConnection(view, ["path"], ({ path }) =>
      typeof path === "string"
        ? listHistoryOf(repository.git, commit, path)
        : listHistory(repository.git, commit),
    ),
    associatedPullRequests: connection(
      [],
      () => {
        assertGranted(view, "pull-requests");
        return [...repository.pulls.values()].filter(({ commits }) => commits.includes(commit.sha));
      },
      ({ number }) => number,
      (pull) => presentPull(view, pull),
    ),
  };
}

function commitConnection(
  view: RepositoryView,
  names: readonly string[],
  list: (args: Readonly<Record<string, unknown>>) => readonly Commit[],
) {
  return connection(
    names,
    list,
    ({ sha }) => sha,
    (commit) => presentCommit(view, commit),
  );
}

function presentIdentity({ world }: RepositoryView, identity: Identity): Record<string, unknown> {
  const account = findAuthor(world, identity);
  const user = account?.type === "User" ? presentAccount(world, account) : null;
  return { ...identity, user };
}

function presentTag(view: RepositoryView, tag: AnnotatedTag): Node {
  return {
    __typename: "Tag",
    id: nodeId("Tag", view.repository.id, tag.sha),
    oid: tag.sha,
    abbreviatedOid: tag.sha.slice(0, 7),
    name: tag.name,
    message: tag.message,
    target: lazily(() => presentObject(view, tag.target)),
    tagger: lazily(() => presentIdentity(view, tag.tagger)),
  };
}

function presentBlob({ repository }: RepositoryView, oid: string): Node | null {
  const content = readBlob(repository.git, oid);
  if (!content) return null;
  const isBinary = content.includes(0);
  return {
    __typename: "Blob",
    id: nodeId("Blob", repository.id, oid),
    oid,
    abbreviatedOid: oid.slice(0, 7),
    byteSize: content.length,
    isBinary,
    isTruncated: content.length > LARGEST_TEXT,
    text: isBinary ? null : content.subarray(0, LARGEST_TEXT).toString("utf8"),
  };
}

/** One level of a folder. */
function presentTree(view: RepositoryView, commit: Commit, path: string): Node | null {
  const prefix = path === "" ? "" : `${path}/`;
  const inside = [...commit.tree()].filter(([name]) => name.startsWith(prefix));
  if (inside.length === 0) return null;
  const names = new Set(inside.map(([name]) => name.slice(prefix.length).split("/")[0] ?? ""));
  const entries = [...names].map((name) => {
    const file = commit.tree().get(`${prefix}${name}`);
    return {
      name,
      path: `${prefix}${name}`,
      type: file ? "blob" : "tree",
      object: lazily(() =>
        file ? presentBlob(view, file.oid) : presentTree(view, commit, `${prefix}${name}`),
      ),
    };
  });
  return { __typename: "Tree", entries };
}
