/** Finds the route of an address, checks the rights, and turns refusals into answers. */

import { notImplemented, Refused } from "../access/refused.ts";
import { assertAllowed } from "../access/rights.ts";
import type { Actor } from "../access/tokens.ts";
import { sameLogin } from "../state/accounts.ts";
import type { Repository, World } from "../state/world.ts";
import { matchOperation } from "./operation-path.ts";
import type { Answer, Call, Route } from "./route.ts";

export type RestRequest = Pick<Call, "method" | "path" | "query" | "body" | "accept" | "contentType">;

export type Router = (actor: Actor, request: RestRequest) => Promise<Answer & { notImplemented?: boolean }>;

export function createRouter(world: World, routes: readonly Route[]): Router {
  const operations = routes.map(({ operation }) => operation);
  return async (actor, request) => {
    try {
      const found = matchOperation(operations, request.method, request.path);
      const route = found && routes.find(({ operation }) => operation === found.operation);
      if (!found || !route) throw notImplemented(`${request.method} ${request.path}`);
      const repository = findRepository(world, found.params);
      if (found.params["repo"] !== undefined && !repository) throw new Refused(404, "Not Found");
      assertAllowed(actor, repository, route.needs);
      return await route.answer({ world, repository, actor, params: found.params, ...request });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, body, headers, notImplemented } = error;
      return { status, body, headers, notImplemented };
    }
  };
}

export function findRepository(
  world: World,
  { owner, repo }: Readonly<Record<string, string>>,
): Repository | undefined {
  if (owner === undefined || repo === undefined) return undefined;
  return world.repositories.find(
    (repository) => sameLogin(repository.owner.login, owner) && sameLogin(repository.name, repo),
  );
}
