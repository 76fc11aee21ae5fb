/** What no workflow's token may do to environments; people are told that it is not implemented. */

import { notImplemented } from "../access/refused.ts";
import type { Needs } from "../access/rights.ts";
import { onRepository, type Route } from "./route.ts";

const ADMINISTER: Needs = { scope: "administration", level: "write", person: "admin", workflowToken: false };
const APPROVE: Needs = { scope: "deployments", level: "write", person: "read", workflowToken: false };

export const environmentRoutes: readonly Route[] = [
  refuse("PUT /environments/{environment_name}", ADMINISTER),
  refuse("DELETE /environments/{environment_name}", ADMINISTER),
  refuse("POST /actions/runs/{run_id}/pending_deployments", APPROVE),
];

function refuse(operation: string, needs: Needs): Route {
  return onRepository(operation, needs, () => {
    throw notImplemented(operation);
  });
}
