import { releasePage } from "../../rest/present/release.ts";
import { fullName, pageUrl } from "../../rest/present/repository.ts";
import { sameLogin } from "../../state/accounts.ts";
import { peel } from "../../state/git.ts";
import { nodeId } from "../../state/ids.ts";
import { findLabel } from "../../state/labels.ts";
import { latestRelease } from "../../state/releases.ts";
import type { Issue, Release } from "../../state/world.ts";
import { connection } from "../connection.ts";
import { type Arguments, assertOnlyKeys, lazily, type Node, notFound, takes } from "../fields.ts";
import { assertGranted, type RepositoryView } from "../view.ts";
import { presentAccount, presentActor } from "./actor.ts";
import { presentExpression, presentObject, presentRef } from "./git.ts";
import { presentIssue, presentLabel, presentPull } from "./issue.ts";

export function presentRepository(view: RepositoryView): Node {
  const { world, repository } = view;
  return {
    __typename: "Repository",
    id: nodeId("Repository", repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: lazily(() => presentAccount(world, repository.owner)),
    url: pageUrl(world, repository),
    isPrivate: repository.private,
    visibility: repository.private ? "PRIVATE" : "PUBLIC",
    isArchived: repository.archived,
    isFork: false,
    hasIssuesEnabled: repository.hasIssues,
    createdAt: repository.createdAt,
    ...contentFields(view),
    ...issueFields(view),
  };
}

function contentFields(view: RepositoryView): Record<string, unknown> {
  const { repository } = view;
  const reading =
    <Result>(read: (args: Arguments) => Result) =>
    (args: Arguments): Result => {
      assertGranted(view, "contents");
      return read(args);
    };
  const releaseOrNull = (release: Release | undefined) => (release ? presentRelease(view, release) : null);
  return {
    defaultBranchRef: takes(
      [],
      reading(() => presentRef(view, `refs/heads/${repository.defaultBranch}`)),
    ),
    object: takes(
      ["expression", "oid"],
      reading(({ expression, oid }) =>
        typeof expression === "string"
          ? presentExpression(view, expression)
          : presentObject(view, String(oid)),
      ),
    ),
    ref: takes(
      ["qualifiedName"],
      reading(({ qualifiedName }) => presentRef(view, String(qualifiedName))),
    ),
    refs: connection(
      ["refPrefix", "orderBy", "direction", "query"],
      reading((args) => listRefs(view, args)),
      (ref) => ref,
      (ref) => presentRef(view, ref),
    ),
    release: takes(
      ["tagName"],
      reading(({ tagName }) =>
        releaseOrNull(repository.releases.find(({ tag, draft }) => tag === tagName && !draft)),
      ),
    ),
    latestRelease: takes(
      [],
      reading(() => releaseOrNull(latestRelease(repository))),
    ),
    releases: connection(
      [],
      reading(() => repository.releases.filter(({ draft }) => !draft).reverse()),
      ({ id }) => id,
      (release) => presentRelease(view, release),
    ),
  };
}

function issueFields(view: RepositoryView): Record<string, unknown> {
  const { repository } = view;
  return {
    // A deleted or transferred issue is found no more. Of a transferred one GitHub documents nothing; public reports
    // show this answer (apache/devlake#7969).
    issue: takes(["number"], ({ number }) => {
      assertGranted(view, "issues");
      const issue = repository.issues.get(Number(number));
      if (!issue) throw notFound(`Could not resolve to an Issue with the number of ${number}.`);
      return presentIssue(view, issue);
    }),
    issueOrPullRequest: takes(["number"], ({ number }) => {
      const pull = repository.pulls.get(Number(number));
      assertGranted(view, pull ? "pull-requests" : "issues");
      if (pull) return presentPull(view, pull);
      const issue = repository.issues.get(Number(number));
      if (issue) return presentIssue(view, issue);
      throw notFound(`Could not resolve to an issue or pull request with the number of ${number}.`);
    }),
    pullRequest: takes(["number"], ({ number }) => {
      assertGranted(view, "pull-requests");
      const pull = repository.pulls.get(Number(number));
      if (!pull) throw notFound(`Could not resolve to a PullRequest with the number of ${number}.`);
      return presentPull(view, pull);
    }),
    issues: connection(
      ["orderBy", "states", "labels", "filterBy"],
      (args) => {
        assertGranted(view, "issues");
        return listIssues(view, args);
      },
      ({ number }) => number,
      (issue) => presentIssue(view, issue),
    ),
    label: takes(["name"], ({ name }) => {
      assertGranted(view, "issues");
      const label = findLabel(repository, String(name));
      return label ? presentLabel(view, label) : null;
    }),
    labels: connection(
      [],
      () => {
        assertGranted(view, "issues");
        return repository.labels;
      },
      ({ id }) => id,
      (label) => presentLabel(view, label),
    ),
  };
}

function listIssues({ world, repository }: RepositoryView, args: Arguments): Issue[] {
  const filter = (args["filterBy"] ?? {}) as Arguments;
  assertOnlyKeys("IssueFilters", filter, ["createdBy", "labels", "states", "since", "assignee"]);
  const states = listOf(args["states"] ?? filter["states"]);
  const labels = listOf(args["labels"]);
  const filterLabels = listOf(filter["labels"]);
  const idOf = (login: unknown) =>
    world.accounts.find((account) => sameLogin(account.login, String(login)))?.id;
  const has = (issue: Issue, names: readonly string[] | undefined): boolean =>
    names?.some((name) => issue.labelIds.includes(findLabel(repository, name)?.id ?? -1)) ?? true;
  const issues = [...repository.issues.values()].filter(
    (issue) =>
      (states?.includes(issue.state.toUpperCase()) ?? true) &&
      has(issue, labels) &&
      has(issue, filterLabels) &&
      (!filter["createdBy"] || issue.authorId === idOf(filter["createdBy"])) &&
      (!filter["assignee"] || issue.assigneeIds.includes(idOf(filter["assignee"]) ?? -1)) &&
      (!filter["since"] || issue.updatedAt >= String(filter["since"])),
  );
  return sortIssues(issues, args["orderBy"] as { field: string; direction: string } | undefined);
}

function sortIssues(issues: Issue[], order: { field: string; direction: string } | undefined): Issue[] {
  const { field, direction } = order ?? { field: "CREATED_AT", direction: "ASC" };
  const sign = direction === "DESC" ? -1 : 1;
  const key = (issue: Issue): string | number =>
    field === "COMMENTS" ? issue.comments.length : field === "UPDATED_AT" ? issue.updatedAt : issue.createdAt;
  return issues.sort((a, b) => sign * (compare(key(a), key(b)) || a.number - b.number));
}

function listRefs({ repository: { git } }: RepositoryView, args: Arguments): string[] {
  const prefix = String(args["refPrefix"]);
  const query = typeof args["query"] === "string" ? args["query"] : "";
  const order = (args["orderBy"] ?? {}) as { field?: string; direction?: string };
  const refs = [...git.refs.keys()].filter((ref) => ref.startsWith(prefix) && ref.includes(query));
  const direction = order.direction ?? args["direction"] ?? "ASC";
  const dateOf = (ref: string) => peel(git, git.refs.get(ref))?.committer.date ?? "";
  const byDate = order.field === "TAG_COMMIT_DATE";
  refs.sort((a, b) => (byDate ? compare(dateOf(a), dateOf(b)) : 0) || compare(a, b));
  return direction === "DESC" ? refs.reverse() : refs;
}

function presentRelease(view: RepositoryView, release: Release): Node {
  const { world, repository } = view;
  return {
    __typename: "Release",
    id: nodeId("Release", release.id),
    databaseId: release.id,
    name: release.name,
    tagName: release.tag,
    description: release.body,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    isLatest: latestRelease(repository) === release,
    createdAt: release.createdAt,
    publishedAt: release.publishedAt,
    url: releasePage(world, repository, release),
    author: lazily(() => presentActor(world, release.authorId)),
    tag: lazily(() => presentRef(view, `refs/tags/${release.tag}`)),
    tagCommit: lazily(() => {
      const commit = peel(repository.git, repository.git.refs.get(`refs/tags/${release.tag}`));
      return presentObject(view, commit?.sha);
    }),
  };
}

function listOf(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
