/** The entry points of queries. */

import { isVisible } from "../access/rights.ts";
import { formatTime } from "../clock.ts";
import { findRepository } from "../rest/router.ts";
import { findAccount } from "../state/accounts.ts";
import { findComment } from "../state/comments.ts";
import { readNodeId } from "../state/ids.ts";
import type { Repository } from "../state/world.ts";
import { lazily, type Node, notFound, takes } from "./fields.ts";
import { presentAccount } from "./present/actor.ts";
import { presentComment, presentIssue, presentLabel, presentPull } from "./present/issue.ts";
import { presentRepository } from "./present/repository.ts";
import { assertGranted, type RepositoryView, type View } from "./view.ts";

export function queryFields(view: View): Record<string, unknown> {
  return {
    viewer: lazily(() => presentViewer(view)),
    rateLimit: lazily(() => presentRateLimit(view)),
    repository: takes(["owner", "name"], ({ owner, name }) => {
      const repository = findRepository(view.world, { owner: String(owner), repo: String(name) });
      if (!repository || !isVisible(view.actor, repository)) {
        throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return presentRepository({ ...view, repository });
    }),
    user: takes(["login"], ({ login }) => {
      const account = findAccount(view.world, String(login));
      if (account?.type === "User") return presentAccount(view.world, account);
      throw notFound(`Could not resolve to a User with the login of '${login}'.`);
    }),
    node: takes(["id"], ({ id }) => presentNode(view, String(id))),
    nodes: takes(["ids"], ({ ids }) => (ids as string[]).map((id) => nodeOrError(view, id))),
  };
}

/** The one place where GraphQL writes a bot's login with `[bot]`: the viewer is always a `User`. */
function presentViewer({ world, actor: { account } }: View): Node {
  return { ...presentAccount(world, account), __typename: "User", login: account.login, name: account.name };
}

function presentRateLimit({ actor, quota, cost }: View): Record<string, unknown> {
  const { limit, used, reset } = quota.of(actor, "graphql");
  return {
    cost,
    limit,
    used,
    remaining: Math.max(0, limit - used),
    resetAt: formatTime(reset * 1_000),
  };
}

/** One unknown id leaves a hole in the list, and an error beside it. */
function nodeOrError(view: View, id: string): Node | Error {
  try {
    return presentNode(view, id);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function presentNode(view: View, id: string): Node {
  const found = readNodeId(id);
  for (const repository of view.world.repositories) {
    const node = found && isVisible(view.actor, repository) && nodeIn({ ...view, repository }, found);
    if (node) return node;
  }
  throw notFound(`Could not resolve to a node with the global id of '${id}'.`);
}

function nodeIn(
  view: RepositoryView,
  { kind, parts }: NonNullable<ReturnType<typeof readNodeId>>,
): Node | undefined {
  const { repository, world } = view;
  const id = Number(parts[0]);
  switch (kind) {
    case "Repository":
      return repository.id === id ? presentRepository(view) : undefined;
    case "Issue": {
      const issue = [...repository.issues.values()].find((candidate) => candidate.id === id);
      return issue && granted(view, () => presentIssue(view, issue));
    }
    case "IssueComment": {
      const found = findComment(repository, id);
      return found && granted(view, () => presentComment(view, found.issue, found.comment));
    }
    case "Label": {
      const label = repository.labels.find((candidate) => candidate.id === id);
      return label && presentLabel(view, label);
    }
    case "PullRequest": {
      const pull = [...repository.pulls.values()].find((candidate) => candidate.id === id);
      return pull && presentPull(view, pull);
    }
    case "User":
    case "Bot":
    case "Organization": {
      const account = world.accounts.find((candidate) => candidate.id === id && !candidate.deleted);
      return account && presentAccount(world, account);
    }
    default:
      return undefined;
  }
}

function granted(view: RepositoryView, present: () => Node): Node {
  assertGranted(view, "issues");
  return present();
}

export function repositoryOfComment(view: View, id: number): Repository | undefined {
  return view.world.repositories.find((repository) => findComment(repository, id));
}
