/** Tells listeners what happened, once a write is over. */

import type { GitHubEvent } from "../embedded.ts";
import { accountById } from "../state/accounts.ts";
import { peel } from "../state/git.ts";
import { isByWorkflow, type News } from "../state/news.ts";
import type { World } from "../state/world.ts";
import { presentPayload } from "./present.ts";

export type Announcer = {
  onEvent(listener: (event: GitHubEvent) => void): () => void;
  onChange(listener: () => void): () => void;
  /** Tells everything that was not told yet. */
  flush(): void;
  /** The same controls, each of which tells afterwards. */
  after<Controls extends object>(controls: Controls): Controls;
};

/** The names by which workflows start on it. */
const NAMES: Record<News["kind"], string> = {
  issue: "issues",
  comment: "issue_comment",
  label: "label",
  push: "push",
  release: "release",
  "workflow-dispatch": "workflow_dispatch",
  "repository-dispatch": "repository_dispatch",
};

export function createAnnouncer(world: World): Announcer {
  const onEvent = new Set<(event: GitHubEvent) => void>();
  const onChange = new Set<() => void>();
  const flush = (): void => {
    const news = world.news.splice(0);
    const { stirred } = world;
    world.stirred = false;
    // Nobody pays for payloads that nobody reads.
    const events = onEvent.size === 0 ? [] : news.map((item) => toEvent(world, item));
    for (const event of events) for (const listener of onEvent) listener(event);
    if (stirred) for (const listener of onChange) listener();
  };
  return {
    onEvent: (listener) => subscribe(onEvent, listener),
    onChange: (listener) => subscribe(onChange, listener),
    flush,
    after: (controls) => tellAfter(controls, flush),
  };
}

function tellAfter<Controls extends object>(controls: Controls, flush: () => void): Controls {
  const telling = Object.entries(controls).map(
    ([name, control]: [string, (...args: unknown[]) => unknown]) => [
      name,
      (...args: unknown[]) => {
        const result = control(...args);
        flush();
        return result;
      },
    ],
  );
  return Object.fromEntries(telling) as Controls;
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function toEvent(world: World, news: News): GitHubEvent {
  const action = actionOf(news);
  return {
    name: NAMES[news.kind],
    ...(action !== undefined && { action }),
    payload: presentPayload(world, news),
    actor: accountById(world, news.actorId).login,
    ...placeOf(news),
    byWorkflow: isByWorkflow(news),
    ...(news.kind === "workflow-dispatch" && { run: news.runId }),
  };
}

function actionOf(news: News): string | undefined {
  if (news.kind === "repository-dispatch") return news.event;
  return "action" in news ? news.action : undefined;
}

/** GITHUB_REF and GITHUB_SHA, as "Events that trigger workflows" tells them for each event. */
function placeOf(news: News): { ref: string; sha: string } {
  const { git, defaultBranch } = news.repository;
  const place = (ref: string) => ({ ref, sha: peel(git, git.refs.get(ref))?.sha ?? "" });
  switch (news.kind) {
    case "push":
      return { ref: news.ref, sha: peel(git, news.after)?.sha ?? news.after };
    case "workflow-dispatch":
      return { ref: news.ref, sha: news.sha };
    case "release":
      return place(`refs/tags/${news.release.tag}`);
    case "issue":
    case "comment":
    case "label":
    case "repository-dispatch":
      return place(`refs/heads/${defaultBranch}`);
  }
}
