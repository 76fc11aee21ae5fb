/** The world as one token sees it. */

import type { Quota } from "../access/quota.ts";
import { isGranted, type Scope } from "../access/rights.ts";
import type { Actor } from "../access/tokens.ts";
import type { Repository, World } from "../state/world.ts";
import { forbidden } from "./fields.ts";

export type View = {
  world: World;
  actor: Actor;
  quota: Quota;
  /** Points of this request. */
  cost: number;
};
export type RepositoryView = View & { repository: Repository };

/** @throws GraphQLError when a workflow's or App's token was not granted it */
export function assertGranted(view: RepositoryView, scope: Scope, level: "read" | "write" = "read"): void {
  const isForeign = !view.repository.home && level === "read";
  if (!isForeign && !isGranted(view.actor, scope, level)) throw forbidden();
}
