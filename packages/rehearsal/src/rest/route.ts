/** A route of the REST interface, and what it is called with. */

import { notFound } from "../access/refused.ts";
import type { Needs } from "../access/rights.ts";
import type { Actor } from "../access/tokens.ts";
import type { Account, Repository, World } from "../state/world.ts";

export type Answer = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> };

export type Call = {
  world: World;
  /** There when the path names one. */
  repository: Repository | undefined;
  actor: Actor;
  method: string;
  /** Address without query, as it came. */
  path: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: unknown;
  accept: string | undefined;
  contentType: string | undefined;
};

export type RepositoryCall = Call & { repository: Repository };

export type Route = {
  /** As GitHub's description names it: `GET /repos/{owner}/{repo}/issues`. */
  operation: string;
  needs: Needs;
  answer(call: Call): Answer | Promise<Answer>;
};

const REPOSITORY = "/repos/{owner}/{repo}";

/** A route below `/repos/{owner}/{repo}`: `onRepository("GET /issues", …)`. */
export function onRepository(
  operation: string,
  needs: Needs,
  answer: (call: RepositoryCall) => Answer | Promise<Answer>,
): Route {
  return {
    operation: operation.replace(" ", ` ${REPOSITORY}`),
    needs,
    answer: (call) => {
      if (!call.repository) throw notFound();
      return answer({ ...call, repository: call.repository });
    },
  };
}

/** What state changes need to know. */
export function sceneOf(call: RepositoryCall): {
  world: World;
  repository: Repository;
  actorId: Account["id"];
} {
  return { world: call.world, repository: call.repository, actorId: call.actor.account.id };
}

/** @throws Refused 404 when the address has no such number */
export function numberParam(call: Call, name: string): number {
  const value = call.params[name] ?? "";
  if (!/^\d+$/.test(value)) throw notFound();
  return Number(value);
}

export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}
