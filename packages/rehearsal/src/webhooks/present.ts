/** Payloads of webhooks, which workflows read as `github.event`. */

import { presentAuthor, presentUser } from "../rest/present/account.ts";
import { presentComment, presentIssue, presentLabel } from "../rest/present/issue.ts";
import { presentRelease } from "../rest/present/release.ts";
import { pageUrl, presentRepository } from "../rest/present/repository.ts";
import { accountById } from "../state/accounts.ts";
import type { Commit } from "../state/git.ts";
import { listChanges, listHistory, parentsOf } from "../state/history.ts";
import type { News } from "../state/news.ts";
import type { Repository, World } from "../state/world.ts";

type Payload = Record<string, unknown>;
type Of<Kind extends News["kind"]> = Extract<News, { kind: Kind }>;

/** The most commits that a push lists. */
const MOST_COMMITS = 2_048;
const NOTHING = "0".repeat(40);

export function presentPayload(world: World, news: News): Payload {
  const common = {
    repository: presentRepository(world, news.repository),
    sender: presentUser(world, accountById(world, news.actorId)),
  };
  const payload = { ...common, ...presentSubject(world, news) };
  return news.kind === "push" ? { ...payload, repository: inSeconds(common.repository) } : payload;
}

/** Of a push, and of nothing else, GitHub tells these two times in seconds since 1970. */
function inSeconds(repository: Payload): Payload {
  const seconds = (key: string) => Math.floor(Date.parse(String(repository[key])) / 1_000);
  return { ...repository, created_at: seconds("created_at"), pushed_at: seconds("pushed_at") };
}

function presentSubject(world: World, news: News): Payload {
  const { repository } = news;
  switch (news.kind) {
    case "issue":
      return presentIssueNews(world, news);
    case "comment":
      return {
        action: news.action,
        ...(news.former && { changes: news.former }),
        issue: presentIssue(world, repository, news.issue),
        comment: presentComment(world, repository, news.comment),
      };
    case "label":
      return {
        action: news.action,
        label: presentLabel(world, repository, news.label),
        ...(news.former && { changes: news.former }),
      };
    case "release":
      return { action: news.action, release: presentRelease(world, repository, news.release) };
    case "push":
      return presentPush(world, news);
    case "workflow-dispatch":
      return { inputs: news.inputs, ref: news.ref, workflow: news.workflow };
    case "repository-dispatch":
      return { action: news.event, branch: repository.defaultBranch, client_payload: news.payload };
  }
}

function presentIssueNews(world: World, news: Of<"issue">): Payload {
  const { action, issue, label, assigneeId, former, movedTo, repository } = news;
  const moved = movedTo && {
    new_issue: presentIssue(world, movedTo.repository, movedTo.issue),
    new_repository: presentRepository(world, movedTo.repository),
  };
  const changes = moved ?? former;
  return {
    action,
    ...(changes && { changes }),
    issue: presentIssue(world, repository, issue),
    ...(label && { label: presentLabel(world, repository, label) }),
    ...(assigneeId !== undefined && { assignee: presentAuthor(world, assigneeId) }),
  };
}

function presentPush(world: World, { repository, ref, before, after, actorId }: Of<"push">): Payload {
  const { git } = repository;
  const head = git.commits.get(git.tags.get(after)?.target ?? after);
  const pusher = accountById(world, actorId);
  const known = before === null ? undefined : git.commits.get(before);
  const seen = new Set(known ? listHistory(git, known).map(({ sha }) => sha) : []);
  const added = head && before !== null ? listHistory(git, head).filter(({ sha }) => !seen.has(sha)) : [];
  const commits = added.reverse().slice(-MOST_COMMITS);
  return {
    ref,
    before: before ?? NOTHING,
    after,
    created: before === null,
    deleted: false,
    forced: known !== undefined && head !== undefined && !isBehind(repository, known, head),
    base_ref: null,
    compare: `${pageUrl(world, repository)}/compare/${(before ?? NOTHING).slice(0, 12)}...${after.slice(0, 12)}`,
    commits: commits.map((commit) => presentPushed(world, repository, commit)),
    head_commit: head ? presentPushed(world, repository, head) : null,
    pusher: { name: pusher.login, email: pusher.email },
  };
}

function isBehind({ git }: Repository, before: Commit, after: Commit): boolean {
  return listHistory(git, after).some(({ sha }) => sha === before.sha);
}

function presentPushed(world: World, repository: Repository, commit: Commit): Payload {
  const [parent] = parentsOf(repository.git, commit);
  const changes = listChanges(repository.git, parent, commit);
  const paths = (status: string) =>
    changes.filter((change) => change.status === status).map(({ path }) => path);
  const { sha, treeSha, message, author, committer } = commit;
  return {
    id: sha,
    tree_id: treeSha,
    distinct: true,
    message,
    timestamp: committer.date,
    url: `${pageUrl(world, repository)}/commit/${sha}`,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
    added: [...paths("added"), ...paths("renamed")],
    removed: [...paths("removed"), ...changes.flatMap(({ previousPath }) => previousPath ?? [])],
    modified: paths("modified"),
  };
}
